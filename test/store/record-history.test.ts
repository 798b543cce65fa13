import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import { getRecord, recordHistory } from '../../src/store/record-history.js';
import { databases } from '../databases/databases.js';
import { bare, writeAll, writeSet } from './samples.js';

const ADA = payeesAlone('ada');
const target = (payee: string, amount: bigint) => ({
  ...bare('targetIncentive'),
  payee,
  from: '2026-01-01',
  amount,
});
const key = (payee: string) => ({ payee, from: '2026-01-01' });

describe.each(databases)('the history of records on $name', (database) => {
  describe('one record', () => {
    it('is found by its key, now and as of a change', async () => {
      const db = await database.create();
      await writeAll(db, 'targetIncentive', [target('ada', 1n)]);
      await writeAll(db, 'targetIncentive', [target('ada', 2n)]);
      const amount = async (options: { asOfChange?: number }) =>
        (await getRecord(db, EVERY_PAYEE, 'targetIncentive', key('ada'), options))?.amount;
      expect(await amount({})).toBe(2n);
      expect(await amount({ asOfChange: 2 })).toBe(2n);
      expect(await amount({ asOfChange: 1 })).toBe(1n);
      expect(await amount({ asOfChange: 0 })).toBeUndefined();
    });

    it('is found where a field of its key is empty', async () => {
      const db = await database.create();
      const split = { ...bare('split'), deal: 'D-1', payee: 'ada', role: 'owner' };
      await writeAll(db, 'split', [split]);
      const { deal, payee, role } = split;
      expect(await getRecord(db, EVERY_PAYEE, 'split', { deal, payee, role, from: null })).toEqual(split);
      expect(await getRecord(db, EVERY_PAYEE, 'split', { deal, payee, role, from: '2026-01-01' })).toBeNull();
    });

    it('has a history with the instant and the reason of each change', async () => {
      const db = await database.create();
      for (const amount of [1n, 2n, 3n]) await writeAll(db, 'targetIncentive', [target('ada', amount)]);
      const versions = await recordHistory(db, EVERY_PAYEE, 'targetIncentive', key('ada'));
      expect(versions.map(({ record, change, untilChange }) => [record.amount, change, untilChange])).toEqual(
        [
          [1n, 1, 2],
          [2n, 2, 3],
          [3n, 3, null],
        ],
      );
      expect(versions[0]).toMatchObject({ actor: 'local', command: 'test', reason: null });
      expect(versions[0]?.recordedAt).toMatch(/^\d{4}-\d\d-\d\dT/);
    });

    it('has no history where there is no such record', async () => {
      expect(await recordHistory(await database.create(), EVERY_PAYEE, 'deal', { id: 'D-1' })).toEqual([]);
    });
  });

  describe('a scope of one payee', () => {
    it('shows the records of that payee and hides those of another', async () => {
      const db = await database.create();
      await writeSet(db, {
        payee: [
          { ...bare('payee'), id: 'ada' },
          { ...bare('payee'), id: 'bo' },
        ],
        targetIncentive: [target('ada', 1n), target('bo', 2n)],
      });
      expect(await getRecord(db, ADA, 'targetIncentive', key('ada'))).not.toBeNull();
      expect(await getRecord(db, ADA, 'targetIncentive', key('bo'))).toBeNull();
      expect(await getRecord(db, ADA, 'payee', { id: 'ada' })).not.toBeNull();
      expect(await getRecord(db, ADA, 'payee', { id: 'bo' })).toBeNull();
      expect(await recordHistory(db, ADA, 'targetIncentive', key('ada'))).toHaveLength(1);
      expect(await recordHistory(db, ADA, 'targetIncentive', key('bo'))).toEqual([]);
    });

    it('hides records that name no payee, and quotas of teams', async () => {
      const db = await database.create();
      const quota = { ...bare('quota'), team: 'emea', quota: 'new-acv', from: '2026-01-01' };
      await writeSet(db, { deal: [{ ...bare('deal'), id: 'D-1' }], quota: [quota] });
      expect(await getRecord(db, ADA, 'deal', { id: 'D-1' })).toBeNull();
      const quotaKey = { payee: null, team: 'emea', quota: 'new-acv', from: '2026-01-01' };
      expect(await getRecord(db, ADA, 'quota', quotaKey)).toBeNull();
      expect(await getRecord(db, EVERY_PAYEE, 'quota', quotaKey)).toEqual(quota);
    });
  });
});
