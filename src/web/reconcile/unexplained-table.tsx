import type { BridgeDocument } from '../../runs/reconcile/reconcile-bridge.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { bridgeTitle } from './bridge-words.js';
import { spanText } from './period-choices.js';

/** So many are shown; the file has all. */
const MOST_SHOWN = 200;

interface Shown {
  readonly bridge: BridgeDocument;
  readonly currency: string;
  readonly format: ReaderFormat;
}

/**
 * What the two sides of a bridge differ by, by what it stems from; nothing where they come to the same.
 *
 * @example
 * <UnexplainedTable bridge={bridge} currency="USD" csv={href} format={format} />
 */
export function UnexplainedTable({ csv, ...shown }: Shown & { readonly csv: string }) {
  const rows = rowsOf(shown);
  if (rows.length === 0) return null;
  return (
    <Section id="unexplained" title="What is unexplained">
      <DataTable
        caption={`Where two sides differ, in ${shown.currency}`}
        columns={columnsIn(shown)}
        rows={rows.slice(0, MOST_SHOWN)}
        empty={null}
        exports={[{ label: 'CSV', href: csv }]}
      />
    </Section>
  );
}

/**
 * What the two sides of a bridge differ by, as CSV.
 *
 * @example
 * unexplainedCsv({ bridge, currency: 'USD', format }) // 'subject,bridge,span,currency,amount\n'
 */
export function unexplainedCsv(shown: Shown): string {
  return tableCsv(columnsIn(shown), rowsOf(shown));
}

function rowsOf({ bridge, currency }: Shown): BridgeDocument['unexplained'] {
  return bridge.unexplained.filter((each) => each.currency === currency);
}

function columnsIn({
  currency,
  format,
}: Omit<Shown, 'bridge'>): readonly FiledColumn<BridgeDocument['unexplained'][number]>[] {
  return [
    {
      heading: 'What',
      cell: ({ subject }) => subject,
      namesRow: true,
      inFile: { subject: ({ subject }) => subject },
    },
    {
      heading: 'Bridge',
      cell: ({ bridge: name }) => bridgeTitle(name),
      inFile: { bridge: ({ bridge: name }) => name },
    },
    { heading: 'Month', cell: ({ span }) => spanText(span, format), inFile: { span: ({ span }) => span } },
    {
      heading: currency,
      kind: 'number',
      cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
      inFile: { currency: () => currency, amount: ({ amount }) => amount },
    },
  ];
}
