import type { SqlRow, SqlValue } from '../executor.js';
import { type InsertedValue, type InsertInto, sqlValue } from './row-insert.js';

/** Columns of a table, in an order. */
interface TableColumns {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * Takes the rows that would be inserted, so that they can be compared with those that there are.
 *
 * @example
 * const gathered = new GatheredRows();
 * await insertFolded(gathered.insertInto, 7, shard, names);
 * gathered.all({ name: 'line', columns: ['run', 'entitlement'] })[0] // [7n, 12n]
 */
export class GatheredRows {
  readonly #tables = new Map<string, { readonly names: readonly string[]; readonly rows: SqlRow[] }>();

  readonly insertInto: InsertInto = (table, columns) => {
    const names = columns.map(({ name }) => name);
    const rows: SqlRow[] = [];
    this.#tables.set(table, { names, rows });
    const open = columns.filter(({ constant }) => constant === undefined).length;
    let values: InsertedValue[] = [];
    return {
      push(value) {
        values.push(value);
        if (values.length < open) return;
        const given = values[Symbol.iterator]();
        rows.push(
          columns.map(({ constant }) => {
            return sqlValue(constant === undefined ? (given.next().value ?? null) : constant);
          }),
        );
        values = [];
      },
      flush: () => Promise.resolve(),
      end: () => Promise.resolve(),
    };
  };

  /** All rows of a table, in the order in which they came. */
  all({ name, columns }: TableColumns): readonly SqlRow[] {
    const table = this.#tables.get(name);
    if (table === undefined) return [];
    const places = columns.map((column) => table.names.indexOf(column));
    return table.rows.map((row) => places.map((place): SqlValue => row[place] ?? null));
  }
}
