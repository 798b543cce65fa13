import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { BRIDGES, type BridgeName } from '../../ledger/reconcile/bridge.js';
import { currency as currencyCode, wholeNumber } from '../../records/values.js';
import type { BridgeRowDocument } from '../../runs/reconcile/reconcile-bridge.js';
import { definePage } from '../define-page.js';
import { filledWith } from '../filled-form.js';
import { SelectField } from '../parts/fields.js';
import { FilterForm } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { hasDeals } from './bridge-card.js';
import { bridgeTitle } from './bridge-words.js';
import { DealRows } from './deal-rows.js';
import { showMade } from './made-report.js';
import { nothingCalculated } from './nothing-calculated.js';
import { spanText } from './period-choices.js';
import { PeriodFields } from './period-fields.js';
import { readBridge, readCalculated } from './read-bridge.js';
import { bridgeAddress } from './reconcile-address.js';

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

function isExplained({ unexplained }: BridgeRowDocument): boolean {
  return !/[1-9]/.test(unexplained);
}
