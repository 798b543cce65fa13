import type { Executor } from '../executor.js';

/** A command that wrote something, as the chain has it. */
export interface ListedRecord {
  readonly number: number;
  /** The change of records and rules that it was; `null` where it changed neither. */
  readonly change: number | null;
  /** The instant, as ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly actor: string;
  readonly command: string;
  readonly reason: string | null;
  /** The hash of the record before, and its own. */
  readonly previous: string;
  readonly hash: string;
}

/** Which records are listed; what is left out is not asked of them. */
export interface RecordFilter {
  readonly actor?: string | undefined;
  /** A table of which it wrote, replaced or took away rows, by the name of the chain. */
  readonly wrote?: string | undefined;
  /** From this day of UTC on, and up to and with this one. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only those before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

const COLUMNS = [
  ...(['number', 'change', 'recorded_at', 'actor', 'command', 'reason'] as const),
  ...(['previous', 'hash'] as const),
];

/**
 * Records of the chain, the latest first. That with which the chain begins is none of them.
 *
 * @example
 * await listRecords(db, { actor: 'ops', limit: 51 });
 */
export async function listRecords(
  { queries }: Executor,
  { actor, wrote, from, to, before, limit }: RecordFilter,
): Promise<readonly ListedRecord[]> {
  let query = queries
    .selectFrom('change_record')
    .select(COLUMNS)
    .where('number', '>', 0n)
    .orderBy('number', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('number', '<', BigInt(before));
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (from !== undefined) query = query.where('recorded_at', '>=', from);
  // A day as a text comes before every instant in it, and this after all of them.
  if (to !== undefined) query = query.where('recorded_at', '<', `${to}U`);
  if (wrote !== undefined) {
    const parts = queries.selectFrom('change_part').select('record').where('table', 'in', tablesOf(wrote));
    query = query.where('number', 'in', parts);
  }
  const rows = await query.execute();
  return rows.map(({ number, change, recorded_at: recordedAt, ...rest }) => ({
    ...rest,
    number: Number(number),
    change: change === null ? null : Number(change),
    recordedAt,
  }));
}

/**
 * The numbers of the records that wrote, replaced or took away rows of a table.
 *
 * @param table by the name of the chain, such as `deal`
 * @example
 * (await recordsThatWrote(db, 'deal')).has(2) // true
 */
export async function recordsThatWrote({ queries }: Executor, table: string): Promise<ReadonlySet<number>> {
  const rows = await queries
    .selectFrom('change_part')
    .select('record')
    .distinct()
    .where('table', 'in', tablesOf(table))
    .execute();
  return new Set(rows.map(({ record }) => Number(record)));
}

/** What was replaced or taken away of a table has a name of its own in the chain. */
function tablesOf(table: string): readonly string[] {
  return [table, `${table}_version`];
}

/** How many rows a record wrote in a table. */
export interface WrittenRows {
  readonly record: number;
  /** By the name of the chain: `deal`, or `deal_version` for what was replaced or taken away. */
  readonly table: string;
  readonly rows: number;
  /** The key of the first of them, as JSON of an array. */
  readonly firstKey: string;
}

/**
 * How many rows records wrote in which tables, in the order of records and tables.
 *
 * @param records so many as fit on a page
 * @example
 * await writtenRows(db, [2]) // [{ record: 2, table: 'deal', rows: 4712, firstKey: '["2","D-00001"]' }, …]
 */
export async function writtenRows(
  { queries }: Executor,
  records: readonly number[],
): Promise<readonly WrittenRows[]> {
  if (records.length === 0) return [];
  const own = records.map(BigInt);
  const sums = await queries
    .selectFrom('change_part')
    .select(['record', 'table', ({ fn }) => fn.sum<bigint | string | number>('rows').as('rows')])
    .where('record', 'in', own)
    .groupBy(['record', 'table'])
    .orderBy('record')
    .orderBy('table')
    .execute();
  const firsts = await queries
    .selectFrom('change_part')
    .select(['record', 'table', 'first_key'])
    .where('record', 'in', own)
    .where('number', '=', 0n)
    .execute();
  const keyOf = new Map(firsts.map((each) => [`${each.record} ${each.table}`, each.first_key]));
  return sums.map(({ record, table, rows }) => ({
    record: Number(record),
    table,
    rows: Number(rows),
    firstKey: keyOf.get(`${record} ${table}`) ?? '[]',
  }));
}

/**
 * Everybody who ever wrote anything, in the order of their ids.
 *
 * @example
 * await recordActors(db) // ['cfo', 'fin', 'ops']
 */
export async function recordActors({ queries }: Executor): Promise<readonly string[]> {
  const rows = await queries
    .selectFrom('change_record')
    .select('actor')
    .distinct()
    .where('number', '>', 0n)
    .orderBy('actor')
    .execute();
  return rows.map(({ actor }) => actor);
}

/**
 * The number of the last record of the chain, and 0 before the first: every command that writes adds one.
 *
 * @example
 * await latestRecord(db) // 17
 */
export async function latestRecord(executor: Executor): Promise<number> {
  const row = await executor.queries
    .selectFrom('change_record')
    .select((expression) => expression.fn.max('number').as('number'))
    .executeTakeFirst();
  return Number(row?.number ?? 0n);
}
