import type { ClosedRange } from '../calendar/date-range.js';
import { contains } from '../calendar/date-range.js';
import type { DueLine } from '../engine/due.js';
import type { OriginalAmount } from '../engine/events/deal-event.js';
import type { BookedWindow } from '../engine/measures/measure-book.js';
import type { LineLimit } from '../engine/modifiers/line-limit.js';
import { formatRatio } from '../money/ratio.js';
import { divideRounded } from '../money/rounding.js';
import { SHARE_PLACES } from '../records/field.js';
import type { Posting } from './post-difference.js';
import type { PostedConversion, PostedLine } from './posted-statement.js';
import type { PriorPeriodAdjustment } from './prior-period-adjustment.js';
import type { TakenBack } from './statement.js';

/** A posting with what it needs to be a line. */
export interface PlacedPosting extends Posting {
  /** The number of the entitlement that earns it. */
  readonly entitlement: number;
  /** What was taken back inside the line's window in the period that posts. */
  readonly takenBack: () => readonly TakenBack[];
  /** Only where the posting changes what belongs to a closed period. */
  readonly adjusts?: PriorPeriodAdjustment;
}

const WHOLE = 10n ** BigInt(SHARE_PLACES);

/** A posting as a line: exact figures are rounded half to even, to what a statement shows of them. */
export function postedLine(posting: PlacedPosting, number: number): PostedLine {
  const { line, amount, before, firstPosted, entitlement, takenBack, adjusts } = posting;
  return {
    entitlement,
    number,
    kind: line.kind,
    key: line.key,
    event: line.eventKey,
    deal: line.deal,
    deals: line.deals ?? NO_DEALS,
    date: line.date,
    windowFrom: line.windowFrom,
    windowTo: line.windowTo,
    amount,
    share: line.share === null ? null : (line.share * WHOLE) / line.scale,
    base: counted(line.base, line),
    credited: counted(line.credit, line),
    corrects:
      before === null || firstPosted === null ? null : { before, period: firstPosted, because: takenBack() },
    // A line that is due no more is posted back as it last was, and no limit does anything to it now.
    limits: line.amount === amount + (before ?? 0n) ? (line.limits ?? NO_LIMITS) : NO_LIMITS,
    converted: line.original === null ? null : conversionOf(line.original),
    ...(adjusts !== undefined && { adjusts }),
  };
}

/** Enough for rates as they are loaded; an average may have more. */
const RATE_PLACES = 10;

function conversionOf({ amount, currency, rate }: OriginalAmount): PostedConversion {
  return { amount, currency, rate: formatRatio(rate, RATE_PLACES) };
}

const NO_DEALS: readonly string[] = [];
const NO_LIMITS: readonly LineLimit[] = [];

function counted(scaled: bigint | null, { scale }: DueLine): bigint | null {
  return scaled === null ? null : divideRounded(scaled, scale, 'half-even');
}

/**
 * What was taken back inside a window in a period, each event once; worked out when the first line of the
 * window asks for it.
 */
export function takenBackIn(own: BookedWindow, period: ClosedRange): () => readonly TakenBack[] {
  let known: readonly TakenBack[] | null = null;
  return () => {
    known ??= eventsTakingBack(own, period);
    return known;
  };
}

function eventsTakingBack({ inside }: BookedWindow, period: ClosedRange): readonly TakenBack[] {
  const once = new Map<string, TakenBack>();
  for (const { deal, eventKey, date } of inside) {
    if (contains(period, date)) once.set(`${deal}\u0000${eventKey}`, { deal, event: eventKey, date });
  }
  return [...once.values()];
}
