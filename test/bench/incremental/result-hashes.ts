import { createHash } from 'node:crypto';
import type { Database } from '../../../src/store/executor.js';
import { publishedRun } from '../../../src/store/runs.js';

/** What of each table of results says what the results are; the number of the run does not. */
const COLUMNS = {
  payee_result: ['payee', 'name', 'inputs_hash'],
  entitlement: ['number', 'payee', 'assignment', 'segment_from', 'segment_to', 'component', 'plan_hash'],
  statement: [
    ...['payee', 'period', 'currency', 'status', 'earned', 'held', 'payable', 'drawn', 'guaranteed'],
    ...['adjusted', 'recovered', 'carried_in', 'carried', 'paid', 'document'],
  ],
  line: [
    ...['entitlement', 'window_from', 'period', 'number', 'kind', 'window_to', 'date', 'amount', 'share'],
    ...['base', 'credited', 'deal', 'event', 'detail'],
  ],
  team_attainment: [
    ...['team', 'measure', 'window_start', 'at', 'currency', 'pooled_credited', 'pooled_quota', 'pooled'],
    ...['average', 'status', 'document'],
  ],
  problem: ['payee', 'ordinal', 'code', 'severity', 'document'],
} as const;

/** How many columns come first in the key of a table, after the run. */
const KEYS = {
  payee_result: 1,
  entitlement: 1,
  statement: 3,
  line: 4,
  team_attainment: 4,
  problem: 2,
} as const;

/**
 * The hash of all rows of each table of the published results, in the order of their keys.
 *
 * @example
 * JSON.stringify(await resultHashes(db)) === JSON.stringify(await resultHashes(other))
 */
export async function resultHashes(db: Database): Promise<Readonly<Record<string, string>>> {
  const run = await publishedRun(db);
  if (run === null) throw new Error('Nothing is published.');
  const { change, inputsHash, rulesHash, through } = run;
  const hashes: Record<string, string> = { run: [change, inputsHash, rulesHash, through].join(' ') };
  await db.read(async (trx) => {
    for (const [table, columns] of Object.entries(COLUMNS) as [keyof typeof COLUMNS, readonly string[]][]) {
      const names = columns.map((column) => `"${column}"`);
      const order = names.slice(0, KEYS[table]).join(', ');
      const sql = `select ${names.join(', ')} from "${table}" where "run" = ? order by ${order}`;
      const hash = createHash('sha256');
      for await (const rows of trx.connection.stream(sql, [BigInt(run.id)])) {
        for (const row of rows) hash.update(`${row.map(String).join(' | ')}\n`);
      }
      hashes[table] = hash.digest('hex');
    }
  });
  return hashes;
}
