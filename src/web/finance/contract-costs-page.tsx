import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { span, whose } from '../../http/resources/accounting.js';
import { companyCalendar } from '../../http/stored-company.js';
import { accountingPeriods } from '../../ledger/accounting/accounting-period.js';
import { currency as currencyCode } from '../../records/values.js';
import type { ContractCostsDocument } from '../../runs/accounting/contract-costs-document.js';
import { definePage } from '../define-page.js';
import { Meta } from '../parts/meta.js';
import { keptReport } from '../reconcile/kept-report.js';
import { showMade } from '../reconcile/made-report.js';
import { accountingDefaults, nothingToAccount, readAccountingView } from './accounting-view.js';
import { ContractCosts } from './contract-costs.js';

/** What is capitalised of commission, and what becomes of it. */
export const contractCostsPage = definePage({
  path: '/accounting/contract-costs',
  access: 'company-data',
  summary: 'What is capitalised of commission, amortised and impaired',
  query: z.strictObject({
    by: span,
    ...whose,
    currency: currencyCode().optional(),
    period: recordName().optional(),
  }),
  answer: async ({ query, scope, url, format }, services) => {
    requireEverybody(scope);
    const defaults = await accountingDefaults(services);
    if (defaults === null) return nothingToAccount('Contract costs');
    const { by, plan, region, currency = defaults.currency } = query;
    const asked = { by, plan, region, currency };
    const calendar = await companyCalendar(services.db);
    const periodOf = (month: string) => accountingPeriods(month, month, by, calendar)[0]?.id ?? month;
    const made = Promise.all([
      readAccountingView(services, scope, { currency }),
      keptReport(services, 'contractCosts', { ...asked, scope, table: 'rollForward', as: 'json' }),
    ]);
    return {
      title: 'Contract costs',
      about: (
        <Meta
          entries={[
            ['Currency', currency],
            ['As of', format.day(defaults.through)],
          ]}
        />
      ),
      ...(await showMade(made, { what: 'The contract costs', url }, ([{ choices }, text]) => {
        // The report is made by this program.
        const costs = JSON.parse(text) as ContractCostsDocument;
        const period = costs.periods.find((each) => each === query.period) ?? costs.periods.at(-1) ?? '';
        return (
          <ContractCosts
            {...{ costs, choices, periodOf, period, format }}
            asked={{ ...asked, period: query.period }}
          />
        );
      })),
    };
  },
});
