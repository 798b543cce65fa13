import type { Generated } from 'kysely';
import type { PayFrequency } from '../calendar/pay-period.js';
import type { LineKind } from '../engine/mechanisms/window-outcome.js';
import type { ApprovalLevel } from '../ledger/approvals/statement-approval.js';
import type { Account, Book } from '../ledger/entries/account.js';
import type { LedgerSource } from '../ledger/entries/posted-transaction.js';
import type { PaymentStatus } from '../ledger/payouts/payment.js';
import type { AdjustmentCause } from '../ledger/prior-period-adjustment.js';
import type { PeriodAct, PeriodState } from './period-state.js';
import type { EntitlementTable, StatementTable } from './result-tables.js';

/** The tables of what is official: closed, posted, paid, adjusted and decided. Their rows are only ever added. */
export interface OfficialTables {
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
  payout_withdrawal: PayoutWithdrawalTable;
  payout_item: PayoutItemTable;
  payout_export: PayoutExportTable;
  payout_replacement: {
    batch: bigint;
    content_hash: string;
    replaces: string;
    reason: string;
    change: bigint;
  };
  payout_resend: PayoutExportTable & { attempt: bigint };
  payout_resend_item: PayoutResendItemTable;
  payout_confirmation: PayoutConfirmationTable;
  payout_payment: PayoutPaymentTable;
  adjustment: AdjustmentTable;
  adjustment_decision: AdjustmentDecisionTable;
  dispute: DisputeTable;
  dispute_reply: DisputeReplyTable;
  dispute_decision: DisputeDecisionTable;
  statement_approval: StatementApprovalTable;
  plan_acceptance: { plan_hash: string; payee: string; plan: string; at: string; change: bigint };
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
  plan_currency: string | null;
  rate: string | null;
  rate_date: string | null;
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

interface PayoutWithdrawalTable {
  batch: bigint;
  decision: 'approved';
  actor: string;
  reason: string;
  at: string;
  change: bigint;
}

interface PayoutItemTable {
  batch: bigint;
  closing: bigint;
  payee: string;
  attempt: bigint;
  freed_by: bigint | null;
  freed_as: 'rejected' | 'withdrawn' | null;
  name: string;
  email: string | null;
  amount: bigint;
  plan_amount: bigint | null;
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

interface PayoutResendItemTable {
  confirmation: bigint;
  payee: string;
  reference: string;
  batch: bigint;
  attempt: bigint;
  amount: bigint;
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
