import type { Selectable } from 'kysely';
import { inScopeIn, type PayeeScope } from '../access/scope.js';
import type { Payment } from '../ledger/payouts/payment.js';
import type { PayoutBatch, PayoutItem } from '../ledger/payouts/payout-batch.js';
import type { PayoutConfirmation, PayoutExport, PayoutHistory } from '../ledger/payouts/payout-history.js';
import { payeesWithin } from './chosen-run.js';
import type { Executor, Transaction } from './executor.js';
import { readPayoutResends } from './payout-resends.js';
import type { Tables } from './tables.js';

/** Which batches of pay are read; what is left out is not asked of them. */
export interface PayoutFilter {
  readonly batch?: number;
  readonly payGroup?: string;
  /** The id of a pay period. */
  readonly period?: string;
  /** Only those built after this one. */
  readonly after?: number;
  /** At most so many. */
  readonly limit?: number;
}

/**
 * Batches of pay and what became of them, in the order in which they were built; of their items and payments those
 * of payees in the scope.
 *
 * @example
 * const [history] = await readPayouts(db, EVERY_PAYEE, { batch: 7 });
 */
export async function readPayouts(
  executor: Executor,
  scope: PayeeScope,
  filter: PayoutFilter = {},
): Promise<readonly PayoutHistory[]> {
  return executor.read(async (trx) => {
    let query = trx.queries.selectFrom('payout_batch').selectAll().orderBy('number');
    if (filter.batch !== undefined) query = query.where('number', '=', BigInt(filter.batch));
    if (filter.payGroup !== undefined) query = query.where('pay_group', '=', filter.payGroup);
    if (filter.period !== undefined) query = query.where('period', '=', filter.period);
    if (filter.after !== undefined) query = query.where('number', '>', BigInt(filter.after));
    if (filter.limit !== undefined) query = query.limit(filter.limit);
    const histories: PayoutHistory[] = [];
    for (const row of await query.execute()) histories.push(await historyOf(trx, scope, row));
    return histories;
  });
}

async function historyOf(
  trx: Transaction,
  scope: PayeeScope,
  row: Selectable<Tables['payout_batch']>,
): Promise<PayoutHistory> {
  const decision = await trx.queries
    .selectFrom('payout_decision')
    .select(['decision', 'actor', 'reason', 'at'])
    .where('batch', '=', row.number)
    .executeTakeFirst();
  const withdrawal = await trx.queries
    .selectFrom('payout_withdrawal')
    .select(['actor', 'reason', 'at'])
    .where('batch', '=', row.number)
    .executeTakeFirst();
  return {
    batch: {
      number: Number(row.number),
      payGroup: row.pay_group,
      period: row.period,
      from: row.from,
      to: row.to,
      currency: row.currency,
      ...conversionOf(row),
      payDate: row.pay_date,
      maker: row.maker,
      builtAt: row.built_at,
      items: await itemsOf(trx, scope, row),
    },
    decision: decision ?? null,
    withdrawal: withdrawal ?? null,
    exports: await exportsOf(trx, row.number),
    resends: await readPayoutResends(trx, scope, row),
    confirmations: await confirmationsOf(trx, scope, row),
  };
}

function conversionOf({
  plan_currency: planCurrency,
  rate,
  rate_date: date,
}: Selectable<Tables['payout_batch']>): Pick<PayoutBatch, 'converted'> {
  if (planCurrency === null || rate === null || date === null) return {};
  return { converted: { planCurrency, rate, date } };
}

type BatchRow = Pick<Selectable<Tables['payout_batch']>, 'number' | 'from' | 'to'>;

async function itemsOf(
  trx: Transaction,
  scope: PayeeScope,
  { number: batch, ...period }: BatchRow,
): Promise<readonly PayoutItem[]> {
  const payees = payeesWithin(scope, undefined);
  if (payees?.length === 0) return [];
  let query = trx.queries
    .selectFrom('payout_item')
    .select(['closing', 'payee', 'name', 'email', 'amount', 'plan_amount as planAmount'])
    .where('batch', '=', batch)
    .orderBy('payee')
    .orderBy('closing');
  if (payees !== null) query = query.where('payee', 'in', payees);
  const shown = (await query.execute()).filter(({ payee }) => inScopeIn(scope, payee, period));
  return shown.map(({ closing, planAmount, ...row }) => ({
    ...row,
    closing: Number(closing),
    ...(planAmount !== null && { planAmount }),
  }));
}

async function exportsOf(trx: Transaction, batch: bigint): Promise<readonly PayoutExport[]> {
  const rows = await trx.queries
    .selectFrom('payout_export')
    .leftJoin('payout_replacement', (join) =>
      join
        .onRef('payout_replacement.batch', '=', 'payout_export.batch')
        .onRef('payout_replacement.content_hash', '=', 'payout_export.content_hash'),
    )
    .select(['provider', 'mapping_hash as mappingHash', 'payout_export.content_hash as contentHash'])
    .select(['actor', 'at', 'replaces', 'reason'])
    .where('payout_export.batch', '=', batch)
    .orderBy('payout_export.change')
    .execute();
  return rows.map(({ replaces, reason, ...file }) => ({
    ...file,
    replaces: replaces === null || reason === null ? null : { contentHash: replaces, reason },
  }));
}

async function confirmationsOf(
  trx: Transaction,
  scope: PayeeScope,
  row: BatchRow,
): Promise<readonly PayoutConfirmation[]> {
  const rows = await trx.queries
    .selectFrom('payout_confirmation')
    .selectAll()
    .where('batch', '=', row.number)
    .orderBy('number')
    .execute();
  const payments = await paymentsOf(trx, scope, row);
  return rows.map(({ number, file, content_hash: contentHash, actor, at }) => ({
    number: Number(number),
    file,
    contentHash,
    actor,
    at,
    payments: payments.get(number) ?? [],
  }));
}

/** The payments of a batch by their confirmation, in the order of its lines. */
async function paymentsOf(
  trx: Transaction,
  scope: PayeeScope,
  { number: batch, ...period }: BatchRow,
): Promise<ReadonlyMap<bigint, readonly Payment[]>> {
  const payees = payeesWithin(scope, undefined);
  if (payees?.length === 0) return new Map();
  let query = trx.queries
    .selectFrom('payout_payment')
    .innerJoin('payout_confirmation', 'payout_confirmation.number', 'payout_payment.confirmation')
    .selectAll('payout_payment')
    .where('payout_confirmation.batch', '=', batch)
    .orderBy('payout_payment.line');
  if (payees !== null) query = query.where('payout_payment.payee', 'in', payees);
  const byConfirmation = new Map<bigint, Payment[]>();
  for (const { confirmation, line, ...payment } of await query.execute()) {
    if (!inScopeIn(scope, payment.payee, period)) continue;
    const known = byConfirmation.get(confirmation) ?? [];
    known.push({ ...payment, line: Number(line) });
    byConfirmation.set(confirmation, known);
  }
  return byConfirmation;
}
