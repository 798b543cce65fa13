import {
  type ColumnBatch,
  type ColumnRequest,
  columnBatch,
  type NumberColumn,
  type TextColumn,
} from '../../records/columns/column-batch.js';
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
  const { name, columns: all, keyPositions } = recordTable(kind);
  const columns = asked.filter((column) => !isEmptyThroughout(connection, name, column));
  const blank = asked.filter((column) => !columns.includes(column));
  const first = `"${all[keyPositions[0] ?? 0]}"`;
  const order = keyPositions.map((position) => `"${all[position]}"`).join(', ');
  const nextKey = connection.prepare(
    `select ${first} from "${name}" where ${first} >= ? order by ${order} limit 1 offset ${ROWS}`,
  );
  const select = (what: string) => (end: string) =>
    connection.prepare(`select ${what} from "${name}" where ${first} >= ?${end}`);
  const packed = select(['count(*)', ...columns.map(packedValues)].join(', '));
  const plain = select(columns.map(blobValue).join(', ') || 'null');
  const inner = { packed: packed(` and ${first} < ?`), plain: plain(` and ${first} < ? order by ${order}`) };
  const last = { packed: packed(''), plain: plain(` order by ${order}`) };

  let from: SqliteValue = '';
  for (let number = 0; ; number += 1) {
    let to: SqliteValue | undefined = nextKey.rows([from])[0]?.[0];
    // One key with more rows than a batch has comes whole, with all that follows up to the next.
    if (to === from)
      to =
        connection.prepare(`select min(${first}) from "${name}" where ${first} > ?`).rows([from])[0]?.[0] ??
        undefined;
    const read = () =>
      to === undefined ? readBatch(last, [from], columns) : readBatch(inner, [from, to], columns);
    const batch = takes(number) ? read() : null;
    if (batch !== null) yield columnBatch(batch.count, ...withBlanks(batch, blank));
    if (to === undefined) return;
    from = to;
  }
}

/**
 * Reads columns of the records whose first key field lies between two, both among them, as one batch each time.
 *
 * @example
 * const between = packedRanges(trx.sqlite, { kind: 'receipt', columns });
 * between('R-00000001', 'R-00004000')?.count
 */
export function packedRanges(
  connection: SqliteConnection,
  { kind, columns }: ColumnQuery,
): (first: string, last: string) => ColumnBatch | null {
  const { name, columns: all, keyPositions } = recordTable(kind);
  const first = `"${all[keyPositions[0] ?? 0]}"`;
  const order = keyPositions.map((position) => `"${all[position]}"`).join(', ');
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

/** Whether a column that may well be so is empty in all records: reading it would give nothing, and cost the same. */
function isEmptyThroughout(
  connection: SqliteConnection,
  table: string,
  { name, isSparse = false }: ColumnRequest,
): boolean {
  if (!isSparse) return false;
  const filled = connection.prepare(`select 1 from "${table}" where coalesce("${name}", '') <> '' limit 1`);
  return filled.rows([]).length === 0;
}

type Columns = readonly [texts: Map<string, TextColumn>, numbers: Map<string, NumberColumn>];

function withBlanks({ count, texts, numbers }: ReadColumns, blank: readonly ColumnRequest[]): Columns {
  for (const { name, type } of blank) {
    if (type !== 'text') numbers.set(name, new Float64Array(count).fill(Number.NaN));
    else
      texts.set(name, { bytes: NOTHING.bytes, starts: new Uint32Array(count), ends: new Uint32Array(count) });
  }
  return [texts, numbers];
}

interface ReadColumns {
  readonly count: number;
  readonly texts: Map<string, TextColumn>;
  readonly numbers: Map<string, NumberColumn>;
}

interface RangeStatements {
  readonly packed: SqliteStatement;
  readonly plain: SqliteStatement;
}

/** `group_concat` leaves NULL out, which would shift the column: NULL is made an empty text. */
function packedValues({ name }: ColumnRequest): string {
  return `cast(group_concat(coalesce("${name}", ''), char(${SEPARATOR})) as blob)`;
}

function blobValue({ name }: ColumnRequest): string {
  return `cast(coalesce("${name}", '') as blob)`;
}

function readBatch(
  { packed, plain }: RangeStatements,
  range: readonly SqliteValue[],
  columns: readonly ColumnRequest[],
): ReadColumns | null {
  const [row = []] = packed.rows(range);
  const count = Number(row[0] ?? 0n);
  if (count === 0) return null;
  const values = row.slice(1).map(bytesOf);
  return parsed(values, count, columns) ?? parsed(joined(plain.rows(range), columns.length), count, columns);
}

/** `null` where a text has the separator in it. */
function parsed(
  values: readonly Packed[],
  count: number,
  columns: readonly ColumnRequest[],
): ReadColumns | null {
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, NumberColumn>();
  for (const [place, { name, type }] of columns.entries()) {
    const value = values[place] ?? NOTHING;
    if (type !== 'text') {
      numbers.set(name, parseNumbers(value.bytes, count, type));
      continue;
    }
    const text = value.column ?? parseTexts(value.bytes, count);
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
