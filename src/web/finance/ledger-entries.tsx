import { transactionDocument } from '../../http/resources/ledger.js';
import type { PostedTransaction } from '../../ledger/entries/posted-transaction.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { statementAddress } from '../payee/statement-address.js';
import { ACCOUNTS, BOOK_WORDS, SOURCES } from './ledger-words.js';
import { periodAddress } from './period-words.js';

interface EntryRow {
  readonly transaction: ReturnType<typeof transactionDocument>;
  readonly entry: ReturnType<typeof transactionDocument>['entries'][number];
  readonly isFirst: boolean;
}

/**
 * The entries of transactions of a payee, the latest first; what is posted together says by what once.
 *
 * @example
 * <LedgerEntries payee="ada" shown={posted} linksPeriods={true} format={format} />
 */
export function LedgerEntries({
  payee,
  shown,
  linksPeriods,
  format,
}: {
  readonly payee: string;
  readonly shown: readonly PostedTransaction[];
  readonly linksPeriods: boolean;
  readonly format: ReaderFormat;
}) {
  const rows = shown
    .map(transactionDocument)
    .flatMap((transaction) =>
      transaction.entries.map((entry, place): EntryRow => ({ transaction, entry, isFirst: place === 0 })),
    );
  const side = (amount: string, currency: string) =>
    /[1-9]/.test(amount) ? <Amount format={format} amount={amount} currency={currency} bare /> : '';
  return (
    <DataTable
      caption="Entries, the latest first"
      columns={[
        {
          heading: 'Posted by',
          cell: ({ transaction: { source, payGroup, period }, isFirst }) => {
            if (!isFirst) return '';
            const words = `${SOURCES[source.kind]} ${source.number}`;
            return linksPeriods ? <a href={periodAddress({ payGroup, period })}>{words}</a> : words;
          },
        },
        {
          heading: 'Period',
          cell: ({ transaction: { period, currency }, isFirst }) =>
            isFirst ? (
              <a class="one-line" href={statementAddress({ payee, period, currency })}>
                {format.period(period)}
              </a>
            ) : (
              ''
            ),
        },
        {
          heading: 'What',
          cell: ({ transaction, isFirst }) => (isFirst ? BOOK_WORDS[transaction.book] : ''),
        },
        { heading: 'Account', namesRow: true, cell: ({ entry }) => ACCOUNTS[entry.account] },
        { heading: 'Currency', cell: ({ transaction }) => transaction.currency },
        {
          heading: 'Debit',
          kind: 'number',
          cell: ({ entry, transaction }) => side(entry.debit, transaction.currency),
        },
        {
          heading: 'Credit',
          kind: 'number',
          cell: ({ entry, transaction }) => side(entry.credit, transaction.currency),
        },
      ]}
      rows={rows}
      exports={[{ label: 'CSV', href: `/api/v1/payees/${encodeURIComponent(payee)}/entries?format=csv` }]}
      empty={null}
    />
  );
}
