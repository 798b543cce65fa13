import type { Route } from '../http/route.js';
import { accountPages } from './account/account-pages.js';
import { auditPages } from './audit/audit-pages.js';
import { fileRoutes } from './files/file-routes.js';
import { financePages } from './finance/finance-pages.js';
import { homePages } from './home/home-pages.js';
import { managerPages } from './manager/manager-pages.js';
import { payeePages } from './payee/payee-pages.js';
import { planPages } from './plans/plan-pages.js';
import { runPages } from './runs/run-pages.js';

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
  ...managerPages,
  ...planPages,
  ...runPages,
  ...financePages,
  ...auditPages,
  ...accountPages,
  ...fileRoutes,
];
