import type { Account } from '../../ledger/entries/account.js';
import { balanceOf, type LedgerBalances } from '../../ledger/entries/ledger-balances.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { SHOWN_ACCOUNTS } from '../../runs/audit/audit-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import type { Column } from '../parts/data-table.js';
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
): readonly Column<Row>[] {
  return SHOWN_ACCOUNTS.filter(
    ([book, account]) =>
      ALWAYS.includes(account) || rows.some(({ balances }) => balanceOf(balances, book, account) !== 0n),
  ).map(([book, account]) => ({
    heading: ACCOUNTS[account],
    kind: 'number',
    cell: ({ currency, balances }) => (
      <Amount
        format={format}
        amount={formatMinorUnits(balanceOf(balances, book, account), currency)}
        currency={currency}
        bare
      />
    ),
  }));
}
