import { createHash } from 'node:crypto';
import type { Executor } from '../../src/store/executor.js';

/** What a database holds, table by table: how many rows and a hash over them, whatever the time they were written. */
export type WholeDatabase = Readonly<Record<string, string>>;

/** When it was is no part of what was done; hashes of the chain are over rows with such times. */
const LEFT_OUT = ['at', 'built_at', 'closed_at', 'recorded_at', 'previous', 'digest', 'hash'];
const HASHES_THAT_COUNT = ['closed_statement'];

const SQLITE_TABLES = `select t.name, group_concat(c.name, ',') from pragma_table_list t, pragma_table_info(t.name) c
  where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite%' and t.name not like 'kysely%'
  group by t.name order by t.name`;

const POSTGRES_TABLES = `select table_name, string_agg(column_name, ',' order by ordinal_position)
  from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%'
  group by table_name order by table_name`;

/** Reads every table of a database. */
export async function wholeDatabase(db: Executor): Promise<WholeDatabase> {
  return db.read(async ({ connection, sqlite }) => {
    const tables = await connection.rows(sqlite === null ? POSTGRES_TABLES : SQLITE_TABLES, []);
    const whole: Record<string, string> = {};
    for (const [table, names] of tables) {
      const columns = String(names)
        .split(',')
        .filter(
          (column) =>
            !LEFT_OUT.includes(column) || (column === 'hash' && HASHES_THAT_COUNT.includes(String(table))),
        )
        .map((column) => `"${column}"`);
      const rows = await connection.rows(
        `select ${columns.join(', ')} from "${table}" order by ${columns.map((_, index) => index + 1).join(', ')}`,
        [],
      );
      const hash = createHash('sha256');
      for (const row of rows) hash.update(`${row.join('\u0000')}\n`);
      whole[String(table)] = `${rows.length} rows, ${hash.digest('hex').slice(0, 16)}`;
    }
    return whole;
  });
}
