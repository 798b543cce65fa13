import {
  type ColumnBatch,
  columnBatch,
  type NumberColumn,
  type TextColumn,
} from '../../records/columns/column-batch.js';
import { parseNumbers, parseTexts, SEPARATOR } from '../../records/columns/parse-column.js';
import type { SqliteConnection, SqliteValue } from '../executor.js';
import { recordTable } from '../record-table.js';
import type { FewQuery } from './column-query.js';

/**
 * Reads columns of few records from SQLite as packed texts, one for each column: values that cross one by one take
 * longer than it takes to find them. `null` where a text has the separator in it, so that it cannot be told where it
 * ends.
 *
 * @example
 * packedFew(trx.sqlite, { kind: 'split', columns, where: 'payee', values: ['ada'] })?.count
 */
export function packedFew(connection: SqliteConnection, query: FewQuery): ColumnBatch | null {
  const [row = []] = connection.kept(packedSelect(query)).rows([JSON.stringify(query.values)]);
  const count = Number(row[0] ?? 0n);
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, NumberColumn>();
  for (const [place, { name, type }] of query.columns.entries()) {
    const bytes = bytesOf(row[place + 1] ?? null);
    if (type !== 'text') {
      numbers.set(name, parseNumbers(bytes, count, type));
      continue;
    }
    const text = count === 0 ? NO_TEXTS : parseTexts(bytes, count);
    if (text === null) return null;
    texts.set(name, text);
  }
  return columnBatch(count, texts, numbers);
}

function packedSelect({ kind, columns, where }: FewQuery): string {
  const { name, columns: all, keyPositions } = recordTable(kind);
  // `group_concat` leaves NULL out, which would shift the column: NULL is made an empty text.
  const packed = columns.map((column) => {
    return `cast(group_concat(coalesce("${column.name}", ''), char(${SEPARATOR})) as blob)`;
  });
  const names = columns.map((column) => `t."${column.name}"`).join(', ');
  const order = keyPositions.map((position) => `t."${all[position]}"`).join(', ');
  // The cross join says which side leads: each value is looked up, however many records there are.
  return `select ${['count(*)', ...packed].join(', ')} from (
    select ${names} from json_each(?) v cross join "${name}" t on t."${where}" = v."value" order by ${order})`;
}

const NO_TEXTS: TextColumn = {
  bytes: new Uint8Array(0),
  starts: new Uint32Array(0),
  ends: new Uint32Array(0),
};

function bytesOf(value: SqliteValue): Uint8Array {
  return value instanceof Uint8Array ? value : NO_TEXTS.bytes;
}
