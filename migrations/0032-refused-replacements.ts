import type { Kysely } from 'kysely';
import { refuseReplacement } from './create-table.js';

/**
 * Makes SQLite refuse `insert or replace` of what is closed, posted and paid. A row that is replaced is deleted without
 * a word to the triggers that refuse to delete, unless whoever writes has asked for `recursive_triggers`. A trigger
 * makes writing a row more than twice as dear, so that the lines of closed statements, of which there are many, are
 * left to the hash of their statement and to the chain, by which a row that was replaced is found.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, keys] of Object.entries(KEYS)) await refuseReplacement(db, table, keys);
}

/** All by which a row of a table is told from another: its key, and each unique index. */
const KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  closing: [['number'], ['pay_group', 'period']],
  closed_statement: [['closing', 'payee']],
  closed_entitlement: [['closing', 'payee', 'number']],
  period_event: [['sequence']],
  ledger_transaction: [['sequence'], ['source', 'source_number', 'payee', 'book']],
  ledger_entry: [['sequence', 'account']],
  payout_batch: [['number']],
  payout_decision: [['batch']],
  payout_withdrawal: [['batch']],
  payout_item: [
    ['batch', 'closing', 'payee'],
    ['closing', 'payee', 'attempt'],
    ['closing', 'payee', 'freed_by'],
  ],
  payout_export: [['batch', 'content_hash']],
  payout_replacement: [
    ['batch', 'replaces'],
    ['batch', 'content_hash'],
  ],
  payout_resend: [['batch', 'attempt']],
  payout_resend_item: [['confirmation', 'payee', 'reference']],
  payout_confirmation: [['number'], ['batch', 'content_hash']],
  payout_payment: [['confirmation', 'payee', 'reference']],
};
