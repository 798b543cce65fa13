import type { ContractCostRow, ContractCostRows } from '../../runs/accounting/contract-cost-rows.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { dealAddress } from '../reconcile/reconcile-address.js';

const AMOUNTS = [
  ['Opening', 'opening'],
  ['Additions', 'additions'],
  ['Amortisation', 'amortisation'],
  ['Impairment', 'impairment'],
  ['Closing', 'closing'],
] as const;

/**
 * Contracts one by one: for which deal what was capitalised of the pay of whom, and what became of it.
 *
 * @param totals those of all pages
 * @example
 * <ContractRows rows={rows} names={names} totals={totals} hasMore={false} currency="USD" exported={href} format={format} />
 */
export function ContractRows({
  rows,
  names,
  totals,
  hasMore,
  currency,
  exported,
  format,
}: {
  readonly rows: readonly ContractCostRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly totals: ContractCostRows['totals'][number] | undefined;
  readonly hasMore: boolean;
  readonly currency: string;
  readonly exported: string;
  readonly format: ReaderFormat;
}) {
  const amount = (text: string) => <Amount format={format} amount={text} currency={currency} bare />;
  return (
    <DataTable
      caption={`Each payee, component and deal, in ${currency}: opening + additions − amortisation − impairment = closing`}
      columns={[
        {
          heading: 'Payee',
          namesRow: true,
          cell: ({ payee }) => (
            <a href={`/payees/${encodeURIComponent(payee)}/statements`}>{names.get(payee) ?? payee}</a>
          ),
        },
        {
          heading: 'Deal',
          cell: ({ deal }) => (
            <a class="one-line" href={dealAddress(deal)}>
              {deal}
            </a>
          ),
        },
        { heading: 'Plan', cell: ({ plan }) => plan },
        { heading: 'Component', cell: ({ component }) => component },
        { heading: 'Region', cell: ({ region }) => region || 'none' },
        ...AMOUNTS.map(
          ([heading, name]): Column<ContractCostRow> => ({
            heading,
            kind: 'number',
            cell: (row) => amount(row[name]),
            ...(totals !== undefined && { total: amount(totals[name]) }),
          }),
        ),
      ]}
      rows={rows}
      totalLabel={hasMore ? 'Total of all pages' : 'Total'}
      exports={[{ label: 'CSV', href: exported }]}
      empty={
        <EmptyState
          title="Nothing is capitalised"
          action={<a href="/accounting/contract-costs">To the contract costs</a>}
        >
          No contract of this month, period, plan, region and currency was capitalised.
        </EmptyState>
      }
    />
  );
}
