import { publishing } from '../compared-run.js';
import { batchesOf, withClient } from '../places/postgres-reader.js';
import type { WorkloadName } from '../workloads.js';
import { runOf } from './floor-in-sqlite.js';
import { neededReads } from './needed-columns.js';
import { type ReadyTable, readyInsert } from './ready-results.js';

/**
 * The plain floor on PostgreSQL: each needed row comes over, each ready row is written by a named prepared
 * statement of its own, and nothing is done in between.
 *
 * @returns how many rows were read
 * @example
 * await floorInPostgres('postgres://localhost/floor', ready, 'commissions');
 */
export async function floorInPostgres(
  address: string,
  ready: readonly ReadyTable[],
  workload: WorkloadName,
): Promise<number> {
  return withClient(address, async (client) => {
    let read = 0;
    for (const sql of neededReads(workload)) {
      for await (const batch of batchesOf(client, sql)) read += batch.length;
    }
    await client.query('begin');
    for (const table of ready) {
      const insert = { name: `insert-${table.table}`, text: readyInsert(table, (place) => `$${place}`) };
      for (const row of table.rows) await client.query({ ...insert, values: [...row] });
    }
    for (const sql of publishing(runOf(ready))) await client.query(sql);
    await client.query('commit');
    return read;
  });
}
