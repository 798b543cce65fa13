import { addDays, type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { dayNumber } from '../../calendar/day-number.js';
import { type Ratio, ratio } from '../../money/ratio.js';
import { divideRounded } from '../../money/rounding.js';
import { scaledInteger } from '../../money/scaled-integer.js';
import type { Company } from '../../records/company.js';
import { QUANTITY_PLACES } from '../../records/field.js';
import type { Quota } from '../../records/record-kinds.js';
import type { Segment } from '../credits/segment.js';
import { readingDays } from '../earnings/readings.js';
import type { Measure } from '../measure.js';
import { lastActiveDay } from '../measures/measure-book.js';
import { type MeasureWindow, windowsOf } from '../measures/measure-window.js';
import { exactQuota, type QuotaTerms, type WindowQuota, windowQuota } from '../measures/quota.js';

const AMOUNT_SCALE = 10n ** BigInt(QUANTITY_PLACES);

/** A window of a measure, its first day and the first day after it as numbers too. */
export interface FrameWindow {
  readonly window: MeasureWindow;
  readonly from: number;
  readonly to: number;
  /** The last day that counts, whatever comes in after the window in full. */
  readonly lastDay: number;
  /** The days on which positions are read in it, in order. */
  readonly readingDays: () => readonly number[];
}

/** The quota of a window, as the engine has it. */
export interface FrameQuota {
  readonly amount: bigint;
  /** The full window's, before proration; `null` where it is the same amount. */
  readonly full: Ratio | null;
}

/** The windows that all payees have who are on a plan over the same days. */
export interface WindowFrame {
  readonly windows: readonly FrameWindow[];
  /** The quota of each window for the quotas of one payee: as the engine's, `null` where none is loaded. */
  readonly quotas: (quotas: readonly Quota[]) => readonly (FrameQuota | null)[];
}

/**
 * Works windows out once for all payees that share them. What part of a quota falls to a window depends on
 * dates alone, so that only the amounts differ from payee to payee.
 *
 * @example
 * const frames = new WindowFrames(company, '2026-04-01');
 * frames.of(segment, measure).windows[0].from // 20260101
 */
export class WindowFrames {
  readonly #frames = new Map<string, WindowFrame>();

  constructor(
    readonly company: Company,
    readonly through: CivilDate,
  ) {}

  of(segment: Segment, measure: Measure): WindowFrame {
    const key = `${segment.plan.hash}|${segment.from}|${segment.to}|${measure.id}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    const windows = windowsOf(segment, measure, this.company, this.through);
    const frame = {
      windows: windows.map((window) => ({
        window,
        from: dayNumber(window.from),
        to: dayNumber(window.to),
        lastDay: dayNumber(addDays(earlier(window.to, window.full.to), -1)),
        readingDays: this.#daysIn(window, segment),
      })),
      quotas: quotaReader(windows, segment, measure),
    };
    this.#frames.set(key, frame);
    return frame;
  }

  /** Only gates ask for them. */
  #daysIn(window: MeasureWindow, { plan }: Segment): FrameWindow['readingDays'] {
    let known: readonly number[] | null = null;
    return () => {
      known ??= readingDays(window, plan.payFrequency, this.company, this.through).map(dayNumber);
      return known;
    };
  }
}

function quotaReader(
  windows: readonly MeasureWindow[],
  segment: Segment,
  measure: Measure,
): WindowFrame['quotas'] {
  const { currency, proration, rounding } = segment.plan;
  const terms: QuotaTerms = { unit: measure.unit, currency, proration, rounding };
  const readers = windows.map((window) => windowReader(window, segment, terms));
  return (quotas) => readers.map((read) => read(quotas));
}

/** Reads the quota of one window; the engine does where more than one quota or a part of the window counts. */
function windowReader(
  window: MeasureWindow,
  segment: Segment,
  terms: QuotaTerms,
): (quotas: readonly Quota[]) => FrameQuota | null {
  const { full, from, opensWith } = window;
  const active = { from: opensWith ?? from, to: lastActiveDay(window, segment) };
  const isWhole = active.from === full.from && active.to === full.to;
  const partOf = partReader(full, active, terms);
  return (quotas) => {
    const counted = quotas.filter((quota) => quota.from < full.to && full.from < quota.to);
    const [only] = counted;
    if (only === undefined) return null;
    if (!isWhole || counted.length > 1) return frameQuota(windowQuota(counted, full, active, terms));
    const part = partOf(only);
    if (part === null) return null;
    const numerator = scaledInteger(only.amount, QUANTITY_PLACES) * part.numerator;
    const denominator = part.denominator * AMOUNT_SCALE;
    const amount = divideRounded(numerator, denominator, terms.rounding);
    if (amount * denominator === numerator) return { amount, full: null };
    return { amount, full: ratio(numerator, denominator) };
  };
}

function frameQuota(quota: WindowQuota | null): FrameQuota | null {
  if (quota === null) return null;
  const { amount, full } = quota;
  return { amount, full: full.denominator === 1n && full.numerator === amount ? null : full };
}

/** Tells what a quota of 1 comes to in a window; quotas of one range and spread come to the same part. */
function partReader(
  full: ClosedRange,
  active: ClosedRange,
  terms: QuotaTerms,
): (quota: Quota) => Ratio | null {
  const known = new Map<string, Ratio | null>();
  return (quota) => {
    const key = `${quota.from}|${quota.to}|${quota.spread}|${quota.currency}|${quota.weights?.join(',')}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const part = exactQuota([{ ...quota, amount: '1' }], full, active, terms)?.prorated ?? null;
    known.set(key, part);
    return part;
  };
}
