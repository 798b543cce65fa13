import type { Basis } from '../../engine/measure.js';
import type { MeasureStanding, NextTier } from '../../ledger/statement.js';
import { Decimal } from '../../money/decimal.js';
import type { ReaderFormat } from '../format/reader-format.js';

/** What an amount of a measure is: money of a currency, or units of whatever is counted. */
export interface MeasureAmounts {
  readonly unit: MeasureStanding['unit'];
  readonly currency: string;
  readonly format: ReaderFormat;
}

/**
 * An amount of a measure as the reader writes it.
 *
 * @example
 * measureText('12400.00', { unit: 'money', currency: 'USD', format }) // '$12,400.00'
 */
export function measureText(amount: string, { unit, currency, format }: MeasureAmounts): string {
  return unit === 'money' ? format.money(amount, currency) : format.quantity(amount);
}

/**
 * A percent of a statement, such as `97.14%`, as the reader writes it.
 *
 * @example
 * percentText('97.14%', readerFormat('de')) // '97,14 %'
 */
export function percentText(percent: string, format: ReaderFormat): string {
  return format.percent(fractionOf(percent));
}

/**
 * The fraction that a percent of a statement is, as exact text.
 *
 * @example
 * fractionOf('97.14%') // '0.9714'
 */
export function fractionOf(percent: string): string {
  return new Decimal(percent.replace('%', '')).div(100).toString();
}

/**
 * Where a tier begins: a percent of the quota, or an amount of the measure.
 *
 * @example
 * boundText('100%', amounts) // '100% of quota'
 */
export function boundText(from: string, amounts: MeasureAmounts): string {
  return from.endsWith('%') ? `${percentText(from, amounts.format)} of quota` : measureText(from, amounts);
}

/**
 * What is missing to the next tier, as a sentence.
 *
 * @param basis by what it counts, where that is known
 *
 * @example
 * nextStep(tier, { basis: 'booked', ...amounts })
 * // 'Sell $12,400.00 more to reach 12% in new-business, from 100% of quota.'
 */
export function nextStep(
  { component, from, pays, distance }: NextTier,
  { basis, ...amounts }: MeasureAmounts & { readonly basis?: Basis },
): string {
  const more = moreText(measureText(distance, amounts), basis);
  const bound = boundText(from, amounts);
  if (pays.startsWith('past its gate')) {
    const asked = pays.endsWith('if exceeded') ? `more than ${bound}` : bound;
    return `${more} to pass the gate of ${component}: ${asked}.`;
  }
  return `${more} to reach ${rateText(pays)} in ${component}, from ${bound}.`;
}

/**
 * What a tier pays, in words: a multiple is one of the base rate.
 *
 * @example
 * rateText('1.5x') // '1.5x the base rate'
 */
export function rateText(pays: string): string {
  return pays.endsWith('x') ? `${pays} the base rate` : pays;
}

function moreText(distance: string, basis: Basis | undefined): string {
  switch (basis) {
    case 'booked':
      return `Sell ${distance} more`;
    case 'recognized':
      return `${distance} more revenue`;
    case 'collected':
      return `${distance} more cash`;
    default:
      return `${distance} more`;
  }
}
