import type { BasesRow } from '../../runs/reconcile/compare-bases.js';
import { groupedLines } from '../charts/grouped-lines.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Chart } from '../parts/chart.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Figure, Figures } from '../parts/figure.js';
import { Section } from '../parts/section.js';
import { BASES, BASIS_WORDS } from './basis-words.js';
import { sumAmounts } from './sum-amounts.js';

/**
 * What was paid in a currency month by month, as it was posted and under each basis: figures, chart and table.
 *
 * @example
 * await BasesInCurrency({ rows, currency: 'USD', who, csv, isMain: true, payees: 3, format })
 */
export async function BasesInCurrency({
  rows,
  currency,
  who,
  csv,
  isMain,
  payees,
  format,
}: {
  readonly rows: readonly BasesRow[];
  readonly currency: string;
  readonly who: string;
  readonly csv: string;
  readonly isMain: boolean;
  readonly payees: number;
  readonly format: ReaderFormat;
}) {
  const sum = (basis: (typeof BASES)[number]) =>
    sumAmounts(
      rows.map((row) => row[basis].paid),
      currency,
    );
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  const chart = await groupedLines({
    title: `Paid by month, ${who}`,
    yLabel: currency,
    labels: rows.map(({ month }) => format.period(month)),
    lines: BASES.map((basis) => ({ label: BASIS_WORDS[basis], values: rows.map((row) => row[basis].paid) })),
    written: format.brief,
    inFull: (text) => format.money(text, currency),
  });
  return (
    <Section id={`paid-${currency}`} title={`Paid in ${currency}`}>
      <Figures>
        {BASES.map((basis) => (
          <Figure
            label={BASIS_WORDS[basis]}
            value={format.money(sum(basis), currency)}
            isMain={isMain && basis === 'posted'}
            {...(basis === 'posted' && {
              detail: `paid to ${format.count(payees)} ${payees === 1 ? 'payee' : 'payees'}`,
            })}
          />
        ))}
      </Figures>
      <Chart chart={chart} caption={`Paid by month in ${currency}, by basis`} />
      <DataTable
        caption="Paid by month, and earned below it"
        columns={[
          { heading: 'Month', namesRow: true, cell: ({ month }) => format.period(month) },
          ...BASES.map(
            (basis): Column<BasesRow> => ({
              heading: BASIS_WORDS[basis],
              kind: 'number',
              cell: (row) => (
                <>
                  {amount(row[basis].paid)}
                  <div class="quiet">{amount(row[basis].earned)} earned</div>
                </>
              ),
              total: amount(sum(basis)),
            }),
          ),
        ]}
        rows={rows}
        empty={null}
        exports={[{ label: 'CSV', href: `${csv}&${new URLSearchParams({ currency })}` }]}
      />
    </Section>
  );
}
