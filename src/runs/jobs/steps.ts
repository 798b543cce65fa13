import type { PayeeScope } from '../../access/scope.js';
import type { Database } from '../../store/executor.js';
import type { AccountAct } from '../accounts/note-account-act.js';
import type { AdjustmentsToAdd } from '../adjustments/add-adjustments.js';
import type { AdjustmentsVerdict } from '../adjustments/decide-adjustments.js';
import type { StatementsVerdict } from '../approvals/decide-statements.js';
import type { PeriodStep } from '../closing/period-steps.js';
import type { DisputeStep } from '../disputes/decide-dispute.js';
import type { DisputeToOpen } from '../disputes/open-dispute.js';
import type { PayoutRequest } from '../payouts/build-payout.js';
import type { PayoutVerdict } from '../payouts/decide-payout.js';
import type { ExportRequest } from '../payouts/export-payout.js';
import type { NamedText } from '../payouts/payout-steps.js';
import type { WithdrawalRequest } from '../payouts/withdraw-payout.js';
import type { PlanToAccept } from '../plan-documents/accept-plan.js';

/** A file of payroll for a batch, as text. */
export interface ConfirmationTexts {
  readonly batch: number;
  readonly mapping: NamedText;
  readonly file: NamedText;
  readonly actor: string;
}

/**
 * The short steps of pay that are asked for by their names. Each is done in a thread with a database handle of its
 * own: where another writer is to be waited for, no request waits with it. What each needs is loaded when it is
 * asked for.
 *
 * @example
 * await runStep(db, 'submitPeriod', { payGroup: 'monthly-USD', period: '2026-03', actor: 'ops' });
 */
const STEPS = {
  submitPeriod: async (db: Database, step: PeriodStep) =>
    (await import('../closing/period-steps.js')).submitPeriod(db, step),
  approvePeriod: async (db: Database, step: PeriodStep) =>
    (await import('../closing/period-steps.js')).approvePeriod(db, step),
  rejectPeriod: async (db: Database, step: PeriodStep) =>
    (await import('../closing/period-steps.js')).rejectPeriod(db, step),
  buildPayout: async (db: Database, request: PayoutRequest) =>
    (await import('../payouts/build-payout.js')).buildPayout(db, request),
  decidePayout: async (db: Database, verdict: PayoutVerdict) =>
    (await import('../payouts/decide-payout.js')).decidePayout(db, verdict),
  withdrawPayout: async (db: Database, request: WithdrawalRequest) =>
    (await import('../payouts/withdraw-payout.js')).withdrawPayout(db, request),
  exportPayout: async (db: Database, request: ExportRequest) =>
    (await import('../payouts/export-payout.js')).exportPayout(db, request),
  confirmPayout: async (db: Database, { file, ...request }: ConfirmationTexts) =>
    (await import('../payouts/confirm-payout.js')).confirmPayout(db, {
      ...request,
      file: { name: file.name, bytes: Buffer.from(file.text) },
    }),
  addAdjustments: async (db: Database, request: AdjustmentsToAdd) =>
    (await import('../adjustments/add-adjustments.js')).addAdjustments(db, request),
  importAdjustments: async (
    db: Database,
    { file, actor }: { readonly file: NamedText; readonly actor: string },
  ) =>
    (await import('../adjustments/import-adjustments.js')).importAdjustments(db, {
      name: file.name,
      bytes: Buffer.from(file.text),
      actor,
    }),
  decideAdjustments: async (db: Database, verdict: AdjustmentsVerdict) =>
    (await import('../adjustments/decide-adjustments.js')).decideAdjustments(db, verdict),
  decideStatements: async (
    db: Database,
    { scope, ...verdict }: StatementsVerdict & { readonly scope: PayeeScope },
  ) => (await import('../approvals/decide-statements.js')).decideStatements(db, scope, verdict),
  openDispute: async (db: Database, { scope, ...request }: DisputeToOpen & { readonly scope: PayeeScope }) =>
    (await import('../disputes/open-dispute.js')).openDispute(db, scope, request),
  replyToDispute: async (db: Database, step: DisputeStep) => (await disputing()).replyToDispute(db, step),
  acceptDispute: async (db: Database, step: DisputeStep) => (await disputing()).acceptDispute(db, step),
  rejectDispute: async (db: Database, step: DisputeStep) => (await disputing()).rejectDispute(db, step),
  withdrawDispute: async (db: Database, step: DisputeStep) => (await disputing()).withdrawDispute(db, step),
  acceptPlan: async (db: Database, { scope, ...request }: PlanToAccept & { readonly scope: PayeeScope }) =>
    (await import('../plan-documents/accept-plan.js')).acceptPlan(db, scope, request),
  noteAccountAct: async (db: Database, act: AccountAct) =>
    (await import('../accounts/note-account-act.js')).noteAccountAct(db, act),
};

function disputing() {
  return import('../disputes/decide-dispute.js');
}

/** The name of a step. */
export type StepName = keyof typeof STEPS;

/** What the step of a name takes. */
export type StepRequest<Name extends StepName> = Parameters<(typeof STEPS)[Name]>[1];

/** What the step of a name gives: what came of it, or all that stands against it. */
export type StepResult<Name extends StepName> = Awaited<ReturnType<(typeof STEPS)[Name]>>;

/**
 * Takes the step of a name.
 *
 * @example
 * await runStep(db, 'submitPeriod', { payGroup: 'monthly-USD', period: '2026-03', actor: 'ops' });
 */
export function runStep(db: Database, name: StepName, request: unknown): Promise<unknown> {
  // Whoever asked paired the request with the name.
  const step = STEPS[name] as (db: Database, request: unknown) => Promise<unknown>;
  return step(db, request);
}
