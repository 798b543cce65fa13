import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import type { RecordKind } from '../../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../../src/records/record-set.js';
import { noteAccountAct } from '../../../src/runs/accounts/note-account-act.js';
import { calculateRun, type RunReport } from '../../../src/runs/calculate-run.js';
import { publishRuleFiles } from '../../../src/runs/publish-rules.js';
import { withChange } from '../../../src/store/change.js';
import type { Database } from '../../../src/store/executor.js';
import { addPeriodEvent } from '../../../src/store/period-events.js';
import { recordWriter } from '../../../src/store/record-writer.js';
import { listStatements } from '../../../src/store/statements.js';
import { SQLITE } from '../../databases/databases.js';
import { dealOf } from '../../engine/given.js';

const THROUGH = '2026-03-01';
const COMPANY = 'name: Small\nhomeCurrency: USD\nroles: { full: [owner] }\n';
const PLAN = {
  language: 1,
  plan: 'sales',
  effective: { from: '2026-01-01', to: '2027-01-01' },
  currency: 'USD',
  payFrequency: 'monthly',
  measures: { sales: { basis: 'booked', amount: 'tcv', credit: { roles: ['owner'] }, window: 'month' } },
  components: { commission: { measure: 'sales', commission: { rate: '10%' } } },
};

const ids = Array.from({ length: 40 }, (_, place) => `p-${String(place).padStart(2, '0')}`);

const payeeOf = (id: string, name: string) => {
  return {
    id,
    name,
    email: null,
    role: null,
    region: null,
    hireDate: null,
    leaveDate: null,
    payoutCurrency: null,
  };
};
const soldBy = (payee: string, cents: bigint) =>
  dealOf(`D-${payee}`, { closeDate: '2026-01-10', tcv: cents, currency: 'USD' });

async function write(db: Database, records: Partial<RecordSet>): Promise<void> {
  await withChange(db, { actor: 'test', command: 'test' }, async (trx, change) => {
    const all = { ...EMPTY_RECORD_SET, ...records };
    for (const kind of Object.keys(all) as RecordKind[]) {
      await recordWriter(trx, change, kind, { onConflict: 'correct' }).writeAll(all[kind]);
    }
  });
}

/** Forty payees, each with one deal of 100.00, calculated. */
async function calculatedCompany(): Promise<Database> {
  const db = await SQLITE.create();
  const files = {
    directory: 'rules',
    company: { file: 'rules/company.yaml', text: COMPANY },
    plans: [{ file: 'rules/plans/sales.json', text: JSON.stringify(PLAN) }],
  };
  await publishRuleFiles(db, files, { actor: 'test' });
  await write(db, {
    payee: ids.map((id) => payeeOf(id, id)),
    assignment: ids.map((payee) => ({ payee, plan: 'sales', from: '2026-01-01', to: null })),
    deal: ids.map((id) => soldBy(id, 10_000n)),
    split: ids.map((payee) => {
      return { deal: `D-${payee}`, payee, role: 'owner', share: '1', from: null, to: null };
    }),
  });
  expect((await calculated(db)).recalculated).toBeUndefined();
  return db;
}

async function calculated(db: Database, full = false): Promise<RunReport> {
  const run = await calculateRun(db, { through: THROUGH, actor: 'test', full });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

async function paid(db: Database, payee: string): Promise<readonly bigint[]> {
  return (await listStatements(db, EVERY_PAYEE, { payee })).map(({ totals }) => totals.paid);
}

describe('a calculation after a few changes', () => {
  it('brings the published run up to date for whom they concern', async () => {
    const db = await calculatedCompany();
    await write(db, { deal: [soldBy('p-07', 25_000n)] });
    const report = await calculated(db);
    expect(report).toMatchObject({
      run: 1,
      change: 3,
      recalculated: 1,
      payees: 40,
      statements: 80,
      lines: 40,
    });
    expect(await paid(db, 'p-07')).toEqual([2_500n, 0n]);
    expect(await paid(db, 'p-08')).toEqual([1_000n, 0n]);
  });

  it('is one of few people though somebody signed in, asked or was paid in between', async () => {
    const db = await calculatedCompany();
    const act = { actor: 'eve', subject: 'p-01', act: 'acting start', detail: 'until 09:00' };
    expect((await noteAccountAct(db, act)).ok).toBe(true);
    expect(await calculated(db)).toMatchObject({ run: 1, change: 3, recalculated: 0, statements: 80 });
    await write(db, { deal: [soldBy('p-07', 25_000n)] });
    expect((await noteAccountAct(db, act)).ok).toBe(true);
    expect(await calculated(db)).toMatchObject({ run: 1, change: 5, recalculated: 1 });
    expect(await paid(db, 'p-07')).toEqual([2_500n, 0n]);
  });

  it('concerns whoever lost a share as well', async () => {
    const db = await calculatedCompany();
    const share = { deal: 'D-p-07', role: 'owner', from: null, to: null };
    await write(db, {
      split: [
        { ...share, payee: 'p-07', share: '0' },
        { ...share, payee: 'p-08', share: '1' },
      ],
    });
    expect((await calculated(db)).recalculated).toBe(2);
    expect([await paid(db, 'p-07'), await paid(db, 'p-08')]).toEqual([
      [0n, 0n],
      [2_000n, 0n],
    ]);
  });

  it('is one of everybody where it is asked for, nothing changed, or many are concerned', async () => {
    const db = await calculatedCompany();
    await write(db, { deal: [soldBy('p-07', 25_000n)] });
    expect((await calculated(db, true)).run).toBe(2);
    expect((await calculated(db)).run).toBe(3);
    await write(db, { deal: ids.slice(0, 3).map((id) => soldBy(id, 30_000n)) });
    expect((await calculated(db)).run).toBe(4);
  });

  it('is one of everybody where somebody new is paid', async () => {
    const db = await calculatedCompany();
    await write(db, { payee: [payeeOf('a-1', 'Ada')] });
    expect(await calculated(db)).toMatchObject({ run: 2, payees: 41 });
  });

  it('leaves the results alone that somebody was asked to approve', async () => {
    const db = await calculatedCompany();
    const step = {
      payGroup: 'monthly-USD',
      period: '2026-01',
      act: 'submitted',
      state: 'inApproval',
    } as const;
    await db.write((trx) => addPeriodEvent(trx, { ...step, actor: 'ops', run: 1 }));
    await write(db, { deal: [soldBy('p-07', 25_000n)] });
    expect((await calculated(db)).run).toBe(2);
  });
});
