import type { Kysely } from 'kysely';
import { addColumns, refuseInsertWhere } from './create-table.js';

/**
 * In which currency a payee is paid, where it is not that of the plan. A batch that pays another currency tells which
 * that of its statements is and the rate by which it converts, and its items what they pay of them; it is told whole
 * or not at all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'payee', { payout_currency: 'text?' });
  await addColumns(db, 'payee_version', { payout_currency: 'text?' });
  await addColumns(db, 'payout_batch', { plan_currency: 'text?', rate: 'text?', rate_date: 'text?' });
  await addColumns(db, 'payout_item', { plan_amount: 'integer?' });
  await refuseInsertWhere(db, 'payout_batch', {
    condition: `(new.plan_currency is null) <> (new.rate is null)
      or (new.plan_currency is null) <> (new.rate_date is null)`,
    message: 'payout_batch tells the currency of its statements, the rate and its day, or none of them',
  });
}
