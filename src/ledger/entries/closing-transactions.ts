import type { StatementTotals } from '../posted-statement.js';
import { balancedTransaction, type LedgerTransaction } from './ledger-transaction.js';

/**
 * What closing a statement posts: one transaction in each book that it changes, none where nothing happened.
 *
 * - earning: what was earned is held, or payable;
 * - pay: what is payable, guaranteed, drawn and adjusted is paid, kept back for draws, or changes what is carried;
 * - payout: what is paid is outstanding until payroll confirms it.
 *
 * Throws where the totals do not balance.
 *
 * @example
 * closingTransactions(statement.totals).map(({ book }) => book) // ['earning', 'pay', 'payout']
 */
export function closingTransactions(totals: StatementTotals): readonly LedgerTransaction[] {
  const { earned, payable, guaranteed, drawn, adjusted, recovered, carriedIn, carried, paid } = totals;
  const transactions = [
    balancedTransaction('earning', { earned: -earned, held: earned - payable, payable }),
    balancedTransaction('pay', {
      payable: -payable,
      guaranteed: -guaranteed,
      drawn: -drawn,
      adjusted: -adjusted,
      recovered,
      carried: carried - carriedIn,
      paid,
    }),
    balancedTransaction('payout', { paid: -paid, outstanding: paid }),
  ];
  return transactions.filter((each) => each !== null);
}

/**
 * What the confirmation of a payout posts: so much more is sent, or less where money came back; `null` where
 * nothing changed.
 *
 * @param amount minor units, signed
 * @example
 * payoutTransaction(300_000n)?.entries // [{ account: 'outstanding', amount: -300000n }, { account: 'sent', … }]
 */
export function payoutTransaction(amount: bigint): LedgerTransaction | null {
  return balancedTransaction('payout', { outstanding: -amount, sent: amount });
}
