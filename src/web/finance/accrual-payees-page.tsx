import { z } from 'zod';
import { requireEverybody } from '../../http/require-everybody.js';
import { currency, month, whose } from '../../http/resources/accounting.js';
import { wholeNumber } from '../../records/values.js';
import type { PayeeAccrualRow } from '../../runs/accounting/accruals-document.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { keptReport } from '../reconcile/kept-report.js';
import { showMade } from '../reconcile/made-report.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { accountingDefaults, nothingToAccount } from './accounting-view.js';
import { accrualColumns } from './accrual-columns.js';

const PAYEES_ON_A_PAGE = 200;

/** More than there can be. */
const ALL = 10_000_000;

/**
 * What the accruals of a month sum: each payee and plan.
 */
export const accrualPayeesPage = definePage({
  path: '/accounting/accruals/payees',
  access: 'company-data',
  summary: 'What the accruals of a month sum: each payee and plan',
  query: z.strictObject({
    month,
    ...whose,
    currency,
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ query: { page, ...asked }, scope, url, format }, services) => {
    requireEverybody(scope);
    const defaults = await accountingDefaults(services);
    if (defaults === null) return nothingToAccount('Accruals by payee');
    const made = keptReport(services, 'accrualRows', { ...asked, scope, limit: ALL });
    const of = [asked.plan, asked.region].flatMap((each) => each ?? []).join(', ');
    const { plan, region, ...chosen } = asked;
    return {
      title: 'Accruals by payee',
      trail: [{ label: 'Accruals', href: addressOf('/accounting/accruals', chosen) }],
      about: (
        <Meta
          entries={[
            ['Month', asked.month === undefined ? 'all' : format.period(asked.month)],
            ['Currency', asked.currency ?? 'as each row says'],
            ['Of', of === '' ? 'all plans and regions' : of],
            ['As of', format.day(defaults.through)],
          ]}
        />
      ),
      ...(await showMade(made, { what: 'The accruals', url }, async ({ rows: all }) => {
        const { rows, ...place } = pageOf(all, page, PAYEES_ON_A_PAGE);
        const payees = [...new Set(rows.map(({ payee }) => payee))];
        const names = await payeeNames(services.db, scope, payees);
        const href = (number: number) =>
          addressOf('/accounting/accruals/payees', { ...asked, page: String(number) });
        return (
          <>
            <DataTable
              caption="Each payee and plan"
              columns={payeeColumns(names, all, format)}
              rows={rows}
              totalLabel={place.pages > 1 ? 'Total of all pages' : 'Total'}
              exports={[
                { label: 'CSV', href: addressOf('/api/v1/accounting/accruals', { ...asked, format: 'csv' }) },
              ]}
              empty={
                <EmptyState
                  title="Nothing was earned or paid"
                  action={<a href="/accounting/accruals">Back</a>}
                >
                  There is nobody for this month, plan and region.
                </EmptyState>
              }
            />
            <Pager of="payees" {...place} href={href} />
          </>
        );
      })),
    };
  },
});

/** @param rows of all pages, which the totals sum where they are of one month and currency */
function payeeColumns(
  names: ReadonlyMap<string, string>,
  rows: readonly PayeeAccrualRow[],
  format: ReaderFormat,
): readonly Column<PayeeAccrualRow>[] {
  const [first] = rows;
  const isSummed = rows.every((each) => each.currency === first?.currency && each.month === first.month);
  return [
    {
      heading: 'Payee',
      namesRow: true,
      cell: ({ payee }) => (
        <a href={`/payees/${encodeURIComponent(payee)}/statements`}>{names.get(payee) ?? payee}</a>
      ),
    },
    { heading: 'Month', cell: (row) => <span class="one-line">{format.period(row.month)}</span> },
    { heading: 'Plan', cell: ({ plan }) => plan },
    { heading: 'Region', cell: ({ region }) => region || 'none' },
    { heading: 'Currency', cell: ({ currency }) => currency },
    ...(first === undefined ? [] : accrualColumns(rows, first.currency, format)).map(
      ({ total: sum, ...column }) => ({
        ...column,
        ...(isSummed && sum !== undefined && { total: sum }),
      }),
    ),
  ];
}
