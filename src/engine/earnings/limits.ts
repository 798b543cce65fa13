import { addDays, type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { type FiscalCalendar, windowContaining } from '../../calendar/fiscal-calendar.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { multiplyRatios, type Ratio, ratio, roundRatio } from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
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
  /** The payee's part of the event behind a line, in exact minor units. */
  readonly baseOf: (line: EarningLine) => Ratio;
  /** The first day that is not known yet, and the first day after the segment. */
  readonly through: CivilDate;
  readonly segment: ClosedRange;
}

interface Bucket {
  readonly span: ClosedRange | null;
  raw: bigint;
  adjusted: bigint;
  base: Ratio;
}

/** How a limit changed a line, for explanations. */
export interface LimitEffect {
  readonly key: string;
  readonly explanation: LineExplanation;
}

/** Lines after their limits, and what the limits did to them. */
export interface LimitedLines {
  readonly lines: readonly EarningLine[];
  readonly effects: readonly LimitEffect[];
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
  const limited = lines.map((line) => {
    const bucket = bucketOf(line, limit, buckets, context);
    bucket.raw += line.amount;
    bucket.base = line.kind === 'credit' ? addBase(bucket.base, context.baseOf(line)) : bucket.base;
    const most = inLine ? amountOf(limit, bucket, context) : null;
    const after = most === null ? bucket.raw : clamp(name, bucket.raw, most);
    const amount = after - bucket.adjusted;
    bucket.adjusted = after;
    if (amount !== line.amount && most !== null)
      effects.push(effectOf(name, limit, line, { amount, most }, context));
    return amount === line.amount ? line : { ...line, amount };
  });
  return { lines: inLine ? limited : [...limited, ...lifts(limit, buckets, context)], effects };
}

function clamp(name: 'cap' | 'floor', value: bigint, limit: bigint): bigint {
  if (name === 'cap') return value > limit ? limit : value;
  return value < limit ? limit : value;
}

function addBase(sum: Ratio, base: Ratio): Ratio {
  return ratio(
    sum.numerator * base.denominator + base.numerator * sum.denominator,
    sum.denominator * base.denominator,
  );
}

function bucketOf(
  line: EarningLine,
  { per }: SpannedLimit,
  buckets: Map<string, Bucket>,
  context: LimitContext,
): Bucket {
  const span = per === 'deal' ? null : windowContaining(per, line.date, context.calendar);
  const key = span === null ? (line.deal ?? '') : span.from;
  const known = buckets.get(key);
  if (known !== undefined) return known;
  const opened: Bucket = { span, raw: 0n, adjusted: 0n, base: ratio(0n, 1n) };
  buckets.set(key, opened);
  return opened;
}

/** What the limit comes to for a bucket in minor units; `null` where it can not be told. */
function amountOf({ limit }: SpannedLimit, bucket: Bucket, context: LimitContext): bigint | null {
  switch (limit.kind) {
    case 'amount':
      return limit.amount;
    case 'ofAmount':
      return roundRatio(multiplyRatios(bucket.base, limit.share), context.rounding);
    case 'ofTargetIncentive': {
      const incentive = bucket.span === null ? null : context.targetIncentive(bucket.span);
      return incentive === null ? null : roundRatio(multiplyRatios(incentive, limit.share), context.rounding);
    }
  }
}

/** The lines that lift each span of time that is over to its floor. */
function lifts(
  limit: SpannedLimit,
  buckets: ReadonlyMap<string, Bucket>,
  context: LimitContext,
): readonly EarningLine[] {
  if (limit.per === 'deal') return [];
  const lines: EarningLine[] = [];
  const { segment, through, calendar } = context;
  for (let day = segment.from; day < earlier(segment.to, through); ) {
    const span = windowContaining(limit.per, day, calendar);
    day = span.to;
    const end = earlier(span.to, segment.to);
    if (end > through) break;
    const bucket = buckets.get(span.from) ?? { span, raw: 0n, adjusted: 0n, base: ratio(0n, 1n) };
    const least = amountOf(limit, bucket, context);
    if (least === null || bucket.raw >= least) continue;
    const date = addDays(end, -1);
    lines.push({
      kind: 'floor',
      key: `floor:${date}`,
      eventKey: null,
      deal: null,
      date,
      amount: least - bucket.raw,
    });
  }
  return lines;
}

function effectOf(
  name: 'cap' | 'floor',
  { per }: SpannedLimit,
  line: EarningLine,
  { amount, most }: { readonly amount: bigint; readonly most: bigint },
  { currency }: LimitContext,
): LimitEffect {
  const text = `${name} of ${formatMinorUnits(most, currency)} ${currency} per ${per}`;
  return {
    key: line.key,
    explanation: { notes: [], leaves: [{ text, exact: ratio(amount - line.amount, 1n) }] },
  };
}
