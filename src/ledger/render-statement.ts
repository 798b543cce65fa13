import { addDays, type CivilDate, earlier } from '../calendar/civil-date.js';
import type { Plan } from '../engine/plan.js';
import { formatMinorUnits } from '../money/minor-units.js';
import type { Entitlement } from './entitlement.js';
import { measureStanding } from './measure-standing.js';
import { shownRelease } from './posted-release.js';
import type { PostedLine, PostedPayout, PostedStanding, PostedStatement } from './posted-statement.js';
import type {
  MadeFrom,
  Statement,
  StatementBalances,
  StatementComponent,
  StatementPayout,
  StatementPlan,
} from './statement.js';
import { statementLine } from './statement-line.js';

/** What a statement is rendered with besides what was posted. */
export interface RenderContext {
  /** The name of the payee. */
  readonly name: string;
  /** The first day that was not known when it was posted. */
  readonly through: CivilDate;
  /** What the payee can earn by, in the order of the numbers; that of other pay groups is left aside. */
  readonly entitlements: readonly Entitlement[];
  /** The plan with a hash. */
  readonly planOf: (hash: string) => Plan;
  readonly madeFrom: MadeFrom;
}

/** A statement without its lines, and so without what its components come to. */
export type StatementHead = Omit<Statement, 'components'>;

/** What is posted of a statement besides its lines; of these, by which entitlements they are. */
export interface PostedHead extends Omit<PostedStatement, 'lines'> {
  readonly earnedBy: ReadonlySet<number>;
}

/**
 * A statement as one reads it: texts in place of integers, by entitlements and plans. It depends on nothing
 * else, so that what was just calculated and what is read again later give the same bytes.
 *
 * @example
 * statementText(renderStatement(posted, context))
 */
export function renderStatement({ lines, ...posted }: PostedStatement, context: RenderContext): Statement {
  const earnedBy = new Set(lines.map(({ entitlement }) => entitlement));
  const head = renderStatementHead({ ...posted, earnedBy }, context);
  const components = componentsOf(entitlementsOf(posted, context), { ...posted, lines });
  const { payee, period, currency, asOf, status, plans, balances, ...rest } = head;
  return { payee, period, currency, asOf, status, plans, balances, components, ...rest };
}

/**
 * A statement as one reads it, without its lines: for where these are read by the page.
 *
 * @example
 * renderStatementHead(posted, context).balances.paid // '11600.00'
 */
export function renderStatementHead(posted: PostedHead, context: RenderContext): StatementHead {
  const { payee, period, currency, year } = posted;
  const through = earlier(period.to, context.through);
  const own = entitlementsOf(posted, context);
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  return {
    payee: { id: payee, name: context.name },
    period: { id: period.id, from: period.from, to: period.to },
    currency,
    asOf: addDays(through, -1),
    status: posted.status,
    plans: plansOf(own, posted),
    balances: balancesOf(posted),
    releases: posted.releases.map(shownRelease),
    held: posted.held.map(shownRelease),
    adjustments: posted.adjustments.map(({ number, amount, ...why }) => ({
      adjustment: number,
      amount: money(amount),
      ...why,
    })),
    attainments: posted.standings.map((standing) =>
      measureStanding(standing, context.planOf(planHashOf(standing, own)), through),
    ),
    yearToDate: {
      from: year.from,
      earned: money(year.earned),
      payable: money(year.payable),
      drawn: money(year.drawn),
      guaranteed: money(year.guaranteed),
      adjusted: money(year.adjusted),
      recovered: money(year.recovered),
      paid: money(year.paid),
    },
    ...(posted.payout !== undefined && { payout: shownPayout(posted.payout) }),
    problems: posted.problems,
    madeFrom: context.madeFrom,
  };
}

function shownPayout({ currency, amount, rate, date }: PostedPayout): StatementPayout {
  return { currency, amount: amount === null ? null : formatMinorUnits(amount, currency), rate, date };
}

/** What can be earned by in the pay group of a statement, up to its end. */
function entitlementsOf(
  { currency, period }: Pick<PostedStatement, 'currency' | 'period'>,
  { entitlements, through }: RenderContext,
): readonly Entitlement[] {
  const end = earlier(period.to, through);
  return entitlements.filter(
    (each) => each.currency === currency && each.frequency === period.frequency && each.segmentFrom < end,
  );
}

function balancesOf({ currency, totals, owed, promised }: PostedHead): StatementBalances {
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const { opening, drawn, forgiven } = owed ?? { opening: 0n, drawn: 0n, forgiven: 0n };
  return {
    openingHeld: money(totals.held - totals.earned + totals.payable),
    earned: money(totals.earned),
    payable: money(totals.payable),
    closingHeld: money(totals.held),
    carriedIn: money(totals.carriedIn),
    guaranteed: money(totals.guaranteed),
    drawn: money(totals.drawn),
    adjusted: money(totals.adjusted),
    recovered: money(totals.recovered),
    paid: money(totals.paid),
    carried: money(totals.carried),
    owed: {
      opening: money(opening),
      drawn: money(drawn),
      recovered: money(totals.recovered),
      forgiven: money(forgiven),
      closing: money(opening + drawn - totals.recovered - forgiven),
    },
    promised: { draw: money(promised?.draw ?? 0n), guarantee: money(promised?.guarantee ?? 0n) },
  };
}

/** The plan versions that are in force in the period, or that still pay something in it. */
function plansOf(
  entitlements: readonly Entitlement[],
  { period, earnedBy, payables }: PostedHead,
): readonly StatementPlan[] {
  const touched = new Set([...earnedBy, ...payables.map(({ entitlement }) => entitlement)]);
  const stretches = new Map<string, { readonly plan: StatementPlan; isTouched: boolean }>();
  for (const each of entitlements) {
    const key = `${each.assignment}\u0000${each.segmentFrom}`;
    const known = stretches.get(key) ?? { plan: statementPlan(each), isTouched: false };
    known.isTouched ||= touched.has(each.number);
    stretches.set(key, known);
  }
  return [...stretches.values()]
    .filter(({ plan, isTouched }) => plan.to > period.from || isTouched)
    .map(({ plan }) => plan);
}

function statementPlan(entitlement: Entitlement): StatementPlan {
  const { assignment, plan, title, planHash, segmentFrom, segmentTo } = entitlement;
  return { assignment, plan, title, hash: planHash, from: segmentFrom, to: segmentTo };
}

function componentsOf(
  entitlements: readonly Entitlement[],
  { currency, period, lines, payables }: Pick<PostedStatement, 'currency' | 'period' | 'lines' | 'payables'>,
): readonly StatementComponent[] {
  const byEntitlement = new Map<number, PostedLine[]>();
  for (const line of lines) {
    const known = byEntitlement.get(line.entitlement);
    if (known === undefined) byEntitlement.set(line.entitlement, [line]);
    else known.push(line);
  }
  const payableBy = new Map(payables.map(({ entitlement, amount }) => [entitlement, amount]));
  return entitlements.flatMap((entitlement) => {
    const { number, assignment, component, measure } = entitlement;
    const own = byEntitlement.get(number) ?? [];
    const earned = own.reduce((sum, { amount }) => sum + amount, 0n);
    const payable = payableBy.get(number) ?? payableByDefault(entitlement, earned);
    if (own.length === 0 && payable === 0n) return [];
    return [
      {
        assignment,
        component,
        measure,
        earned: formatMinorUnits(earned, currency),
        payable: formatMinorUnits(payable, currency),
        lines: own.map((line) => statementLine(line, entitlement, period.id)),
      },
    ];
  });
}

/** What became payable by an entitlement of which the statement says nothing else. */
export function payableByDefault({ released }: Pick<Entitlement, 'released'>, earned: bigint): bigint {
  return released ? 0n : earned;
}

function planHashOf(
  { assignment, segmentFrom }: PostedStanding,
  entitlements: readonly Entitlement[],
): string {
  const own = entitlements.find((each) => each.assignment === assignment && each.segmentFrom === segmentFrom);
  if (own === undefined) throw new Error(`Nothing can be earned in ${assignment} from ${segmentFrom} on.`);
  return own.planHash;
}
