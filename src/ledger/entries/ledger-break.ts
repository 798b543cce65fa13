import { formatMinorUnits } from '../../money/minor-units.js';

/** Something in the books that is not as it must be: which rule it breaks, where, and by how much. */
export interface LedgerBreak {
  readonly rule: AuditRule;
  /** What it is about, such as `statement of ada, monthly-USD 2026-03, closing 3`. */
  readonly where: string;
  /** What it was compared by, such as `paid`. */
  readonly figure: string;
  readonly expected: string;
  readonly found: string;
  /** Found less expected, as a decimal amount; `null` where these are no amounts. */
  readonly difference: string | null;
  /** The currency of the amounts; `null` where these are none. */
  readonly currency: string | null;
}

/**
 * What must hold of everything that is posted.
 *
 * @example
 * AUDIT_RULES['transaction-balances'] // 'the debits of every transaction equal its credits'
 */
export const AUDIT_RULES = {
  'transaction-balances': 'the debits of every transaction equal its credits',
  'books-agree': 'what one book hands over, the next takes up',
  'statement-equals-entries': 'the totals of every closed statement follow from entries',
  'entries-have-statement': 'what was posted for a closing belongs to a statement of it',
  'statement-shows-totals': 'the totals of every closed statement are those that it shows',
  'lines-sum-to-earned': 'the lines of every closed statement sum to what it says was earned',
  'payables-sum-to-statement': 'what deals earned and made payable sums to the closed statement',
  'statement-hash': 'every closed statement is still what was closed',
  'closing-hash': 'every closing has the statements that it was closed with, and no other',
  'paid-once': 'no closed statement is in two batches that may pay it',
  'payout-equals-statement': 'every payout is of a closed statement and of the amount that it pays',
  'chain-unbroken': 'every record of the chain follows from the one before, and none is missing',
  'change-as-recorded': 'every change says what its record in the chain says',
  'head-in-chain': 'a head that was noted is the hash of a record of the chain',
  'row-as-recorded': 'every row is what a command wrote, and no row is missing or came otherwise',
  'sent-equals-confirmed': 'what the ledger says was sent is what payroll confirmed',
} as const;

/**
 * One of {@link AUDIT_RULES}.
 *
 * @example
 * const rule: AuditRule = 'books-agree';
 */
export type AuditRule = keyof typeof AUDIT_RULES;

/**
 * A break between two amounts; `null` where they are equal.
 *
 * @param amounts minor units of the currency
 * @example
 * amountBreak({ rule: 'books-agree', where: 'ada in USD', figure: 'paid' }, 'USD', { expected: 0n, found: 5n })
 * // { …, expected: '0.00', found: '0.05', difference: '0.05', currency: 'USD' }
 */
export function amountBreak(
  place: Pick<LedgerBreak, 'rule' | 'where' | 'figure'>,
  currency: string,
  { expected, found }: { readonly expected: bigint; readonly found: bigint },
): LedgerBreak | null {
  if (expected === found) return null;
  return {
    ...place,
    expected: formatMinorUnits(expected, currency),
    found: formatMinorUnits(found, currency),
    difference: formatMinorUnits(found - expected, currency),
    currency,
  };
}
