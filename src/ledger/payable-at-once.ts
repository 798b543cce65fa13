import { formatMinorUnits, parseMinorUnits } from '../money/minor-units.js';
import type { Statement } from './statement.js';

/**
 * What of a statement became payable without waiting for anything, as decimal text; `null` when there is none.
 *
 * @example
 * payableAtOnce(statement) // '9000.00'
 */
export function payableAtOnce({
  releases,
  balances,
  currency,
}: Pick<Statement, 'releases' | 'balances' | 'currency'>): string | null {
  const minor = (amount: string): bigint => {
    const parsed = parseMinorUnits(amount, currency);
    return typeof parsed === 'bigint' ? parsed : 0n;
  };
  const rest = releases.reduce((left, { amount }) => left - minor(amount), minor(balances.payable));
  return rest === 0n ? null : formatMinorUnits(rest, currency);
}
