import { addDays, type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { type FiscalCalendar, windowContaining } from '../../calendar/fiscal-calendar.js';
import { multiplyRatios, type Ratio, ratio, roundRatio } from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import { describeAmount } from '../describe-amount.js';
import type { LineExplanation } from '../mechanisms/recorder.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';
import type { SpannedLimit } from '../modifiers/limit.js';

/** What caps and floors look at besides the lines. */
export interface LimitContext {
  readonly calendar: FiscalCalendar;
  readonly rounding: Rounding;
  readonly currency: string;
  /** The target incentive of a span in minor units; `null` when none is loaded. */
  readonly targetIncentive: (span: ClosedRange) => Ratio | null;
  /** The payee's part of the event behind a line, in minor units times the scale. */
  readonly baseOf: (line: EarningLine) => bigint;
  readonly scale: bigint;
  /** The first day that is not known yet, and the first day after the segment. */
  readonly through: CivilDate;
  readonly segment: ClosedRange;
}

interface Bucket {
  readonly span: ClosedRange | null;
  raw: bigint;
  adjusted: bigint;
  base: bigint;
}

/** How a limit changed a line, for explanations. */
export interface LimitEffect {
  /** The place of the line among those given. */
  readonly place: number;
  readonly explanation: LineExplanation;
}

/** Lines after a limit, and what it did to them. */
export interface LimitedLines {
  /** One for each line given, in the same order. */
  readonly lines: readonly EarningLine[];
  /** Lines of their own, which lift a span of time to its floor. */
  readonly lifts: readonly EarningLine[];
  readonly effects: readonly LimitEffect[];
  /** The spans whose limit can not be told for want of a target incentive. */
  readonly unknown: readonly ClosedRange[];
}

/**
 * Applies a cap or a floor to the lines of a component, in order: each line is the limited running total
 * after it less the one before it, per deal or span of time. A floor over a span of time lifts the span by
 * a line of its own once the span is over.
 */
export function applyLimit(
  lines: readonly EarningLine[],
  name: 'cap' | 'floor',
  limit: SpannedLimit,
  context: LimitContext,
): LimitedLines {
  const inLine = name === 'cap' || limit.per === 'deal';
  const buckets = new Map<string, Bucket>();
  const effects: LimitEffect[] = [];
  const isOfAmount = limit.limit.kind === 'ofAmount';
  const counts = ({ kind }: EarningLine) => isOfAmount && (kind === 'credit' || kind === 'spiff');
  const bucketOf = bucketFinder(limit, buckets, context);
  const limited = lines.map((line, place) => {
    const bucket = bucketOf(line);
    bucket.raw += line.amount;
    if (counts(line)) bucket.base += context.baseOf(line);
    const most = inLine ? amountOf(limit, bucket, context) : null;
    const after = most === null ? bucket.raw : clamp(name, bucket.raw, most);
    const amount = after - bucket.adjusted;
    bucket.adjusted = after;
    if (amount === line.amount || most === null) return line;
    const explanation = effectOf(name, limit, { before: line.amount, amount, most }, context);
    effects.push({ place, explanation });
    return { ...line, amount };
  });
  const spans = [...buckets.values()].flatMap(({ span }) => (span === null ? [] : [span]));
  const over = inLine ? [] : spansOver(limit, context);
  return {
    lines: limited,
    lifts: over.flatMap((span) => lift(limit, span, buckets, context)),
    effects,
    unknown: inLine
      ? spans.filter((span) => isUnknown(limit, span, context))
      : over.filter((span) => isUnknown(limit, span, context)),
  };
}

function clamp(name: 'cap' | 'floor', value: bigint, limit: bigint): bigint {
  if (name === 'cap') return value > limit ? limit : value;
  // A floor is for what is earned: it does not turn what is taken back into pay.
  return value < limit && value >= 0n ? limit : value;
}

/** Finds the deal or span of time that a line counts in; spans are worked out once for each date. */
function bucketFinder(
  { per }: SpannedLimit,
  buckets: Map<string, Bucket>,
  { calendar }: LimitContext,
): (line: EarningLine) => Bucket {
  const byPlace = new Map<string, Bucket>();
  const open = (line: EarningLine): Bucket => {
    const span = per === 'deal' ? null : windowContaining(per, line.date, calendar);
    const key = span === null ? (line.deal ?? '') : span.from;
    const bucket = buckets.get(key) ?? emptyBucket(span);
    buckets.set(key, bucket);
    return bucket;
  };
  return (line) => {
    const place = per === 'deal' ? (line.deal ?? '') : line.date;
    const known = byPlace.get(place);
    if (known !== undefined) return known;
    const bucket = open(line);
    byPlace.set(place, bucket);
    return bucket;
  };
}

function emptyBucket(span: ClosedRange | null): Bucket {
  return { span, raw: 0n, adjusted: 0n, base: 0n };
}

function isUnknown({ limit }: SpannedLimit, span: ClosedRange, context: LimitContext): boolean {
  return limit.kind === 'ofTargetIncentive' && context.targetIncentive(span) === null;
}

/** What the limit comes to for a bucket in minor units; `null` where it can not be told. */
function amountOf({ limit }: SpannedLimit, bucket: Bucket, context: LimitContext): bigint | null {
  switch (limit.kind) {
    case 'amount':
      return limit.amount;
    case 'ofAmount':
      return roundRatio(multiplyRatios(ratio(bucket.base, context.scale), limit.share), context.rounding);
    case 'ofTargetIncentive': {
      const incentive = bucket.span === null ? null : context.targetIncentive(bucket.span);
      return incentive === null ? null : roundRatio(multiplyRatios(incentive, limit.share), context.rounding);
    }
  }
}

/** The spans of a floor that are over, within the segment. */
function spansOver({ per }: SpannedLimit, context: LimitContext): readonly ClosedRange[] {
  const { segment, through, calendar } = context;
  const spans: ClosedRange[] = [];
  if (per === 'deal') return spans;
  for (let day = segment.from; day < earlier(segment.to, through); ) {
    const span = windowContaining(per, day, calendar);
    if (earlier(span.to, segment.to) > through) break;
    spans.push(span);
    day = span.to;
  }
  return spans;
}

/** The line that lifts a span of time to its floor, if it lies below. */
function lift(
  limit: SpannedLimit,
  span: ClosedRange,
  buckets: ReadonlyMap<string, Bucket>,
  context: LimitContext,
): readonly EarningLine[] {
  const bucket = buckets.get(span.from) ?? emptyBucket(span);
  const least = amountOf(limit, bucket, context);
  if (least === null || bucket.raw >= least) return [];
  const date = addDays(earlier(span.to, context.segment.to), -1);
  const amount = least - bucket.raw;
  return [{ kind: 'floor', key: `floor:${date}`, eventKey: null, deal: null, date, amount }];
}

function effectOf(
  name: 'cap' | 'floor',
  { per }: SpannedLimit,
  { before, amount, most }: { readonly before: bigint; readonly amount: bigint; readonly most: bigint },
  { currency }: LimitContext,
): LineExplanation {
  const text = `${name} of ${describeAmount(ratio(most, 1n), 'money', currency)} per ${per}`;
  return { notes: [], leaves: [{ text, exact: ratio(amount - before, 1n) }] };
}
