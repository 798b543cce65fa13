import type { Generated } from 'kysely';
import type { PayFrequency } from '../calendar/pay-period.js';
import type { Basis, Unit } from '../engine/measure.js';
import type { LineKind } from '../engine/mechanisms/window-outcome.js';
import type { ApprovalLevel } from '../ledger/approvals/statement-approval.js';
import type { Account, Book } from '../ledger/entries/account.js';
import type { LedgerSource } from '../ledger/entries/posted-transaction.js';
import type { PaymentStatus } from '../ledger/payouts/payment.js';
import type { Completeness } from '../ledger/posted-statement.js';
import type { AdjustmentCause } from '../ledger/prior-period-adjustment.js';
import type { RecordKind } from '../records/record-kinds.js';
import type { JobKind, JobStatus } from './job-status.js';
import type { PeriodAct, PeriodState } from './period-state.js';
import type { RunStatus } from './results.js';

/** The tables that are read and written with the query builder; those of records are known by their kind. */
export interface Tables {
  change: ChangeTable;
  change_record: ChangeRecordTable;
  change_part: {
    record: bigint;
    table: string;
    number: bigint;
    first_key: string;
    rows: bigint;
    hash: string;
  };
  rule_file: RuleFileTable;
  rule_file_version: Omit<RuleFileTable, 'change'> & { from_change: bigint; until_change: bigint };
  run: RunTable;
  shard: ShardTable;
  published: PublishedTable;
  run_lease: { run: bigint; owner: string; until: string };
  job: JobTable;
  run_period: RunPeriodTable;
  payee_result: PayeeResultTable;
  entitlement: EntitlementTable;
  line: LineTable;
  statement: StatementTable;
  team_attainment: TeamAttainmentTable;
  problem: ProblemTable;
  closing: ClosingTable;
  closed_statement: ClosedStatementTable;
  closed_entitlement: Omit<EntitlementTable, 'run'> & { closing: bigint };
  closed_line: ClosedLineTable;
  closed_payable: ClosedPayableTable;
  period_event: PeriodEventTable;
  ledger_transaction: LedgerTransactionTable;
  ledger_entry: { sequence: bigint; account: Account; amount: bigint };
  payout_batch: PayoutBatchTable;
  payout_decision: PayoutDecisionTable;
  payout_item: PayoutItemTable;
  payout_export: PayoutExportTable;
  payout_confirmation: PayoutConfirmationTable;
  payout_payment: PayoutPaymentTable;
  adjustment: AdjustmentTable;
  adjustment_decision: AdjustmentDecisionTable;
  dispute: DisputeTable;
  dispute_reply: DisputeReplyTable;
  dispute_decision: DisputeDecisionTable;
  statement_approval: StatementApprovalTable;
  plan_acceptance: { plan_hash: string; payee: string; plan: string; at: string; change: bigint };
  idempotency_key: IdempotencyKeyTable;
  touched_record: { change: bigint; kind: RecordKind | ''; key: string };
  payee: PayeeTable;
  membership: { team: string; payee: string; as: string; from: string; to: string | null; change: bigint };
  team: { id: string; name: string; parent: string | null; change: bigint };
}

interface ChangeTable {
  sequence: Generated<bigint>;
  recorded_at: string;
  actor: string;
  command: string;
  reason: string | null;
  content_hash: string | null;
}

interface ChangeRecordTable {
  number: bigint;
  change: bigint | null;
  recorded_at: string;
  actor: string;
  command: string;
  reason: string | null;
  content_hash: string | null;
  previous: string;
  digest: string;
  hash: string;
}

interface RuleFileTable {
  path: string;
  kind: 'company' | 'plan' | 'territories';
  plan: string | null;
  hash: string;
  source: string;
  canonical: string;
  change: bigint;
}

interface RunTable {
  id: Generated<bigint>;
  through: string;
  change: bigint;
  rules_hash: string;
  inputs_hash: string;
  engine_version: string;
  status: RunStatus;
  started_at: string;
  finished_at: string | null;
  actor: string;
}

interface ShardTable {
  run: bigint;
  number: bigint;
  payees: string;
  status: 'waiting' | 'leased' | 'written';
  lease_owner: string | null;
  lease_until: string | null;
  attempts: bigint;
}

interface PublishedTable {
  id: bigint;
  run: bigint;
}

interface JobTable {
  id: Generated<bigint>;
  kind: JobKind;
  status: JobStatus;
  actor: string;
  request: string;
  progress: string | null;
  outcome: string | null;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  cancel_at: string | null;
  lease_owner: string | null;
  lease_until: string | null;
  attempts: bigint;
}

interface RunPeriodTable {
  run: bigint;
  number: bigint;
  id: string;
  frequency: PayFrequency;
  from: string;
  to: string;
}

interface PayeeResultTable {
  run: bigint;
  payee: string;
  name: string;
  inputs_hash: string;
}

interface EntitlementTable {
  run: bigint;
  number: bigint;
  payee: string;
  assignment: string;
  segment_from: string;
  segment_to: string;
  component: string;
  measure: string;
  basis: Basis;
  unit: Unit;
  currency: string;
  frequency: PayFrequency;
  plan: string;
  title: string | null;
  plan_hash: string;
  released: bigint;
}

interface LineTable {
  run: bigint;
  entitlement: bigint;
  window_from: bigint;
  period: bigint;
  number: bigint;
  kind: LineKind;
  window_to: bigint;
  date: bigint;
  amount: bigint;
  share: bigint | null;
  base: bigint | null;
  credited: bigint | null;
  deal: string | null;
  event: string | null;
  detail: string | null;
}

interface StatementTable {
  run: bigint;
  payee: string;
  period: bigint;
  currency: string;
  status: Completeness;
  earned: bigint;
  held: bigint;
  payable: bigint;
  drawn: bigint;
  guaranteed: bigint;
  adjusted: bigint;
  recovered: bigint;
  carried_in: bigint;
  carried: bigint;
  paid: bigint;
  document: string;
}

interface TeamAttainmentTable {
  run: bigint;
  team: string;
  measure: string;
  window_start: string;
  at: string;
  currency: string | null;
  pooled_credited: string;
  pooled_quota: string | null;
  pooled: string | null;
  average: string | null;
  status: Completeness;
  document: string;
}

interface ProblemTable {
  run: bigint;
  payee: string;
  ordinal: bigint;
  shard: bigint;
  code: string;
  severity: string;
  document: string;
}

interface ClosingTable {
  number: bigint;
  pay_group: string;
  frequency: PayFrequency;
  currency: string;
  period: string;
  from: string;
  to: string;
  run: bigint;
  change: bigint;
  through: string;
  rules_hash: string;
  inputs_hash: string;
  engine_version: string;
  statements_hash: string;
  actor: string;
  closed_at: string;
}

interface ClosedStatementTable extends Omit<StatementTable, 'run' | 'period' | 'status'> {
  closing: bigint;
  name: string;
  inputs_hash: string;
  balance: string;
  remainder: string;
  hash: string;
}

interface ClosedLineTable {
  closing: bigint;
  payee: string;
  number: bigint;
  entitlement: bigint;
  assignment: string;
  segment_from: string;
  component: string;
  plan: string;
  plan_hash: string;
  window_from: string;
  window_to: string;
  kind: LineKind;
  key: string;
  event: string | null;
  deal: string | null;
  date: string;
  amount: bigint;
  share: bigint | null;
  base: bigint | null;
  credited: bigint | null;
  adjusts_period: string | null;
  adjusts_change: bigint | null;
  adjusts_cause: AdjustmentCause | null;
  adjusts_source: string | null;
  detail: string | null;
}

interface ClosedPayableTable {
  closing: bigint;
  payee: string;
  entitlement: bigint;
  assignment: string;
  segment_from: string;
  component: string;
  deal: string;
  earned: bigint;
  payable: bigint;
}

interface PeriodEventTable {
  sequence: Generated<bigint>;
  pay_group: string;
  period: string;
  act: PeriodAct;
  state: PeriodState;
  actor: string;
  at: string;
  reason: string | null;
  run: bigint | null;
  closing: bigint | null;
}

interface LedgerTransactionTable {
  sequence: bigint;
  source: LedgerSource['kind'];
  source_number: bigint;
  book: Book;
  payee: string;
  currency: string;
  pay_group: string;
  period: string;
}

interface PayoutBatchTable {
  number: bigint;
  pay_group: string;
  period: string;
  from: string;
  to: string;
  currency: string;
  pay_date: string | null;
  maker: string;
  built_at: string;
  change: bigint;
}

interface PayoutDecisionTable {
  batch: bigint;
  decision: 'approved' | 'rejected';
  maker: string;
  actor: string;
  reason: string | null;
  at: string;
  change: bigint;
}

interface PayoutItemTable {
  batch: bigint;
  closing: bigint;
  payee: string;
  attempt: bigint;
  freed_by: bigint | null;
  freed_as: 'rejected' | null;
  name: string;
  email: string | null;
  amount: bigint;
}

interface PayoutExportTable {
  batch: bigint;
  content_hash: string;
  decision: 'approved';
  provider: string;
  mapping_hash: string;
  actor: string;
  at: string;
  change: bigint;
}

interface PayoutConfirmationTable {
  number: bigint;
  batch: bigint;
  content_hash: string;
  decision: 'approved';
  file: string;
  actor: string;
  at: string;
  change: bigint;
}

interface PayoutPaymentTable {
  confirmation: bigint;
  line: bigint;
  payee: string;
  reference: string;
  amount: bigint;
  date: string;
  status: PaymentStatus;
}

interface AdjustmentTable {
  number: bigint;
  payee: string;
  pay_group: string;
  period: string;
  currency: string;
  amount: bigint;
  reason: string;
  attachment_file: string | null;
  attachment_hash: string | null;
  note: string | null;
  maker: string;
  made_at: string;
  change: bigint;
}

interface AdjustmentDecisionTable {
  adjustment: bigint;
  decision: 'approved' | 'rejected';
  maker: string;
  actor: string;
  reason: string | null;
  at: string;
  change: bigint;
}

interface DisputeTable {
  number: bigint;
  payee: string;
  line: string;
  pay_group: string;
  period: string;
  component: string;
  deal: string | null;
  date: string;
  currency: string;
  amount: bigint;
  expected: bigint;
  message: string;
  corrections: string;
  opener: string;
  opened_at: string;
  change: bigint;
}

interface DisputeReplyTable {
  dispute: bigint;
  number: bigint;
  actor: string;
  message: string;
  at: string;
  change: bigint;
}

interface DisputeDecisionTable {
  dispute: bigint;
  decision: 'accepted' | 'rejected' | 'withdrawn';
  opener: string;
  actor: string;
  reason: string | null;
  at: string;
  change: bigint;
}

interface StatementApprovalTable {
  sequence: Generated<bigint>;
  pay_group: string;
  period: string;
  payee: string;
  level: ApprovalLevel;
  decision: 'approved' | 'rejected';
  totals_hash: string;
  actor: string;
  reason: string | null;
  at: string;
  change: bigint;
}

interface IdempotencyKeyTable {
  actor: string;
  key: string;
  request_hash: string;
  body_hash: string | null;
  status: bigint | null;
  headers: string | null;
  body: string | null;
  claimed_until: string;
  expires_at: string;
}

interface PayeeTable {
  id: string;
  name: string;
  email: string | null;
  role: string | null;
  region: string | null;
  hire_date: string | null;
  leave_date: string | null;
  change: bigint;
}
