import { Decimal } from '../../money/decimal.js';
import type { TeamDocument } from '../../runs/team-document.js';
import type { ReaderFormat } from '../format/reader-format.js';

/** Whose amounts are written: those of a measure in money, or in units. */
export type Counted = Pick<TeamDocument, 'currency'>;

/**
 * An amount of a measure, with its currency.
 *
 * @example
 * standingText('12400.00', { currency: 'USD' }, format) // '$12,400.00'
 */
export function standingText(amount: string, { currency }: Counted, format: ReaderFormat): string {
  return currency === null ? format.quantity(amount) : format.money(amount, currency);
}

/**
 * An amount of a measure where a heading names the currency.
 *
 * @example
 * bareStandingText('12400.00', { currency: 'USD' }, format) // '12,400.00'
 */
export function bareStandingText(amount: string, { currency }: Counted, format: ReaderFormat): string {
  return currency === null ? format.quantity(amount) : format.amount(amount, currency);
}

/**
 * How far it is to the quota, in words.
 *
 * @param distance what is missing; negative beyond the quota
 * @param written how an amount is written: with its currency, unless a heading names that
 * @example
 * distanceText('12400.00', (amount) => standingText(amount, { currency: 'USD' }, format)) // '$12,400.00 to quota'
 */
export function distanceText(distance: string, written: (amount: string) => string): string {
  const amount = new Decimal(distance);
  if (amount.isZero()) return 'at quota';
  const size = written(distance.replace('-', ''));
  return amount.isNegative() ? `${size} over quota` : `${size} to quota`;
}

/**
 * A fraction as a percent, and a dash where there is none.
 *
 * @example
 * percentOrDash(null, format) // '–'
 */
export function percentOrDash(fraction: string | null, format: ReaderFormat): string {
  return fraction === null ? '–' : format.percent(fraction);
}
