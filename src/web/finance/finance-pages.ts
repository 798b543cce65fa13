import type { Route } from '../../http/route.js';
import { accrualPayeesPage } from './accrual-payees-page.js';
import { accrualsPage } from './accruals-page.js';
import { contractCostsPage } from './contract-costs-page.js';
import { contractRowsPage } from './contract-rows-page.js';
import { journalPages } from './journal-pages.js';
import { ledgerPage } from './ledger-page.js';
import { payeeLedgerPage } from './payee-ledger-page.js';
import { payoutPages } from './payout-pages.js';
import { payoutsPages } from './payouts-page.js';
import { periodPages } from './period-pages.js';
import { periodsPage } from './periods-page.js';
import { priorAdjustmentsPage } from './prior-adjustments-page.js';

/** How pay is closed, paid and told to the books. */
export const financePages: readonly Route[] = [
  periodsPage,
  ...periodPages,
  priorAdjustmentsPage,
  ...payoutsPages,
  ...payoutPages,
  accrualsPage,
  accrualPayeesPage,
  contractCostsPage,
  contractRowsPage,
  ...journalPages,
  ledgerPage,
  payeeLedgerPage,
];
