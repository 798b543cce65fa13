import type { Route } from '../http/route.js';
import { accountPages } from './account/account-pages.js';
import { adjustmentPages } from './adjustments/adjustment-pages.js';
import { auditPages } from './audit/audit-pages.js';
import { disputePages } from './disputes/dispute-pages.js';
import { fileRoutes } from './files/file-routes.js';
import { financePages } from './finance/finance-pages.js';
import { homePages } from './home/home-pages.js';
import { importPages } from './imports/import-pages.js';
import { managerPages } from './manager/manager-pages.js';
import { payeePages } from './payee/payee-pages.js';
import { planPages } from './plans/plan-pages.js';
import { reconcilePages } from './reconcile/reconcile-pages.js';
import { recordPages } from './records/record-pages.js';
import { runPages } from './runs/run-pages.js';
import { whatIfPages } from './what-if/what-if-page.js';

/**
 * Every page of the service, and the files that they are made of: put into place beside the API, and by the same rules
 * about who may see what.
 *
 * @example
 * createApp(services, [...ROUTES, ...PAGES]);
 */
export const PAGES: readonly Route[] = [
  ...homePages,
  ...payeePages,
  ...whatIfPages,
  ...disputePages,
  ...managerPages,
  ...planPages,
  ...importPages,
  ...recordPages,
  ...runPages,
  ...adjustmentPages,
  ...financePages,
  ...reconcilePages,
  ...auditPages,
  ...accountPages,
  ...fileRoutes,
];
