import type { Transaction } from '../executor.js';

const LITTLE_KIBIBYTES = 8_192;

/**
 * Does work that reads whole tables from end to end, and so nothing twice, with little of a page cache where the
 * database has one to be set.
 *
 * @example
 * const columns = await withLittleCache(trx, () => readCreditColumns(trx, asked));
 */
export async function withLittleCache<Value>(trx: Transaction, work: () => Promise<Value>): Promise<Value> {
  const { sqlite } = trx;
  if (sqlite === null) return work();
  const [[usual = null] = []] = sqlite.prepare('pragma cache_size').rows([]);
  sqlite.prepare(`pragma cache_size = ${-LITTLE_KIBIBYTES}`).run([]);
  try {
    return await work();
  } finally {
    sqlite.prepare(`pragma cache_size = ${usual}`).run([]);
  }
}
