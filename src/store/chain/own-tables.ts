import type { Counter, SealedColumn, SealedTable } from './sealed-table.js';

/** What a table of rows that are only ever added is described by: the columns in their order, `#` after integers. */
interface OwnTable {
  readonly counter: Counter;
  readonly order: string;
  readonly content: string;
  /** What the table was given later, all at once. */
  readonly later?: string;
}

const OWN: Readonly<Record<string, OwnTable>> = {
  closing: {
    counter: 'closing',
    order: 'number#',
    content:
      'pay_group frequency currency period from to run# change# through rules_hash inputs_hash engine_version statements_hash actor closed_at',
  },
  closed_statement: {
    counter: 'closing',
    order: 'closing# payee',
    content:
      'name currency earned# held# payable# drawn# guaranteed# adjusted# recovered# carried_in# carried# paid# inputs_hash balance remainder document hash',
  },
  closed_entitlement: {
    counter: 'closing',
    order: 'closing# payee number#',
    content:
      'assignment segment_from segment_to component measure basis unit currency frequency plan title plan_hash released#',
  },
  closed_line: {
    counter: 'closing',
    order: 'closing# payee number#',
    content:
      'entitlement# assignment segment_from component plan plan_hash window_from window_to kind key event deal date amount# share# base# credited# adjusts_period adjusts_change# adjusts_cause adjusts_source detail',
  },
  closed_payable: {
    counter: 'closing',
    order: 'closing# payee entitlement# deal',
    content: 'assignment segment_from component earned# payable#',
  },
  period_event: {
    counter: 'step',
    order: 'sequence#',
    content: 'pay_group period act state actor at reason run# closing#',
  },
  ledger_transaction: {
    counter: 'transaction',
    order: 'sequence#',
    content: 'source source_number# book payee currency pay_group period',
  },
  ledger_entry: { counter: 'transaction', order: 'sequence# account', content: 'amount#' },
  payout_batch: {
    counter: 'change',
    order: 'change# number#',
    content: 'pay_group period from to currency pay_date maker built_at',
    later: 'plan_currency rate rate_date',
  },
  payout_decision: {
    counter: 'change',
    order: 'change# batch#',
    content: 'decision maker actor reason at',
  },
  payout_withdrawal: {
    counter: 'change',
    order: 'change# batch#',
    content: 'decision actor reason at',
  },
  payout_item: {
    counter: 'payout',
    order: 'batch# closing# payee',
    content: 'attempt# freed_by# freed_as name email amount#',
    later: 'plan_amount#',
  },
  payout_export: {
    counter: 'change',
    order: 'change# batch# content_hash',
    content: 'decision provider mapping_hash actor at',
  },
  payout_replacement: {
    counter: 'change',
    order: 'change# batch# content_hash',
    content: 'replaces reason',
  },
  payout_resend: {
    counter: 'change',
    order: 'change# batch# attempt#',
    content: 'content_hash decision provider mapping_hash actor at',
  },
  payout_resend_item: {
    counter: 'change',
    order: 'change# confirmation# payee reference',
    content: 'batch# attempt# amount#',
  },
  payout_confirmation: {
    counter: 'change',
    order: 'change# number#',
    content: 'batch# content_hash decision file actor at',
  },
  payout_payment: {
    counter: 'confirmation',
    order: 'confirmation# payee reference',
    content: 'line# amount# date status',
  },
  adjustment: {
    counter: 'change',
    order: 'change# number#',
    content:
      'payee pay_group period currency amount# reason attachment_file attachment_hash note maker made_at',
  },
  adjustment_decision: {
    counter: 'change',
    order: 'change# adjustment#',
    content: 'decision maker actor reason at',
  },
  dispute: {
    counter: 'change',
    order: 'change# number#',
    content:
      'payee line pay_group period component deal date currency amount# expected# message corrections opener opened_at',
  },
  dispute_reply: {
    counter: 'change',
    order: 'change# dispute# number#',
    content: 'actor message at',
  },
  dispute_decision: {
    counter: 'change',
    order: 'change# dispute#',
    content: 'decision opener actor reason at',
  },
  account_act: {
    counter: 'change',
    order: 'change# subject',
    content: 'act detail at',
  },
  plan_acceptance: {
    counter: 'change',
    order: 'change# plan_hash payee',
    content: 'plan at',
  },
  statement_approval: {
    counter: 'change',
    order: 'change# sequence#',
    content: 'pay_group period payee level decision totals_hash actor reason at',
  },
};

/** The sealed tables that are written by commands of their own, not as records or rules. */
export const OWN_TABLES: readonly SealedTable[] = Object.entries(OWN).map(
  ([name, { counter, order, content, later }]) => ({
    name,
    counter,
    sources: [{ table: name, order: columnsOf(order) }],
    content: columnsOf(content),
    ...(later !== undefined && { later: columnsOf(later) }),
  }),
);

function columnsOf(text: string): readonly [SealedColumn, ...SealedColumn[]] {
  const [first = '', ...others] = text.split(' ');
  return [columnOf(first), ...others.map(columnOf)];
}

function columnOf(text: string): SealedColumn {
  return text.endsWith('#') ? { name: text.slice(0, -1), type: 'integer' } : { name: text, type: 'text' };
}
