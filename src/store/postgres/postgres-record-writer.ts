import type { RecordKind } from '../../records/record-kinds.js';
import type { Connection, SqlRow } from '../executor.js';
import { type RecordTable, recordTable, type StoredRecord } from '../record-table.js';
import type { RecordWriter, WriteOptions, WriteOutcome } from '../write-outcome.js';
import { givenStatements } from './given-statements.js';

/** Enough for the few statements of a batch to be nothing beside its rows. */
const BATCH_ROWS = 5_000;

/**
 * Writes records on PostgreSQL: each batch is copied into a temporary table, and from there inserted, compared
 * and corrected by statements that take all of it.
 *
 * @example
 * await postgresRecordWriter(connection, change, 'deal', { onConflict: 'refuse' }).writeAll([deal]);
 */
export function postgresRecordWriter<Kind extends RecordKind>(
  connection: Connection,
  change: number,
  kind: Kind,
  options: WriteOptions,
): RecordWriter<Kind> {
  return new PostgresRecordWriter(connection, change, kind, options);
}

/** A row of a batch, and where in it it stands. */
interface GivenRow {
  readonly position: number;
  readonly row: SqlRow;
}

class PostgresRecordWriter<Kind extends RecordKind> implements RecordWriter<Kind> {
  readonly batchRows = BATCH_ROWS;
  readonly #table: RecordTable<Kind>;
  readonly #statements;
  #hasTable = false;

  constructor(
    readonly connection: Connection,
    change: number,
    kind: Kind,
    readonly options: WriteOptions,
  ) {
    this.#table = recordTable(kind);
    this.#statements = givenStatements(kind, change);
  }

  async writeAll(records: readonly StoredRecord<Kind>[]): Promise<readonly WriteOutcome[]> {
    const outcomes = records.map((): WriteOutcome => 'unchanged');
    for (const round of this.#rounds(records)) await this.#write(round, outcomes);
    return outcomes;
  }

  /** In each round a key comes once at most: all first rows of a key, then all second ones, and so on. */
  #rounds(records: readonly StoredRecord<Kind>[]): readonly (readonly GivenRow[])[] {
    const { encode, keyPositions } = this.#table;
    const rounds: GivenRow[][] = [];
    const counts = new Map<string, number>();
    for (const [position, record] of records.entries()) {
      const row = encode(record);
      // No id and no date has a line break.
      const key = keyPositions.map((each) => row[each]).join('\n');
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      const round = rounds[count];
      if (round === undefined) rounds.push([{ position, row }]);
      else round.push({ position, row });
    }
    return rounds;
  }

  async #write(given: readonly GivenRow[], outcomes: WriteOutcome[]): Promise<void> {
    await this.#copy(given);
    const { countKnown, insertAll, findOther, insertNew } = this.#statements;
    const [known, same] = (await this.connection.rows(countKnown, []))[0] ?? [];
    if (same === BigInt(given.length)) return;
    if (known === 0n) {
      await this.connection.run(insertAll, []);
      for (const { position } of given) outcomes[position] = 'inserted';
      return;
    }
    if (known !== BigInt(given.length)) {
      for (const [position] of await this.connection.rows(insertNew, []))
        outcomes[Number(position)] = 'inserted';
    }
    if (known === same) return;
    const corrected: bigint[] = [];
    for (const [position, isOfThisChange] of await this.connection.rows(findOther, [])) {
      const outcome = this.#outcomeOf(isOfThisChange === 1n);
      outcomes[Number(position)] = outcome;
      if (outcome === 'corrected') corrected.push(position as bigint);
    }
    if (corrected.length > 0) await this.#correct(corrected);
  }

  #outcomeOf(isOfThisChange: boolean): WriteOutcome {
    if (this.options.refuseRepeated && isOfThisChange) return 'repeated';
    return this.options.onConflict === 'refuse' ? 'conflict' : 'corrected';
  }

  async #copy(given: readonly GivenRow[]): Promise<void> {
    const { table, createTable, emptyTable } = this.#statements;
    await this.connection.run(this.#hasTable ? emptyTable : createTable, []);
    this.#hasTable = true;
    const copy = this.connection.bulkInsert(table, ['position', ...this.#table.columns]);
    for (const { position, row } of given) {
      const waiting = copy.add([BigInt(position), ...row]);
      if (waiting !== undefined) await waiting;
    }
    await copy.end();
  }

  async #correct(positions: readonly bigint[]): Promise<void> {
    const { keepVersions, correct } = this.#statements;
    const list = `{${positions.join(',')}}`;
    await this.connection.run(keepVersions, [list]);
    await this.connection.run(correct, [list]);
  }
}
