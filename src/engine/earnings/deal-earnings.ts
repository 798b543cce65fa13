import { formatPercent, type Ratio, ratio } from '../../money/ratio.js';
import { divideRounded, type Rounding } from '../../money/rounding.js';
import { telescope } from '../../money/share-out.js';
import type { CreditReversal } from '../credits/credit.js';
import { describeAmount } from '../describe-amount.js';
import type { LineExplanation } from '../mechanisms/recorder.js';
import type { WindowEntry } from '../mechanisms/window-input.js';
import type { DealWeight, EarningLine } from '../mechanisms/window-outcome.js';

/** What belongs to no deal in particular, as a bonus: the place of its sum among the deals. */
export const NO_DEAL = '';

/**
 * What each deal earned in a window; it sums to the window's total. Where the mechanism gives weights, the
 * total of the lines that stem from deals is shared out by them cumulatively; otherwise each deal has its
 * own lines.
 */
export function earnedByDeal(
  lines: readonly EarningLine[],
  weights: readonly DealWeight[] | null,
  rounding: Rounding,
): ReadonlyMap<string, bigint> {
  const earned = new Map<string, bigint>();
  const add = (deal: string, amount: bigint): void => {
    earned.set(deal, (earned.get(deal) ?? 0n) + amount);
  };
  const whole = weights?.reduce((sum, { weight }) => sum + weight, 0n) ?? 0n;
  if (weights === null || whole === 0n) {
    for (const line of lines) add(line.deal ?? NO_DEAL, line.amount);
    return earned;
  }
  const shared = lines.filter((line) => !isApart(line));
  const total = shared.reduce((sum, { amount }) => sum + amount, 0n);
  const parts = telescope(
    total,
    weights.map(({ weight }) => weight),
    whole,
    rounding,
  );
  for (const [place, { deal }] of weights.entries()) add(deal, parts[place] ?? 0n);
  for (const line of lines) if (isApart(line)) add(line.deal ?? NO_DEAL, line.amount);
  return earned;
}

/** What a limit adds to one deal or to none is no part of what the deals of a window share. */
function isApart({ kind }: EarningLine): boolean {
  return kind === 'floor' || kind === 'cap';
}

/** A line that takes a deal back, and how much of the deal is taken back with it. */
export interface TakenBack {
  readonly line: EarningLine;
  /** What the deal earned in its window. */
  readonly earned: bigint;
  /** The part of it that is taken back by this line and those before it. */
  readonly part: Ratio;
}

/**
 * The lines that take deals back after their window: each in proportion to what the deal earned in the
 * window, cumulatively, so that a whole reversal takes back every cent and nothing else is re-rated.
 */
export function reversalLines(
  earned: ReadonlyMap<string, bigint>,
  entries: readonly WindowEntry[],
  after: readonly CreditReversal[],
  rounding: Rounding,
): readonly TakenBack[] {
  if (after.length === 0) return [];
  const wholes = wholesOf(entries);
  const taken = new Map<string, { part: bigint; amount: bigint }>();
  const lines = new Map<string, TakenBack>();
  for (const reversal of after) {
    const { measure, whole } = wholes(reversal.deal);
    const due = earned.get(reversal.deal) ?? 0n;
    if (whole === 0n || due === 0n) continue;
    const before = taken.get(reversal.deal) ?? { part: 0n, amount: 0n };
    const part = before.part - reversal[measure];
    const amount = divideRounded(due * part, whole, rounding);
    taken.set(reversal.deal, { part, amount });
    const key = `reversal:${reversal.eventKey}`;
    const { eventKey, deal, date } = reversal;
    const total = (lines.get(key)?.line.amount ?? 0n) + before.amount - amount;
    lines.set(key, {
      line: { kind: 'reversal', key, eventKey, deal, date, amount: total },
      earned: due,
      part: ratio(part, whole),
    });
  }
  return [...lines.values()];
}

/** Finds what a deal was paid on in a window; its base where it was paid on nothing, as where a floor lifted it. */
function wholesOf(entries: readonly WindowEntry[]) {
  const sums = new Map<string, { paidOn: bigint; base: bigint }>();
  for (const { deal, paidOn, base } of entries) {
    const sum = sums.get(deal) ?? { paidOn: 0n, base: 0n };
    sums.set(deal, { paidOn: sum.paidOn + paidOn, base: sum.base + base });
  }
  return (deal: string): { readonly measure: 'paidOn' | 'base'; readonly whole: bigint } => {
    const { paidOn, base } = sums.get(deal) ?? { paidOn: 0n, base: 0n };
    return paidOn === 0n ? { measure: 'base', whole: base } : { measure: 'paidOn', whole: paidOn };
  };
}

/**
 * How a line came about that takes a deal back.
 *
 * @example
 * recorder.line(key, explainReversal(taken, 'USD'));
 */
export function explainReversal({ line, earned, part }: TakenBack, currency: string): LineExplanation {
  const stood = describeAmount(ratio(earned, 1n), 'money', currency);
  const taken = formatPercent(part, 4);
  return {
    notes: [
      `On ${line.date}, after the window, ${line.eventKey ?? ''} took back part of ${line.deal ?? ''}; with it, ${taken} of what the deal was paid on in the window is taken back.`,
    ],
    leaves: [
      {
        text: `part of the ${stood} that ${line.deal ?? 'the deal'} earned in the window`,
        exact: ratio(line.amount, 1n),
      },
    ],
  };
}
