import { minorDigits } from '../money/currency.js';
import {
  addRatios,
  formatRatio,
  type Ratio,
  ratio,
  roundRatio,
  subtractRatios,
  ZERO_RATIO,
} from '../money/ratio.js';

/** A summand as it is shown: its amount is decimal text. */
export interface ExplainedLeaf {
  readonly text: string;
  readonly amount: string;
}

/** Decimals shown beyond those of the currency. */
const MORE_PLACES = 6;

/**
 * Writes exact summands in minor units as decimal amounts that sum to the same total: what one text leaves
 * off, the next takes up.
 *
 * @example
 * exactLeaves([{ text: 'a third', exact: ratio(1n, 3n) }], 'USD') // [{ text: 'a third', amount: '0.00333333' }]
 */
export function exactLeaves(
  leaves: readonly { readonly text: string; readonly exact: Ratio }[],
  currency: string,
): readonly ExplainedLeaf[] {
  const finer = 10n ** BigInt(MORE_PLACES);
  let exact = ZERO_RATIO;
  let shown = 0n;
  return leaves.map((leaf) => {
    exact = addRatios(exact, leaf.exact);
    const through = roundRatio(ratio(exact.numerator * finer, exact.denominator), 'half-even');
    const amount = through - shown;
    shown = through;
    return { text: leaf.text, amount: amountText(amount, currency) };
  });
}

/** At least the decimals of the currency, and no zeros after these. */
function amountText(finest: bigint, currency: string): string {
  const digits = minorDigits(currency);
  const places = digits + MORE_PLACES;
  const text = formatRatio(ratio(finest, 10n ** BigInt(places)), places);
  const [whole = '0', decimals = ''] = text.split('.');
  return digits === 0 && decimals === '' ? whole : `${whole}.${decimals.padEnd(digits, '0')}`;
}

/**
 * Whether summands come to exactly an amount in minor units.
 *
 * @example
 * sumsTo([{ exact: ratio(1n, 2n) }, { exact: ratio(1n, 2n) }], 1n) // true
 */
export function sumsTo(leaves: readonly { readonly exact: Ratio }[], amount: bigint): boolean {
  const sum = leaves.reduce((total, { exact }) => addRatios(total, exact), ZERO_RATIO);
  return subtractRatios(sum, ratio(amount, 1n)).numerator === 0n;
}
