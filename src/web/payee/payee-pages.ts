import type { Route } from '../../http/route.js';
import { curvesPage } from './curves-page.js';
import { heldPage } from './held-page.js';
import { linePage } from './line-page.js';
import { overviewPage } from './overview-page.js';
import { payeesPage } from './payees-page.js';
import { acceptPlanPost, planPage } from './plan-page.js';
import { statementPage } from './statement-page.js';
import { statementsPage } from './statements-page.js';

/** What payees earned, are paid and are owed, how every line of it came about, and what their plans promise. */
export const payeePages: readonly Route[] = [
  payeesPage,
  overviewPage,
  heldPage,
  planPage,
  acceptPlanPost,
  curvesPage,
  statementsPage,
  statementPage,
  linePage,
];
