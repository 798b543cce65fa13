import type { ClientBase } from 'pg';
import type { BulkInsert, Connection, CopyIn, PostgresConnection, SqlRow } from '../executor.js';
import { refuseNul } from '../refused-text.js';
import { copyLine } from './copy-text.js';
import { numberedPlaceholders } from './numbered-placeholders.js';

/** Rows handed over at a time. */
const BATCH_ROWS = 4_096;
/** Characters of COPY sent at a time. */
const COPY_CHARACTERS = 65_536;

/**
 * The bulk path to PostgreSQL, over the client that a transaction has for itself.
 *
 * @example
 * await postgresConnection(client, copies).rows('select "id" from "team" where "parent" = ?', ['emea']);
 */
export function postgresConnection(client: ClientBase, { copyIn }: PostgresConnection): Connection {
  const query = (sql: string, parameters: SqlRow) => {
    for (const parameter of parameters) if (typeof parameter === 'string') refuseNul(parameter);
    const text = numberedPlaceholders(sql);
    return client.query<SqlValueArray>({ text, values: [...parameters], rowMode: 'array' });
  };
  return {
    rows: async (sql, parameters) => (await query(sql, parameters)).rows,
    run: async (sql, parameters) => (await query(sql, parameters)).rowCount ?? 0,
    async *stream(sql, parameters) {
      // A cursor of SQL, not of the protocol: that one would keep other statements waiting until its end.
      nextCursor += 1;
      const cursor = `"rows_${nextCursor}"`;
      await query(`declare ${cursor} no scroll cursor for ${sql}`, parameters);
      let batch: readonly SqlRow[];
      do {
        batch = (await query(`fetch ${BATCH_ROWS} from ${cursor}`, [])).rows;
        if (batch.length > 0) yield batch;
      } while (batch.length === BATCH_ROWS);
      await query(`close ${cursor}`, []);
    },
    bulkInsert: (table, columns) => bulkInsert(copyIn(table, columns)),
  };
}

type SqlValueArray = (string | bigint | null)[];

/** Names of cursors are distinct in a transaction; that they are so in all of the process does no harm. */
let nextCursor = 0;

function bulkInsert(copy: CopyIn): BulkInsert {
  let text = '';
  return {
    add(values) {
      text += copyLine(values);
      if (text.length < COPY_CHARACTERS) return undefined;
      const full = text;
      text = '';
      return copy.write(full);
    },
    async end() {
      if (text !== '') await copy.write(text);
      await copy.end();
    },
  };
}
