import { expect } from 'vitest';
import type { RecordKind } from '../../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../../src/records/record-set.js';
import { calculateRun } from '../../../src/runs/calculate-run.js';
import { recalculateChanged } from '../../../src/runs/incremental/recalculate-changed.js';
import { publishRuleFiles } from '../../../src/runs/publish-rules.js';
import { withChange } from '../../../src/store/change.js';
import type { Database } from '../../../src/store/executor.js';
import { recordWriter } from '../../../src/store/record-writer.js';
import { resultHashes } from '../../bench/incremental/result-hashes.js';
import type { TestDatabase } from '../../databases/databases.js';
import { openTemporary } from '../../databases/opened.js';
import { dealOf } from '../../engine/given.js';

/** The first day that is not known. */
export const THROUGH = '2026-07-01';
const COMPANY = 'name: Small\nhomeCurrency: USD\nroles: { full: [owner] }\n';
const HEAD = { language: 1, effective: { from: '2026-01-01', to: '2027-01-01' }, currency: 'USD' };
const WHEN = { all: [{ fact: 'type', operator: 'equal', value: 'new' }] };
const BOOKED = { basis: 'booked', amount: 'tcv', when: WHEN, window: 'quarter' };

/** The plan of those who sell, by the rate of what they sell up to their quota. */
export const sellers = (rate: string) => ({
  ...{ ...HEAD, plan: 'sellers', payFrequency: 'monthly' },
  measures: {
    sales: { ...BOOKED, credit: { roles: ['owner'] } },
    cash: { basis: 'collected', amount: 'amount', credit: { roles: ['owner'] }, window: 'quarter' },
  },
  components: {
    commission: {
      measure: 'sales',
      commission: {
        ...{ tiers: 'marginal', over: 'attainment' },
        rates: [
          { from: '0%', rate },
          { from: '100%', rate: '12%' },
        ],
      },
    },
    collections: { measure: 'cash', commission: { rate: '1%' } },
  },
});
/** The plan of those who manage, paid half where their team is behind. */
export const managers = {
  ...{ ...HEAD, plan: 'managers', payFrequency: 'monthly' },
  measures: { below: { ...BOOKED, credit: { team: true, roles: ['owner'] } } },
  components: {
    override: {
      measure: 'below',
      commission: { tiers: 'marginal', over: 'attainment', rates: [{ from: '0%', rate: '0.5%' }] },
      gate: { measure: 'sales', of: 'teamPooled', atLeast: '60%', otherwise: '50%' },
    },
  },
};

const SELLERS = ['a-1', 'a-2', 'b-1', 'p-1', 'p-2', 'z-1', 'q-1'];
const MONTHS = ['01', '02', '03', '04', '05', '06'];
const named = (id: string) => {
  return {
    id,
    name: id,
    email: null,
    role: null,
    region: null,
    hireDate: null,
    leaveDate: null,
    payoutCurrency: null,
  };
};
/** The deal of somebody in a month, on the tenth. */
export const sold = (payee: string, month: string, cents: bigint, type = 'new') =>
  dealOf(`D-${payee}-${month}`, { closeDate: `2026-${month}-10`, tcv: cents, currency: 'USD', type });
export const held = (deal: string, payee: string, share: string) => {
  return { deal, payee, role: 'owner', share, from: null, to: null };
};
export const target = (payee: string, quota: string, amount: string) => ({
  ...{ payee, team: null, quota, from: '2026-01-01', to: '2027-01-01', amount, currency: 'USD' },
  ...{ spread: 'equal' as const, weights: null },
});
const member = (team: string, payee: string, as: 'member' | 'manager') => {
  return { team, payee, as, from: '2026-01-01', to: null };
};

/**
 * Two sellers below two levels of managers, one below the upper level alone, two in a team without a manager, one in no
 * team, and one in no team whom the engine is asked about, having been away.
 */
export const RECORDS: Partial<RecordSet> = {
  payee: [...SELLERS, 'mia', 'kim'].map(named),
  team: [
    { id: 'all', name: 'All', parent: null },
    { id: 'west', name: 'West', parent: 'all' },
    { id: 'pair', name: 'Pair', parent: null },
  ],
  fxRate: [{ from: 'EUR', to: 'USD', date: '2026-01-01', rate: '1.1' }],
  absence: [{ payee: 'q-1', from: '2026-05-01', to: '2026-05-10', kind: 'leave' }],
  membership: [
    ...[member('west', 'a-1', 'member'), member('west', 'a-2', 'member'), member('all', 'b-1', 'member')],
    ...[member('pair', 'p-1', 'member'), member('pair', 'p-2', 'member')],
    ...[member('west', 'mia', 'manager'), member('all', 'kim', 'manager')],
  ],
  assignment: [
    ...SELLERS.map((payee) => ({ payee, plan: 'sellers', from: '2026-01-01', to: null })),
    ...['mia', 'kim'].map((payee) => ({ payee, plan: 'managers', from: '2026-01-01', to: null })),
  ],
  quota: [
    ...SELLERS.map((payee) => target(payee, 'sales', '4000')),
    ...['mia', 'kim'].map((payee) => target(payee, 'below', '9000')),
  ],
  deal: SELLERS.flatMap((payee) => MONTHS.map((month) => sold(payee, month, 50_000n))),
  split: SELLERS.flatMap((payee) => MONTHS.map((month) => held(`D-${payee}-${month}`, payee, '1'))),
};

/** Writes records in one change, in place of those of the same keys. */
export async function write(db: Database, records: Partial<RecordSet>): Promise<void> {
  await withChange(db, { actor: 'test', command: 'test' }, async (trx, change) => {
    const all = { ...EMPTY_RECORD_SET, ...records };
    for (const kind of Object.keys(all) as RecordKind[]) {
      await recordWriter(trx, change, kind, { onConflict: 'correct' }).writeAll(all[kind]);
    }
  });
}

/** Publishes the plans of sellers and managers. */
export async function publish(db: Database, plans: readonly unknown[]): Promise<void> {
  const files = plans.map((plan, place) => {
    return { file: `rules/plans/${place}.json`, text: JSON.stringify(plan) };
  });
  const company = { file: 'rules/company.yaml', text: COMPANY };
  const rules = { directory: 'rules', company, plans: files };
  const published = await publishRuleFiles(db, rules, { actor: 'test' });
  expect(published.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
}

/** Calculates everybody. */
export async function calculateAll(db: Database): Promise<void> {
  const run = await calculateRun(db, { through: THROUGH, actor: 'test', full: true });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
}

/** Brings the published run up to date for all whom changes concern; whether that could be done. */
export async function bringUpToDate(db: Database): Promise<boolean> {
  return (await recalculateChanged(db, { through: THROUGH, crossover: 1 })) !== null;
}

/** What the companies begin with. */
export interface Beginning {
  readonly records: Partial<RecordSet>;
  readonly plans: readonly unknown[];
}

/** The same company twice: one is brought up to date, the other calculated in full, change after change. */
export async function companies(database: TestDatabase, given: Partial<Beginning> = {}) {
  const { records = RECORDS, plans = [sellers('5%'), managers] } = given;
  const address = await database.createAddress();
  const [db, elsewhere] = [await openTemporary(address), await openTemporary(address)];
  const mirror = await database.create();
  for (const each of [db, mirror]) {
    await publish(each, plans);
    await write(each, records);
    await calculateAll(each);
  }
  /** Does the same to both; whether the one could be brought up to date. */
  const both = async (work: (each: Database) => Promise<unknown>, by = db): Promise<boolean> => {
    await work(by);
    await work(mirror);
    const isDone = await bringUpToDate(db);
    if (!isDone) await calculateAll(db);
    await calculateAll(mirror);
    expect(await resultHashes(db)).toEqual(await resultHashes(mirror));
    return isDone;
  };
  /** Writes records to both, one change after the other: each can be brought up to date. */
  const correct = async (...changes: readonly Partial<RecordSet>[]) => {
    for (const each of changes) expect(await both((company) => write(company, each))).toBe(true);
  };
  return { db, elsewhere, mirror, both, correct };
}
