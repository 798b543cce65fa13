import type { Transaction } from '../executor.js';
import { databaseName, keyFieldsOf, recordTable } from '../record-table.js';

/** A receipt of which more is applied, or given back, than came in. */
export interface ExcessCash {
  readonly receipt: string;
  /** What the sum is of. */
  readonly of: CashUse;
  /** What came in and what it sums to, in minor units of the currency of the receipt. */
  readonly amount: bigint;
  readonly total: bigint;
  readonly currency: string;
  /** A record that the change wrote: an application or refund, or else the receipt. */
  readonly kind: CashUse | 'receipt';
  readonly key: Readonly<Record<string, string | null>>;
}

/** The kinds of record that use the cash of a receipt. */
export type CashUse = 'application' | 'refund';

/**
 * The receipts whose applications, or whose refunds, sum to more than the receipt, of those of which a change
 * wrote the receipt or one of the records that are summed, by receipt. Records in another currency than the
 * receipt are not part of the sum. At most `limit` are returned.
 *
 * @example
 * await excessCash(trx, 'refund', { change, limit: 100 });
 * // [{ receipt: 'R-1', of: 'refund', amount: 10000n, total: 10001n, currency: 'USD', kind: 'refund', key: { id: 'F-1' } }]
 */
export async function excessCash(
  trx: Transaction,
  of: CashUse,
  { change, limit }: { readonly change: number; readonly limit: number },
): Promise<readonly ExcessCash[]> {
  const keyFields = keyFieldsOf(of);
  // As one text, so that all of a key comes from the same record: no id has a line break.
  const key = keyFields.map((field) => `u."${databaseName(field)}"`).join(` || '\n' || `);
  const number = BigInt(change);
  const rows = await trx.connection.rows(
    `select u."receipt", r."amount", sum(u."amount"), r."currency", max(case when u."change" = ? then ${key} end)
     from "${recordTable(of).name}" u join "${recordTable('receipt').name}" r on r."id" = u."receipt"
     where u."currency" = r."currency" group by u."receipt", r."amount", r."currency", r."change"
     having sum(u."amount") > r."amount"
       and (r."change" = ? or max(case when u."change" = ? then 1 else 0 end) = 1)
     order by u."receipt" limit ?`,
    [number, number, number, BigInt(limit)],
  );
  return rows.map(([receipt, amount, total, currency, written]) => {
    const sums = { amount: amount as bigint, total: total as bigint, currency: String(currency) };
    const cash = { receipt: String(receipt), of, ...sums };
    if (typeof written !== 'string') return { ...cash, kind: 'receipt', key: { id: cash.receipt } };
    const values = written.split('\n');
    const fields = keyFields.map((field, position) => [field, values[position] || null]);
    return { ...cash, kind: of, key: Object.fromEntries(fields) };
  });
}
