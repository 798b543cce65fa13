import { addDays, earlier, LAST_DATE, later } from '../../calendar/civil-date.js';
import { type ClosedRange, contains, intersect } from '../../calendar/date-range.js';
import { windowContaining } from '../../calendar/fiscal-calendar.js';
import { multiplyRatios, ratio, roundRatio } from '../../money/ratio.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { SegmentBook } from '../calculate.js';
import type { Target } from '../compile-context.js';
import type { CreditingContext } from '../credits/measure-credits.js';
import type { Segment } from '../credits/segment.js';
import { incentiveTerms, windowTargetIncentive } from '../measures/target-incentive.js';
import type { Draw } from '../modifiers/draw.js';
import type { PayCap } from '../modifiers/pay-cap.js';
import { dayOfBound, type PaySpan } from '../modifiers/pay-span.js';
import { missingTargetIncentive } from '../problems-of-data.js';
import type { PromisedDraw, RecoveryTerms } from './advance.js';
import { periodPart } from './period-part.js';

/** What the plans of a payee promise for one pay period, besides what is earned; minor units. */
export interface PayPromises {
  readonly guaranteed: bigint;
  readonly draws: readonly PromisedDraw[];
  /** The most that is paid, the rest being carried; `null` without a limit. */
  readonly most: bigint | null;
  /** What was missing to tell. */
  readonly problems: readonly Problem[];
}

/** Nothing but what is earned. */
export const NO_PROMISES: PayPromises = Object.freeze({
  guaranteed: 0n,
  draws: Object.freeze([]),
  most: null,
  problems: Object.freeze([]),
});

/**
 * What draws and guarantees come to in a pay period: those of all plans that the payee is on add up, each for the
 * days on which it is in force while the payee is on that version of the plan. And the most that is paid.
 *
 * @param books segments that are paid in such periods, in one currency
 * @example
 * promisesIn(group.books, period, calculation.crediting).guaranteed // 500_000n
 */
export function promisesIn(
  books: readonly SegmentBook[],
  period: ClosedRange,
  crediting: CreditingContext,
): PayPromises {
  const own = books.filter(({ segment }) => hasPayTerms(segment));
  if (own.length === 0) return NO_PROMISES;
  const problems: Problem[] = [];
  const draws: PromisedDraw[] = [];
  let guaranteed = 0n;
  for (const { segment } of own) {
    const amountOf = (terms: PaySpan & { readonly amount: Target }, name: string): bigint => {
      const active = intersect(daysOf(terms, segment), period);
      if (active === undefined) return 0n;
      const amount = amountIn(terms.amount, active, segment, period, crediting);
      if (amount === null) problems.push(lackOf(name, segment, period));
      return amount ?? 0n;
    };
    for (const each of segment.plan.guarantees) guaranteed += amountOf(each, 'guarantee');
    for (const [place, each] of segment.plan.draws.entries()) {
      const amount = amountOf(each, 'draw');
      if (amount === 0n) continue;
      draws.push({ key: keyOf(segment, place), amount, recovery: recoveryOf(each, segment) });
    }
  }
  const most = mostIn(books, period, crediting, problems);
  return { guaranteed, draws, most, problems };
}

function hasPayTerms({ plan: { draws, guarantees, payCaps } }: Segment): boolean {
  return draws.length > 0 || guarantees.length > 0 || payCaps.length > 0;
}

/**
 * The most that a pay period pays: what the caps that are in force on its last day come to, where each plan that the
 * payee is on then has one.
 */
function mostIn(
  books: readonly SegmentBook[],
  period: ClosedRange,
  crediting: CreditingContext,
  problems: Problem[],
): bigint | null {
  const last = addDays(period.to, -1);
  const active = books.map(({ segment }) => segment).filter((segment) => contains(segment, last));
  let most: bigint | null = active.length === 0 ? null : 0n;
  for (const segment of active) {
    const cap = segment.plan.payCaps.find((each) => contains(daysOf(each, segment), last));
    if (cap === undefined || isPaidOut(cap, period, crediting)) return null;
    const amount = amountIn(cap.amount, period, segment, period, crediting);
    if (amount === null) problems.push(lackOf('payCap', segment, period));
    most = amount === null || most === null ? null : most + amount;
  }
  return most;
}

/** Whether a window ends in a pay period at whose end all is paid. */
function isPaidOut({ paidOut }: PayCap, { from, to }: ClosedRange, { company }: CreditingContext): boolean {
  return paidOut !== null && windowContaining(paidOut, from, company).to <= to;
}

/** The days on which something is in force for a payee. */
function daysOf({ from, until }: PaySpan, segment: Segment): ClosedRange {
  return {
    from: from === null ? segment.from : later(segment.from, dayOfBound(from, segment.assignedFrom)),
    to: until === null ? segment.to : earlier(segment.to, dayOfBound(until, segment.assignedFrom)),
  };
}

function amountIn(
  amount: Target,
  active: ClosedRange,
  segment: Segment,
  period: ClosedRange,
  { index, company }: CreditingContext,
): bigint | null {
  const { payee, plan } = segment;
  const { proration, rounding } = plan;
  if (amount.kind === 'money') {
    const exact = multiplyRatios(ratio(amount.amount, 1n), periodPart(period, active, proration));
    return roundRatio(exact, rounding);
  }
  const incentives = index.targetIncentivesByPayee.get(payee) ?? [];
  const target = windowTargetIncentive(incentives, period, active, incentiveTerms(segment, company));
  return target === null ? null : roundRatio(multiplyRatios(target.prorated, amount.share), rounding);
}

function lackOf(name: string, { payee, assignment }: Segment, period: ClosedRange): Problem {
  const { code, message, ...detail } = missingTargetIncentive(period);
  return problem(code, message, { ...detail, subject: `payee ${payee}, ${assignment}, ${name}` });
}

function keyOf({ assignment, from }: Segment, place: number): string {
  return `${assignment}\u0000${from}\u0000${place}`;
}

function recoveryOf({ recovery, ...span }: Draw, segment: Segment): RecoveryTerms | null {
  if (recovery === null) return null;
  const { to } = daysOf(span, segment);
  return {
    from: recovery.from === null ? null : dayOfBound(recovery.from, segment.assignedFrom),
    upTo: recovery.upTo,
    forgivenOn: recovery.forgivenAtEnd && to < LAST_DATE ? to : null,
  };
}
