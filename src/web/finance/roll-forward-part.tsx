import type { RollForwardRow } from '../../runs/accounting/contract-costs-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { Section } from '../parts/section.js';
import { accountingSpanText } from './accounting-span-text.js';

interface Shown {
  readonly currency: string;
  readonly format: ReaderFormat;
}

/**
 * The roll-forward of contract costs: period by period, and of one period by plan and region.
 *
 * @example
 * <RollForwardPart rolled={rolled} period="2026-Q1" exported={exported} contracts={contracts} currency="USD" format={format} />
 */
export function RollForwardPart({
  rolled,
  period,
  exported,
  contracts,
  currency,
  format,
}: Shown & {
  readonly rolled: readonly RollForwardRow[];
  readonly period: string;
  /** The address of a table as CSV. */
  readonly exported: (table: string, query?: { readonly period: string }) => string;
  /** The address of the contracts that a row sums. */
  readonly contracts: (query: Readonly<Record<string, string | undefined>>) => string;
}) {
  const amount = (
    heading: string,
    name: 'opening' | 'additions' | 'amortisation' | 'impairment' | 'closing',
  ): Column<RollForwardRow> => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={row[name]} currency={currency} bare />,
  });
  const amounts = [
    amount('Opening', 'opening'),
    amount('Additions', 'additions'),
    amount('Amortisation', 'amortisation'),
    amount('Impairment', 'impairment'),
    amount('Closing', 'closing'),
  ];
  return (
    <Section
      id="roll-forward"
      title="Roll-forward"
      about="Opening + additions − amortisation − impairment = closing."
    >
      <DataTable
        caption={`Period by period, in ${currency}`}
        columns={[
          {
            heading: 'Period',
            namesRow: true,
            cell: (row) => (
              <a class="one-line" href={contracts({ period: row.period })}>
                {accountingSpanText(row.period, format)}
              </a>
            ),
          },
          ...amounts,
        ]}
        rows={rolled.filter(isSumOfPlans)}
        exports={[{ label: 'CSV, by plan and region', href: exported('rollForward') }]}
        empty={null}
      />
      <DataTable
        caption={`By plan and region in ${accountingSpanText(period, format)}, in ${currency}`}
        columns={[
          {
            heading: 'Plan',
            namesRow: true,
            cell: ({ plan }) => <a href={`/plans/${encodeURIComponent(plan ?? '')}`}>{plan}</a>,
          },
          { heading: 'Region', cell: ({ region }) => region || 'none' },
          {
            heading: 'Contracts',
            cell: ({ plan, region }) => (
              <a href={contracts({ period, plan: plan ?? undefined, region: region || undefined })}>
                Show
                <span class="only-heard">
                  {' '}
                  the contracts of {plan} in {region || 'no region'}
                </span>
              </a>
            ),
          },
          ...amounts,
        ]}
        rows={rolled.filter((each) => !isSumOfPlans(each) && each.period === period)}
        exports={[{ label: 'CSV', href: exported('rollForward', { period }) }]}
        empty={null}
      />
    </Section>
  );
}

/**
 * Whether a row of a roll-forward is the sum over all plans and regions.
 *
 * @example
 * document.rollForward.filter(isSumOfPlans)
 */
export function isSumOfPlans({ plan }: RollForwardRow): boolean {
  return plan === null;
}
