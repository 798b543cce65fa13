import { z } from 'zod';
import { requireEverybody } from '../../http/require-everybody.js';
import { month, span, whichContracts } from '../../http/resources/accounting.js';
import { wholeNumber } from '../../records/values.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { Meta } from '../parts/meta.js';
import { pageOf } from '../parts/page-of.js';
import { Pager } from '../parts/pager.js';
import { keptReport } from '../reconcile/kept-report.js';
import { showMade } from '../reconcile/made-report.js';
import { addressOf } from '../reconcile/reconcile-address.js';
import { accountingSpanText } from './accounting-span-text.js';
import { accountingDefaults, nothingToAccount } from './accounting-view.js';
import { ContractRows } from './contract-rows.js';

const CONTRACTS_ON_A_PAGE = 200;

/** More than there can be. */
const ALL = 10_000_000;

/** What contract costs sum, contract by contract: each payee, component and deal. */
export const contractRowsPage = definePage({
  path: '/accounting/contract-costs/contracts',
  access: 'company-data',
  summary: 'What contract costs sum: each payee, component and deal',
  query: z.strictObject({
    by: span,
    ...whichContracts,
    cohort: month,
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
  }),
  answer: async ({ query: { page, ...asked }, scope, url, format }, services) => {
    requireEverybody(scope);
    const defaults = await accountingDefaults(services);
    if (defaults === null) return nothingToAccount('Contracts');
    const { currency = defaults.currency, period, cohort, plan, region, by } = asked;
    const question = { ...asked, currency };
    const made = keptReport(services, 'contractCostRows', { ...question, scope, limit: ALL });
    const of = [plan, region].flatMap((each) => each ?? []).join(', ');
    return {
      title: 'Contract costs by contract',
      trail: [
        { label: 'Contract costs', href: addressOf('/accounting/contract-costs', { by, currency, period }) },
      ],
      about: (
        <Meta
          entries={[
            ['Capitalised in', cohort === undefined ? 'any month' : format.period(cohort)],
            ['Period', period === undefined ? 'all so far' : accountingSpanText(period, format)],
            ['Of', of === '' ? 'all plans and regions' : of],
            ['Currency', currency],
            ['As of', format.day(defaults.through)],
          ]}
        />
      ),
      ...(await showMade(made, { what: 'The contracts', url }, async ({ rows: all, totals }) => {
        const { rows, ...place } = pageOf(all, page, CONTRACTS_ON_A_PAGE);
        const names = await payeeNames(services.db, scope, [...new Set(rows.map(({ payee }) => payee))]);
        const address = (number: number) =>
          addressOf('/accounting/contract-costs/contracts', { ...question, page: String(number) });
        const csv = { ...question, format: 'csv' };
        return (
          <>
            <ContractRows
              rows={rows}
              names={names}
              totals={totals.find((each) => each.currency === currency)}
              hasMore={place.pages > 1}
              currency={currency}
              exported={addressOf('/api/v1/accounting/contract-costs/contracts', csv)}
              format={format}
            />
            <Pager of="contracts" {...place} href={address} />
          </>
        );
      })),
    };
  },
});
