import type { Basis } from '../../engine/measure.js';

/**
 * What is compared: what was posted, and what each basis would have made of it.
 *
 * @example
 * BASES.map((basis) => BASIS_WORDS[basis])
 */
export const BASES = ['posted', 'booked', 'recognized', 'collected'] as const satisfies readonly (
  | Basis
  | 'posted'
)[];

/**
 * What each of them is called.
 *
 * @example
 * BASIS_WORDS.booked // 'All booked'
 */
export const BASIS_WORDS: Readonly<Record<(typeof BASES)[number], string>> = {
  posted: 'As posted',
  booked: 'All booked',
  recognized: 'All recognized',
  collected: 'All collected',
};
