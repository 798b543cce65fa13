import type { OpenItem } from '../ledger/payouts/open-items.js';
import type { Payment } from '../ledger/payouts/payment.js';
import type { PayoutBatch } from '../ledger/payouts/payout-batch.js';
import type { PayoutExport, PayoutWithdrawal } from '../ledger/payouts/payout-history.js';
import type { Transaction } from './executor.js';
import { insertRows } from './insert-rows.js';

/**
 * Keeps a batch of pay, within a change, and gives its number. Throws where a statement is in another batch that
 * has not freed it.
 *
 * @example
 * const number = await writePayoutBatch(trx, change, batch, openItems(statements, earlier));
 */
export async function writePayoutBatch(
  trx: Transaction,
  change: number,
  batch: Omit<PayoutBatch, 'number' | 'items'>,
  items: readonly OpenItem[],
): Promise<number> {
  const last = await trx.queries
    .selectFrom('payout_batch')
    .select((expression) => expression.fn.max('number').as('number'))
    .executeTakeFirst();
  const number = (last?.number ?? 0n) + 1n;
  const { payGroup, period, from, to, currency, converted, payDate, maker, builtAt } = batch;
  await insertRows(trx, 'payout_batch', [
    {
      number,
      pay_group: payGroup,
      period,
      from,
      to,
      currency,
      pay_date: payDate,
      maker,
      built_at: builtAt,
      change: BigInt(change),
      plan_currency: converted?.planCurrency ?? null,
      rate: converted?.rate ?? null,
      rate_date: converted?.date ?? null,
    },
  ]);
  await insertRows(
    trx,
    'payout_item',
    items.map(({ closing, payee, attempt, freed, name, email, amount, planAmount }) => ({
      batch: number,
      closing: BigInt(closing),
      payee,
      attempt: BigInt(attempt),
      freed_by: freed === null ? null : BigInt(freed.by),
      freed_as: freed?.as ?? null,
      name,
      email,
      amount,
      plan_amount: planAmount ?? null,
    })),
  );
  return Number(number);
}

/**
 * Keeps what was decided on a batch, within a change. Throws where it is decided on already, and where its maker
 * decides.
 *
 * @example
 * await writePayoutDecision(trx, change, { batch, decision: 'approved', actor: 'bo', reason: null });
 */
export async function writePayoutDecision(
  trx: Transaction,
  change: number,
  {
    batch: { number, maker },
    ...decided
  }: {
    readonly batch: Pick<PayoutBatch, 'number' | 'maker'>;
    readonly decision: 'approved' | 'rejected';
    readonly actor: string;
    readonly reason: string | null;
    readonly at: string;
  },
): Promise<void> {
  await insertRows(trx, 'payout_decision', [
    { batch: BigInt(number), maker, ...decided, change: BigInt(change) },
  ]);
}

/**
 * Keeps that an approved batch was withdrawn, within a change. Throws where it is not approved, where a file was made
 * of it for payroll, and where it was withdrawn before.
 *
 * @example
 * await writePayoutWithdrawal(trx, change, 7, { actor: 'fin', reason: 'a wrong rate', at });
 */
export async function writePayoutWithdrawal(
  trx: Transaction,
  change: number,
  batch: number,
  withdrawal: PayoutWithdrawal,
): Promise<void> {
  const row = { batch: BigInt(batch), decision: 'approved' as const, ...withdrawal, change: BigInt(change) };
  await insertRows(trx, 'payout_withdrawal', [row]);
}

/**
 * Keeps that a file was made for payroll, and in the place of which other, within a change. Throws where the batch is
 * not approved, where it was withdrawn, where this very file was made before, and where the other was replaced before.
 *
 * @example
 * await writePayoutExport(trx, change, 7, made);
 */
export async function writePayoutExport(
  trx: Transaction,
  change: number,
  batch: number,
  { provider, mappingHash, contentHash, actor, at, replaces }: PayoutExport,
): Promise<void> {
  const key = { batch: BigInt(batch), content_hash: contentHash };
  const by = { change: BigInt(change) };
  await insertRows(trx, 'payout_export', [
    { ...key, decision: 'approved', provider, mapping_hash: mappingHash, actor, at, ...by },
  ]);
  if (replaces === null) return;
  const { contentHash: replaced, reason } = replaces;
  await insertRows(trx, 'payout_replacement', [{ ...key, replaces: replaced, reason, ...by }]);
}

/** A file of payroll as it is kept, and what it told that was not known. */
export interface TakenConfirmation {
  readonly batch: number;
  readonly file: string;
  readonly contentHash: string;
  readonly actor: string;
  readonly at: string;
  readonly payments: readonly Payment[];
}

/**
 * Keeps what payroll confirmed, within a change, and gives the number of the confirmation. Throws where the batch is
 * not approved, and where this very file was taken in before.
 *
 * @example
 * const number = await writePayoutConfirmation(trx, change, taken);
 */
export async function writePayoutConfirmation(
  trx: Transaction,
  change: number,
  { batch, file, contentHash, actor, at, payments }: TakenConfirmation,
): Promise<number> {
  const last = await trx.queries
    .selectFrom('payout_confirmation')
    .select((expression) => expression.fn.max('number').as('number'))
    .executeTakeFirst();
  const number = (last?.number ?? 0n) + 1n;
  await insertRows(trx, 'payout_confirmation', [
    {
      number,
      batch: BigInt(batch),
      content_hash: contentHash,
      decision: 'approved',
      file,
      actor,
      at,
      change: BigInt(change),
    },
  ]);
  await insertRows(
    trx,
    'payout_payment',
    payments.map(({ line, ...payment }) => ({ confirmation: number, line: BigInt(line), ...payment })),
  );
  return Number(number);
}
