import { createHash } from 'node:crypto';
import type { Database } from '../../../src/store/executor.js';
import { RESULT_ROWS } from './result-rows.js';

/**
 * The hash of all rows of each table of the published results, in the order of their keys.
 *
 * @example
 * JSON.stringify(await resultHashes(db)) === JSON.stringify(await resultHashes(other))
 */
export async function resultHashes(db: Database): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  await db.read(async (trx) => {
    for (const [table, sql] of RESULT_ROWS) {
      const hash = createHash('sha256');
      for await (const rows of trx.connection.stream(sql, [])) {
        for (const row of rows) hash.update(`${row.map(String).join(' | ')}\n`);
      }
      hashes[table] = hash.digest('hex');
    }
  });
  return hashes;
}
