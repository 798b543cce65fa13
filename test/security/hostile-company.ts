import { EVERY_PAYEE, payeesAlone } from '../../src/access/scope.js';
import { importBody } from '../../src/intake/import-records.js';
import { RECORD_KINDS, type RecordKind } from '../../src/records/record-kinds.js';
import { addAdjustments } from '../../src/runs/adjustments/add-adjustments.js';
import { decideAdjustments } from '../../src/runs/adjustments/decide-adjustments.js';
import { decideStatements } from '../../src/runs/approvals/decide-statements.js';
import { closePeriod } from '../../src/runs/close-period.js';
import { approvePeriod, rejectPeriod, submitPeriod } from '../../src/runs/closing/period-steps.js';
import { rejectDispute, replyToDispute, withdrawDispute } from '../../src/runs/disputes/decide-dispute.js';
import { openDispute } from '../../src/runs/disputes/open-dispute.js';
import { buildPayout } from '../../src/runs/payouts/build-payout.js';
import { confirmPayout } from '../../src/runs/payouts/confirm-payout.js';
import { decidePayout } from '../../src/runs/payouts/decide-payout.js';
import { exportPayout } from '../../src/runs/payouts/export-payout.js';
import { acceptPlan } from '../../src/runs/plan-documents/accept-plan.js';
import { publishRuleFiles } from '../../src/runs/publish-rules.js';
import { readStoredRules } from '../../src/runs/stored-rules.js';
import type { Ids } from '../access/answers-to.js';
import { calculate, emptyDatabase, type ServedDatabase } from '../http/service.js';
import { MAPPING, succeeded } from '../runs/payouts/payroll.js';

/** What is written into a field, by the field's name: `deal.name`, `adjustment.reason`. The same for the same name. */
export type Writing = (field: string) => string;

/** A company whose every free text was written by somebody who means harm. */
export interface HostileCompany {
  readonly db: ServedDatabase;
  /** By the names in paths, what there is. */
  readonly ids: Ids;
  readonly persons: HostilePersons;
}

/** By whom things were done, so that accounts can be made for them. */
export interface HostilePersons {
  readonly ops: string;
  readonly cfo: string;
  readonly fin: string;
}

const PAY_GROUP = 'monthly-USD';
const from = '2026-01-01';

/**
 * Ada and Bo, whom Max manages as he does one whose id is hostile itself, and Zed, whom he does not; with deals,
 * invoices and cash, and all that was said of them.
 */
export async function hostileCompany(write: Writing): Promise<HostileCompany> {
  const db = await emptyDatabase();
  const persons = { ops: write('person.ops'), cfo: write('person.cfo'), fin: write('person.fin') };
  await publish(db, write, persons.ops);
  const { company } = succeeded(await readStoredRules(db)).book;
  const records = recordsOf(write);
  const taken = await importBody(db, JSON.stringify(records), {
    ...{ company, actor: persons.ops, reason: write('import.reason'), onConflict: 'refuse' },
  });
  if (!taken.accepted) throw new Error(JSON.stringify(taken.problems));
  await calculate(db);
  await closeAndPay(db, write, persons);
  await adjust(db, write, persons);
  await question(db, write, persons);
  return { db, ids: idsOf(write), persons };
}

/** The fields of records that hold any text, as `deal.name`. */
export const TEXT_FIELDS: readonly string[] = (Object.keys(RECORD_KINDS) as RecordKind[]).flatMap((kind) =>
  Object.entries(RECORD_KINDS[kind].fields).flatMap(([field, { type }]) =>
    type === 'text' ? [`${kind}.${field}`] : [],
  ),
);

async function publish(db: ServedDatabase, write: Writing, actor: string): Promise<void> {
  const quoted = (field: string) => JSON.stringify(write(field));
  const company = `name: ${quoted('company.name')}
homeCurrency: USD
dealFields: { leadSource: text }
roles: { full: [owner], overlay: [specialist] }
`;
  const plan = `language: 1
plan: ae
title: ${quoted('plan.title')}
effective: { from: 2026-01-01, to: 2027-01-01 }
currency: USD
payFrequency: monthly
measures:
  sales: { basis: booked, amount: tcv, credit: { roles: [owner] }, window: quarter, quota: sales }
components:
  commission:
    measure: sales
    commission:
      tiers: marginal
      over: attainment
      rates: [ { from: 0%, rate: 10% }, { from: 100%, rate: 12% } ]
    release: [ { on: booked, share: 50% }, { on: collected, share: 50%, of: deal } ]
examples:
  - it: ${quoted('example.it')}
    given:
      quota: { sales: 10000 }
      deals: [ { id: D-1, closeDate: 2026-02-01, tcv: 1000 } ]
    expect: { earned: "100.00", payable: "50.00", held: "50.00" }
`;
  const file = (path: string, text: string) => ({ file: path, text });
  const plans = [file(`rules/plans/${write('rules.file').replaceAll('/', '|')}.yaml`, plan)];
  const files = { directory: 'rules', company: file('rules/company.yaml', company), plans };
  succeeded(await publishRuleFiles(db, files, { actor, reason: write('rules.reason') }));
}

const PAYEES = ['ada', 'bo', 'max', 'zed'];

function recordsOf(write: Writing) {
  const [deal, odd, invoice, receipt, team] = (
    ['deal.id', 'payee.id', 'invoice.id', 'receipt.id', 'team.id'] as const
  ).map(write);
  const person = (id: string | undefined) => ({
    ...{ id, name: write('payee.name'), email: write('payee.email') },
    ...{ role: write('payee.role'), region: write('payee.region') },
  });
  const everybody = ['ada', 'bo', odd, 'zed'];
  const sold = {
    ...{ name: write('deal.name'), account: write('deal.account'), type: write('deal.type') },
    ...{ product: write('deal.product'), region: write('deal.region'), segment: write('deal.segment') },
    ...{ channel: write('deal.channel'), leadSource: write('deal.leadSource') },
  };
  const deals = [
    { id: deal, closeDate: '2026-01-10', tcv: '9000.00', ...sold },
    { id: 'D-2', closeDate: '2026-02-10', tcv: '4000.00', ...sold },
    { id: 'D-3', closeDate: '2026-03-10', tcv: '2000.00', ...sold },
    { id: 'D-4', closeDate: '2026-01-20', tcv: '5000.00', ...sold },
    { id: 'D-5', closeDate: '2026-03-15', tcv: '700.00', ...sold },
    { id: 'D-6', closeDate: '2026-03-18', tcv: '800.00', ...sold },
  ];
  const owners = { [deal ?? '']: 'ada', 'D-2': 'ada', 'D-3': 'ada', 'D-4': 'bo', 'D-5': odd, 'D-6': 'zed' };
  return {
    payees: [...PAYEES, odd].map(person),
    teams: [
      { id: 'world', name: write('team.name') },
      { id: team, name: write('team.name'), parent: 'world' },
    ],
    memberships: [
      { team: 'world', payee: 'max', as: 'manager', from },
      ...everybody.filter((payee) => payee !== 'zed').map((payee) => ({ team, payee, as: 'member', from })),
    ],
    assignments: everybody.map((payee) => ({ payee, plan: 'ae', from })),
    quotas: everybody.map((payee) => ({
      ...{ payee, quota: 'sales', from, to: '2027-01-01', amount: '40000', currency: 'USD' },
    })),
    'objective-scores': [
      {
        ...{ payee: 'ada', objective: write('objective.id'), from, scoredOn: '2026-02-01' },
        ...{ score: '80%', note: write('objectiveScore.note') },
      },
    ],
    deals,
    splits: Object.entries(owners).map(([id, payee]) => ({ deal: id, payee, role: 'owner', share: '100%' })),
    amendments: [
      { deal: 'D-2', id: write('amendment.id'), date: '2026-03-20', kind: 'amendment', amount: '-100.00' },
    ],
    'invoice-lines': [
      { invoice, line: write('line.id'), deal, date: '2026-01-15', dueDate: '2026-02-14', amount: '9000.00' },
      { invoice: 'INV-2', deal: 'D-2', date: '2026-02-15', dueDate: '2026-03-01', amount: '3900.00' },
      { invoice: 'INV-4', deal: 'D-4', date: '2026-01-25', dueDate: '2026-02-20', amount: '5000.00' },
    ],
    receipts: [
      { id: receipt, date: '2026-01-30', amount: '6000.00', account: write('receipt.account') },
      { id: 'R-2', date: '2026-03-03', amount: '500.00', account: write('receipt.account') },
    ],
    applications: [{ receipt, invoice, id: write('application.id'), amount: '6000.00' }],
    refunds: [{ id: write('refund.id'), receipt, date: '2026-03-12', kind: 'refund', amount: '50.00' }],
    'credit-notes': [{ id: write('creditNote.id'), invoice: 'INV-2', date: '2026-03-13', amount: '10.00' }],
    'write-offs': [{ id: write('writeOff.id'), invoice: 'INV-4', date: '2026-03-14', amount: '10.00' }],
  };
}

async function closeAndPay(db: ServedDatabase, write: Writing, { ops, cfo, fin }: HostilePersons) {
  const reason = write('period.reason');
  for (const period of ['2026-01', '2026-02']) {
    const step = { payGroup: PAY_GROUP, period, reason };
    succeeded(await submitPeriod(db, { ...step, actor: ops }));
    succeeded(await approvePeriod(db, { ...step, actor: cfo }));
    succeeded(await closePeriod(db, { ...step, actor: ops }));
  }
  const march = { payGroup: PAY_GROUP, period: '2026-03' };
  succeeded(await submitPeriod(db, { ...march, reason, actor: ops }));
  succeeded(await rejectPeriod(db, { ...march, reason: write('period.rejection'), actor: cfo }));
  for (const [level, actor] of [
    ['manager', 'max'],
    ['finance', fin],
  ] as const) {
    const verdict = { ...march, level, decision: 'rejected', payee: 'ada' } as const;
    succeeded(
      await decideStatements(db, EVERY_PAYEE, { ...verdict, actor, reason: write('approval.reason') }),
    );
  }
  succeeded(await buildPayout(db, { payGroup: PAY_GROUP, period: '2026-01', actor: fin }));
  const approved = { batch: 1, decision: 'approved', actor: cfo, reason: write('payout.reason') } as const;
  succeeded(await decidePayout(db, approved));
  succeeded(await exportPayout(db, { batch: 1, mapping: MAPPING, actor: fin }));
  const quoted = `"${write('payment.reference').replaceAll('"', '""')}"`;
  const text = `Employee ID,Net,Check,Paid on,State\nada,1.00,${quoted},02/15/2026,OK\n`;
  const file = { name: `${write('confirmation.file')}.csv`, bytes: Buffer.from(text) };
  succeeded(await confirmPayout(db, { batch: 1, mapping: MAPPING, file, actor: fin }));
  succeeded(await buildPayout(db, { payGroup: PAY_GROUP, period: '2026-02', actor: fin }));
  const rejected = { batch: 2, decision: 'rejected', actor: cfo, reason: write('payout.rejection') } as const;
  succeeded(await decidePayout(db, rejected));
}

async function adjust(db: ServedDatabase, write: Writing, { ops, cfo }: HostilePersons): Promise<void> {
  const drafts = ['ada', 'bo', write('payee.id'), 'ada', 'zed'].map((payee) => ({
    ...{ payee, payGroup: PAY_GROUP, period: '2026-03', amount: '-7.00' },
    ...{ reason: write('adjustment.reason'), note: write('adjustment.note') },
    attachment: { file: write('attachment.file'), hash: 'a'.repeat(64) },
  }));
  succeeded(await addAdjustments(db, { drafts, actor: ops }));
  const reason = write('adjustment.decision');
  succeeded(await decideAdjustments(db, { numbers: [1], decision: 'approved', reason, actor: cfo }));
  succeeded(await decideAdjustments(db, { numbers: [2], decision: 'rejected', reason, actor: cfo }));
  await calculate(db);
}

async function question(db: ServedDatabase, write: Writing, { ops, cfo }: HostilePersons): Promise<void> {
  for (const line of ['ada.2026-01.1', 'ada.2026-02.1', 'bo.2026-01.1', 'zed.2026-03.1']) {
    const [actor = ''] = line.split('.');
    const asked = { line, expected: '900.00', message: write('dispute.message'), actor };
    const corrections = [{ kind: 'deal' as const, fields: { id: 'D-2', name: write('correction.name') } }];
    succeeded(
      await openDispute(db, EVERY_PAYEE, { ...asked, ...(line === 'ada.2026-02.1' && { corrections }) }),
    );
  }
  succeeded(await replyToDispute(db, { number: 1, actor: ops, reason: write('dispute.reply') }));
  succeeded(await rejectDispute(db, { number: 1, actor: cfo, reason: write('dispute.rejection') }));
  succeeded(await withdrawDispute(db, { number: 3, actor: 'bo', reason: write('dispute.withdrawal') }));
  succeeded(await acceptPlan(db, payeesAlone('ada'), { plan: 'ae', actor: 'ada' }));
}

function idsOf(write: Writing): Ids {
  const payee = [...PAYEES, write('payee.id')];
  const period = ['2026-01', '2026-02', '2026-03'];
  const numbers = ['1', '2', '3', '4', '5'];
  return {
    payee,
    period,
    payGroup: [PAY_GROUP],
    line: payee.flatMap((each) => period.map((month) => `${each}.${month}.1`)),
    deal: [write('deal.id'), 'D-2', 'D-5', 'D-6'],
    team: ['world', write('team.id')],
    plan: ['ae'],
    receipt: [write('receipt.id'), 'R-2'],
    kind: Object.values(RECORD_KINDS).map(({ file }) => file),
    ...{ dispute: numbers, adjustment: numbers, batch: ['1', '2'], id: numbers },
    key: ['ada', write('deal.id')],
  };
}
