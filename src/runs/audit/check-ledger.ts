import { compareText } from '../../engine/record-index.js';
import { auditAccount, type ClosedTotals, type PostedAccount } from '../../ledger/entries/audit-account.js';
import { EMPTY_LEDGER, type LedgerBalances, postedTo } from '../../ledger/entries/ledger-balances.js';
import type { LedgerBreak } from '../../ledger/entries/ledger-break.js';
import type { PostedTransaction } from '../../ledger/entries/posted-transaction.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { readClosedTotals } from '../../store/closed-totals.js';
import type { Transaction } from '../../store/executor.js';
import { payeesInLedger, readTransactions } from '../../store/ledger-entries.js';
import type { AuditCheck, CheckOutcome } from './audit-check.js';

/** Recomputes the balances of every payee and currency from entries, and compares them with the statements. */
export const CHECK_LEDGER: AuditCheck = {
  title: 'every transaction balances, and the statements follow from entries',
  run: checkLedger,
};

/** Few enough that all that was ever posted for them is in memory together. */
const PAYEES_AT_A_TIME = 500;

async function checkLedger(trx: Transaction): Promise<CheckOutcome> {
  const payees = await payeesInLedger(trx);
  const breaks: LedgerBreak[] = [];
  const balances = new Map<string, LedgerBalances>();
  let examined = 0;
  for (let from = 0; from < payees.length; from += PAYEES_AT_A_TIME) {
    const some = payees.slice(from, from + PAYEES_AT_A_TIME);
    const transactions = await readTransactions(trx, some);
    examined += transactions.length;
    for (const account of accountsOf(transactions, await readClosedTotals(trx, { payees: some }))) {
      const { currency } = account;
      breaks.push(...auditAccount(account).breaks);
      balances.set(currency, postedTo(balances.get(currency) ?? EMPTY_LEDGER, account.transactions));
    }
  }
  const inOrder = [...balances].sort(([a], [b]) => compareText(a, b));
  return { examined, of: 'transactions', breaks, balances: new Map(inOrder) };
}

/** What was posted by payee and currency, in the order of both. */
function accountsOf(
  transactions: readonly PostedTransaction[],
  statements: readonly ClosedTotals[],
): readonly PostedAccount[] {
  const keyOf = ({ payee, currency }: Pick<PostedAccount, 'payee' | 'currency'>) =>
    `${payee}\u0000${currency}`;
  const transactionsBy = groupedBy(transactions, keyOf);
  const statementsBy = groupedBy(statements, keyOf);
  return [...new Set([...transactionsBy.keys(), ...statementsBy.keys()])].sort(compareText).map((key) => {
    const [payee = '', currency = ''] = key.split('\u0000');
    return {
      payee,
      currency,
      statements: statementsBy.get(key) ?? [],
      transactions: transactionsBy.get(key) ?? [],
    };
  });
}
