import { formatMinorUnits } from '../money/minor-units.js';
import type { ChangedAmount } from './disputes/pay-effects.js';

/**
 * An amount in minor units before something changes, after it, and the difference, as decimal text.
 *
 * @example
 * changedAmount(0n, 400_000n, 'USD') // { before: '0.00', after: '4000.00', difference: '4000.00' }
 */
export function changedAmount(before: bigint, after: bigint, currency: string): ChangedAmount {
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  return { before: money(before), after: money(after), difference: money(after - before) };
}
