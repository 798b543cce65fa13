import {
  type ColumnBatch,
  columnBatch,
  type NumberColumn,
  type TextColumn,
} from '../../records/columns/column-batch.js';
import { parseNumbers, SEPARATOR } from '../../records/columns/parse-column.js';
import type { SqlRow, SqlValue, Transaction } from '../executor.js';
import { recordTable } from '../record-table.js';
import type { FewQuery } from './column-query.js';
import { packedFew } from './packed-few.js';

/** Sizes of a list of values, so that few statements serve lists of any length. */
const LIST_SIZES = [20, 200, 2_000, 20_000];

/**
 * The most values that records can be looked for by at once.
 *
 * @example
 * deals.length <= MOST_VALUES
 */
export const MOST_VALUES = 20_000;

/**
 * Reads columns of few records of a kind, in the order of the key, as one batch: what is found by an index costs
 * less to look up one by one than by going through a table. Throws a `RangeError` for more values than
 * {@link MOST_VALUES}.
 *
 * @example
 * (await fewColumns(trx, { kind: 'split', columns: SPLIT_COLUMNS, where: 'payee', values: ['ada'] })).count
 */
export async function fewColumns(trx: Transaction, query: FewQuery): Promise<ColumnBatch> {
  const { kind, columns, where, values } = query;
  const size = LIST_SIZES.find((each) => each >= values.length);
  if (size === undefined) throw new RangeError(`${values.length} values are not few`);
  if (values.length === 0) return batchOf([], columns);
  const packed = trx.sqlite === null ? null : packedFew(trx.sqlite, query);
  if (packed !== null) return packed;
  const { name, columns: all, keyPositions } = recordTable(kind);
  const names = columns.map((column) => `"${column.name}"`).join(', ');
  const order = keyPositions.map((position) => `"${all[position]}"`).join(', ');
  const list = Array.from({ length: size }, () => '?').join(', ');
  const sql = `select ${names} from "${name}" where "${where}" in (${list}) order by ${order}`;
  const filled = Array.from({ length: size }, (_, place) => values[place] ?? values[0] ?? '');
  return batchOf(await trx.connection.rows(sql, filled), columns);
}

function batchOf(rows: readonly SqlRow[], columns: FewQuery['columns']): ColumnBatch {
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, NumberColumn>();
  for (const [place, { name: column, type }] of columns.entries()) {
    if (type === 'text') texts.set(column, textsAt(rows, place));
    else numbers.set(column, parseNumbers(packedAt(rows, place), rows.length, type));
  }
  return columnBatch(rows.length, texts, numbers);
}

/**
 * The distinct texts of a column, in order by code unit.
 *
 * @example
 * distinctTexts(batch, 'deal') // ['D-1', 'D-2']
 */
export function distinctTexts(batch: ColumnBatch, name: string): readonly string[] {
  const { bytes, starts, ends } = batch.text(name);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Set<string>();
  for (let row = 0; row < batch.count; row += 1) found.add(buffer.toString('utf8', starts[row], ends[row]));
  return [...found].sort();
}

function textsAt(rows: readonly SqlRow[], place: number): TextColumn {
  const starts = new Uint32Array(rows.length);
  const ends = new Uint32Array(rows.length);
  let text = '';
  let at = 0;
  for (const [row, values] of rows.entries()) {
    const value = textOf(values[place] ?? null);
    starts[row] = at;
    at += Buffer.byteLength(value);
    ends[row] = at;
    text += value;
  }
  return { bytes: Buffer.from(text), starts, ends };
}

function packedAt(rows: readonly SqlRow[], place: number): Uint8Array {
  return Buffer.from(rows.map((row) => textOf(row[place] ?? null)).join(String.fromCharCode(SEPARATOR)));
}

function textOf(value: SqlValue): string {
  return value === null ? '' : String(value);
}
