import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { BRIDGES, type BridgeName } from '../../ledger/reconcile/bridge.js';
import { currency as currencyCode, wholeNumber } from '../../records/values.js';
import type { BridgeRowDocument } from '../../runs/reconcile/reconcile-bridge.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { SelectField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Pager } from '../parts/pager.js';
import { hasDeals } from './bridge-card.js';
import { bridgeSentence, bridgeTitle, termWords } from './bridge-words.js';
import { showMade } from './made-report.js';
import { nothingCalculated } from './nothing-calculated.js';
import { spanText } from './period-choices.js';
import { PeriodFields } from './period-fields.js';
import { readBridge, readCalculated } from './read-bridge.js';
import { addressOf, bridgeAddress, dealAddress, dealsAddress } from './reconcile-address.js';
import { sumAmounts, sumWithoutSigns } from './sum-amounts.js';

/** So many deals stand on a page. */
const DEALS_ON_A_PAGE = 100;

const BY_DEAL = (Object.keys(BRIDGES) as readonly BridgeName[]).filter(hasDeals);

/** One bridge of a period, deal by deal. */
export const dealsPage = definePage({
  path: '/reconcile/deals',
  access: 'company-data',
  summary: 'A bridge of a period, deal by deal',
  query: z.strictObject({
    period: recordName().optional(),
    currency: currencyCode().optional(),
    bridge: z.enum(BY_DEAL).default('revenue'),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ query, scope, url, format }, services) => {
    requireEverybody(scope);
    const calculated = await readCalculated(services);
    if (calculated === null) return nothingCalculated('Deal by deal');
    const { run, calendar } = calculated;
    const { bridge: name, page, period = run.through.slice(0, 7) } = query;
    const { currency = calendar.homeCurrency } = query;
    const made = readBridge(services, { scope, by: 'deal', from: period, through: period });
    return {
      title: `${bridgeTitle(name)}, deal by deal`,
      trail: [{ label: 'Reconciliation', href: bridgeAddress({ period, currency }) }],
      about: (
        <Meta
          entries={[
            ['Period', spanText(period, format)],
            ['Currency', currency],
            ['As of', format.day(run.through)],
          ]}
        />
      ),
      ...(await showMade(made, { what: 'The deals', url }, ({ rows }) => {
        const found = rows.filter((row) => row.bridge === name);
        return (
          <>
            <FilterForm action="/reconcile/deals">
              <SelectField
                name="bridge"
                label="Bridge"
                choices={BY_DEAL.map((each) => ({ value: each, label: bridgeTitle(each) }))}
                filled={filledWith({ bridge: name })}
              />
              <PeriodFields
                {...{ calculated, period, currency, format }}
                found={found.map((row) => row.currency)}
              />
            </FilterForm>
            <DealRows
              // What is not explained comes first.
              rows={found
                .filter((row) => row.currency === currency)
                .sort((a, b) => Number(isExplained(a)) - Number(isExplained(b)))}
              {...{ name, period, currency, page, format }}
            />
          </>
        );
      })),
    };
  },
});

function DealRows({
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
  const pages = Math.max(1, Math.ceil(rows.length / DEALS_ON_A_PAGE));
  const shown = Math.min(page, pages);
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
  const asked = { by: 'deal', from: period, through: period, format: 'csv' };
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
        rows={rows.slice((shown - 1) * DEALS_ON_A_PAGE, shown * DEALS_ON_A_PAGE)}
        empty={
          <EmptyState title="There is nothing of any deal">
            {`Nothing of this bridge happened in ${currency} in ${span}: choose another period, bridge or currency.`}
          </EmptyState>
        }
        exports={[{ label: 'CSV', href: addressOf('/api/v1/reconciliation/bridge', asked) }]}
        totalLabel={pages > 1 ? 'Total of all pages' : 'Total'}
      />
      <Pager
        of="deals"
        page={shown}
        pages={pages}
        href={(number) => dealsAddress({ period, currency, bridge: name, page: String(number) })}
      />
    </>
  );
}

function isExplained({ unexplained }: BridgeRowDocument): boolean {
  return !/[1-9]/.test(unexplained);
}

function DealLink({ deal }: { readonly deal: string | null }) {
  if (deal === null) return <>of no deal</>;
  return (
    <a class="one-line" href={dealAddress(deal)}>
      {deal}
    </a>
  );
}
