import type { paymentsOf } from '../../http/resources/deals.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Amount } from '../parts/amount.js';
import { DataTable, type ExportLink } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { statementAddress } from '../payee/statement-address.js';

/** So many lines are shown; the file has all of them. */
const MOST_SHOWN = 200;

interface Shown {
  readonly payments: ReturnType<typeof paymentsOf>;
  /** Of payees by their ids. */
  readonly names: ReadonlyMap<string, string>;
  readonly format: ReaderFormat;
}

type DealLine = ReturnType<typeof paymentsOf>[number]['lines'][number] & { readonly currency: string };

/**
 * The lines that statements have on a deal, a table for each currency.
 *
 * @example
 * <DealLines payments={paymentsOf(lines)} names={names} exports={[]} format={format} />
 */
export function DealLines({ exports, ...shown }: Shown & { readonly exports: readonly ExportLink[] }) {
  const { payments, format } = shown;
  const currencies = [...new Set(payments.map(({ currency }) => currency))];
  if (currencies.length === 0) {
    return (
      <EmptyState title="It earned nothing">
        No statement has a line on this deal. Who is credited, and why others are not, stands above.
      </EmptyState>
    );
  }
  return (
    <>
      {currencies.map((currency) => {
        const lines = linesOf(payments).filter((each) => each.currency === currency);
        return (
          <DataTable
            caption={
              lines.length > MOST_SHOWN
                ? `The first ${MOST_SHOWN} of ${format.count(lines.length)} lines`
                : 'Each line of it on a statement'
            }
            columns={columnsIn(shown, currency)}
            rows={lines.slice(0, MOST_SHOWN)}
            exports={exports}
            empty={null}
          />
        );
      })}
    </>
  );
}

/**
 * The lines that statements have on a deal as CSV, each with its currency.
 *
 * @example
 * dealLinesCsv({ payments, names, format }).split('\n')[1] // 'ada,Ada Byron,2026-02,new-business,2026-02-10,…'
 */
export function dealLinesCsv(shown: Shown): string {
  return tableCsv(columnsIn(shown, 'Amount'), linesOf(shown.payments));
}

function linesOf(payments: Shown['payments']): readonly DealLine[] {
  return payments.flatMap(({ currency, lines }) => lines.map((each) => ({ ...each, currency })));
}

/** @param amount the heading of the amounts */
function columnsIn({ names, format }: Shown, amount: string): readonly FiledColumn<DealLine>[] {
  const nameOf = (payee: string) => names.get(payee) ?? payee;
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ payee }) => <a href={ownPay(payee)}>{nameOf(payee)}</a>,
      inFile: { payee: ({ payee }) => payee, name: ({ payee }) => nameOf(payee) },
    },
    {
      heading: 'Period',
      cell: ({ payee, period, currency }) => (
        <a href={statementAddress({ payee, period, currency })}>{format.period(period)}</a>
      ),
      inFile: { period: ({ period }) => period },
    },
    {
      heading: 'Component',
      cell: ({ component }) => component,
      inFile: { component: ({ component }) => component },
    },
    {
      heading: 'Date',
      cell: ({ date }) => (date === null ? '' : format.day(date)),
      inFile: { date: ({ date }) => date },
    },
    {
      heading: 'How',
      cell: ({ id }) => (
        <a href={`/lines/${encodeURIComponent(id)}`}>
          Why<span class="only-heard"> line {id}</span>?
        </a>
      ),
      inFile: { line: ({ id }) => id },
    },
    {
      heading: amount,
      kind: 'number',
      cell: (line) => <Amount format={format} amount={line.amount} currency={line.currency} bare />,
      inFile: { currency: ({ currency }) => currency, amount: (line) => line.amount },
    },
  ];
}
