import { describe, expect, it } from 'vitest';
import type { Milestone } from '../../../src/records/record-kinds.js';
import { milestoneTotals } from '../../../src/store/checks/milestone-totals.js';
import { databases } from '../../databases/databases.js';
import { writeAll } from '../samples.js';

describe.each(databases)('milestone totals on $name', (database) => {
  describe('milestones', () => {
    const milestone: Milestone = { deal: 'D-1', id: 'm-1', date: '2026-02-10', share: '0.33333333' };

    it.each([
      ['0.33333334', []],
      ['0.33333333', ['D-1 0.99999999']],
      ['0.33333335', ['D-1 1.00000001']],
    ])('two thirds and %s make the whole or not', async (share, expected) => {
      const db = await database.create();
      const { change } = await writeAll(db, 'milestone', [
        milestone,
        { ...milestone, id: 'm-2' },
        { ...milestone, id: 'm-3', share },
      ]);
      const found = await db.read(async (trx) => milestoneTotals(trx, { change, limit: 10 }));
      expect(found.map(({ deal, total }) => `${deal} ${total}`)).toEqual(expected);
    });

    it('are looked at where the change wrote one of them', async () => {
      const db = await database.create();
      await writeAll(db, 'milestone', [milestone]);
      const { change } = await writeAll(db, 'milestone', [{ ...milestone, deal: 'D-2', share: '1' }]);
      expect(await db.read(async (trx) => milestoneTotals(trx, { change, limit: 10 }))).toEqual([]);
    });
  });
});
