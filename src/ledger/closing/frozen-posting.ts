import type { ClosedStatement } from '../closed-statement.js';
import type { Entitlement } from '../entitlement.js';
import type { PostedStatement } from '../posted-statement.js';

/**
 * A closed statement as one that a run posts: the same in all, with the numbers that its entitlements have there.
 *
 * @param numberOf the number of an entitlement in the run
 * @example
 * frozenPosting(closed, numberOf).totals.paid // as when it was closed
 */
export function frozenPosting(
  { closing, payee, totals, lines, remainder, entitlements }: ClosedStatement,
  numberOf: (entitlement: Entitlement) => number,
): PostedStatement {
  const numbers = new Map(entitlements.map((each) => [each.number, numberOf(each)]));
  const numbered = (number: number): number => {
    const found = numbers.get(number);
    if (found === undefined) throw new Error(`Closing ${closing.number} has no entitlement ${number}.`);
    return found;
  };
  return {
    ...remainder,
    payee,
    period: { ...closing.period, frequency: closing.frequency },
    currency: closing.currency,
    status: 'complete',
    totals,
    lines: lines.map(({ line }) => ({ ...line, entitlement: numbered(line.entitlement) })),
    payables: remainder.payables.map((each) => ({ ...each, entitlement: numbered(each.entitlement) })),
  };
}
