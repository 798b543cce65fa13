import {
  type ColumnBatch,
  type ColumnRequest,
  columnBatch,
  type NumberColumn,
  type TextColumn,
} from '../../records/columns/column-batch.js';
import { ColumnRoom } from '../../records/columns/column-room.js';
import { parseNumbers, parseTexts, SEPARATOR } from '../../records/columns/parse-column.js';
import type { SqliteConnection, SqliteStatement, SqliteValue } from '../executor.js';
import { recordTable } from '../record-table.js';
import type { ColumnQuery } from './column-query.js';

/** Rows of a batch, but for those of the same first key field that come with the last: few calls, little memory. */
const ROWS = 4_000;

/**
 * Reads columns from SQLite. What costs is each value that crosses to JavaScript, so that one text per column
 * crosses for thousands of rows, and values are taken from its bytes.
 *
 * @example
 * for await (const batch of packedColumns(trx.sqlite, { kind: 'deal', columns })) batch.count;
 */
export async function* packedColumns(
  connection: SqliteConnection,
  { kind, columns: asked, takes = () => true }: ColumnQuery,
): AsyncGenerator<ColumnBatch> {
  const table = orderedTable(kind);
  const { name, first, order } = table;
  const given = asked.map(withRoom);
  const nextKey = connection.prepare(
    `select ${first} from "${name}" where ${first} >= ? order by ${order} limit 1 offset ${ROWS}`,
  );
  // What may well be empty throughout is looked for, and not read before it is found.
  let reader = rangeReader(connection, table, {
    columns: given.filter(({ isSparse }) => isSparse !== true),
    blank: given.filter(({ isSparse }) => isSparse === true),
  });

  let from: SqliteValue = '';
  for (let number = 0; ; number += 1) {
    let to: SqliteValue | undefined = nextKey.rows([from])[0]?.[0];
    // One key with more rows than a batch has comes whole, with all that follows up to the next.
    if (to === from)
      to =
        connection.prepare(`select min(${first}) from "${name}" where ${first} > ?`).rows([from])[0]?.[0] ??
        undefined;
    if (takes(number)) {
      let batch = reader(from, to);
      if (batch === 'filled') {
        reader = rangeReader(connection, table, { columns: given, blank: [] });
        batch = reader(from, to);
      }
      if (batch !== null && batch !== 'filled') yield batch;
    }
    if (to === undefined) return;
    from = to;
  }
}

/** A table with what its records are ordered by. */
interface OrderedTable {
  readonly name: string;
  /** The first column of the key. */
  readonly first: string;
  /** All columns of the key. */
  readonly order: string;
}

function orderedTable(kind: ColumnQuery['kind']): OrderedTable {
  const { name, columns, keyPositions } = recordTable(kind);
  const key = keyPositions.map((position) => `"${columns[position]}"`);
  return { name, first: key[0] ?? '', order: key.join(', ') };
}

/** Which columns are read, and which are taken for empty. */
interface ReadAndBlank {
  readonly columns: readonly RoomyColumn[];
  readonly blank: readonly RoomyColumn[];
}

/**
 * Reads batches from a key up to another, or to the end: `null` where there are no records, and `filled` where a column
 * has something that was taken for empty.
 */
function rangeReader(
  connection: SqliteConnection,
  { name, first, order }: OrderedTable,
  { columns, blank }: ReadAndBlank,
): (from: SqliteValue, to: SqliteValue | undefined) => ColumnBatch | 'filled' | null {
  const select = (what: string) => (end: string) =>
    connection.prepare(`select ${what} from "${name}" where ${first} >= ?${end}`);
  const packed = select(['count(*)', ...columns.map(packedValues), ...blank.map(greatestValue)].join(', '));
  const plain = select(columns.map(blobValue).join(', ') || 'null');
  const inner = { packed: packed(` and ${first} < ?`), plain: plain(` and ${first} < ? order by ${order}`) };
  const last = { packed: packed(''), plain: plain(` order by ${order}`) };
  return (from, to) => {
    const batch = to === undefined ? readBatch(last, [from], columns) : readBatch(inner, [from, to], columns);
    if (batch === null) return null;
    if (batch.beside.some((value) => value !== null && value !== '')) return 'filled';
    return columnBatch(batch.count, ...withBlanks(batch, blank));
  };
}

/**
 * Reads columns of the records whose first key field lies between two, both among them, as one batch each time, which
 * is good until the next is read.
 *
 * @example
 * const between = packedRanges(trx.sqlite, { kind: 'receipt', columns });
 * between('R-00000001', 'R-00004000')?.count
 */
export function packedRanges(
  connection: SqliteConnection,
  { kind, columns: asked }: ColumnQuery,
): (first: string, last: string) => ColumnBatch | null {
  const { name, first, order } = orderedTable(kind);
  const columns = asked.map(withRoom);
  const select = (what: readonly string[], end = '') =>
    connection.prepare(
      `select ${what.join(', ')} from "${name}" where ${first} >= ? and ${first} <= ?${end}`,
    );
  const statements = {
    packed: select(['count(*)', ...columns.map(packedValues)]),
    plain: select(columns.map(blobValue), ` order by ${order}`),
  };
  return (from, to) => {
    const batch = readBatch(statements, [from, to], columns);
    return batch === null ? null : columnBatch(batch.count, batch.texts, batch.numbers);
  };
}

type Columns = readonly [texts: Map<string, TextColumn>, numbers: Map<string, NumberColumn>];

function withBlanks({ count, texts, numbers }: ReadColumns, blank: readonly RoomyColumn[]): Columns {
  for (const { name, type, room } of blank) {
    if (type !== 'text') numbers.set(name, room.numbers(count).fill(Number.NaN));
    // Nothing is ever written into that room: all texts begin and end at its beginning.
    else texts.set(name, { bytes: NOTHING.bytes, starts: room.starts(count), ends: room.ends(count) });
  }
  return [texts, numbers];
}

/** A column that is read batch by batch. */
interface RoomyColumn extends ColumnRequest {
  readonly room: ColumnRoom;
}

function withRoom(column: ColumnRequest): RoomyColumn {
  return { ...column, room: new ColumnRoom() };
}

interface ReadColumns {
  readonly count: number;
  readonly texts: Map<string, TextColumn>;
  readonly numbers: Map<string, NumberColumn>;
}

/** Columns with what else the row of the packed ones said. */
interface ReadBatch extends ReadColumns {
  readonly beside: readonly SqliteValue[];
}

interface RangeStatements {
  readonly packed: SqliteStatement;
  readonly plain: SqliteStatement;
}

/** `group_concat` leaves NULL out, which would shift the column: NULL is made an empty text. */
function packedValues({ name }: ColumnRequest): string {
  return `cast(group_concat(coalesce("${name}", ''), char(${SEPARATOR})) as blob)`;
}

/** Empty, or nothing, where all values are: any other is greater. */
function greatestValue({ name }: ColumnRequest): string {
  return `max("${name}")`;
}

function blobValue({ name }: ColumnRequest): string {
  return `cast(coalesce("${name}", '') as blob)`;
}

function readBatch(
  { packed, plain }: RangeStatements,
  range: readonly SqliteValue[],
  columns: readonly RoomyColumn[],
): ReadBatch | null {
  const [row = []] = packed.rows(range);
  const count = Number(row[0] ?? 0n);
  if (count === 0) return null;
  const end = 1 + columns.length;
  const read =
    parsed(row.slice(1, end).map(bytesOf), count, columns) ??
    parsed(joined(plain.rows(range), columns.length), count, columns);
  return read === null ? null : { ...read, beside: row.slice(end) };
}

/** `null` where a text has the separator in it. */
function parsed(
  values: readonly Packed[],
  count: number,
  columns: readonly RoomyColumn[],
): ReadColumns | null {
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, NumberColumn>();
  for (const [place, { name, type, room }] of columns.entries()) {
    const value = values[place] ?? NOTHING;
    if (type !== 'text') {
      numbers.set(name, parseNumbers(value.bytes, count, type, room));
      continue;
    }
    const text = value.column ?? parseTexts(value.bytes, count, room);
    if (text === null) return null;
    texts.set(name, text);
  }
  return { count, texts, numbers };
}

interface Packed {
  readonly bytes: Uint8Array;
  readonly column: TextColumn | null;
}

const NOTHING: Packed = { bytes: new Uint8Array(0), column: null };

function bytesOf(value: SqliteValue): Packed {
  return value instanceof Uint8Array ? { bytes: value, column: null } : NOTHING;
}

/** The values of rows that were read one by one, as if they had been packed. */
function joined(rows: readonly (readonly SqliteValue[])[], width: number): readonly Packed[] {
  return Array.from({ length: width }, (_, place) => {
    const values = rows.map((row) => bytesOf(row[place] ?? null).bytes);
    const starts = new Uint32Array(rows.length);
    const ends = new Uint32Array(rows.length);
    let at = 0;
    for (const [row, value] of values.entries()) {
      starts[row] = at;
      ends[row] = at + value.length;
      at += value.length + 1;
    }
    const separator = Uint8Array.of(SEPARATOR);
    const bytes = Buffer.concat(values.flatMap((value) => [value, separator]));
    return { bytes: bytes.subarray(0, -1), column: { bytes, starts, ends } };
  });
}
