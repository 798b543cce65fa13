import type { Route } from '../../http/route.js';
import { accrualsPages } from './accruals-page.js';
import { contractCostsPage } from './contract-costs-page.js';
import { journalPages } from './journal-page.js';
import { ledgerPages } from './ledger-pages.js';
import { payoutPages } from './payout-page.js';
import { payoutsPages } from './payouts-page.js';
import { periodPages } from './period-page.js';
import { periodsPage } from './periods-page.js';
import { priorAdjustmentsPage } from './prior-adjustments-page.js';

/** How pay is closed, paid and told to the books. */
export const financePages: readonly Route[] = [
  periodsPage,
  ...periodPages,
  priorAdjustmentsPage,
  ...payoutsPages,
  ...payoutPages,
  ...accrualsPages,
  contractCostsPage,
  ...journalPages,
  ...ledgerPages,
];
