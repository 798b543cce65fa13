import { addDays, type CivilDate, earlier } from '../calendar/civil-date.js';
import { type ClosedRange, contains } from '../calendar/date-range.js';
import { windowContaining } from '../calendar/fiscal-calendar.js';
import type { PayPeriod } from '../calendar/pay-period.js';
import type { Calculation, PayeeBook } from '../engine/calculate.js';
import { type ComponentDue, dueAsOf } from '../engine/due.js';
import { formatMinorUnits } from '../money/minor-units.js';
import { type Movement, moveBalance } from './balance.js';
import { measureStandings } from './measure-standing.js';
import { type Account, type PayGroup, payGroups, periodsOf, type Running } from './pay-groups.js';
import { type Posting, postDifference } from './post-difference.js';
import { heldOf, payableChanges, releasesOf } from './releases.js';
import type { MadeFrom, Statement, StatementComponent, StatementPlan, YearToDate } from './statement.js';
import { type LineTerms, statementLine } from './statement-line.js';

/** A statement with the movement behind its balances, for those who add up in integers. */
export interface BuiltStatement {
  readonly statement: Statement;
  readonly movement: Movement;
}

/**
 * The statements of a payee, one for each pay period and currency from the first day on a plan through the
 * last known day. Each posts the difference between what is due at its end and what those before it posted.
 */
export function buildStatements(
  calculation: Calculation,
  payee: PayeeBook,
  madeFrom: MadeFrom,
): readonly BuiltStatement[] {
  const numbers = new Map<string, number>();
  return periodsOf(calculation, payGroups(payee)).map(({ period, ...standing }) =>
    statementOfPeriod({ calculation, payee, madeFrom, numbers, ...standing }, period),
  );
}

interface PeriodContext {
  readonly calculation: Calculation;
  readonly payee: PayeeBook;
  readonly group: PayGroup;
  readonly madeFrom: MadeFrom;
  /** The last line number of each period, shared by all groups of the payee. */
  readonly numbers: Map<string, number>;
  readonly running: Running;
  readonly account: Account;
}

function statementOfPeriod(context: PeriodContext, period: PayPeriod): BuiltStatement {
  const { calculation, payee, group, running, account } = context;
  const through = earlier(period.to, calculation.through);
  const due = dueAsOf(calculation, payee, through, (book) => group.books.includes(book));
  const { postings, posted } = postDifference(
    due.components.flatMap(({ lines }) => lines),
    running.posted,
    period.id,
  );
  running.posted = posted;
  const start = context.numbers.get(period.id) ?? 0;
  context.numbers.set(period.id, start + postings.length);
  const lines = postings.map((posting, place) => ({
    posting,
    line: statementLine(posting, `${payee.payee}.${period.id}.${start + place + 1}`, {
      currency: group.currency,
      ...termsOf(posting, due.components, { from: period.from, to: through }),
    }),
  }));

  const changes = payableChanges(due.components, running.payables);
  running.payables = changes.next;
  const touched = new Set([
    ...postings.map(({ line }) => segmentKey(line.assignment, line.segmentFrom)),
    ...[...changes.differences.keys()].map((key) => key.split('\u0000').slice(0, 2).join('\u0000')),
  ]);
  const earned = sum(postings.map(({ amount }) => amount));
  const payable = sum([...changes.differences.values()]);
  const movement = moveBalance(account.movement.closing, { earned, payable });
  account.movement = movement;
  const money = (minor: bigint) => formatMinorUnits(minor, group.currency);

  const statement: Statement = {
    payee: {
      id: payee.payee,
      name: calculation.crediting.index.payees.get(payee.payee)?.name ?? payee.payee,
    },
    period: { id: period.id, from: period.from, to: period.to },
    currency: group.currency,
    asOf: addDays(through, -1),
    status: due.problems.some(({ severity }) => severity === 'error') ? 'incomplete' : 'complete',
    plans: plansOf(group, { from: period.from, to: through }, touched),
    balances: {
      openingHeld: money(movement.opening.held),
      earned: money(earned),
      payable: money(payable),
      closingHeld: money(movement.closing.held),
      carriedIn: money(movement.carriedIn),
      paid: money(movement.paid),
      carried: money(movement.carried),
    },
    components: due.components.flatMap((component) =>
      componentOf(component, lines, changes.differences, money),
    ),
    releases: releasesOf(due.components, changes.differences, money),
    held: heldOf(due.components, money),
    attainments: group.books
      .filter(({ segment }) => segment.from < through)
      .flatMap((book) => measureStandings(book, through)),
    yearToDate: yearToDate(context, addDays(through, -1), money),
    problems: due.problems,
    madeFrom: context.madeFrom,
  };
  return { statement, movement };
}

/** What a posting's line needs to be told of its component: what it counts in, and what changed it. */
function termsOf(
  { line, before }: Posting,
  components: readonly ComponentDue[],
  period: ClosedRange,
): Pick<LineTerms, 'unit' | 'takenBack'> {
  const own = components.find(
    ({ book, component }) =>
      book.segment.assignment === line.assignment &&
      book.segment.from === line.segmentFrom &&
      component.component.id === line.component,
  );
  if (own === undefined) return { unit: 'money', takenBack: [] };
  const { measureBook } = own.component;
  const window = measureBook.windows.find((each) => each.window.from === line.windowFrom);
  const inside = before === null || window === undefined ? [] : window.inside;
  const events = inside
    .filter(({ date }) => contains(period, date))
    .map(({ deal, eventKey, date }) => ({ deal, event: eventKey, date }));
  const once = new Map(events.map((each) => [`${each.deal}\u0000${each.event}`, each]));
  return { unit: measureBook.measure.unit, takenBack: [...once.values()] };
}

function segmentKey(assignment: string, from: CivilDate): string {
  return `${assignment}\u0000${from}`;
}

/** The plan versions that are in force in the period, or that still pay something in it. */
function plansOf(
  { books }: PayGroup,
  period: ClosedRange,
  touched: ReadonlySet<string>,
): readonly StatementPlan[] {
  return books
    .filter(({ segment }) => segment.from < period.to)
    .filter(
      ({ segment: { assignment, from, to } }) =>
        to > period.from || touched.has(segmentKey(assignment, from)),
    )
    .map(({ segment: { assignment, plan, from, to } }) => ({
      assignment,
      plan: plan.id,
      title: plan.title,
      hash: plan.hash,
      from,
      to,
    }));
}

type Line = {
  readonly posting: {
    readonly line: { readonly assignment: string; readonly component: string; readonly segmentFrom: string };
    readonly amount: bigint;
  };
  readonly line: StatementComponent['lines'][number];
};

function componentOf(
  due: ComponentDue,
  lines: readonly Line[],
  differences: ReadonlyMap<string, bigint>,
  money: (minor: bigint) => string,
): readonly StatementComponent[] {
  const { segment } = due.book;
  const { component } = due.component;
  const own = lines.filter(
    ({ posting: { line } }) =>
      line.assignment === segment.assignment &&
      line.component === component.id &&
      line.segmentFrom === segment.from,
  );
  const prefix = [segment.assignment, segment.from, component.id, ''].join('\u0000');
  const payable = sum([...differences].filter(([key]) => key.startsWith(prefix)).map(([, amount]) => amount));
  if (own.length === 0 && payable === 0n) return [];
  return [
    {
      assignment: segment.assignment,
      component: component.id,
      measure: component.measure.id,
      earned: money(sum(own.map(({ posting }) => posting.amount))),
      payable: money(payable),
      lines: own.map(({ line }) => line),
    },
  ];
}

function yearToDate(
  { calculation, account }: PeriodContext,
  asOf: CivilDate,
  money: (minor: bigint) => string,
): YearToDate {
  const { from } = windowContaining('year', asOf, calculation.crediting.company);
  const { movement } = account;
  const before = account.year.from === from ? account.year : { earned: 0n, payable: 0n, paid: 0n };
  account.year = {
    from,
    earned: before.earned + movement.earned,
    payable: before.payable + movement.payable,
    paid: before.paid + movement.paid,
  };
  const { earned, payable, paid } = account.year;
  return { from, earned: money(earned), payable: money(payable), paid: money(paid) };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
