import { describe, expect, it } from 'vitest';
import type { Membership, TargetIncentive } from '../../../src/records/record-kinds.js';
import { overlappingRanges, type RangedKind } from '../../../src/store/checks/overlapping-ranges.js';
import type { Database } from '../../../src/store/executor.js';
import { databases } from '../../databases/databases.js';
import { writeAll } from '../samples.js';

const TARGET: TargetIncentive = { payee: 'ada', from: '2026-01-01', to: null, amount: 1n, currency: 'USD' };

async function overlaps(db: Database, kind: RangedKind, change: number): Promise<readonly string[]> {
  const found = await db.read(async (trx) => overlappingRanges(trx, kind, { change, limit: 100 }));
  return found.map(({ key, from, to }) => `${Object.values(key).join(' ')} overlaps ${from}..${to}`);
}

describe.each(databases)('overlapping ranges on $name', (database) => {
  async function overlapsOf(
    ranges: readonly (readonly [string, string | null])[],
  ): Promise<readonly string[]> {
    const db = await database.create();
    const records = ranges.map(([from, to]) => ({ ...TARGET, from, to }));
    const { change } = await writeAll(db, 'targetIncentive', records);
    return overlaps(db, 'targetIncentive', change);
  }

  it('ranges that follow each other do not overlap, and a shared day does', async () => {
    const first = ['2026-01-01', '2026-07-01'] as const;
    expect(await overlapsOf([first, ['2026-07-01', null]])).toEqual([]);
    expect(await overlapsOf([first, ['2026-06-30', null]])).toEqual([
      'ada 2026-06-30 overlaps 2026-01-01..2026-07-01',
    ]);
  });

  it('a range without an end overlaps all that start later', async () => {
    expect(
      await overlapsOf([
        ['2026-01-01', null],
        ['2028-01-01', '2029-01-01'],
      ]),
    ).toEqual(['ada 2028-01-01 overlaps 2026-01-01..null']);
  });

  it('a long range is found behind a short one that ended', async () => {
    expect(
      await overlapsOf([
        ['2026-01-01', '2027-01-01'],
        ['2026-02-01', '2026-03-01'],
        ['2026-05-01', '2026-06-01'],
      ]),
    ).toEqual([
      'ada 2026-02-01 overlaps 2026-01-01..2027-01-01',
      'ada 2026-05-01 overlaps 2026-01-01..2027-01-01',
    ]);
  });

  it('a member may manage the same team at the same time', async () => {
    const db = await database.create();
    const member: Membership = { team: 'sales', payee: 'ada', as: 'member', from: '2026-01-01', to: null };
    const { change } = await writeAll(db, 'membership', [
      member,
      { ...member, as: 'manager', from: '2026-02-01' },
    ]);
    expect(await overlaps(db, 'membership', change)).toEqual([]);
  });

  it('a split without a start overlaps one that has one', async () => {
    const db = await database.create();
    const split = { deal: 'D-1', payee: 'ada', role: 'owner', share: '0.5', from: null, to: null };
    const { change } = await writeAll(db, 'split', [split, { ...split, from: '2026-02-01' }]);
    expect(await overlaps(db, 'split', change)).toEqual(['D-1 ada owner 2026-02-01 overlaps null..null']);
  });

  it('only pairs that the change touched are found', async () => {
    const db = await database.create();
    const { change: first } = await writeAll(db, 'targetIncentive', [TARGET]);
    const { change: second } = await writeAll(db, 'targetIncentive', [{ ...TARGET, from: '2026-02-01' }]);
    const { change: third } = await writeAll(db, 'targetIncentive', [{ ...TARGET, payee: 'ben' }]);
    expect(await overlaps(db, 'targetIncentive', first)).toHaveLength(1);
    expect(await overlaps(db, 'targetIncentive', second)).toHaveLength(1);
    expect(await overlaps(db, 'targetIncentive', third)).toEqual([]);
  });
});
