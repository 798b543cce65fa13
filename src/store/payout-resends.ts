import { inScopeIn, type PayeeScope } from '../access/scope.js';
import { groupedBy } from '../ledger/grouped-by.js';
import type { PayoutResend } from '../ledger/payouts/payout-history.js';
import type { Executor, Transaction } from './executor.js';
import { insertRows } from './insert-rows.js';

/**
 * Keeps that a file was made of what payroll could not pay of a batch, within a change. Throws where a payment was
 * sent again before, and where payroll has not told that it failed or came back.
 *
 * @example
 * await writePayoutResend(trx, change, 7, resend);
 */
export async function writePayoutResend(
  trx: Transaction,
  change: number,
  batch: number,
  { attempt, provider, mappingHash, contentHash, actor, at, payments }: PayoutResend,
): Promise<void> {
  const key = { batch: BigInt(batch), attempt: BigInt(attempt) };
  await insertRows(trx, 'payout_resend', [
    {
      ...key,
      content_hash: contentHash,
      decision: 'approved',
      provider,
      mapping_hash: mappingHash,
      actor,
      at,
      change: BigInt(change),
    },
  ]);
  await insertRows(
    trx,
    'payout_resend_item',
    payments.map(({ confirmation, payee, reference, amount }) => ({
      confirmation: BigInt(confirmation),
      payee,
      reference,
      ...key,
      amount,
      change: BigInt(change),
    })),
  );
}

/**
 * The files of what payroll could not pay of a batch, in the order in which they were made; of their payments those
 * of payees whom the scope shows in the period of the batch.
 *
 * @example
 * (await readPayoutResends(trx, EVERY_PAYEE, row)).at(-1)?.attempt // 2
 */
export async function readPayoutResends(
  { queries }: Executor,
  scope: PayeeScope,
  { number, ...period }: { readonly number: bigint; readonly from: string; readonly to: string },
): Promise<readonly PayoutResend[]> {
  const rows = await queries
    .selectFrom('payout_resend')
    .selectAll()
    .where('batch', '=', number)
    .orderBy('attempt')
    .execute();
  if (rows.length === 0) return [];
  const items = await queries
    .selectFrom('payout_resend_item')
    .select(['attempt', 'confirmation', 'payee', 'reference', 'amount'])
    .where('batch', '=', number)
    .orderBy('payee')
    .orderBy('confirmation')
    .orderBy('reference')
    .execute();
  const shown = items.filter(({ payee }) => inScopeIn(scope, payee, period));
  const byAttempt = groupedBy(shown, ({ attempt }) => attempt);
  return rows.map(
    ({ attempt, provider, mapping_hash: mappingHash, content_hash: contentHash, actor, at }) => ({
      attempt: Number(attempt),
      provider,
      mappingHash,
      contentHash,
      actor,
      at,
      payments: (byAttempt.get(attempt) ?? []).map(({ confirmation, payee, reference, amount }) => ({
        confirmation: Number(confirmation),
        payee,
        reference,
        amount,
      })),
    }),
  );
}
