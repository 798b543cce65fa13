import type { CivilDate } from '../../src/calendar/civil-date.js';
import { checkCondition } from '../../src/conditions/check-condition.js';
import type { Condition } from '../../src/conditions/condition.js';
import { type Calculation, calculate, type PayeeBook } from '../../src/engine/calculate.js';
import { type Due, dueAsOf } from '../../src/engine/due.js';
import { factDeclarations } from '../../src/engine/facts.js';
import type { Factor, Measure } from '../../src/engine/measure.js';
import type { Commission } from '../../src/engine/mechanisms/commission.js';
import type { Mechanism } from '../../src/engine/mechanisms/mechanism.js';
import type { Rate, Tier } from '../../src/engine/mechanisms/tiers/rate-table.js';
import type { Cap } from '../../src/engine/modifiers/cap.js';
import type { Component, Plan, PlanVersion } from '../../src/engine/plan.js';
import { indexRecords, type RecordIndex } from '../../src/engine/record-index.js';
import { Decimal } from '../../src/money/decimal.js';
import { formatMinorUnits, parseMinorUnits } from '../../src/money/minor-units.js';
import { ONE_RATIO, type Ratio, ratio, ratioFromDecimal } from '../../src/money/ratio.js';
import type { Company } from '../../src/records/company.js';
import type {
  Amendment,
  Application,
  Assignment,
  CreditNote,
  Deal,
  FxRate,
  InvoiceLine,
  Membership,
  Milestone,
  Quota,
  Receipt,
  Refund,
  RevenueEntry,
  RevenueSchedule,
  Split,
  TargetIncentive,
  WriteOff,
} from '../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../src/records/record-set.js';

/** What the tests of the engine are given, as short as it can be said; every figure is decimal text. */

export const COMPANY: Company = {
  name: 'Acme',
  homeCurrency: 'USD',
  fiscalYearStartMonth: 1,
  biweeklyFrom: '2026-01-05',
  weekStartsOn: 'monday',
  expectedRelationshipMonths: 18,
  costExpedient: false,
  managerApproval: { usual: 'optional', byPayGroup: {} },
  stages: [
    { id: 'open', probability: '0.5', won: false, forecast: null, haircut: null },
    { id: 'won', probability: '1', won: true, forecast: null, haircut: null },
  ],
  dealFields: [
    { name: 'seats', type: 'number' },
    { name: 'listPrice', type: 'money' },
    { name: 'strategic', type: 'boolean' },
    { name: 'goLive', type: 'date' },
  ],
  fullRoles: ['owner'],
  overlayRoles: ['engineer'],
  overlayLimits: [],
};

/** Minor units of US dollars. */
export function usd(text: string): bigint {
  const minor = parseMinorUnits(text, 'USD');
  if (typeof minor !== 'bigint') throw new Error(`${text} is ${minor}`);
  return minor;
}

/** A fraction as a ratio: `'0.08'`. */
export function part(text: string): Ratio {
  return ratioFromDecimal(new Decimal(text));
}

export function text(minor: bigint, currency = 'USD'): string {
  return formatMinorUnits(minor, currency);
}

export function dealOf(id: string, fields: Partial<Deal> = {}): Deal {
  return {
    id,
    name: null,
    account: null,
    stage: null,
    closeDate: '2026-01-10',
    startDate: null,
    currency: 'USD',
    type: null,
    product: null,
    region: null,
    segment: null,
    channel: null,
    termMonths: null,
    tcv: null,
    acv: null,
    mrr: null,
    firstYear: null,
    margin: null,
    quantity: null,
    discount: null,
    extra: {},
    ...fields,
  };
}

/** A deal of a total value, won on a day. */
export function sold(id: string, closeDate: CivilDate, tcv: string, fields: Partial<Deal> = {}): Deal {
  return dealOf(id, { closeDate, tcv: usd(tcv), ...fields });
}

export function amendmentOf(
  deal: string,
  id: string,
  date: CivilDate,
  fields: Partial<Amendment>,
): Amendment {
  return {
    deal,
    id,
    date,
    kind: 'amendment',
    currency: 'USD',
    amount: null,
    acv: null,
    mrr: null,
    firstYear: null,
    margin: null,
    quantity: null,
    ...fields,
  };
}

export function changed(deal: string, id: string, date: CivilDate, amount: string): Amendment {
  return amendmentOf(deal, id, date, { amount: usd(amount) });
}

export function cancelled(deal: string, date: CivilDate): Amendment {
  return amendmentOf(deal, 'cancellation', date, { kind: 'cancellation' });
}

/** A cap on an amount in dollars. */
export function capOf(text: string, per: Cap['per'], excess: Cap['excess'] = 'forfeited'): Cap {
  return { limit: { kind: 'amount', amount: usd(text) }, per, excess };
}

export function splitOf(deal: string, payee = 'me', share = '1', fields: Partial<Split> = {}): Split {
  return { deal, payee, role: 'owner', share, from: null, to: null, ...fields };
}

export function quotaOf(amount: string, from: CivilDate, to: CivilDate, fields: Partial<Quota> = {}): Quota {
  return {
    payee: 'me',
    team: null,
    quota: 'sales',
    from,
    to,
    amount,
    currency: 'USD',
    spread: 'equal',
    weights: null,
    ...fields,
  };
}

export function incentiveOf(amount: string, fields: Partial<TargetIncentive> = {}): TargetIncentive {
  return { payee: 'me', from: '2020-01-01', to: null, amount: usd(amount), currency: 'USD', ...fields };
}

export function assignmentOf(payee: string, fields: Partial<Assignment> = {}): Assignment {
  return { payee, plan: 'plan', from: '2026-01-01', to: null, ...fields };
}

export function memberOf(team: string, payee: string, fields: Partial<Membership> = {}): Membership {
  return { team, payee, as: 'member', from: '2020-01-01', to: null, ...fields };
}

export function invoiced(
  invoice: string,
  deal: string,
  amount: string,
  fields: Partial<InvoiceLine> = {},
): InvoiceLine {
  return {
    invoice,
    line: '1',
    deal,
    date: '2026-01-10',
    dueDate: null,
    amount: usd(amount),
    tax: null,
    currency: 'USD',
    ...fields,
  };
}

export function received(
  id: string,
  date: CivilDate,
  amount: string,
  fields: Partial<Receipt> = {},
): Receipt {
  return { id, date, amount: usd(amount), currency: 'USD', account: null, ...fields };
}

export function applied(
  receipt: string,
  invoice: string,
  amount: string,
  fields: Partial<Application> = {},
): Application {
  return { receipt, invoice, line: null, id: null, amount: usd(amount), currency: 'USD', ...fields };
}

export function refunded(
  id: string,
  receipt: string,
  date: CivilDate,
  amount: string,
  fields: Partial<Refund> = {},
): Refund {
  return {
    id,
    receipt,
    date,
    kind: 'refund',
    invoice: null,
    line: null,
    amount: usd(amount),
    currency: 'USD',
    ...fields,
  };
}

export function creditNoteOf(
  id: string,
  invoice: string,
  date: CivilDate,
  amount: string,
  fields: Partial<CreditNote> = {},
): CreditNote {
  return { id, invoice, line: null, date, amount: usd(amount), currency: 'USD', ...fields };
}

export function writeOffOf(
  id: string,
  invoice: string,
  date: CivilDate,
  amount: string,
  fields: Partial<WriteOff> = {},
): WriteOff {
  return { id, invoice, line: null, date, amount: usd(amount), currency: 'USD', ...fields };
}

export function scheduleOf(deal: string, fields: Partial<RevenueSchedule>): RevenueSchedule {
  return { deal, method: 'months', from: '2026-01-01', to: null, amount: null, currency: 'USD', ...fields };
}

export function milestoneOf(deal: string, id: string, date: CivilDate, share: string): Milestone {
  return { deal, id, date, share };
}

export function revenueOf(deal: string, id: string, date: CivilDate, amount: string): RevenueEntry {
  return { deal, id, date, amount: usd(amount), currency: 'USD' };
}

export function rateOf(from: string, to: string, date: CivilDate, rate: string): FxRate {
  return { from, to, date, rate };
}

/** A condition as a rule file writes it. */
export function conditionOf(written: unknown, currency = 'USD'): Condition {
  const result = checkCondition(written, factDeclarations(COMPANY), currency);
  if ('condition' in result) return result.condition;
  throw new Error(result.findings.map(({ problem }) => problem.message).join('\n'));
}

export function factorOf(fields: Partial<Factor>): Factor {
  return { when: null, credit: ONE_RATIO, earning: ONE_RATIO, ...fields };
}

export function measureOf(fields: Partial<Measure> = {}): Measure {
  return {
    id: 'sales',
    basis: 'booked',
    amount: { kind: 'tcv' },
    unit: 'money',
    credit: { kind: 'own', roles: ['owner'] },
    when: null,
    factors: [],
    window: { kind: 'quarter' },
    quota: 'sales',
    ofLastYear: null,
    withoutQuota: 'problem',
    ramp: null,
    windfall: null,
    ...fields,
  };
}

/** A tier: `tier('1', '15%')`, `tier('0', '1.5x')`, `tier('0', '110.00 a unit')`. */
export function tier(from: string, rate: string): Tier {
  return { from: part(from), rate: rateFrom(rate) };
}

function rateFrom(written: string): Rate {
  if (written.endsWith('%')) return { kind: 'percent', value: divided(written.slice(0, -1)) };
  if (written.endsWith('x')) return { kind: 'multiple', value: part(written.slice(0, -1)) };
  return { kind: 'perUnit', value: ratio(usd(written.replace(' a unit', '')), 1n) };
}

function divided(percent: string): Ratio {
  const { numerator, denominator } = part(percent);
  return ratio(numerator, denominator * 100n);
}

export function commissionOf(fields: Partial<Commission> = {}): Commission {
  return {
    kind: 'commission',
    tiers: 'marginal',
    over: { kind: 'accumulated' },
    target: null,
    rates: [tier('0', '10%')],
    ...fields,
  };
}

export function componentOf(mechanism: Mechanism, fields: Partial<Component> = {}): Component {
  const settles = mechanism.kind === 'bonus' ? 'windowEnd' : 'asEarned';
  return {
    id: 'pay',
    measure: measureOf(),
    mechanism,
    settles,
    cap: null,
    gate: [],
    multiplier: null,
    floor: null,
    release: [],
    clawback: [],
    cost: null,
    ...fields,
  };
}

export function planOf(components: readonly Component[], fields: Partial<Plan> = {}): Plan {
  const measures = new Map(components.map(({ measure }) => [measure.id, measure]));
  return {
    id: 'plan',
    title: null,
    hash: 'hash',
    effective: { from: '2026-01-01', to: '2027-01-01' },
    governedBy: 'eventDate',
    currency: 'USD',
    payFrequency: 'monthly',
    rounding: 'half-even',
    proration: 'days',
    targetIncentive: 'months',
    carriesFrom: null,
    absences: [],
    afterLeaving: { kind: 'forfeit' },
    mustBeEmployed: null,
    fx: { kind: 'eventDate' },
    measures: [...measures.values()],
    components,
    caps: [],
    floors: [],
    draws: [],
    guarantees: [],
    payCaps: [],
    ...fields,
  };
}

function inForce(plan: Plan): PlanVersion {
  return { plan, inForce: [plan.effective] };
}

/** Records, with each deal wholly `me`'s where no split is given, and `me` on the plan where no assignment is. */
function recordsOf(fields: Partial<RecordSet>): RecordSet {
  const records = { ...EMPTY_RECORD_SET, ...fields };
  const ids = new Set([
    ...records.assignment.map(({ payee }) => payee),
    ...records.membership.map(({ payee }) => payee),
    ...(fields.assignment === undefined ? ['me'] : []),
  ]);
  return {
    ...records,
    payee:
      fields.payee ??
      [...ids].map((id) => ({
        id,
        name: id,
        email: null,
        role: null,
        region: null,
        hireDate: null,
        leaveDate: null,
        payoutCurrency: null,
      })),
    assignment: fields.assignment ?? [assignmentOf('me')],
    split: fields.split ?? records.deal.map(({ id }) => splitOf(id)),
  };
}

export function indexOf(fields: Partial<RecordSet>): RecordIndex {
  return indexRecords(recordsOf(fields));
}

/** What is calculated for a set of plans. */
export function calculated(
  plans: readonly Plan[],
  records: Partial<RecordSet>,
  through: CivilDate = '2027-01-01',
  company: Company = COMPANY,
): Calculation {
  return calculate({ company, versions: plans.map(inForce), records: recordsOf(records), through });
}

export function bookOf(calculation: Calculation, payee = 'me'): PayeeBook {
  const found = calculation.payees.find((each) => each.payee === payee);
  if (found === undefined) throw new Error(`no ${payee}`);
  return found;
}

/** What one payee on one plan is due. */
export function dueOf(
  plan: Plan,
  records: Partial<RecordSet>,
  through: CivilDate = '2027-01-01',
  payee = 'me',
): Due {
  const calculation = calculated([plan], records, through);
  return dueAsOf(calculation, bookOf(calculation, payee), through);
}

/** The lines of a due as text: `"credit D-1 100.00"`. */
export function linesOf({ components }: Due, currency = 'USD'): readonly string[] {
  return components.flatMap(({ lines }) =>
    lines.map(({ kind, deal, amount }) =>
      [kind, ...(deal === null ? [] : [deal]), text(amount, currency)].join(' '),
    ),
  );
}

/** The sum of all lines of a due. */
export function earnedOf({ components }: Due, currency = 'USD'): string {
  const amounts = components.flatMap(({ lines }) => lines.map(({ amount }) => amount));
  return text(
    amounts.reduce((sum, amount) => sum + amount, 0n),
    currency,
  );
}

/** What each deal earned and what of it is payable: `"D-1 100.00 of which 50.00"`. */
export function payablesOf({ components }: Due): readonly string[] {
  return components.flatMap(({ payables }) =>
    payables.map(
      ({ deal, earned, payable }) => `${deal || 'none'} ${text(earned)} of which ${text(payable)}`,
    ),
  );
}

export function problemsOf({ problems }: Due): readonly string[] {
  return problems.map(({ code, subject }) => `${code}: ${subject}`);
}
