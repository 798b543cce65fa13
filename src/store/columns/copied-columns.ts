import { grown } from '../../records/columns/byte-keys.js';
import {
  type ColumnBatch,
  type ColumnRequest,
  columnBatch,
  type NumberColumn,
  type TextColumn,
} from '../../records/columns/column-batch.js';
import { compareBytes } from '../../records/columns/compare-bytes.js';
import { parseNumbers, SEPARATOR } from '../../records/columns/parse-column.js';
import type { RecordKind } from '../../records/record-kinds.js';
import type { PostgresConnection } from '../executor.js';
import { recordTable } from '../record-table.js';
import type { ColumnQuery, NamedColumns } from './column-query.js';

/** Rows of a batch, but for those of the same first key field that come with the last. */
const ROWS = 4_000;
const TAB = 9;
const LINE_FEED = 10;
const BACKSLASH = 92;
const CAPITAL_N = 78;
/** What stands after a backslash for a character that COPY does not write as it is. */
const ESCAPED: ReadonlyMap<number, number> = new Map(
  [...'bfnrtv'].map((letter, place) => [letter.charCodeAt(0), [8, 12, 10, 13, 9, 11][place] ?? 0]),
);

/**
 * Reads columns from PostgreSQL, from the bytes of its COPY.
 *
 * @param named columns of what the records name, each called as by {@link nameOfNamed}, and empty where there is no such
 *
 * @example
 * for await (const batch of copiedColumns(trx.postgres, { kind: 'deal', columns })) batch.count;
 */
export async function* copiedColumns(
  connection: PostgresConnection,
  { kind, columns: own, takes = () => true }: ColumnQuery,
  named?: NamedColumns,
): AsyncGenerator<ColumnBatch> {
  const columns = [...own, ...namedOf(named)];
  const gathered = [new GatheredColumn(), ...columns.map(() => new GatheredColumn())];
  const [keys] = gathered;
  if (keys === undefined) return;
  let batches = 0;
  let count = 0;
  let rest = Buffer.alloc(0);
  for await (const chunk of connection.copyOut(selectOf(kind, own, named))) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, start)) {
      takeRow(bytes, start, end, gathered);
      start = end + 1;
      count += 1;
      if (count <= ROWS || keys.endsAlike()) continue;
      // The row that was taken last is of another key: it begins the next batch.
      if (takes(batches)) yield batchOf(gathered, columns, count - 1);
      batches += 1;
      for (const column of gathered) column.keepLast();
      count = 1;
    }
    rest = Buffer.from(bytes.subarray(start));
  }
  if (count > 0 && takes(batches)) yield batchOf(gathered, columns, count);
}

/**
 * What a batch calls a column of what its records name.
 *
 * @example
 * nameOfNamed('receipt', 'date') // 'receipt.date'
 */
export function nameOfNamed(kind: RecordKind, column: string): string {
  return `${kind}.${column}`;
}

function namedOf(named: NamedColumns | undefined): readonly ColumnRequest[] {
  if (named === undefined) return [];
  return named.columns.map((column) => ({ ...column, name: nameOfNamed(named.kind, column.name) }));
}

/** The first field of the key, by which batches are parted, and the columns, in the order of the key. */
function selectOf(kind: RecordKind, columns: readonly ColumnRequest[], named?: NamedColumns): string {
  const { name, columns: all, keyPositions } = recordTable(kind);
  const key = keyPositions.map((position) => `own."${all[position]}"`);
  const values = [key[0], ...columns.map((column) => `own."${column.name}"`)];
  let from = `"${name}" own`;
  if (named !== undefined) {
    const other = recordTable(named.kind);
    values.push(...named.columns.map((column) => `named."${column.name}"`));
    from += ` left join "${other.name}" named on named."${other.columns[other.keyPositions[0] ?? 0]}" = own."${named.by}"`;
  }
  return `select ${values.join(', ')} from ${from} order by ${key.join(', ')}`;
}

function takeRow(bytes: Buffer, start: number, end: number, gathered: readonly GatheredColumn[]): void {
  let from = start;
  for (const column of gathered) {
    let to = from;
    while (to < end && bytes[to] !== TAB) to += 1;
    column.add(bytes, from, to);
    from = to + 1;
  }
}

function batchOf(
  gathered: readonly GatheredColumn[],
  columns: readonly ColumnRequest[],
  count: number,
): ColumnBatch {
  const texts = new Map<string, TextColumn>();
  const numbers = new Map<string, NumberColumn>();
  for (const [place, { name, type }] of columns.entries()) {
    const column = gathered[place + 1];
    if (column === undefined) continue;
    if (type === 'text') texts.set(name, column.texts(count));
    else numbers.set(name, parseNumbers(column.packed(count), count, type));
  }
  return columnBatch(count, texts, numbers);
}

/** The values of one column as they come, one after the other, each followed by a separator. */
class GatheredColumn {
  #bytes = new Uint8Array(1 << 14);
  #ends = new Uint32Array(ROWS + 2);
  #starts = new Uint32Array(ROWS + 2);
  #count = 0;
  #length = 0;

  add(bytes: Uint8Array, from: number, to: number): void {
    if (this.#length + to - from + 1 > this.#bytes.length) {
      this.#bytes = grown(this.#bytes, Uint8Array, this.#length + to - from + 1);
    }
    if (this.#count === this.#ends.length) {
      this.#ends = grown(this.#ends, Uint32Array, this.#count + 1);
      this.#starts = grown(this.#starts, Uint32Array, this.#count + 1);
    }
    this.#starts[this.#count] = this.#length;
    const isNull = to - from === 2 && bytes[from] === BACKSLASH && bytes[from + 1] === CAPITAL_N;
    if (!isNull) this.#unescape(bytes, from, to);
    this.#ends[this.#count] = this.#length;
    this.#bytes[this.#length] = SEPARATOR;
    this.#length += 1;
    this.#count += 1;
  }

  /** Whether the last two values are the same. */
  endsAlike(): boolean {
    const [start, end] = [this.#starts[this.#count - 1] ?? 0, this.#ends[this.#count - 1] ?? 0];
    const [from, to] = [this.#starts[this.#count - 2] ?? 0, this.#ends[this.#count - 2] ?? 0];
    return compareBytes(this.#bytes, start, end, this.#bytes, from, to) === 0;
  }

  /** Copies of the first values, as what is gathered next takes their place. */
  texts(count: number): TextColumn {
    return {
      bytes: this.#bytes.slice(0, this.#ends[count - 1] ?? 0),
      starts: this.#starts.slice(0, count),
      ends: this.#ends.slice(0, count),
    };
  }

  packed(count: number): Uint8Array {
    return this.#bytes.subarray(0, this.#ends[count - 1] ?? 0);
  }

  /** Forgets all values but the last. */
  keepLast(): void {
    const start = this.#starts[this.#count - 1] ?? 0;
    const end = this.#ends[this.#count - 1] ?? 0;
    this.#bytes.copyWithin(0, start, end + 1);
    this.#starts[0] = 0;
    this.#ends[0] = end - start;
    this.#length = end - start + 1;
    this.#count = 1;
  }

  #unescape(bytes: Uint8Array, from: number, to: number): void {
    for (let place = from; place < to; place += 1) {
      let byte = bytes[place] ?? 0;
      if (byte === BACKSLASH) {
        place += 1;
        const letter = bytes[place] ?? 0;
        byte = ESCAPED.get(letter) ?? letter;
      }
      this.#bytes[this.#length] = byte;
      this.#length += 1;
    }
  }
}
