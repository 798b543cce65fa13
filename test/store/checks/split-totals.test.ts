import { describe, expect, it } from 'vitest';
import type { Deal, Split } from '../../../src/records/record-kinds.js';
import { type RoleTotal, splitTotals } from '../../../src/store/checks/split-totals.js';
import type { Database } from '../../../src/store/executor.js';
import { databases } from '../../databases/databases.js';
import { bare, writeAll } from '../samples.js';

const DEAL: Deal = { ...bare('deal'), id: 'D-1', closeDate: '2026-02-10' };
const SPLIT: Split = { deal: 'D-1', payee: 'ada', role: 'owner', share: '1', from: null, to: null };

function whole(role: string): RoleTotal {
  return { role, least: '1', most: '1' };
}

async function failing(db: Database, change: number, roles = ['owner']) {
  return db.read(async (trx) => {
    const totals: string[] = [];
    for await (const { deal, role, date, total } of splitTotals(trx, roles.map(whole), change)) {
      totals.push(`${deal} ${role} ${date} ${total}`);
    }
    return totals;
  });
}

describe.each(databases)('split totals on $name', (database) => {
  async function failingOf(splits: readonly Split[], deal: Deal = DEAL): Promise<readonly string[]> {
    const db = await database.create();
    await writeAll(db, 'deal', [deal]);
    const { change } = await writeAll(db, 'split', splits);
    return failing(db, change);
  }

  it.each([
    [['1', '0.5'], []],
    [['0.1'], []],
    [['1', '0.50000001'], ['D-1 engineer 2026-02-10 1.50000001']],
  ])('stay at or below what a role is limited to: %s', async (shares, expected) => {
    const db = await database.create();
    await writeAll(db, 'deal', [DEAL]);
    const splits = shares.map((share, index) => ({ ...SPLIT, role: 'engineer', payee: `p-${index}`, share }));
    const { change } = await writeAll(db, 'split', splits);
    const totals = await db.read(async (trx) => {
      const found: string[] = [];
      const limit = { role: 'engineer', least: null, most: '1.5' };
      for await (const { deal, role, date, total } of splitTotals(trx, [limit], change))
        found.push(`${deal} ${role} ${date} ${total}`);
      return found;
    });
    expect(totals).toEqual(expected);
  });

  describe('the shares of a role that must be whole', () => {
    it.each([
      [['1'], []],
      [['0.5', '0.5'], []],
      [['0.33333333', '0.33333333', '0.33333334'], []],
      [['0.99999999'], ['D-1 owner 2026-02-10 0.99999999']],
      [['1', '0.00000001'], ['D-1 owner 2026-02-10 1.00000001']],
      [['1.5', '-0.5'], []],
      [['0'], ['D-1 owner 2026-02-10 0']],
    ])('sum to one exactly: %s', async (shares, expected) => {
      const splits = shares.map((share, index) => ({ ...SPLIT, payee: `p-${index}`, share }));
      expect(await failingOf(splits)).toEqual(expected);
    });

    it('may change hands from one day to the next, and not a day later', async () => {
      const first = { ...SPLIT, to: '2026-06-01' };
      const second = { ...SPLIT, payee: 'ben', from: '2026-06-01' };
      expect(await failingOf([first, second])).toEqual([]);
      expect(await failingOf([first, { ...second, from: '2026-06-02' }])).toEqual(['D-1 owner 2026-06-01 0']);
      expect(await failingOf([first, { ...second, from: '2026-05-31' }])).toEqual(['D-1 owner 2026-05-31 2']);
    });

    it('are whole from the close date on, whatever holds before it', async () => {
      const early = { ...SPLIT, payee: 'ben', share: '0.5', to: '2026-02-10' };
      expect(await failingOf([early, { ...SPLIT, from: '2026-02-10' }])).toEqual([]);
      expect(await failingOf([{ ...SPLIT, from: '2026-02-11' }])).toEqual(['D-1 owner 2026-02-10 0']);
    });

    it('may end with the contract, counted from its start, and not before', async () => {
      const deal = { ...DEAL, startDate: '2026-03-01', termMonths: 12 };
      expect(await failingOf([{ ...SPLIT, to: '2027-03-01' }], deal)).toEqual([]);
      expect(await failingOf([{ ...SPLIT, to: '2027-02-28' }], deal)).toEqual(['D-1 owner 2027-02-28 0']);
      expect(await failingOf([{ ...SPLIT, to: '2027-03-01' }])).toEqual(['D-1 owner 2027-03-01 0']);
    });

    it('are looked at for the roles named, and only where a deal has such a split', async () => {
      expect(await failingOf([{ ...SPLIT, role: 'engineer', share: '0.7' }])).toEqual([]);
    });

    it('are looked at where the change touched the deal or a split of it', async () => {
      const db = await database.create();
      const { change: dealChange } = await writeAll(db, 'deal', [DEAL, { ...DEAL, id: 'D-2' }]);
      await writeAll(db, 'split', [
        { ...SPLIT, from: '2026-02-10' },
        { ...SPLIT, deal: 'D-2', share: '0.5' },
      ]);
      const { change } = await writeAll(db, 'deal', [{ ...DEAL, closeDate: '2026-02-09' }]);
      expect(await failing(db, change)).toEqual(['D-1 owner 2026-02-09 0']);
      expect(await failing(db, dealChange)).toEqual(['D-2 owner 2026-02-10 0.5']);
    });

    it('are found beyond the first page of deals', async () => {
      const db = await database.create();
      const ids = Array.from({ length: 5_001 }, (_, index) => `D-${index}`);
      await writeAll(
        db,
        'deal',
        ids.map((id) => ({ ...DEAL, id })),
      );
      const { change } = await writeAll(
        db,
        'split',
        ids.map((deal) => ({ ...SPLIT, deal, share: '0.5' })),
      );
      expect(await failing(db, change)).toHaveLength(5_001);
    });
  });
});
