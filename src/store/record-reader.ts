import type { RecordKind } from '../records/record-kinds.js';
import type { SqlRow, Transaction } from './executor.js';
import { databaseName, recordTable, type StoredRecord } from './record-table.js';

/** Values looked for by one statement: many enough to be quick, few enough for any database's parameters. */
const VALUES_AT_A_TIME = 500;
/** As many when there are only few. */
const FEW_VALUES = 20;

/**
 * Reads records as they are, or as they were after a change, each kind in the order of its key.
 *
 * @example
 * await new RecordReader(trx, undefined).where('split', 'payee', ['ada'])
 */
export class RecordReader {
  readonly #trx: Transaction;
  readonly #asOfChange: number | undefined;

  constructor(trx: Transaction, asOfChange: number | undefined) {
    this.#trx = trx;
    this.#asOfChange = asOfChange;
  }

  /** All records of a kind. */
  async all<Kind extends RecordKind>(kind: Kind): Promise<readonly StoredRecord<Kind>[]> {
    const { decode, columns } = recordTable(kind);
    const records: StoredRecord<Kind>[] = [];
    const select = this.#select(kind, [], { columns, ordered: true });
    const batches = this.#trx.connection.stream(select, this.#bind([]));
    for await (const rows of batches) for (const row of rows) records.push(decode(row));
    return records;
  }

  /** The records of a kind whose field has one of the values, which are distinct and sorted. */
  async where<Kind extends RecordKind>(
    kind: Kind,
    field: keyof StoredRecord<Kind> & string,
    values: readonly string[],
  ): Promise<readonly StoredRecord<Kind>[]> {
    const { columns, decode, keyPositions } = recordTable(kind);
    const rows = await this.#rowsWhere(kind, columns, field, values);
    return rows.sort(byKey(keyPositions)).map((row) => decode(row));
  }

  /** What the records of a kind, of which a field has one of the values, have in another field; distinct and sorted. */
  async distinctWhere<Kind extends RecordKind>(
    kind: Kind,
    asked: keyof StoredRecord<Kind> & string,
    field: keyof StoredRecord<Kind> & string,
    values: readonly string[],
  ): Promise<readonly string[]> {
    const rows = await this.#rowsWhere(kind, [databaseName(asked)], field, values);
    return [...new Set(rows.flatMap(([value]) => (typeof value === 'string' ? [value] : [])))].sort();
  }

  async #rowsWhere(
    kind: RecordKind,
    columns: readonly string[],
    field: string,
    values: readonly string[],
  ): Promise<SqlRow[]> {
    const rows: SqlRow[] = [];
    const size = values.length < VALUES_AT_A_TIME ? FEW_VALUES : VALUES_AT_A_TIME;
    const placeholders = Array.from({ length: size }, () => '?').join(', ');
    const conditions = [`"${databaseName(field)}" in (${placeholders})`];
    const select = this.#select(kind, conditions, { columns, ordered: false });
    for (let from = 0; from < values.length; from += size) {
      const chunk = values.slice(from, from + size);
      // The last chunk is filled up with a value it has, so that the same statement serves all of them.
      const repeated = Array.from({ length: size - chunk.length }, () => chunk[0] ?? '');
      const found = await this.#trx.connection.rows(select, this.#bind([...chunk, ...repeated]));
      for (const row of found) rows.push(row);
    }
    return rows;
  }

  /** The records of a kind with exactly this key: one or none. */
  async withKey<Kind extends RecordKind>(kind: Kind, key: SqlRow): Promise<StoredRecord<Kind> | null> {
    const { columns, keyPositions, decode } = recordTable(kind);
    const conditions = keyPositions.map((position) => `"${columns[position]}" = ?`);
    const select = this.#select(kind, conditions, { columns, ordered: false });
    const [row] = await this.#trx.connection.rows(select, this.#bind(key));
    return row === undefined ? null : decode(row);
  }

  #select(
    kind: RecordKind,
    conditions: readonly string[],
    { columns, ordered }: { readonly columns: readonly string[]; readonly ordered: boolean },
  ): string {
    const { name, versionName, keyPositions } = recordTable(kind);
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
    return `${arms.join(' union all ')} ${order}`;
  }

  #bind(parameters: SqlRow): SqlRow {
    if (this.#asOfChange === undefined) return parameters;
    const change = BigInt(this.#asOfChange);
    return [...parameters, change, ...parameters, change, change];
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
