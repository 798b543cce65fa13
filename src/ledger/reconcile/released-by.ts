import type { CivilDate } from '../../calendar/civil-date.js';
import type { ReleaseShare } from '../../engine/modifiers/release.js';
import type { ReleaseContext } from '../../engine/payables/release-context.js';
import {
  divideRatios,
  multiplyRatios,
  type Ratio,
  ratio,
  roundRatio,
  subtractRatios,
  sumRatios,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import { apportion } from './apportion.js';
import { type CausedRatio, causeOf, progressByCause, waitsByEvent } from './progress-by-cause.js';
import { type Cause, causedBy, type PartCause } from './traced-part.js';

/** What a pay period released of what a component earned on a deal, in minor units. */
export interface ReleaseMove {
  readonly amount: bigint;
  /** What was earned on the deal until its end, released or not, with what was forfeited as it was not. */
  readonly earned: bigint;
  /** The first day that was not known at its end, or on which nothing was released any more. */
  readonly to: CivilDate;
  /** The parts that earlier periods released. */
  readonly before: readonly CausedAmount[];
  /** Whether the payee left, and it is no more than was released until then: what released it shares it out. */
  readonly isLeft?: boolean;
}

/** A part of a release by what made it payable. */
export interface CausedAmount extends PartCause {
  readonly amount: bigint;
}

/**
 * Shares what a period released of a deal out to what released it: what each cause has made payable at the end
 * less what was released by it before, rounded to the largest remainders, so that the parts sum to what was
 * released. So what was corrected since shows as a part of this period. What the release terms do not come to is
 * left unexplained.
 *
 * @example
 * releasedBy(deal, move, { streams, plan, component })
 * // [{ cause: 'booking', amount: 10_000n, … }, { cause: 'receipt', receipt: 'R-1', amount: 4_000n, … }]
 */
export function releasedBy(
  deal: Deal,
  move: ReleaseMove,
  context: Omit<ReleaseContext, 'through'>,
): readonly CausedAmount[] {
  const shares = context.component.release;
  const rest = causeOfRest(shares);
  const sums = new Map<string, { readonly cause: PartCause; readonly summands: Ratio[] }>();
  const add = ({ cause, receipt, invoice }: PartCause, amount: Ratio): void => {
    const key = [cause, receipt ?? '', invoice ?? ''].join('\u0000');
    const known = sums.get(key) ?? { cause: { cause, receipt, invoice }, summands: [] };
    known.summands.push(amount);
    sums.set(key, known);
  };
  const known = shares.filter((share) => rest === null || causeOf(share) !== rest);
  const reached = known.flatMap((share) =>
    progressByCause(share, deal, { ...context, through: move.to }).map((each) => ({
      ...each,
      ratio: multiplyRatios(share.share, each.ratio),
    })),
  );
  const earned = rest === null ? earnedBy(move, reached) : ratio(move.earned, 1n);
  for (const each of reached) add(each, multiplyRatios(earned, each.ratio));
  for (const { amount, ...cause } of move.before) {
    if (cause.cause !== 'unexplained' && cause.cause !== rest) add(cause, ratio(-amount, 1n));
  }
  const exact = [...sums.values()].map(({ cause, summands }) => ({ cause, exact: sumRatios(summands) }));
  return roundedParts(move.amount, exact, rest);
}

/** What made payable what the other causes leave, where a share waits event by event, as the events are not known. */
function causeOfRest(shares: readonly ReleaseShare[]): Cause | null {
  const causes = shares.filter(waitsByEvent).map(causeOf);
  return causes.find((each) => each === 'time') ?? causes[0] ?? null;
}

/** What was earned; of who left, what of it would have made payable what is left. */
function earnedBy(
  { amount, earned, before, isLeft = false }: ReleaseMove,
  reached: readonly CausedRatio[],
): Ratio {
  const part = sumRatios(reached.map((each) => each.ratio));
  if (!isLeft || part.numerator === 0n) return ratio(earned, 1n);
  const payable = before.reduce((total, each) => total + each.amount, amount);
  return divideRatios(ratio(payable, 1n), part);
}

interface ExactPart {
  readonly cause: PartCause;
  readonly exact: Ratio;
}

/** Rounding the sum before and after may differ from the exact change by so much. */
const LARGEST_ROUNDING = 1n;

function roundedParts(
  amount: bigint,
  exact: readonly ExactPart[],
  rest: Cause | null,
): readonly CausedAmount[] {
  const missing = subtractRatios(ratio(amount, 1n), sumRatios(exact.map((each) => each.exact)));
  const isRounding = missing.numerator ** 2n <= (LARGEST_ROUNDING * missing.denominator) ** 2n;
  const left = rest === null ? [] : [{ cause: causedBy(rest), exact: missing }];
  const isExplained = rest !== null || (isRounding && exact.length > 0);
  const unexplained = isExplained ? 0n : roundRatio(missing, 'half-even');
  const parts = [...exact, ...left];
  const amounts = apportion(amount - unexplained, withoutRemainders(amount - unexplained, parts));
  const caused = parts.map(({ cause }, place) => ({ ...cause, amount: amounts[place] ?? 0n }));
  return [...caused, { ...causedBy('unexplained'), amount: unexplained }].filter(
    (each) => each.amount !== 0n,
  );
}

/**
 * What is less than a unit was mostly left by rounding before, and is nothing as long as the others can take the
 * total without it.
 */
function withoutRemainders(amount: bigint, parts: readonly ExactPart[]): readonly Ratio[] {
  const exact = parts.map((each) => each.exact);
  const large = exact.map((each) => (isBelow(each, 1n) ? ZERO_RATIO : each));
  const count = BigInt(large.filter(({ numerator }) => numerator !== 0n).length);
  const left = subtractRatios(ratio(amount, 1n), sumRatios(large));
  const isTaken = amount === 0n || count > 0n;
  return isTaken && (isBelow(left, count) || left.numerator === 0n) ? large : exact;
}

function isBelow({ numerator, denominator }: Ratio, units: bigint): boolean {
  return numerator ** 2n < (units * denominator) ** 2n;
}
