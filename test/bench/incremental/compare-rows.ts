import type { DatabaseReader } from '../places/database-reader.js';
import { RESULT_ROWS } from './result-rows.js';

/** What comparing two databases came to. */
export interface ComparedRows {
  /** How many rows are the same in both. */
  readonly rows: number;
  /** Where the first is that is not; `null` where all are the same. */
  readonly unlike: string | null;
}

/**
 * Compares the published results of two databases row by row, a table after the other and each in the order of its key,
 * so that no more than some rows of both are in memory.
 *
 * @example
 * (await compareRows(databaseReader('changed.sqlite'), databaseReader('full.sqlite'))).unlike // null
 */
export async function compareRows(one: DatabaseReader, other: DatabaseReader): Promise<ComparedRows> {
  let rows = 0;
  for (const [table, sql] of RESULT_ROWS) {
    const others = texts(other, sql);
    for await (const text of texts(one, sql)) {
      const { value, done } = await others.next();
      if (done === true) return { rows, unlike: `${table}: ${text} is in the first alone` };
      if (value !== text) return { rows, unlike: `${table}: ${text} in the first is ${value} in the second` };
      rows += 1;
    }
    const { value, done } = await others.next();
    if (done !== true) return { rows, unlike: `${table}: ${value} is in the second alone` };
  }
  return { rows, unlike: null };
}

async function* texts(reader: DatabaseReader, sql: string): AsyncGenerator<string> {
  for await (const batch of reader.rows(sql)) for (const row of batch) yield JSON.stringify(row);
}
