import type { Executor } from './executor.js';
import { recordTable } from './record-table.js';

/** The kinds of record that are told apart by an id alone and may be too many to be read at once. */
export type NumerousKind = 'deal' | 'receipt';

/** Which ids {@link recordIds} hands out. */
export interface RecordIdsQuery {
  /** As the records were after this change. */
  readonly asOfChange: number;
  /** How many at a time. */
  readonly size: number;
}

/**
 * The ids of all records of a kind, so many at a time, in order. Each page is a read of its own: what is read in
 * between does not hold a transaction open, and the change keeps all of it one state.
 *
 * @example
 * for await (const ids of recordIds(db, 'deal', { asOfChange: 7, size: 2_000 })) console.log(ids.length);
 */
export async function* recordIds(
  executor: Executor,
  kind: NumerousKind,
  { asOfChange, size }: RecordIdsQuery,
): AsyncGenerator<readonly string[]> {
  const { name, versionName } = recordTable(kind);
  const change = BigInt(asOfChange);
  const page = `select "id" from "${name}" where "id" > ? and "change" <= ?
    union all select "id" from "${versionName}" where "id" > ? and "from_change" <= ? and "until_change" > ?
    order by 1 limit ?`;
  let after = '';
  for (;;) {
    const parameters = [after, change, after, change, change, BigInt(size)];
    const rows = await executor.read((trx) => trx.connection.rows(page, parameters));
    const ids = rows.map(([id]) => String(id));
    if (ids.length > 0) yield ids;
    if (ids.length < size) return;
    after = ids.at(-1) ?? after;
  }
}
