import { isPostgresAddress } from '../../../src/store/postgres/is-postgres-address.js';
import { INSERT_RUN, INSERT_RUN_IN_POSTGRES, publishing, runValues } from '../compared-run.js';
import { openPlainly } from '../open-plainly.js';
import { withClient } from '../places/postgres-reader.js';
import { insertOf, RESULT_COLUMNS, type ResultTable } from '../result-tables.js';

/** A value of a result. */
type Value = string | number | null;

/** Inserts one row of the results of a run; the run comes before the values. */
export type InsertRow = (table: ResultTable, values: readonly Value[]) => Promise<void>;

/**
 * Writes results of a new run in one transaction, a row an insert, and shows them in place of those before.
 *
 * @example
 * await insertRows('plain.sqlite', (insert) => insert('payee_result', ['P-1', 'Ada', '']));
 */
export function insertRows(address: string, work: (insert: InsertRow) => Promise<void>): Promise<void> {
  return isPostgresAddress(address) ? insertIntoPostgres(address, work) : insertIntoSqlite(address, work);
}

const TABLES = Object.keys(RESULT_COLUMNS) as readonly ResultTable[];

async function insertIntoSqlite(path: string, work: (insert: InsertRow) => Promise<void>): Promise<void> {
  const db = openPlainly(path);
  try {
    db.exec('begin immediate');
    const run = Number(
      db
        .prepare(INSERT_RUN)
        .pluck()
        .get(...runValues('plain')),
    );
    const inserts = new Map(TABLES.map((table) => [table, db.prepare(insertOf(table))]));
    await work(async (table, values) => void inserts.get(table)?.run(run, ...values));
    for (const sql of publishing(run)) db.exec(sql);
    db.exec('commit');
  } finally {
    db.close();
  }
}

async function insertIntoPostgres(
  address: string,
  work: (insert: InsertRow) => Promise<void>,
): Promise<void> {
  await withClient(address, async (client) => {
    await client.query('begin');
    const { rows } = await client.query<{ id: string }>(INSERT_RUN_IN_POSTGRES, [...runValues('plain')]);
    const run = Number(rows[0]?.id);
    const inserts = new Map(TABLES.map((table) => [table, insertOf(table, (place) => `$${place}`)]));
    await work(async (table, values) => {
      const text = inserts.get(table) ?? '';
      await client.query({ name: `insert-${table}`, text, values: [run, ...values] });
    });
    for (const sql of publishing(run)) await client.query(sql);
    await client.query('commit');
  });
}
