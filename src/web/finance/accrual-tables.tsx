import { given } from '../../http/given.js';
import type { AccrualTotalRow } from '../../runs/accounting/accruals-document.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { type AccountingView, ChoiceFields } from './accounting-view.js';
import { accrualAmounts, accrualColumns } from './accrual-columns.js';
import { AccrualMonths } from './accrual-months.js';

interface Asked {
  readonly month: string;
  readonly currency: string;
  readonly plan?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * What is earned and not paid at the end of a month, by plan and region, and at the end of each month.
 *
 * @example
 * <AccrualTables view={view} asked={{ month: '2026-03', currency: 'USD' }} format={format} />
 */
export function AccrualTables({
  view: { accruals, choices },
  asked,
  format,
}: {
  readonly view: AccountingView;
  readonly asked: Asked;
  readonly format: ReaderFormat;
}) {
  const { month: chosen, currency, plan, region } = asked;
  const rows = accruals.totals.filter(
    (each) =>
      each.currency === currency &&
      each.plan !== null &&
      (plan === undefined || each.plan === plan) &&
      (region === undefined || each.region === region),
  );
  const shown = rows.filter((each) => each.month === chosen);
  return (
    <>
      <Totals shown={shown} chosen={chosen} currency={currency} format={format} />
      <FilterForm action="/accounting/accruals">
        <ChoiceFields choices={choices} filled={filledWith({ ...asked })} format={format} />
      </FilterForm>
      <DataTable
        caption={`By plan and region, in ${currency}: reversed + earned + topped up − (paid − advanced) = accrued`}
        columns={[...placeColumns(asked), ...accrualColumns(shown, currency, format)]}
        rows={shown}
        exports={[
          { label: 'CSV', href: exportAddress({ ...asked, table: 'totals' }) },
          { label: 'CSV, by payee', href: exportAddress({ ...asked }) },
        ]}
        empty={
          <EmptyState title="Nothing was earned or paid" action={<a href="/accounting/accruals">Show all</a>}>
            {`Nothing was in ${currency} in ${format.period(chosen)}: choose another month, currency, plan or region.`}
          </EmptyState>
        }
      />
      <AccrualMonths
        rows={rows}
        currency={currency}
        chosen={chosen}
        narrowed={given({ plan, region })}
        exported={exportAddress({ ...asked, month: undefined, table: 'totals' })}
        format={format}
      />
    </>
  );
}

function Totals({
  shown,
  chosen,
  currency,
  format,
}: {
  readonly shown: readonly AccrualTotalRow[];
  readonly chosen: string;
  readonly currency: string;
  readonly format: ReaderFormat;
}) {
  const sums = accrualAmounts(shown, currency);
  return (
    <Figures>
      <Figure
        label={`Earned and not paid at the end of ${format.period(chosen)}`}
        value={format.money(sums.accrued, currency)}
        isMain
      />
      <Figure label="Earned in the month" value={format.money(sums.earned, currency)} />
      <Figure label="Paid in the month" value={format.money(sums.paid, currency)} />
    </Figures>
  );
}

function exportAddress(asked: Readonly<Record<string, string | undefined>>): string {
  return addressOf('/api/v1/accounting/accruals', { ...asked, format: 'csv' });
}

function placeColumns({ month: chosen, currency }: Asked): readonly Column<AccrualTotalRow>[] {
  const payees = ({ plan, region }: AccrualTotalRow) =>
    addressOf('/accounting/accruals/payees', {
      month: chosen,
      currency,
      plan: plan ?? undefined,
      region: region || undefined,
    });
  return [
    {
      heading: 'Plan',
      namesRow: true,
      cell: ({ plan }) => (plan === null ? '' : <a href={`/plans/${encodeURIComponent(plan)}`}>{plan}</a>),
    },
    { heading: 'Region', cell: ({ region }) => region || 'none' },
    {
      heading: 'Payees',
      cell: (row) => (
        <a href={payees(row)}>
          Show
          <span class="only-heard">
            {' '}
            the payees of {row.plan} in {row.region}
          </span>
        </a>
      ),
    },
  ];
}
