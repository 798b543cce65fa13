import type { ChangedAmount } from '../../ledger/disputes/pay-effects.js';
import type { KeptComparison } from '../../runs/jobs/run-comparison.js';
import type { ComparedSum } from '../../runs/plan-comparison/comparison-totals.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { ownPay } from '../layout/navigation.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable, type ExportLink } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { Pager } from '../parts/pager.js';
import { Section } from '../parts/section.js';

/** The most payees that one page shows. */
const PAYEES_ON_A_PAGE = 200;

interface Shown {
  readonly kept: KeptComparison;
  readonly format: ReaderFormat;
  /** The page itself. */
  readonly address: string;
  readonly page: number;
}

/**
 * What another version of a plan would have made of past data: in all, by component, by period, and by payee.
 *
 * @example
 * <ComparisonResult kept={kept} format={format} address="/compare/7" page={1} />
 */
export function ComparisonResult({ kept, format, address, page: asked }: Shown) {
  const { totals, components, periods, payees } = kept.comparison;
  const rows: readonly ExportLink[] = [{ label: 'CSV', href: `${address}/rows.csv` }];
  const pages = Math.max(1, Math.ceil(payees.length / PAYEES_ON_A_PAGE));
  const page = Math.min(asked, pages);
  if (totals.length === 0) {
    return (
      <EmptyState title="The plan pays nobody in these months" action={<a href="/compare">Compare again</a>}>
        Neither version earns anything: choose months in which somebody is on the plan.
      </EmptyState>
    );
  }
  return (
    <>
      <Differences kept={kept} format={format} />
      <Section id="totals" title="In all">
        <DataTable
          caption="By currency"
          columns={[
            { heading: 'Currency', namesRow: true, cell: ({ currency }: ComparedSum) => currency },
            ...amountsIn(format),
          ]}
          rows={totals}
          exports={rows}
          empty={null}
        />
      </Section>
      <Section id="components" title="By component">
        <DataTable
          caption="What each component earns"
          columns={[
            {
              heading: 'Component',
              namesRow: true,
              cell: ({ component }: ComparedSum & { readonly component: string }) => component,
            },
            ...currencyIn(totals),
            ...amountsIn(format),
          ]}
          rows={components}
          exports={rows}
          empty={null}
        />
      </Section>
      <Section id="periods" title="By pay period">
        <DataTable
          caption="What each period earns"
          columns={[
            {
              heading: 'Period',
              namesRow: true,
              cell: ({ period }: ComparedSum & { readonly period: string }) => format.period(period),
            },
            ...currencyIn(totals),
            ...amountsIn(format),
          ]}
          rows={periods}
          exports={rows}
          empty={null}
        />
      </Section>
      <Section
        id="payees"
        title="By payee"
        about={
          kept.payeeCount > payees.length
            ? `The ${format.count(payees.length)} greatest differences of ${format.count(kept.payeeCount)}; the CSV file has all.`
            : 'The greatest difference first.'
        }
      >
        <DataTable
          caption="What each payee earns"
          columns={[
            {
              heading: 'Payee',
              namesRow: true,
              cell: ({ payee, name }: ComparedSum & { readonly payee: string; readonly name: string }) => (
                <a href={ownPay(payee)}>{name}</a>
              ),
            },
            ...currencyIn(totals),
            ...amountsIn(format),
          ]}
          rows={payees.slice((page - 1) * PAYEES_ON_A_PAGE, page * PAYEES_ON_A_PAGE)}
          exports={rows}
          empty={null}
        />
        <Pager of="payees" page={page} pages={pages} href={(number) => `${address}?page=${number}#payees`} />
      </Section>
    </>
  );
}

function Differences({ kept: { comparison }, format }: Pick<Shown, 'kept' | 'format'>) {
  const { totals, gain, lose, same, incomplete } = comparison;
  return (
    <Figures>
      {totals.map(({ currency, earned }, place) => (
        <Figure
          label={totals.length > 1 ? `Earned more or less, ${currency}` : 'Earned more or less'}
          value={<Amount format={format} amount={earned.difference} currency={currency} />}
          detail={`${format.money(earned.before, currency)} before, ${format.money(earned.after, currency)} after`}
          isMain={place === 0}
        />
      ))}
      <Figure label="Earn more" value={format.count(gain)} detail="payees" />
      <Figure label="Earn less" value={format.count(lose)} detail="payees" />
      <Figure label="Earn the same" value={format.count(same)} detail="payees" />
      {incomplete === 0 ? null : (
        <Figure
          label="Not known in full"
          value={format.count(incomplete)}
          detail="payees of whom something is missing, such as a quota"
        />
      )}
    </Figures>
  );
}

/** The currency of each row, where there are several; the page names a single one. */
function currencyIn<Row extends ComparedSum>(totals: readonly ComparedSum[]): readonly Column<Row>[] {
  if (totals.length < 2) return [];
  return [{ heading: 'Currency', cell: ({ currency }) => currency }];
}

function amountsIn<Row extends ComparedSum>(format: ReaderFormat): readonly Column<Row>[] {
  const column = (
    heading: string,
    amountOf: (row: Row) => ChangedAmount,
    part: keyof ChangedAmount,
  ): Column<Row> => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={amountOf(row)[part]} currency={row.currency} bare />,
  });
  return [
    column('Earned before', ({ earned }) => earned, 'before'),
    column('Earned after', ({ earned }) => earned, 'after'),
    column('Difference', ({ earned }) => earned, 'difference'),
    column('Payable before', ({ payable }) => payable, 'before'),
    column('Payable after', ({ payable }) => payable, 'after'),
    column('Difference', ({ payable }) => payable, 'difference'),
  ];
}
