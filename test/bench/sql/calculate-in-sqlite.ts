import { INSERT_RUN, publishing, runValues } from '../compared-run.js';
import { openPlainly } from '../open-plainly.js';
import { SQLITE } from './dialect.js';
import { sqlCalculation } from './sql-calculation.js';

/**
 * Runs the calculation in SQL on an SQLite file.
 *
 * @example
 * calculateInSqlite('sql.sqlite');
 */
export function calculateInSqlite(path: string): void {
  const db = openPlainly(path);
  try {
    db.transaction(() => {
      const run = Number(
        db
          .prepare(INSERT_RUN)
          .pluck()
          .get(...runValues('sql')),
      );
      for (const sql of [...sqlCalculation(run, SQLITE), ...publishing(run)]) db.exec(sql);
    })();
  } finally {
    db.close();
  }
}
