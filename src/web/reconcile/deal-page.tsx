import { z } from 'zod';
import { addMonths, firstOfMonth } from '../../calendar/civil-date.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { EmptyState } from '../parts/empty-state.js';
import { Meta } from '../parts/meta.js';
import { Cards, Section } from '../parts/section.js';
import { BridgeCard } from './bridge-card.js';
import { CreditsTable } from './credits-table.js';
import { DEAL_FILES, dealCsv, dealExports } from './deal-files.js';
import { DealLines } from './deal-lines.js';
import { DealTotals, partCurrencies } from './deal-totals.js';
import { InvoicesTable } from './invoices-table.js';
import { nothingCalculated } from './nothing-calculated.js';
import { PartsTable } from './parts-table.js';
import { readBridge, readCalculated } from './read-bridge.js';
import { addressOf, dealAddress } from './reconcile-address.js';
import { SharesTable } from './shares-table.js';
import { readShownDeal } from './shown-deal.js';
import { summedBridges } from './summed-bridge.js';

/** What is booked, recognized, invoiced and paid long before a deal is closed or after, so far back. */
const MONTHS_BEFORE = 12;

/** What became of a deal: its customer's money on one side, on the other what it earned and paid. */
export const dealPage = definePage({
  path: '/reconcile/deals/:deal',
  access: 'company-data',
  summary: 'What became of a deal: invoices, receipts, credits, earnings and what of them is payable',
  params: z.strictObject({ deal: recordName() }),
  query: z.strictObject({
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    file: z.enum(DEAL_FILES).optional().meta({ description: 'The table that is had as a file' }),
  }),
  answer: async ({ params: { deal }, query: { page, file }, scope, format }, services) => {
    requireEverybody(scope);
    const calculated = await readCalculated(services);
    if (calculated === null) return nothingCalculated(deal);
    const { run } = calculated;
    const shown = await readShownDeal(services, scope, deal);
    if (file !== undefined) return csvResponse(dealCsv(shown, file, format), `${file}-of-deal.csv`);
    const { trace, explained, payments, shares, names } = shown;
    const closed = explained?.closeDate ?? run.through;
    const asked = {
      by: 'deal',
      deal,
      from: addMonths(firstOfMonth(closed), -MONTHS_BEFORE),
      through: closed > run.through ? closed : run.through,
    } as const;
    const bridge = await readBridge(services, { scope, ...asked });
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
          <DealTotals trace={trace} format={format} />
          <Section id="invoices" title="Invoices and receipts">
            <InvoicesTable
              deals={[trace]}
              currency={trace.currency}
              links
              exports={dealExports(deal, 'invoices')}
              format={format}
            />
          </Section>
          <Section id="credits" title="Who is credited">
            <SharesTable
              shares={shares}
              names={names}
              exports={dealExports(deal, 'shares')}
              format={format}
            />
            <CreditsTable
              people={explained?.payees ?? []}
              exports={dealExports(deal, 'credits')}
              format={format}
            />
          </Section>
          <Section id="earnings" title="What it earned">
            <DealLines
              payments={payments}
              names={names}
              exports={dealExports(deal, 'lines')}
              format={format}
            />
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
                exports={[
                  { label: 'CSV', href: `/api/v1/deals/${encodeURIComponent(deal)}/trace?format=csv` },
                ]}
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
                <BridgeCard
                  bridge={each}
                  byDeal={null}
                  exports={[
                    {
                      label: 'CSV',
                      href: addressOf('/api/v1/reconciliation/bridge', {
                        ...asked,
                        ...{ bridge: each.bridge, currency: each.currency, format: 'csv' },
                      }),
                    },
                  ]}
                  format={format}
                />
              ))}
            </Cards>
          </Section>
        </>
      ),
    };
  },
});
