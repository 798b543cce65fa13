import type { RecordKind } from '../../records/record-kinds.js';
import type { SqlRow, Transaction } from '../executor.js';
import { holdLock } from '../hold-lock.js';
import { insertRows } from '../insert-rows.js';
import { type ChainRecord, hashOfRecord, PartsDigest } from './chain-record.js';
import type { RowCondition } from './row-lines.js';
import { type RowPart, rowParts } from './row-parts.js';
import type { Counter, SealedTable } from './sealed-table.js';
import { SEALED_TABLES } from './sealed-tables.js';

/** How far the tables that count by themselves went before a command. */
export type Counters = ReadonlyMap<Counter, bigint>;

/** By which table and column each counter but that of changes is told. */
const COUNTED: readonly (readonly [Counter, table: string, column: string])[] = [
  ['closing', 'closing', 'number'],
  ['confirmation', 'payout_confirmation', 'number'],
  ['payout', 'payout_batch', 'number'],
  ['step', 'period_event', 'sequence'],
  ['transaction', 'ledger_transaction', 'sequence'],
];

/**
 * Begins a record of the chain: what is written from now on in the transaction is what {@link sealRecord} seals. Other
 * commands wait until the transaction ends.
 *
 * @example
 * const before = await beginRecord(trx);
 */
export async function beginRecord(trx: Transaction): Promise<Counters> {
  await holdLock(trx, 'change');
  const last = COUNTED.map(([, table, column]) => `(select coalesce(max("${column}"), 0) from "${table}")`);
  const [row = []] = await trx.connection.rows(`select ${last.join(', ')}`, []);
  return new Map(COUNTED.map(([counter], place) => [counter, BigInt(row[place] ?? 0n)]));
}

/**
 * Ends a record of the chain: reads back what was written since it was begun, and adds it with the hash of the record
 * before.
 *
 * @example
 * await sealRecord(trx, before, { change: 7, recordedAt, actor, command, reason: null, contentHash: null });
 */
export async function sealRecord(
  trx: Transaction,
  before: Counters,
  said: Pick<ChainRecord, 'change' | 'recordedAt' | 'actor' | 'command' | 'reason' | 'contentHash'>,
): Promise<void> {
  const parts: RowPart[] = [];
  for (const [table, condition] of await writtenTables(trx, before, said.change)) {
    for (const part of await rowParts(trx, table, condition)) parts.push(part);
  }
  const digest = new PartsDigest();
  for (const part of parts) digest.add(part);
  const unsealed = { ...said, ...(await nextLink(trx)), digest: digest.end() };
  const { number, change, recordedAt, contentHash, ...rest } = unsealed;
  await insertRows(trx, 'change_record', [
    {
      number: BigInt(number),
      change: change === null ? null : BigInt(change),
      recorded_at: recordedAt,
      content_hash: contentHash,
      ...rest,
      hash: hashOfRecord(unsealed),
    },
  ]);
  await insertRows(
    trx,
    'change_part',
    parts.map(({ table, number: part, firstKey, rows, hash }) => ({
      ...{ record: BigInt(number), table, number: BigInt(part) },
      ...{ first_key: firstKey, rows: BigInt(rows), hash },
    })),
  );
}

async function nextLink(trx: Transaction): Promise<Pick<ChainRecord, 'number' | 'previous'>> {
  const last = await trx.queries
    .selectFrom('change_record')
    .select(['number', 'hash'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { number: Number(last?.number ?? -1n) + 1, previous: last?.hash ?? '' };
}

type Written = readonly [table: SealedTable, rows: RowCondition];

/** The tables that have new rows, in the order of their names, and which rows these are. */
async function writtenTables(
  trx: Transaction,
  before: Counters,
  change: number | null,
): Promise<readonly Written[]> {
  const touched = change === null ? NOTHING_TOUCHED : await touchedKeys(trx, change);
  const possible = SEALED_TABLES.flatMap((table): readonly Written[] => {
    const { counter, kind } = table;
    if (counter !== 'change') return [[table, since(table, before.get(counter) ?? 0n)]];
    if (change === null || (kind !== undefined && !touched.has(kind))) return [];
    const keys = kind === undefined ? null : (touched.get(kind) ?? null);
    return [[table, ofChange(table, change, keys)]];
  });
  const asked = possible.map(([{ name, sources }, { sql }]) => {
    return `select '${name}' where exists (select 1 from "${sources[0].table}" where ${sql})`;
  });
  const parameters = possible.flatMap(([, rows]) => rows.parameters);
  const found = new Set<unknown>();
  for (const [name] of await trx.connection.rows(asked.join(' union all '), parameters)) found.add(name);
  return possible.filter(([{ name }]) => found.has(name));
}

function since({ sources: [{ order }] }: SealedTable, last: bigint): RowCondition {
  return { sql: `"${order[0]?.name}" > ?`, parameters: [last], change: null, isFew: false };
}

/** Few rows are looked up by their keys; many are found by going through their table once. */
function ofChange(
  { sources: [{ order }] }: SealedTable,
  change: number,
  keys: readonly SqlRow[] | null,
): RowCondition {
  const ofIt = `"${order[0]?.name}" = ?`;
  if (keys === null) return { sql: ofIt, parameters: [BigInt(change)], change, isFew: false };
  const width = keys[0]?.length ?? 0;
  const names = order.slice(1, 1 + width).map(({ name }) => `"${name}"`);
  const row = `(${names.map(() => '?').join(', ')})`;
  const isOne = names.map((name) => `${name} = ?`).join(' and ');
  const isAny = `(${names.join(', ')}) in (values ${keys.map(() => row).join(', ')})`;
  return {
    sql: `${keys.length === 1 ? isOne : isAny} and ${ofIt}`,
    parameters: [...keys.flat(), BigInt(change)],
    change,
    isFew: true,
  };
}

/** The keys of the records that a change touched, by their kind; `null` where they are many. */
type TouchedKeys = ReadonlyMap<RecordKind, readonly SqlRow[] | null>;

const NOTHING_TOUCHED: TouchedKeys = new Map();

async function touchedKeys(trx: Transaction, change: number): Promise<TouchedKeys> {
  const rows = await trx.queries
    .selectFrom('touched_record')
    .select(['kind', 'key'])
    .where('change', '=', BigInt(change))
    .execute();
  const touched = new Map<RecordKind, SqlRow[] | null>();
  for (const { kind, key } of rows) {
    if (kind === '') continue;
    const known = touched.get(kind);
    if (key === '') touched.set(kind, null);
    else if (known === undefined) touched.set(kind, [JSON.parse(key)]);
    else known?.push(JSON.parse(key));
  }
  return touched;
}
