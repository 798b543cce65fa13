import {
  addDays,
  addMonths,
  type CivilDate,
  earlier,
  FIRST_DATE,
  firstOfMonth,
  LAST_DATE,
  later,
} from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { type FiscalCalendar, windowContaining } from '../../calendar/fiscal-calendar.js';
import type { Measure } from '../../engine/measure.js';
import type { Plan } from '../../engine/plan.js';
import { parseMinorUnits } from '../../money/minor-units.js';
import type { Assignment, Payee, Quota, Split, TargetIncentive } from '../../records/record-kinds.js';
import type { RecordSet } from '../../records/record-set.js';
import type { MoneyLiteral } from '../../records/values.js';
import type { Given } from './example-schema.js';

/**
 * The records that an example gives, completed with what it leaves unsaid: one payee `me` unless payees are
 * listed, everyone on the plan from its first day or the hire date, the whole of a deal that has no split
 * with the first payee in the first role of the first measure, the same quota for every full window, the
 * same target incentive for every year.
 *
 * @example
 * const records = givenRecords(example.given, plan, company, '2026-04-01');
 */
export function givenRecords(
  given: Given,
  plan: Plan,
  calendar: FiscalCalendar,
  through: CivilDate,
): RecordSet {
  const payees = payeesOf(given);
  return {
    payee: payees,
    team: given.teams ?? [],
    teamParent: given.teamParents ?? [],
    membership: given.memberships ?? [],
    assignment: given.assignments ?? payees.map((payee) => assignmentOf(payee, plan)),
    targetIncentive: targetIncentives(given, payees, plan),
    absence: given.absences ?? [],
    quota: quotas(given, payees, plan, calendar, through),
    poolWeight: given.poolWeights ?? [],
    objectiveScore: given.objectiveScores ?? [],
    deal: given.deals ?? [],
    amendment: given.amendments ?? [],
    split: splits(given, payees, plan),
    revenueSchedule: given.revenueSchedules ?? [],
    milestone: given.milestones ?? [],
    revenueEntry: given.revenueEntries ?? [],
    invoiceLine: given.invoiceLines ?? [],
    receipt: given.receipts ?? [],
    application: given.applications ?? [],
    refund: given.refunds ?? [],
    creditNote: given.creditNotes ?? [],
    writeOff: given.writeOffs ?? [],
    fxRate: given.fxRates ?? [],
  };
}

/**
 * The day after the last that an example is about, where it does not say: the end of the longest window
 * that the latest of its events falls into, and no day before a score counts.
 *
 * @example
 * endOfGiven(example.given, plan, company) // '2026-04-01'
 */
export function endOfGiven(given: Given, plan: Plan, calendar: FiscalCalendar): CivilDate {
  const last = datesOf(given).reduce(later, plan.effective.from);
  const scored = (given.objectiveScores ?? []).map(({ scoredOn }) => addDays(scoredOn, 1));
  return scored.reduce(later, endOfWindows(last, plan, calendar));
}

/** The end of the longest window that a day falls into; of a window over a plan that is over, the day itself. */
function endOfWindows(day: CivilDate, { effective, measures }: Plan, calendar: FiscalCalendar): CivilDate {
  return measures
    .map(({ window }): CivilDate => {
      if (window.kind === 'plan') return day < effective.to ? effective.to : day;
      return windowContaining(window.kind === 'trailing' ? 'month' : window.kind, day, calendar).to;
    })
    .reduce(later, FIRST_DATE);
}

function datesOf(given: Given): CivilDate[] {
  const lists = [
    given.amendments,
    given.milestones,
    given.revenueEntries,
    given.receipts,
    given.refunds,
    given.creditNotes,
    given.writeOffs,
  ];
  return [
    ...(given.deals ?? []).map(({ closeDate }) => closeDate),
    ...(given.objectiveScores ?? []).map(({ from }) => from),
    ...lists.flatMap((records) => (records ?? []).map(({ date }) => date)),
  ];
}

function payeesOf(given: Given): readonly Payee[] {
  const hireDate = given.hireDate ?? null;
  if (given.payees !== undefined) {
    return given.payees.map((payee) => ({ ...payee, hireDate: payee.hireDate ?? hireDate }));
  }
  const unsaid = { email: null, role: null, region: null, leaveDate: null, payoutCurrency: null };
  return [{ id: 'me', name: 'me', ...unsaid, hireDate }];
}

function assignmentOf({ id, hireDate, leaveDate }: Payee, { id: plan, effective }: Plan): Assignment {
  const to = earlier(effective.to, leaveDate ?? LAST_DATE);
  return {
    payee: id,
    plan,
    from: later(effective.from, hireDate ?? FIRST_DATE),
    to: to === LAST_DATE ? null : to,
  };
}

function targetIncentives(given: Given, payees: readonly Payee[], plan: Plan): readonly TargetIncentive[] {
  const listed = given.targetIncentives ?? [];
  const year = given.targetIncentive;
  if (year === undefined) return listed;
  const { amount, currency } = inMinorUnits(year, plan);
  const others = payees.filter(({ id }) => !listed.some(({ payee }) => payee === id));
  const from = firstOfWindows(plan);
  return [...listed, ...others.map(({ id }) => ({ payee: id, from, to: null, amount, currency }))];
}

/** No window of the plan begins before this day. */
function firstOfWindows({ effective, measures }: Plan): CivilDate {
  const trailing = measures.map(({ window }) => (window.kind === 'trailing' ? window.months : 0));
  return addMonths(firstOfMonth(effective.from), -Math.max(12, ...trailing));
}

function inMinorUnits({ amount, currency }: MoneyLiteral, plan: Plan) {
  const own = currency ?? plan.currency;
  const minor = parseMinorUnits(amount, own);
  // Whoever runs an example has refused amounts that the currency can not hold.
  return { amount: typeof minor === 'bigint' ? minor : 0n, currency: own };
}

function quotas(
  given: Given,
  payees: readonly Payee[],
  plan: Plan,
  calendar: FiscalCalendar,
  through: CivilDate,
): readonly Quota[] {
  const listed = (given.quotas ?? []).map((quota) => ({
    ...quota,
    currency: quota.currency ?? currencyOf(quota.quota, plan),
  }));
  // A longer window that is not over yet needs the quotas of all the shorter ones that share its id.
  const until = endOfWindows(addDays(through, -1), plan, calendar);
  const forAll = Object.entries(given.quota ?? {}).flatMap(([quota, amount]) => {
    const measure = plan.measures.find((each) => each.quota === quota);
    const ranges = measure === undefined ? [] : quotaRanges(measure, plan, calendar, until);
    const others = payees.filter(
      ({ id }) => !listed.some((each) => each.payee === id && each.quota === quota),
    );
    return others.flatMap(({ id }) => ranges.map((range) => quotaOf(id, quota, amount, range, plan)));
  });
  return [...listed, ...forAll];
}

/** The currency of a quota that names none: the plan's, unless its measure counts units. */
function currencyOf(quota: string, plan: Plan): string | null {
  return plan.measures.some((each) => each.quota === quota && each.unit === 'units') ? null : plan.currency;
}

function quotaOf(payee: string, quota: string, amount: string, range: ClosedRange, plan: Plan): Quota {
  const currency = currencyOf(quota, plan);
  return { payee, team: null, quota, ...range, amount, currency, spread: 'equal', weights: null };
}

/** The full windows that one and the same quota is for, each with a quota of its own. */
function quotaRanges(
  { window }: Measure,
  { effective }: Plan,
  calendar: FiscalCalendar,
  through: CivilDate,
): readonly ClosedRange[] {
  if (window.kind === 'plan') return [effective];
  if (window.kind === 'trailing') {
    // Each month carries its part, so ranges of that length side by side give any such span the whole.
    const from = addMonths(firstOfMonth(effective.from), -window.months);
    return rangesFrom(from, through, (start) => addMonths(start, window.months));
  }
  const { from } = windowContaining(window.kind, effective.from, calendar);
  return rangesFrom(from, through, (start) => windowContaining(window.kind, start, calendar).to);
}

function rangesFrom(
  first: CivilDate,
  through: CivilDate,
  endOf: (start: CivilDate) => CivilDate,
): readonly ClosedRange[] {
  const ranges: ClosedRange[] = [];
  for (let from = first; from < through; ) {
    const to = endOf(from);
    // The calendar ends where it ends; there the windows stop growing.
    if (to <= from) break;
    ranges.push({ from, to });
    from = to;
  }
  return ranges;
}

function splits(given: Given, payees: readonly Payee[], { measures }: Plan): readonly Split[] {
  const listed = given.splits ?? [];
  const [first] = payees;
  const [role] = measures[0]?.credit.roles ?? [];
  if (first === undefined || role === undefined) return listed;
  const others = (given.deals ?? []).filter(({ id }) => !listed.some(({ deal }) => deal === id));
  return [
    ...listed,
    ...others.map(({ id }) => ({ deal: id, payee: first.id, role, share: '1', from: null, to: null })),
  ];
}
