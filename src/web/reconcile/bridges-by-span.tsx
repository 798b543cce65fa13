import type { BRIDGES } from '../../ledger/reconcile/bridge.js';
import type { BridgeDocument, BridgeRowDocument } from '../../runs/reconcile/reconcile-bridge.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { termWords } from './bridge-words.js';
import { spanText } from './period-choices.js';
import { bridgeAddress } from './reconcile-address.js';
import { sumWithoutSigns } from './sum-amounts.js';

/** The terms that stand beside each other in the table of months and currencies. */
const COMPARED = [
  ['revenue', 'booked'],
  ['cash', 'received'],
  ['earnings', 'earned'],
  ['pay', 'payable'],
  ['pay', 'paid'],
] as const;

interface SpanRow {
  readonly span: string;
  readonly currency: string;
  readonly rows: readonly BridgeRowDocument[];
}

/**
 * Months and currencies below each other, each leading to its own bridges; nothing where there is only one.
 *
 * @example
 * <BridgesBySpan bridge={bridge} exported={href} format={format} />
 */
export function BridgesBySpan({
  bridge,
  exported,
  format,
}: {
  readonly bridge: BridgeDocument;
  readonly exported: string;
  readonly format: ReaderFormat;
}) {
  const groups = new Map<string, SpanRow & { readonly rows: BridgeRowDocument[] }>();
  for (const row of bridge.rows) {
    const { span, currency } = row;
    const group = groups.get(`${span} ${currency}`) ?? { span, currency, rows: [] };
    groups.set(`${span} ${currency}`, group);
    group.rows.push(row);
  }
  if (groups.size < 2) return null;
  const rows = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return (
    <Section id="months" title="By month and currency">
      <DataTable
        caption="Each row leads to its own bridges"
        columns={[
          {
            heading: 'Month',
            cell: ({ span, currency }) => (
              <a href={bridgeAddress({ period: span, currency })}>
                {spanText(span, format)}
                <span class="only-heard"> in {currency}</span>
              </a>
            ),
            namesRow: true,
          },
          { heading: 'Currency', cell: ({ currency }) => currency },
          ...COMPARED.map(
            ([name, term]): Column<SpanRow> => ({
              heading: termWords(term),
              kind: 'number',
              cell: ({ rows: own, currency }) => amountIn(own, name, term, { currency, format }),
            }),
          ),
          {
            heading: 'Unexplained',
            kind: 'number',
            cell: ({ rows: own, currency }) => (
              <Amount
                format={format}
                amount={sumWithoutSigns(
                  own.map(({ unexplained }) => unexplained),
                  currency,
                )}
                currency={currency}
                bare
              />
            ),
          },
        ]}
        rows={rows}
        exports={[{ label: 'CSV', href: exported }]}
        empty={null}
      />
    </Section>
  );
}

function amountIn(
  rows: readonly BridgeRowDocument[],
  name: keyof typeof BRIDGES,
  term: string,
  { currency, format }: { readonly currency: string; readonly format: ReaderFormat },
) {
  const amount = rows.find(({ bridge }) => bridge === name)?.amounts[term];
  return amount === undefined ? '' : <Amount format={format} amount={amount} currency={currency} bare />;
}
