import type { PayeeScope } from '../../access/scope.js';
import type { ProposedCorrection } from '../../ledger/disputes/dispute.js';
import type { Statement } from '../../ledger/statement.js';
import { ok, type Result } from '../../problems/result.js';
import type { Database } from '../../store/executor.js';
import type {
  AccrualPlace,
  AccrualsQuestion,
  ContractCostsQuestion,
  CostOfSalesReportQuestion,
  JournalQuestion,
} from '../accounting/accounting-reports.js';
import type { ContractPlace, ContractRowsQuestion } from '../accounting/contract-cost-rows.js';
import type { RecordQuestion } from '../audit/record-rows.js';
import type { TrailQuestion, TrailTextQuestion } from '../audit/trail-report.js';
import type { DocumentFormat } from '../documents/statement-file.js';
import type { PayeeCurvesQuestion } from '../payout-curves/payee-curves.js';
import type { FilesQuestion } from '../payout-curves/plan-curves.js';
import type { PlanComparisonQuestion } from '../plan-comparison/compare-plan.js';
import type { VersionQuestion } from '../plan-documents/published-version.js';
import type { PlanDocumentQuestion } from '../plan-documents/read-plan-document.js';
import type {
  BasesQuestion,
  BridgeQuestion,
  ExceptionsQuestion,
  TraceQuestion,
} from '../reconcile/reconcile-reports.js';
import type { WhatIfQuestion } from '../what-if/what-if-question.js';
import type { ReportFormat } from './report-format.js';

/**
 * The reports that are asked for by their names, mostly as text: what goes through all results would keep a thread
 * that also answers requests from them. What each needs is loaded when it is asked for.
 *
 * @example
 * await runReport(db, 'adjustments', { payGroup: 'monthly-USD', as: 'csv' });
 */
const REPORTS = {
  adjustments: async (
    db: Database,
    { payGroup, as }: { readonly payGroup?: string | undefined; readonly as: ReportFormat },
  ): Promise<Result<string>> => {
    const { previewAdjustments } = await import('../preview-adjustments.js');
    const { adjustmentsCsv } = await import('../closing/adjustments-csv.js');
    const found = await previewAdjustments(db, payGroup === undefined ? {} : { payGroup });
    if (!found.ok) return found;
    return ok(as === 'csv' ? adjustmentsCsv(found.value) : JSON.stringify({ items: found.value }));
  },
  correctionEffects: async (db: Database, corrections: readonly ProposedCorrection[]) =>
    (await import('../disputes/preview-correction.js')).previewCorrection(db, corrections),
  planDocument: async (
    db: Database,
    { scope, ...question }: PlanDocumentQuestion & { readonly scope: PayeeScope },
  ) => (await import('../plan-documents/read-plan-document.js')).readPlanDocument(db, scope, question),
  planList: async (db: Database, { scope }: { readonly scope: PayeeScope }) =>
    (await import('../plan-documents/list-plans.js')).listPlans(db, scope),
  planOverview: async (
    db: Database,
    { scope, ...question }: VersionQuestion & { readonly scope: PayeeScope },
  ) => (await import('../plan-documents/plan-overview.js')).planOverview(db, scope, question),
  acceptances: async (
    db: Database,
    { scope, ...filter }: { readonly scope: PayeeScope; readonly plan?: string },
  ) => ok(await (await import('../plan-documents/list-acceptances.js')).listAcceptances(db, scope, filter)),
  payeeHistory: async (db: Database, { scope, payee }: OfPayee) =>
    (await import('../history/payee-history.js')).payeeHistory(db, scope, payee),
  payeeHeld: async (db: Database, { scope, payee }: OfPayee) =>
    (await import('../held/payee-held.js')).payeeHeld(db, scope, payee),
  whatIf: async (db: Database, { scope, ...question }: WhatIfQuestion & { readonly scope: PayeeScope }) =>
    (await import('../what-if/what-if.js')).whatIf(db, scope, question),
  payeeCurves: async (
    db: Database,
    { scope, ...question }: PayeeCurvesQuestion & { readonly scope: PayeeScope },
  ) => (await import('../payout-curves/payee-curves.js')).payeeCurves(db, scope, question),
  planCurves: async (
    db: Database,
    { scope, ...question }: VersionQuestion & { readonly scope: PayeeScope },
  ) => (await import('../payout-curves/plan-curves.js')).publishedPlanCurves(db, scope, question),
  comparePlans: async (db: Database, question: PlanComparisonQuestion & { readonly as: ReportFormat }) =>
    (await import('../plan-comparison/comparison-report.js')).comparisonReport(db, question),
  planCurvesOfFiles: async (_: Database, question: FilesQuestion) =>
    (await import('../payout-curves/plan-curves.js')).planCurvesOfFiles(question),
  trail: async (db: Database, question: TrailTextQuestion) =>
    (await import('../audit/trail-report.js')).trailText(db, question),
  trailRows: async (db: Database, question: TrailQuestion) =>
    (await import('../audit/trail-report.js')).trailRows(db, question),
  recordRows: async (db: Database, question: RecordQuestion) =>
    (await import('../audit/record-rows.js')).recordRows(db, question),
  bridge: async (db: Database, question: BridgeQuestion) => (await reconciling()).bridgeReport(db, question),
  bases: async (db: Database, question: BasesQuestion) => (await reconciling()).basesReport(db, question),
  exceptionRows: async (db: Database, question: ExceptionsQuestion) =>
    (await reconciling()).exceptionRows(db, question),
  exceptions: async (db: Database, question: Pick<ExceptionsQuestion, 'scope' | 'days' | 'kind'>) =>
    (await reconciling()).exceptionsText(db, question),
  trace: async (db: Database, question: TraceQuestion) => (await reconciling()).traceReport(db, question),
  accruals: async (db: Database, question: AccrualsQuestion & { readonly as: ReportFormat }) =>
    (await accounting()).accrualsReport(db, question),
  accrualRows: async (
    db: Database,
    question: AccrualsQuestion & { readonly after?: AccrualPlace | undefined; readonly limit: number },
  ) => (await accounting()).accrualRows(db, question),
  contractCosts: async (db: Database, question: ContractCostsQuestion) =>
    (await accounting()).contractCostsReport(db, question),
  contractCostRows: async (
    db: Database,
    question: ContractRowsQuestion & { readonly after?: ContractPlace | undefined; readonly limit: number },
  ) => (await import('../accounting/contract-cost-rows.js')).contractCostRows(db, question),
  contractCostRowsText: async (db: Database, question: ContractRowsQuestion) =>
    (await import('../accounting/contract-cost-rows.js')).contractCostRowsText(db, question),
  journal: async (db: Database, question: JournalQuestion) =>
    (await accounting()).journalReport(db, question),
  statementFile: async (
    db: Database,
    { statement, format }: { readonly statement: Statement; readonly format: DocumentFormat },
  ) => ok(await (await import('../documents/statement-file.js')).statementFile(db, statement, format)),
  costOfSales: async (db: Database, question: CostOfSalesReportQuestion) =>
    (await accounting()).costOfSalesReport(db, question),
};

/** A payee, and who asks. */
interface OfPayee {
  readonly scope: PayeeScope;
  readonly payee: string;
}

function reconciling() {
  return import('../reconcile/reconcile-reports.js');
}

function accounting() {
  return import('../accounting/accounting-reports.js');
}

/** The name of a report. */
export type ReportName = keyof typeof REPORTS;

/** Those that go through all results, for everybody and not for one payee or deal. */
const LONG: ReadonlySet<ReportName> = new Set<ReportName>([
  ...(['adjustments', 'comparePlans', 'trail', 'trailRows'] as const),
  ...(['bridge', 'bases', 'exceptionRows', 'exceptions'] as const),
  ...(['accruals', 'accrualRows', 'contractCosts', 'contractCostRows', 'contractCostRowsText'] as const),
  ...(['journal', 'costOfSales'] as const),
]);

/**
 * Whether a report goes through all results, which takes long in a large company; what is asked of one deal does not.
 *
 * @example
 * takesLong('bridge', { scope, as: 'json', by: 'period' }) // true
 * takesLong('bridge', { scope, as: 'json', by: 'deal', deal: 'D-1' }) // false
 */
export function takesLong(name: ReportName, request: object): boolean {
  if ('deal' in request && request.deal !== undefined) return false;
  return LONG.has(name) || ('of' in request && request.of === 'everything');
}

/** What the report of a name takes. */
export type ReportRequest<Name extends ReportName> = Parameters<(typeof REPORTS)[Name]>[1];

/** What the report of a name gives, or why there is none. */
export type ReportResult<Name extends ReportName> = Awaited<ReturnType<(typeof REPORTS)[Name]>>;

/**
 * Makes the report of a name.
 *
 * @example
 * await runReport(db, 'adjustments', { as: 'json' });
 */
export function runReport(db: Database, name: ReportName, request: unknown): Promise<unknown> {
  // Whoever asked paired the request with the name.
  const report = REPORTS[name] as (db: Database, request: unknown) => Promise<unknown>;
  return report(db, request);
}
