import { minorDigits } from '../../money/currency.js';
import { dateFormat, formatDays } from './date-formats.js';
import { numberFormat } from './number-formats.js';
import { periodText } from './period-text.js';

/**
 * How figures are written for one reader: every number is given as exact decimal text and comes back as the locale
 * writes it, digit by digit the same; nothing goes through a float.
 */
export interface ReaderFormat {
  /** The locale that is gone by, such as `de-AT`. */
  readonly locale: string;
  /** An amount with its currency: `money('-1200.5', 'USD')` is `−$1,200.50`. Decimals beyond the currency's own stay. */
  readonly money: (amount: string, currency: string) => string;
  /** An amount whose currency is named elsewhere, as in a column: `amount('1200.5', 'USD')` is `1,200.50`. */
  readonly amount: (amount: string, currency: string) => string;
  /** Any other number, with the decimals that it has; `mostDecimals` cuts those beyond off. */
  readonly quantity: (decimal: string, mostDecimals?: number) => string;
  /** A number where there is little room, as at the axis of a chart: `brief('1234567')` is `1.2M`. */
  readonly brief: (decimal: string) => string;
  /** A count: `count(1200)` is `1,200`. */
  readonly count: (whole: number | bigint) => string;
  /**
   * A fraction as a percent: `percent('0.99996')` is `99.99%`. Decimals beyond two, or `mostDecimals`, are cut off and
   * never rounded up, as 99.996 % of a quota have not reached it.
   */
  readonly percent: (fraction: string, mostDecimals?: number) => string;
  /** A day, `YYYY-MM-DD`: `day('2026-03-01')` is `Mar 1, 2026`. */
  readonly day: (date: string) => string;
  /** Days from one up to another, which is the first day after: `days('2026-03-01', '2026-04-01')` is `Mar 1 – 31, 2026`. */
  readonly days: (from: string, to: string) => string;
  /** A moment in UTC: `moment('2026-03-01T09:30:00Z')` is `Mar 1, 2026, 9:30 AM UTC`. */
  readonly moment: (instant: string) => string;
  /** A pay period by its id: `period('2026-03')` is `March 2026`, and what is no month stays nearly as it is. */
  readonly period: (id: string) => string;
}

/** The most decimals of a percent, unless said otherwise. */
const PERCENT_DECIMALS = 2;

/**
 * How figures are written for a reader of a locale.
 *
 * @example
 * readerFormat('de').money('-9007199254740993.10', 'EUR') // '−9.007.199.254.740.993,10 €'
 */
export function readerFormat(locale: string): ReaderFormat {
  return {
    locale,
    money: (amount, currency) =>
      numberFormat(locale, 'currency', decimalsOf(amount, currency), currency)(amount),
    amount: (amount, currency) => numberFormat(locale, 'decimal', decimalsOf(amount, currency))(amount),
    quantity: (decimal, mostDecimals) => {
      const own = decimals(decimal);
      return numberFormat(locale, 'decimal', { least: 0, most: Math.min(own, mostDecimals ?? own) })(decimal);
    },
    brief: (decimal) => numberFormat(locale, 'brief', { least: 0, most: 1 })(decimal),
    count: (whole) => numberFormat(locale, 'decimal', { least: 0, most: 0 })(String(whole)),
    percent: (fraction, mostDecimals = PERCENT_DECIMALS) =>
      numberFormat(locale, 'percent', { least: 0, most: mostDecimals })(fraction),
    day: (date) => dateFormat(locale, 'day').format(new Date(`${date}T00:00:00Z`)),
    days: (from, to) => formatDays(locale, from, to),
    moment: (instant) => dateFormat(locale, 'moment').format(new Date(instant)),
    period: (id) => periodText(locale, id),
  };
}

/** All decimals that are written, and no fewer than the currency has. */
function decimalsOf(amount: string, currency: string): { readonly least: number; readonly most: number } {
  const least = minorDigits(currency);
  return { least, most: Math.max(least, decimals(amount)) };
}

function decimals(decimal: string): number {
  return decimal.split('.')[1]?.length ?? 0;
}
