import type { RecordKind } from '../records/record-kinds.js';
import type { PreparedStatement, SqlRow, Transaction } from './executor.js';
import { databaseName, recordTable, type StoredRecord } from './record-table.js';

/** Values looked for by one statement: many enough to be quick, few enough for any database's parameters. */
const VALUES_AT_A_TIME = 500;

/**
 * Reads records as they are, or as they were after a change, each kind in the order of its key.
 *
 * @example
 * new RecordReader(trx, undefined).where('split', 'payee', ['ada'])
 */
export class RecordReader {
  readonly #trx: Transaction;
  readonly #asOfChange: number | undefined;

  constructor(trx: Transaction, asOfChange: number | undefined) {
    this.#trx = trx;
    this.#asOfChange = asOfChange;
  }

  /** All records of a kind. */
  all<Kind extends RecordKind>(kind: Kind): readonly StoredRecord<Kind>[] {
    return this.#decode(kind, this.#prepare(kind, [], true).each(this.#bind([])));
  }

  /** The records of a kind whose field has one of the values, which are distinct and sorted. */
  where<Kind extends RecordKind>(
    kind: Kind,
    field: keyof StoredRecord<Kind> & string,
    values: readonly string[],
  ): readonly StoredRecord<Kind>[] {
    const rows: SqlRow[] = [];
    const size = Math.min(values.length, VALUES_AT_A_TIME);
    if (size === 0) return [];
    const placeholders = Array.from({ length: size }, () => '?').join(', ');
    const statement = this.#prepare(kind, [`"${databaseName(field)}" in (${placeholders})`], false);
    for (let from = 0; from < values.length; from += size) {
      const chunk = values.slice(from, from + size);
      // The last chunk is filled up with a value it has, so that one statement serves all of them.
      const repeated = Array.from({ length: size - chunk.length }, () => chunk[0] ?? '');
      for (const row of statement.each(this.#bind([...chunk, ...repeated]))) rows.push(row);
    }
    return this.#decode(kind, rows.sort(byKey(recordTable(kind).keyPositions)));
  }

  /** The records of a kind with exactly this key: one or none. */
  withKey<Kind extends RecordKind>(kind: Kind, key: SqlRow): StoredRecord<Kind> | null {
    const { columns, keyPositions } = recordTable(kind);
    const conditions = keyPositions.map((position) => `"${columns[position]}" = ?`);
    const rows = this.#prepare(kind, conditions, false).rows(this.#bind(key));
    return this.#decode(kind, rows)[0] ?? null;
  }

  #prepare(kind: RecordKind, conditions: readonly string[], ordered: boolean): PreparedStatement {
    const { name, versionName, columns, keyPositions } = recordTable(kind);
    const select = `select ${columns.map((column) => `"${column}"`).join(', ')}`;
    const where = (all: readonly string[]) => (all.length === 0 ? '' : `where ${all.join(' and ')}`);
    const arms =
      this.#asOfChange === undefined
        ? [`${select} from "${name}" ${where(conditions)}`]
        : [
            `${select} from "${name}" ${where([...conditions, '"change" <= ?'])}`,
            `${select} from "${versionName}" ${where([...conditions, '"from_change" <= ?', '"until_change" > ?'])}`,
          ];
    const order = ordered ? `order by ${keyPositions.map((position) => position + 1).join(', ')}` : '';
    return this.#trx.connection.prepare(`${arms.join(' union all ')} ${order}`);
  }

  #bind(parameters: SqlRow): SqlRow {
    if (this.#asOfChange === undefined) return parameters;
    const change = BigInt(this.#asOfChange);
    return [...parameters, change, ...parameters, change, change];
  }

  #decode<Kind extends RecordKind>(kind: Kind, rows: Iterable<SqlRow>): readonly StoredRecord<Kind>[] {
    const table = recordTable(kind);
    const records: StoredRecord<Kind>[] = [];
    for (const row of rows) records.push(table.decode(row));
    return records;
  }
}

function byKey(positions: readonly number[]): (a: SqlRow, b: SqlRow) => number {
  return (a, b) => {
    for (const position of positions) {
      const [left, right] = [String(a[position]), String(b[position])];
      if (left !== right) return left < right ? -1 : 1;
    }
    return 0;
  };
}
