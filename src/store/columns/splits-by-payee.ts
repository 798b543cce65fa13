import type { Transaction } from '../executor.js';

/**
 * How many current splits name each payee.
 *
 * @example
 * (await splitCounts(trx)).get('ada') // 130
 */
export async function splitCounts(trx: Transaction): Promise<ReadonlyMap<string, number>> {
  const rows = await trx.connection.rows('select "payee", count(*) from "split" group by "payee"', []);
  return new Map(rows.map(([payee, count]) => [String(payee), Number(count)]));
}
