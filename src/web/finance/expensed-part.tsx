import type { ExpensedBecause } from '../../ledger/accounting/expensed-because.js';
import type { ExpensedRow } from '../../runs/accounting/contract-costs-document.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Section } from '../parts/section.js';
import { sumAmounts } from '../reconcile/sum-amounts.js';
import { accountingSpanText } from './accounting-span-text.js';

const BECAUSE: Readonly<Record<ExpensedBecause, string>> = {
  notStated: 'Not stated in the plan',
  notIncremental: 'Not incremental',
  oneYearAtMost: 'Of use for a year at most',
  noContract: 'No contract',
};

interface Shown {
  readonly currency: string;
  readonly format: ReaderFormat;
}

/**
 * What is expensed as it is earned in a period, and why.
 *
 * @example
 * <ExpensedPart rows={rows} period="2026-Q1" exported={href} currency="USD" format={format} />
 */
export function ExpensedPart({
  rows,
  period,
  exported,
  currency,
  format,
}: Shown & {
  readonly rows: readonly ExpensedRow[];
  readonly period: string;
  readonly exported: string;
}) {
  const total = sumAmounts(
    rows.map(({ amount }) => amount),
    currency,
  );
  return (
    <Section id="expensed" title="Expensed as it is earned" about="What is not capitalised, and why.">
      <DataTable
        caption={`By plan and component in ${accountingSpanText(period, format)}, in ${currency}`}
        columns={[
          {
            heading: 'Plan',
            namesRow: true,
            cell: ({ plan }) => <a href={`/plans/${encodeURIComponent(plan)}`}>{plan}</a>,
          },
          { heading: 'Component', cell: ({ component }) => component },
          { heading: 'Why', cell: ({ because }) => BECAUSE[because] },
          {
            heading: 'Expensed',
            kind: 'number',
            cell: ({ amount }) => <Amount format={format} amount={amount} currency={currency} bare />,
            total: <Amount format={format} amount={total} currency={currency} bare />,
          },
        ]}
        rows={rows}
        exports={[{ label: 'CSV', href: exported }]}
        empty={
          <EmptyState title={`Nothing was expensed in ${accountingSpanText(period, format)}`}>
            What was earned then is capitalised; other periods can be chosen above.
          </EmptyState>
        }
      />
    </Section>
  );
}
