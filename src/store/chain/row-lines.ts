import type { SqliteStatement, SqliteValue, SqlRow, SqlValue, Transaction } from '../executor.js';
import { POSTGRES_LINES } from '../postgres/postgres-lines.js';
import { SQLITE_LINES } from '../sqlite/sqlite-lines.js';
import type { SealedColumn, SealedSource, SealedTable } from './sealed-table.js';

/** The lines of some rows, one after the other with line feeds between them: a line itself has none. */
export interface LinePage {
  readonly count: number;
  readonly bytes: Buffer;
}

/** Which rows of a source are meant, as SQL, with its parameters. */
export interface RowCondition {
  readonly sql: string;
  readonly parameters: SqlRow;
  /** The change that wrote all of them, for a table whose rows are counted by changes. */
  readonly change: number | null;
  /** Whether they are few, and named by their keys. */
  readonly isFew: boolean;
}

/** Gives the lines of the next rows in their order, about as many as are asked for; `null` when there are none. */
export type PageReader = (size: number) => Promise<LinePage | null>;

/**
 * Reads rows of where commands write as lines, page by page: values cross in one text, which is what costs least.
 *
 * @example
 * const next = pageReader(trx, table, rows);
 * (await next(1000))?.count
 */
export function pageReader(trx: Transaction, table: SealedTable, condition: RowCondition): PageReader {
  return table.lead === undefined || condition.isFew
    ? rowReader(trx, table, condition)
    : rangeReader(trx, table, table.lead, condition);
}

/**
 * Reads ranges of values of a column that leads the key: rows with the same value come together. A comparison with
 * whole keys would cost as much again.
 */
function rangeReader(
  trx: Transaction,
  table: SealedTable,
  lead: string,
  condition: RowCondition,
): PageReader {
  const { sql, parameters, change } = condition;
  const [source] = table.sources;
  const names = placeOf(table).join(', ');
  const from = `from "${source.table}" where "${lead}" >= ?`;
  const packed = dialectOf(trx).packed(lineOf(trx, source, table, change), names);
  const reader = (end: string) => rowsOf(trx, `select count(*), ${packed} ${from}${end} and ${sql}`);
  const nextLead = rowsOf(trx, `select "${lead}" ${from} and ${sql} order by ${names} limit 1 offset ?`);
  const leadAfter = rowsOf(
    trx,
    `select min("${lead}") from "${source.table}" where "${lead}" > ? and ${sql}`,
  );
  const [inner, last] = [reader(` and "${lead}" < ?`), reader('')];
  let start: SqlValue = '';
  return async (size) => {
    if (start === null) return null;
    let end = textOf(await nextLead([start, ...parameters, BigInt(size)]));
    if (end === start) end = textOf(await leadAfter([start, ...parameters]));
    const rows = end === null ? last([start, ...parameters]) : inner([start, end, ...parameters]);
    start = end;
    const page = pageOf((await rows)[0]);
    return page.count === 0 ? null : page;
  };
}

/** Reads so many rows at a time, going on after the last. */
function rowReader(trx: Transaction, table: SealedTable, condition: RowCondition): PageReader {
  const [source] = table.sources;
  const place = placeOf(table);
  const names = place.join(', ');
  const packed = dialectOf(trx).packed('"written"', names);
  const select = (more: string) => `select count(*), ${packed} from (
    select ${names}, ${lineOf(trx, source, table, condition.change)} as "written" from "${source.table}"
    where ${condition.sql}${more} order by ${names} limit ?) as "page"`;
  const first = rowsOf(trx, select(''));
  const following = rowsOf(trx, select(` and (${names}) > (${place.map(() => '?').join(', ')})`));
  let after: readonly SqlValue[] | null = null;
  return async (size) => {
    const rows = after === null ? first : following;
    const page = pageOf((await rows([...condition.parameters, ...(after ?? []), BigInt(size)]))[0]);
    if (page.count === 0) return null;
    after = orderOf(lastLine(page), table).slice(-place.length);
    return page;
  };
}

/** What orders rows of one change among them, or of all where a table counts by itself. */
function placeOf({ counter, sources: [{ order }] }: SealedTable): readonly string[] {
  return order.slice(counter === 'change' ? 1 : 0).map(({ name }) => `"${name}"`);
}

/**
 * The lines of all rows of a sealed table whose counter is past a number, wherever they lie, in their order.
 *
 * @example
 * for await (const lines of allLines(trx, table, 0n)) lines[0]; // '["1","D-1",…]'
 */
export async function* allLines(
  trx: Transaction,
  table: SealedTable,
  past: bigint,
): AsyncGenerator<readonly string[]> {
  const arms = table.sources.map((source) => {
    const order = source.order.map(({ name }, place) => `"${name}" as "order_${place}"`).join(', ');
    return `select ${order}, ${lineOf(trx, source, table)} as "line" from "${source.table}"
      where "${source.order[0]?.name}" > ?`;
  });
  const order = table.sources[0].order.map((_, place) => `"order_${place}"`).join(', ');
  const sql = `select "line" from (${arms.join(' union all ')}) as "rows" order by ${order}`;
  const parameters = table.sources.map(() => past);
  for await (const rows of trx.connection.stream(sql, parameters)) yield rows.map(([line]) => String(line));
}

/**
 * The values that order a row, as they are bound to a statement, by its line.
 *
 * @example
 * orderOf('["7","D-1","EMEA"]', table) // [7n, 'D-1']
 */
export function orderOf(line: string, { sources: [{ order }] }: SealedTable): readonly (string | bigint)[] {
  const values: readonly string[] = JSON.parse(line);
  return order.map(({ type }, place) =>
    type === 'integer' ? BigInt(values[place] ?? 0) : (values[place] ?? ''),
  );
}

/**
 * Compares the places of two rows as the database orders them: integers by size, texts by their bytes.
 *
 * @example
 * compareOrder([7n, 'D-1'], [7n, 'D-2']) // below 0
 */
export function compareOrder(a: readonly SqlValue[], b: readonly SqlValue[]): number {
  for (const [place, left] of a.entries()) {
    const right = b[place] ?? null;
    if (left === right) continue;
    if (typeof left === 'bigint' && typeof right === 'bigint') return left < right ? -1 : 1;
    return Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
  }
  return 0;
}

/** The line of a row; a change that is known need not be made a text for each row. */
function lineOf(
  trx: Transaction,
  { order }: SealedSource,
  { content, later }: Pick<SealedTable, 'content' | 'later'>,
  change: number | null = null,
): string {
  const values = [...order, ...content].map(textOfColumn);
  if (change !== null) values[0] = `'${change}'`;
  const { line } = dialectOf(trx);
  if (later === undefined) return line(values);
  const [decisive] = later;
  const whole = line([...values, ...later.map(textOfColumn)]);
  return `case when "${decisive.name}" is null then ${line(values)} else ${whole} end`;
}

function textOfColumn({ name, type }: SealedColumn): string {
  return type === 'integer' ? `cast("${name}" as text)` : `"${name}"`;
}

function dialectOf({ sqlite }: Transaction): typeof SQLITE_LINES {
  return sqlite === null ? POSTGRES_LINES : SQLITE_LINES;
}

/** A statement of SQLite is prepared once for all pages, and gives bytes as they are. */
function rowsOf({ sqlite, connection }: Transaction, sql: string) {
  let statement: SqliteStatement | undefined;
  return async (parameters: SqlRow): Promise<readonly (readonly SqliteValue[])[]> => {
    if (sqlite === null) return connection.rows(sql, parameters);
    statement ??= sqlite.prepare(sql);
    return statement.rows(parameters);
  };
}

function textOf([row]: readonly (readonly SqliteValue[])[]): string | null {
  const value = row?.[0] ?? null;
  return typeof value === 'string' ? value : null;
}

function pageOf([count = 0n, text]: readonly SqliteValue[] = []): LinePage {
  if (text instanceof Uint8Array) {
    return { count: Number(count), bytes: Buffer.from(text.buffer, text.byteOffset, text.length) };
  }
  return { count: Number(count), bytes: Buffer.from(typeof text === 'string' ? text : '') };
}

function lastLine({ bytes }: LinePage): string {
  return bytes.toString('utf8', bytes.lastIndexOf(LINE_FEED) + 1);
}

const LINE_FEED = 10;
