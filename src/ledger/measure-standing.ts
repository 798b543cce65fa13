import type { CivilDate } from '../calendar/civil-date.js';
import type { SegmentBook } from '../engine/calculate.js';
import { type BookedWindow, creditedAsOf, type MeasureBook } from '../engine/measures/measure-book.js';
import { lastKnownDay } from '../engine/measures/measure-window.js';
import { describeRate } from '../engine/mechanisms/tiers/rate-table.js';
import type { Component } from '../engine/plan.js';
import { minorDigits } from '../money/currency.js';
import {
  compareRatios,
  formatPercent,
  formatRatio,
  multiplyRatios,
  type Ratio,
  ratio,
  subtractRatios,
} from '../money/ratio.js';
import { QUANTITY_PLACES } from '../records/field.js';

/** Where a payee stands in a measure: attainment and the way to the next tier. Amounts are decimal text. */
export interface MeasureStanding {
  readonly assignment: string;
  readonly measure: string;
  readonly unit: 'money' | 'units';
  readonly window: { readonly from: CivilDate; readonly to: CivilDate };
  /** The last day that counted. */
  readonly at: CivilDate;
  readonly credited: string;
  readonly quota: string | null;
  /** A percent, such as `"97.14%"`. */
  readonly attainment: string | null;
  readonly next: readonly NextTier[];
}

/** The next tier or point above a payee's position in one component. */
export interface NextTier {
  readonly component: string;
  /** Where it begins: a percent of quota, or an amount. */
  readonly from: string;
  /** What it pays: a rate, or a part of the target. */
  readonly pays: string;
  /** What is still to be credited to reach it. */
  readonly distance: string;
}

/** The standings of a segment's measures in the windows that contain the last known day. */
export function measureStandings(
  { segment, measures, components }: SegmentBook,
  through: CivilDate,
): readonly MeasureStanding[] {
  return measures.flatMap((book) => {
    const own = book.windows.find(({ window }) => window.from < through && through <= window.to);
    if (own === undefined) return [];
    const on = components
      .map(({ component }) => component)
      .filter(({ measure }) => measure.id === book.measure.id);
    return [standingOf(segment.assignment, book, own, on, through)];
  });
}

function standingOf(
  assignment: string,
  book: MeasureBook,
  own: BookedWindow,
  components: readonly Component[],
  through: CivilDate,
): MeasureStanding {
  const credited = ratio(creditedAsOf(book, own, through), book.scale);
  const quota = own.quota === null || own.quota.amount === 0n ? null : ratio(own.quota.amount, 1n);
  const attainment =
    quota === null
      ? null
      : ratio(credited.numerator * quota.denominator, credited.denominator * quota.numerator);
  const terms = { book, credited, quota };
  return {
    assignment,
    measure: book.measure.id,
    unit: book.measure.unit,
    window: { from: own.window.from, to: own.window.to },
    at: lastKnownDay(own.window, through),
    credited: amountText(credited, book),
    quota: quota === null ? null : amountText(quota, book),
    attainment: attainment === null ? null : formatPercent(attainment),
    next: components.flatMap((component) => nextTier(component, terms)),
  };
}

interface Standing {
  readonly book: MeasureBook;
  readonly credited: Ratio;
  readonly quota: Ratio | null;
}

function nextTier(component: Component, standing: Standing): readonly NextTier[] {
  const { mechanism } = component;
  if (mechanism.kind === 'spiff') return [];
  const { kind } = mechanism.over;
  if (kind !== 'attainment' && kind !== 'accumulated') return [];
  const whole = kind === 'attainment' ? standing.quota : ratio(1n, 1n);
  if (whole === null) return [];
  const { currency } = standing.book.segment.plan;
  const steps =
    mechanism.kind === 'commission'
      ? mechanism.rates.map(({ from, rate }) => ({ from, pays: describeRate(rate, currency) }))
      : mechanism.curve.points.map(({ at, pays }) => ({
          from: at,
          pays: `${formatPercent(pays)} of target`,
        }));
  const above = steps.find(({ from }) => compareRatios(multiplyRatios(from, whole), standing.credited) > 0);
  if (above === undefined) return [];
  const bound = multiplyRatios(above.from, whole);
  const distance = amountText(subtractRatios(bound, standing.credited), standing.book);
  const from = kind === 'attainment' ? formatPercent(above.from) : amountText(bound, standing.book);
  return [{ component: component.id, from, pays: above.pays, distance }];
}

/** An exact amount of a measure as decimal text: money to the minor unit, units as they are. */
function amountText(amount: Ratio, { measure, segment }: MeasureBook): string {
  const places = measure.unit === 'money' ? minorDigits(segment.plan.currency) : QUANTITY_PLACES;
  const major = ratio(amount.numerator, amount.denominator * 10n ** BigInt(places));
  const text = formatRatio(major, places);
  if (measure.unit === 'units' || places === 0) return text;
  const [whole = '0', decimals = ''] = text.split('.');
  return `${whole}.${decimals.padEnd(places, '0')}`;
}
