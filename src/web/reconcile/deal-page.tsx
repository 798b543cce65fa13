import { z } from 'zod';
import { addMonths, firstOfMonth } from '../../calendar/civil-date.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { paymentsOf } from '../../http/resources/deals.js';
import { wholeNumber } from '../../records/values.js';
import { explainDeal } from '../../runs/explain-deal.js';
import { linesOfDeal } from '../../runs/lines-of-deal.js';
import type { DealTrace } from '../../runs/reconcile/trace-deal.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { EmptyState } from '../parts/empty-state.js';
import { Figure, Figures } from '../parts/figure.js';
import { Meta } from '../parts/meta.js';
import { Cards, Section } from '../parts/section.js';
import { BridgeCard } from './bridge-card.js';
import { CreditsTable, SharesTable } from './credits-table.js';
import { DealLines } from './deal-lines.js';
import { InvoicesTable } from './invoices-table.js';
import { nothingCalculated } from './nothing-calculated.js';
import { PartsTable } from './parts-table.js';
import { readBridge, readCalculated } from './read-bridge.js';
import { readTrace } from './read-trace.js';
import { addressOf, dealAddress } from './reconcile-address.js';
import { sumAmounts } from './sum-amounts.js';
import { summedBridges } from './summed-bridge.js';

/** What is booked, recognized, invoiced and paid long before a deal is closed or after, so far back. */
const MONTHS_BEFORE = 12;

/** What became of a deal: its customer's money on one side, on the other what it earned and paid. */
export const dealPage = definePage({
  path: '/reconcile/deals/:deal',
  access: 'company-data',
  summary: 'What became of a deal: invoices, receipts, credits, earnings and what of them is payable',
  params: z.strictObject({ deal: recordName() }),
  query: z.strictObject({ page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1') }),
  answer: async ({ params: { deal }, query: { page }, scope, format }, services) => {
    requireEverybody(scope);
    const { db } = services;
    const calculated = await readCalculated(services);
    if (calculated === null) return nothingCalculated(deal);
    const { run } = calculated;
    const trace = await readTrace(services, { of: 'deal', deal, scope });
    const explained = await explainDeal(db, scope, deal);
    const closed = explained?.closeDate ?? run.through;
    const bridge = await readBridge(services, {
      scope,
      by: 'deal',
      deal,
      from: addMonths(firstOfMonth(closed), -MONTHS_BEFORE),
      through: closed > run.through ? closed : run.through,
    });
    const payments = paymentsOf(await linesOfDeal(db, scope, deal));
    const shares = explained?.splits ?? [];
    const people = [...trace.parts, ...payments, ...shares].map(({ payee }) => payee);
    const names = await payeeNames(db, scope, [...new Set(people)]);
    const bridges = [...new Set(bridge.rows.map(({ currency }) => currency))].flatMap((currency) =>
      summedBridges(
        bridge.rows.filter((row) => row.currency === currency),
        currency,
      ),
    );
    return {
      title: explained?.name ?? deal,
      trail: [{ label: 'Reconciliation', href: '/reconcile' }],
      about: (
        <Meta
          entries={[
            ['Deal', deal],
            ...(trace.account === null ? [] : ([['Account', trace.account]] as const)),
            ...(explained === null ? [] : ([['Closed', format.day(explained.closeDate)]] as const)),
            ...(explained?.stage == null ? [] : ([['Stage', explained.stage]] as const)),
            ['Currency', trace.currency],
            ['As of', format.day(run.through)],
          ]}
        />
      ),
      body: (
        <>
          <Totals trace={trace} format={format} />
          <Section id="invoices" title="Invoices and receipts">
            <InvoicesTable deals={[trace]} currency={trace.currency} links format={format} />
          </Section>
          <Section id="credits" title="Who is credited">
            <SharesTable shares={shares} names={names} format={format} />
            <CreditsTable people={explained?.payees ?? []} format={format} />
          </Section>
          <Section id="earnings" title="What it earned">
            <DealLines payments={payments} names={names} format={format} />
          </Section>
          <Section id="payable" title="What became payable, and by what">
            {partCurrencies(trace).map((currency) => (
              <PartsTable
                caption={`Payable in ${currency}`}
                parts={trace.parts.filter((part) => part.currency === currency)}
                currency={currency}
                without="deal"
                names={names}
                links
                page={page}
                href={(number) => `${addressOf(dealAddress(deal), { page: String(number) })}#payable`}
                format={format}
              />
            ))}
            {trace.parts.length > 0 ? null : (
              <EmptyState title="Nothing became payable">No statement pays anything on this deal.</EmptyState>
            )}
          </Section>
          <Section id="bridge" title="The bridge of this deal">
            <Cards>
              {bridges.map((each) => (
                <BridgeCard bridge={each} byDeal={null} format={format} />
              ))}
            </Cards>
          </Section>
        </>
      ),
    };
  },
});

function partCurrencies({ parts }: DealTrace): readonly string[] {
  return [...new Set(parts.map(({ currency }) => currency))].sort();
}

function Totals({ trace, format }: { readonly trace: DealTrace; readonly format: ReaderFormat }) {
  const { invoices, currency, value } = trace;
  const money = (text: string) => format.money(text, currency);
  const sum = (name: 'amount' | 'collected' | 'open') =>
    sumAmounts(
      invoices.map((each) => each[name]),
      currency,
    );
  const [first = currency, ...others] = partCurrencies(trace);
  const payable = (code: string) => {
    const own = trace.parts.filter((part) => part.currency === code).map(({ amount }) => amount);
    return format.money(sumAmounts(own, code), code);
  };
  return (
    <Figures>
      <Figure label="Payable on it" value={payable(first)} detail="to all payees, so far" isMain />
      {others.map((code) => (
        <Figure label={`Payable in ${code}`} value={payable(code)} />
      ))}
      <Figure label="Value" value={money(value)} detail="as it was signed" />
      <Figure label="Invoiced" value={money(sum('amount'))} detail="net of tax" />
      <Figure label="Collected" value={money(sum('collected'))} detail={`${money(sum('open'))} open`} />
    </Figures>
  );
}
