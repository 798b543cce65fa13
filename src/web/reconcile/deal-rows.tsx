import { BRIDGES, type BridgeName } from '../../ledger/reconcile/bridge.js';
import type { BridgeRowDocument } from '../../runs/reconcile/reconcile-bridge.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { bridgeSentence, termWords } from './bridge-words.js';
import { spanText } from './period-choices.js';
import { addressOf, dealAddress, dealsAddress } from './reconcile-address.js';
import { sumAmounts, sumWithoutSigns } from './sum-amounts.js';

/** So many deals stand on a page. */
const DEALS_ON_A_PAGE = 100;

/**
 * A bridge deal by deal: what it comes to in all, and a page of its deals.
 *
 * @example
 * <DealRows rows={rows} {...{ name: 'cash', period, currency, page: 1, format }} />
 */
export function DealRows({
  rows,
  name,
  period,
  currency,
  page,
  format,
}: {
  readonly rows: readonly BridgeRowDocument[];
  readonly name: BridgeName;
  readonly period: string;
  readonly currency: string;
  readonly page: number;
  readonly format: ReaderFormat;
}) {
  const { whole, parts, balance } = BRIDGES[name];
  const { rows: shown, ...place } = pageOf(rows, page, DEALS_ON_A_PAGE);
  const span = spanText(period, format);
  const sum = (of: (row: BridgeRowDocument) => string) => sumAmounts(rows.map(of), currency);
  const off = sumWithoutSigns(
    rows.map(({ unexplained }) => unexplained),
    currency,
  );
  const column = (heading: string, of: (row: BridgeRowDocument) => string): Column<BridgeRowDocument> => ({
    heading,
    kind: 'number',
    cell: (row) => <Amount format={format} amount={of(row)} currency={currency} bare />,
    total: <Amount format={format} amount={sum(of)} currency={currency} bare />,
  });
  const asked = { by: 'deal', from: period, through: period, bridge: name, currency, format: 'csv' };
  return (
    <>
      <Figures>
        <Figure
          label="Unexplained"
          value={format.money(off, currency)}
          detail={`${rows.length === 1 ? '1 deal' : `${format.count(rows.length)} deals`} in ${span}`}
          isMain
        />
        {whole.map((term) => (
          <Figure
            label={termWords(term)}
            value={format.money(
              sum(({ amounts }) => amounts[term] ?? '0'),
              currency,
            )}
          />
        ))}
      </Figures>
      <DataTable
        caption={bridgeSentence(name)}
        columns={[
          { heading: 'Deal', namesRow: true, cell: ({ deal }) => <DealLink deal={deal} /> },
          ...[...whole, ...parts].map((term: string) =>
            column(
              term === balance ? `${termWords(term)}, change` : termWords(term),
              ({ amounts }) => amounts[term] ?? '0',
            ),
          ),
          column('Left at the end', ({ closing }) => closing),
          column('Unexplained', ({ unexplained }) => unexplained),
        ]}
        rows={shown}
        empty={
          <EmptyState title="There is nothing of any deal">
            {`Nothing of this bridge happened in ${currency} in ${span}: choose another period, bridge or currency.`}
          </EmptyState>
        }
        exports={[{ label: 'CSV', href: addressOf('/api/v1/reconciliation/bridge', asked) }]}
        totalLabel={place.pages > 1 ? 'Total of all pages' : 'Total'}
      />
      <Pager
        of="deals"
        {...place}
        href={(number) => dealsAddress({ period, currency, bridge: name, page: String(number) })}
      />
    </>
  );
}

function DealLink({ deal }: { readonly deal: string | null }) {
  if (deal === null) return <>of no deal</>;
  return (
    <a class="one-line" href={dealAddress(deal)}>
      {deal}
    </a>
  );
}
