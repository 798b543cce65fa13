import type { RecordKind } from '../../records/record-kinds.js';
import type { SqliteConnection, SqlRow, SqlValue } from '../executor.js';
import { type RecordTable, recordTable, type StoredRecord } from '../record-table.js';
import type { RecordWriter, WriteOptions, WriteOutcome } from '../write-outcome.js';
import { ROWS_AT_A_TIME, recordStatements } from './record-statements.js';

/** Few enough to be gone before the collector of garbage would move them. */
const BATCH_ROWS = 200;

/**
 * Writes records on SQLite: fifty rows by one statement where all of them are new, or none of them is
 * different from what is stored; else one by one.
 *
 * @example
 * await sqliteRecordWriter(sqlite, change, 'deal', { onConflict: 'refuse' }).writeAll([deal]);
 */
export function sqliteRecordWriter<Kind extends RecordKind>(
  sqlite: SqliteConnection,
  change: number,
  kind: Kind,
  options: WriteOptions,
): RecordWriter<Kind> {
  const writer = new SqliteRecordWriter(sqlite, change, kind, options);
  return { batchRows: BATCH_ROWS, writeAll: async (records) => writer.writeAll(records) };
}

class SqliteRecordWriter<Kind extends RecordKind> {
  readonly #table: RecordTable<Kind>;
  readonly #statements;
  /** Whether the records written last were stored before: those that follow mostly are too. */
  #knownBefore = false;

  constructor(
    sqlite: SqliteConnection,
    change: number,
    kind: Kind,
    readonly options: WriteOptions,
  ) {
    this.#table = recordTable(kind);
    this.#statements = recordStatements(sqlite, kind, change);
  }

  writeAll(records: readonly StoredRecord<Kind>[]): readonly WriteOutcome[] {
    const outcomes: WriteOutcome[] = [];
    for (let from = 0; from < records.length; from += ROWS_AT_A_TIME) {
      // One array for the values of all rows, as the statements take them: one for each costs half as much again.
      const values: SqlValue[] = [];
      const end = Math.min(from + ROWS_AT_A_TIME, records.length);
      for (let position = from; position < end; position += 1) {
        const record = records[position];
        if (record !== undefined) this.#table.encode(record, values);
      }
      if (end - from === ROWS_AT_A_TIME) this.#writeChunk(values, outcomes);
      else this.#writeEach(values, outcomes);
    }
    return outcomes;
  }

  #writeChunk(values: SqlRow, outcomes: WriteOutcome[]): void {
    if (!this.#knownBefore && !this.#anyIsStored(values)) {
      this.#insertAll(values, outcomes);
      return;
    }
    const { countSame, same } = this.#statements;
    if (countSame.rows(values)[0]?.[0] === BigInt(ROWS_AT_A_TIME)) {
      this.#knownBefore = true;
      for (let count = 0; count < ROWS_AT_A_TIME; count += 1) outcomes.push('unchanged');
      return;
    }
    const rows = this.#rowsOf(values);
    // One that is corrected may come again in the chunk, and is then compared with its correction.
    if (new Set(rows.map((row) => this.#keyOf(row))).size < rows.length) {
      this.#writeEach(values, outcomes);
      return;
    }
    const unchanged = new Set(same.rows(values).map(([position]) => Number(position)));
    this.#knownBefore = unchanged.size > rows.length / 2;
    for (const [position, row] of rows.entries()) {
      outcomes.push(unchanged.has(position) ? 'unchanged' : this.#write(row));
    }
  }

  #anyIsStored(values: SqlRow): boolean {
    const { columns, keyPositions } = this.#table;
    const keys: SqlValue[] = [];
    for (let start = 0; start < values.length; start += columns.length) {
      for (const position of keyPositions) keys.push(values[start + position] ?? '');
    }
    return this.#statements.anyStored.rows(keys).length > 0;
  }

  /** Inserts rows of which none is stored; only those that give a key again can be left out. */
  #insertAll(values: SqlRow, outcomes: WriteOutcome[]): void {
    const inserted = this.#statements.insertMany.run(values);
    if (inserted === ROWS_AT_A_TIME) {
      for (let count = 0; count < ROWS_AT_A_TIME; count += 1) outcomes.push('inserted');
      return;
    }
    const keys = new Set<string>();
    for (const row of this.#rowsOf(values)) {
      const isFirst = keys.size < keys.add(this.#keyOf(row)).size;
      outcomes.push(isFirst ? 'inserted' : this.#write(row));
    }
  }

  #writeEach(values: SqlRow, outcomes: WriteOutcome[]): void {
    for (const row of this.#rowsOf(values)) outcomes.push(this.#write(row));
  }

  #rowsOf(values: SqlRow): readonly SqlRow[] {
    const size = this.#table.columns.length;
    return Array.from({ length: values.length / size }, (_, row) =>
      values.slice(row * size, (row + 1) * size),
    );
  }

  #write(row: SqlRow): WriteOutcome {
    const { insertOne, stored, keepVersion, correct } = this.#statements;
    if (insertOne.run(row) === 1) return 'inserted';
    const key = this.#table.keyPositions.map((position) => row[position] ?? '');
    const content = this.#table.contentPositions.map((position) => row[position] ?? null);
    const [isSame, isOfThisChange] = stored.rows([...content, ...key])[0] ?? [];
    if (isSame === 1n) return 'unchanged';
    if (this.options.refuseRepeated && isOfThisChange === 1n) return 'repeated';
    if (this.options.onConflict === 'refuse') return 'conflict';
    if (isOfThisChange === 0n) keepVersion.run(key);
    correct.run([...content, ...key]);
    return 'corrected';
  }

  /** No id and no date has a line break. */
  #keyOf(row: SqlRow): string {
    return this.#table.keyPositions.map((position) => row[position]).join('\n');
  }
}
