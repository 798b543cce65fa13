import type { Account, Book } from '../../ledger/entries/account.js';
import { balanceOf, type LedgerBalances } from '../../ledger/entries/ledger-balances.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { SHOWN_ACCOUNTS } from '../../runs/audit/audit-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import type { FiledColumn } from '../parts/table-csv.js';
import { ACCOUNTS } from './ledger-words.js';

/** Shown also where nothing is on them. */
const ALWAYS: readonly Account[] = ['earned', 'held', 'payable', 'paid', 'outstanding', 'sent'];

/**
 * The columns with what is on the accounts of the ledger; accounts that are empty everywhere are left out but for the
 * main ones.
 *
 * @example
 * <DataTable columns={balanceColumns(rows, format)} rows={rows} caption="Balances" empty={null} />
 */
export function balanceColumns<Row extends { readonly currency: string; readonly balances: LedgerBalances }>(
  rows: readonly Row[],
  format: ReaderFormat,
): readonly FiledColumn<Row>[] {
  const amountOf = ({ currency, balances }: Row, book: Book, account: Account) =>
    formatMinorUnits(balanceOf(balances, book, account), currency);
  return SHOWN_ACCOUNTS.filter(
    ([book, account]) =>
      ALWAYS.includes(account) || rows.some(({ balances }) => balanceOf(balances, book, account) !== 0n),
  ).map(([book, account]) => ({
    heading: ACCOUNTS[account],
    kind: 'number',
    cell: (row) => (
      <Amount format={format} amount={amountOf(row, book, account)} currency={row.currency} bare />
    ),
    inFile: { [account]: (row) => amountOf(row, book, account) },
  }));
}
