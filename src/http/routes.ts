import { accountingRoutes } from './resources/accounting.js';
import { accountRoutes } from './resources/accounts.js';
import { adjustmentRoutes } from './resources/adjustments.js';
import { apiIndex } from './resources/api-index.js';
import { approvalRoutes } from './resources/approvals.js';
import { changeRoutes } from './resources/changes.js';
import { comparisonRoutes } from './resources/comparisons.js';
import { dealRoutes } from './resources/deals.js';
import { disputeRoutes } from './resources/disputes.js';
import { documentationRoutes } from './resources/documentation.js';
import { healthRoutes } from './resources/health.js';
import { importRoutes } from './resources/imports.js';
import { ledgerRoutes } from './resources/ledger.js';
import { lineRoutes } from './resources/lines.js';
import { payeePayRoutes } from './resources/payee-pay.js';
import { payeeRoutes } from './resources/payees.js';
import { payoutRoutes } from './resources/payouts.js';
import { periodRoutes } from './resources/periods.js';
import { planComparisonRoutes } from './resources/plan-comparison.js';
import { planDocumentRoutes } from './resources/plan-documents.js';
import { planRoutes } from './resources/plans.js';
import { problemCodeRoutes } from './resources/problem-codes.js';
import { reconciliationRoutes } from './resources/reconciliation.js';
import { recordRoutes } from './resources/records.js';
import { ruleRoutes } from './resources/rules.js';
import { runRoutes } from './resources/runs.js';
import { statementListRoutes } from './resources/statement-lists.js';
import { statementRoutes } from './resources/statements.js';
import { taskRoutes } from './resources/tasks.js';
import { teamRoutes } from './resources/teams.js';
import { tokenRoutes } from './resources/tokens.js';
import { trailRoutes } from './resources/trail.js';
import type { Route } from './route.js';

const RESOURCES: readonly Route[] = [
  ...payeeRoutes,
  ...payeePayRoutes,
  ...statementListRoutes,
  ...statementRoutes,
  ...lineRoutes,
  ...dealRoutes,
  ...teamRoutes,
  ...recordRoutes,
  ...importRoutes,
  ...planRoutes,
  ...ruleRoutes,
  ...runRoutes,
  ...planDocumentRoutes,
  ...planComparisonRoutes,
  ...comparisonRoutes,
  ...periodRoutes,
  ...approvalRoutes,
  ...adjustmentRoutes,
  ...disputeRoutes,
  ...ledgerRoutes,
  ...payoutRoutes,
  ...reconciliationRoutes,
  ...accountingRoutes,
  ...taskRoutes,
  ...trailRoutes,
  ...changeRoutes,
  ...accountRoutes,
  ...tokenRoutes,
  ...problemCodeRoutes,
  ...documentationRoutes(() => ROUTES),
  ...healthRoutes,
];

/**
 * Every route of the service: the one list by which routes are put into place, and in which each declares what
 * it reads.
 *
 * @example
 * ROUTES.filter(({ access }) => access === 'payee-data').map(({ path }) => path)
 */
export const ROUTES: readonly Route[] = [apiIndex(RESOURCES), ...RESOURCES];
