import { z } from 'zod';
import { requireEverybody } from '../../http/require-everybody.js';
import { month, whose } from '../../http/resources/accounting.js';
import { currency as currencyCode } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { Meta } from '../parts/meta.js';
import { showMade } from '../reconcile/made-report.js';
import { accountingDefaults, nothingToAccount, readAccountingView } from './accounting-view.js';
import { AccrualTables } from './accrual-tables.js';

const query = z.strictObject({ month, ...whose, currency: currencyCode().optional() });

/**
 * What is earned and not paid at the end of a month, by plan and region.
 */
export const accrualsPage = definePage({
  path: '/accounting/accruals',
  access: 'company-data',
  summary: 'What is earned and not paid at the end of a month, by plan and region',
  query,
  answer: async ({ query: asked, scope, url, format }, services) => {
    requireEverybody(scope);
    const defaults = await accountingDefaults(services);
    if (defaults === null) return nothingToAccount('Accruals');
    const { currency = defaults.currency, month: chosen = defaults.month } = asked;
    const made = readAccountingView(services, scope, { month: chosen, currency });
    return {
      title: 'Accruals',
      about: (
        <Meta
          entries={[
            ['Month', format.period(chosen)],
            ['Currency', currency],
            ['As of', format.day(defaults.through)],
          ]}
        />
      ),
      ...(await showMade(made, { what: 'The accruals', url }, (view) => (
        <AccrualTables view={view} asked={{ ...asked, currency, month: chosen }} format={format} />
      ))),
    };
  },
});
