import type { Migration } from 'kysely';
import * as changes from './0001-changes.js';
import * as payeesAndTeams from './0002-payees-and-teams.js';
import * as assignmentsAndTargets from './0003-assignments-and-targets.js';
import * as deals from './0004-deals.js';
import * as revenue from './0005-revenue.js';
import * as invoicesAndCash from './0006-invoices-and-cash.js';
import * as fxRates from './0007-fx-rates.js';
import * as ruleFiles from './0008-rule-files.js';
import * as runs from './0009-runs.js';
import * as results from './0010-results.js';
import * as leanResults from './0011-lean-results.js';
import * as idempotencyKeys from './0012-idempotency-keys.js';
import * as jobs from './0013-jobs.js';
import * as objectiveScores from './0014-objective-scores.js';
import * as poolWeights from './0015-pool-weights.js';
import * as absences from './0016-absences.js';
import * as closing from './0017-closing.js';
import * as ledger from './0018-ledger.js';
import * as payouts from './0019-payouts.js';
import * as adjustments from './0020-adjustments.js';
import * as auditChain from './0021-audit-chain.js';
import * as disputes from './0022-disputes.js';
import * as touchedRecords from './0023-touched-records.js';
import * as planAcceptances from './0024-plan-acceptances.js';
import * as statementApprovals from './0025-statement-approvals.js';
import * as accounts from './0026-accounts.js';
import * as membershipsByPayee from './0027-memberships-by-payee.js';
import * as payoutWithdrawals from './0028-payout-withdrawals.js';
import * as teamParents from './0029-team-parents.js';
import * as payoutCurrencies from './0030-payout-currencies.js';
import * as payrollFiles from './0031-payroll-files.js';
import * as refusedReplacements from './0032-refused-replacements.js';

/** All migrations by name, in the order in which they run. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = Object.freeze({
  '0001-changes': changes,
  '0002-payees-and-teams': payeesAndTeams,
  '0003-assignments-and-targets': assignmentsAndTargets,
  '0004-deals': deals,
  '0005-revenue': revenue,
  '0006-invoices-and-cash': invoicesAndCash,
  '0007-fx-rates': fxRates,
  '0008-rule-files': ruleFiles,
  '0009-runs': runs,
  '0010-results': results,
  '0011-lean-results': leanResults,
  '0012-idempotency-keys': idempotencyKeys,
  '0013-jobs': jobs,
  '0014-objective-scores': objectiveScores,
  '0015-pool-weights': poolWeights,
  '0016-absences': absences,
  '0017-closing': closing,
  '0018-ledger': ledger,
  '0019-payouts': payouts,
  '0020-adjustments': adjustments,
  '0021-audit-chain': auditChain,
  '0022-disputes': disputes,
  '0023-touched-records': touchedRecords,
  '0024-plan-acceptances': planAcceptances,
  '0025-statement-approvals': statementApprovals,
  '0026-accounts': accounts,
  '0027-memberships-by-payee': membershipsByPayee,
  '0028-payout-withdrawals': payoutWithdrawals,
  '0029-team-parents': teamParents,
  '0030-payout-currencies': payoutCurrencies,
  '0031-payroll-files': payrollFiles,
  '0032-refused-replacements': refusedReplacements,
});
