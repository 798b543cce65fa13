import { publishing } from '../compared-run.js';
import { openPlainly } from '../open-plainly.js';
import type { WorkloadName } from '../workloads.js';
import { neededReads } from './needed-columns.js';
import { type ReadyTable, readyInsert } from './ready-results.js';

/**
 * The plain floor on an SQLite file: each needed row is handed over, each ready row is written by a prepared
 * statement of its own run, and nothing is done in between.
 *
 * @returns how many rows were read
 * @example
 * floorInSqlite('floor.sqlite', ready, 'commissions');
 */
export function floorInSqlite(path: string, ready: readonly ReadyTable[], workload: WorkloadName): number {
  const db = openPlainly(path);
  try {
    let read = 0;
    for (const sql of neededReads(workload)) {
      for (const row of db.prepare<[], readonly unknown[]>(sql).raw().iterate())
        if (row.length > 0) read += 1;
    }
    db.transaction(() => {
      for (const table of ready) {
        const insert = db.prepare(readyInsert(table, () => '?'));
        for (const row of table.rows) insert.run(row);
      }
      for (const sql of publishing(runOf(ready))) db.exec(sql);
    })();
    return read;
  } finally {
    db.close();
  }
}

/**
 * The run that ready results are of.
 *
 * @example
 * runOf(ready) // 1
 */
export function runOf(ready: readonly ReadyTable[]): number {
  const run = ready.find(({ table }) => table === 'run');
  return Number(run?.rows[0]?.[run.columns.indexOf('id')]);
}
