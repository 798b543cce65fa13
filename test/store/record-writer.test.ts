import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../src/access/scope.js';
import type { Receipt } from '../../src/records/record-kinds.js';
import { withChange } from '../../src/store/change.js';
import { readRecordSet } from '../../src/store/read-record-set.js';
import { recordHistory } from '../../src/store/record-history.js';
import { recordWriter } from '../../src/store/record-writer.js';
import { databases } from '../databases/databases.js';
import { bare, filled, KINDS, writeAll } from './samples.js';

describe.each(databases)('the store on $name', (database) => {
  describe.each(KINDS)('a record of kind %s', (kind) => {
    it('is read as it was written, with every field filled', async () => {
      const db = await database.create();
      expect((await writeAll(db, kind, [filled(kind)])).outcomes).toEqual(['inserted']);
      expect((await readRecordSet(db))[kind]).toEqual([filled(kind)]);
    });

    it('is read as it was written, with every optional field empty', async () => {
      const db = await database.create();
      await writeAll(db, kind, [bare(kind)]);
      expect((await readRecordSet(db))[kind]).toEqual([bare(kind)]);
    });

    it('is unchanged when it is written again, in the same change or a later one', async () => {
      const db = await database.create();
      const outcomes = (await writeAll(db, kind, [filled(kind), filled(kind)])).outcomes;
      expect(outcomes).toEqual(['inserted', 'unchanged']);
      expect((await writeAll(db, kind, [filled(kind)], 'correct')).outcomes).toEqual(['unchanged']);
      expect((await writeAll(db, kind, [filled(kind)], 'refuse')).outcomes).toEqual(['unchanged']);
      expect((await readRecordSet(db))[kind]).toEqual([filled(kind)]);
    });

    it('is unchanged when it is written again with its optional fields empty', async () => {
      const db = await database.create();
      await writeAll(db, kind, [bare(kind)]);
      expect((await writeAll(db, kind, [bare(kind)])).outcomes).toEqual(['unchanged']);
    });
  });

  describe('a record with a known key and another content', () => {
    const receipt: Receipt = filled('receipt');
    const corrected: Receipt = { ...receipt, amount: 500n };

    it('replaces the content, which is kept, where corrections are wanted', async () => {
      const db = await database.create();
      const first = await writeAll(db, 'receipt', [receipt]);
      const second = await writeAll(db, 'receipt', [corrected], 'correct');
      expect(second.outcomes).toEqual(['corrected']);
      expect((await readRecordSet(db)).receipt).toEqual([corrected]);
      const history = await recordHistory(db, EVERY_PAYEE, 'receipt', { id: receipt.id });
      expect(history).toMatchObject([
        {
          record: receipt,
          change: first.change,
          untilChange: second.change,
          actor: 'local',
          command: 'test',
        },
        { record: corrected, change: second.change, untilChange: null },
      ]);
    });

    it('is refused and not written where it is a conflict', async () => {
      const db = await database.create();
      await writeAll(db, 'receipt', [receipt]);
      expect((await writeAll(db, 'receipt', [corrected], 'refuse')).outcomes).toEqual(['conflict']);
      expect((await readRecordSet(db)).receipt).toEqual([receipt]);
      expect(await recordHistory(db, EVERY_PAYEE, 'receipt', { id: receipt.id })).toHaveLength(1);
    });

    it('keeps no version of what was written and corrected within one change', async () => {
      const db = await database.create();
      expect((await writeAll(db, 'receipt', [receipt, corrected])).outcomes).toEqual([
        'inserted',
        'corrected',
      ]);
      expect(await recordHistory(db, EVERY_PAYEE, 'receipt', { id: receipt.id })).toMatchObject([
        { record: corrected, change: 1, untilChange: null },
      ]);
    });

    it('keeps one version of what one change corrected twice', async () => {
      const db = await database.create();
      await writeAll(db, 'receipt', [receipt]);
      await writeAll(db, 'receipt', [corrected, { ...receipt, amount: 700n }]);
      const history = await recordHistory(db, EVERY_PAYEE, 'receipt', { id: receipt.id });
      expect(history.map(({ record, change, untilChange }) => [record.amount, change, untilChange])).toEqual([
        [-12_345n, 1, 2],
        [700n, 2, null],
      ]);
    });

    it('is a correction when only a field becomes empty, or no longer is', async () => {
      const db = await database.create();
      await writeAll(db, 'receipt', [receipt]);
      const empty = { ...receipt, account: null };
      expect((await writeAll(db, 'receipt', [empty, empty, receipt])).outcomes).toEqual([
        'corrected',
        'unchanged',
        'corrected',
      ]);
    });

    it('leaves the version out, too, when the change is taken back', async () => {
      const db = await database.create();
      await writeAll(db, 'receipt', [receipt]);
      const failing = withChange(db, { actor: 'local', command: 'test' }, async (trx, change) => {
        await recordWriter(trx, change, 'receipt', { onConflict: 'correct' }).writeAll([corrected]);
        throw new Error('stop');
      });
      await expect(failing).rejects.toThrow('stop');
      expect(await recordHistory(db, EVERY_PAYEE, 'receipt', { id: receipt.id })).toMatchObject([
        { record: receipt, change: 1, untilChange: null },
      ]);
    });
  });

  describe('money', () => {
    it.each([
      0n,
      -1n,
      9_007_199_254_740_991n,
      9_007_199_254_740_993n,
      -9_007_199_254_740_993n,
      9_223_372_036_854_775_807n,
      -9_223_372_036_854_775_808n,
    ])('of %s minor units survives', async (amount) => {
      const db = await database.create();
      const receipt = { ...filled('receipt'), amount };
      await writeAll(db, 'receipt', [receipt]);
      expect((await writeAll(db, 'receipt', [receipt])).outcomes).toEqual(['unchanged']);
      const [read] = (await readRecordSet(db)).receipt;
      expect(read?.amount).toBe(amount);
    });

    it('beyond 64 bits is refused, never stored as something else', async () => {
      const db = await database.create();
      const receipt = { ...filled('receipt'), amount: 9_223_372_036_854_775_808n };
      await expect(writeAll(db, 'receipt', [receipt])).rejects.toThrow(RangeError);
      expect((await readRecordSet(db)).receipt).toEqual([]);
    });

    it('that differs by one minor unit beyond 2^53 is a correction', async () => {
      const db = await database.create();
      const receipt = { ...filled('receipt'), amount: 9_007_199_254_740_992n };
      await writeAll(db, 'receipt', [receipt]);
      const written = await writeAll(db, 'receipt', [{ ...receipt, amount: 9_007_199_254_740_993n }]);
      expect(written.outcomes).toEqual(['corrected']);
    });
  });

  describe('the extra fields of a deal', () => {
    it('are the same in whatever order they come', async () => {
      const db = await database.create();
      await writeAll(db, 'deal', [{ ...filled('deal'), extra: { a: '1', b: '2' } }]);
      const again = { ...filled('deal'), extra: { b: '2', a: '1' } };
      expect((await writeAll(db, 'deal', [again])).outcomes).toEqual(['unchanged']);
    });

    it('make a correction when one of them changes', async () => {
      const db = await database.create();
      await writeAll(db, 'deal', [{ ...filled('deal'), extra: { a: '1' } }]);
      const changed = { ...filled('deal'), extra: { a: '2' } };
      expect((await writeAll(db, 'deal', [changed])).outcomes).toEqual(['corrected']);
    });
  });

  describe('optional fields of a key', () => {
    it('tell records apart when one is empty and the other is not', async () => {
      const db = await database.create();
      const open = { ...bare('split'), from: null };
      const dated = { ...bare('split'), from: '2026-01-01' };
      expect((await writeAll(db, 'split', [open, dated, open])).outcomes).toEqual([
        'inserted',
        'inserted',
        'unchanged',
      ]);
      expect((await readRecordSet(db)).split).toEqual([open, dated]);
    });
  });
});
