import type { SqlRow, Transaction } from '../executor.js';
import type { ChainRecord } from './chain-record.js';
import type { RowPart } from './row-parts.js';

/** What a change says of itself in the history. */
export type SaidOfChange = Pick<ChainRecord, 'recordedAt' | 'actor' | 'command' | 'reason' | 'contentHash'>;

/** A record of the chain, and the change that it seals as the history has it now. */
export interface ReadRecord {
  readonly record: ChainRecord;
  /** `null` where it seals none, and where the change is gone. */
  readonly change: SaidOfChange | null;
}

/** A part, and the record that it belongs to. */
export interface PartOfRecord extends RowPart {
  readonly record: number;
}

/**
 * All records of the chain, in their order, some thousands at a time.
 *
 * @example
 * for await (const records of readChain(trx)) records[0]?.record.number // 0
 */
export async function* readChain({ connection }: Transaction): AsyncGenerator<readonly ReadRecord[]> {
  const rows = connection.stream(
    `select r."number", r."change", r."recorded_at", r."actor", r."command", r."reason", r."content_hash",
       r."previous", r."digest", r."hash",
       c."recorded_at", c."actor", c."command", c."reason", c."content_hash", c."sequence"
     from "change_record" r left join "change" c on c."sequence" = r."change" order by r."number"`,
    [],
  );
  for await (const batch of rows) yield batch.map(recordOf);
}

function recordOf(row: SqlRow): ReadRecord {
  const [number, change, ...said] = row;
  const texts = said.slice(5, 8).map(String);
  return {
    record: {
      ...{ number: Number(number), change: change === null ? null : Number(change) },
      ...saidOf(said),
      ...{ previous: texts[0] ?? '', digest: texts[1] ?? '', hash: texts[2] ?? '' },
    },
    change: said[13] === null ? null : saidOf(said.slice(8)),
  };
}

function saidOf(values: SqlRow): SaidOfChange {
  const [recordedAt, actor, command, reason = null, contentHash = null] = values;
  return {
    recordedAt: String(recordedAt),
    actor: String(actor),
    command: String(command),
    reason: reason === null ? null : String(reason),
    contentHash: contentHash === null ? null : String(contentHash),
  };
}

/**
 * Parts of the chain: all of them in the order of records, or those of one table, but for the marks of the beginning.
 *
 * @example
 * for await (const parts of readParts(trx, 'deal')) parts[0]?.firstKey // '["1","D-1"]'
 */
export async function* readParts(
  { connection }: Transaction,
  table?: string,
): AsyncGenerator<readonly PartOfRecord[]> {
  const select = 'select "record", "table", "number", "first_key", "rows", "hash" from "change_part"';
  const rows =
    table === undefined
      ? connection.stream(`${select} order by "record", "table", "number"`, [])
      : connection.stream(`${select} where "table" = ? and "record" > 0 order by "record", "number"`, [
          table,
        ]);
  for await (const batch of rows) {
    yield batch.map(([record, named, number, firstKey, count, hash]) => ({
      ...{ record: Number(record), table: String(named), number: Number(number) },
      ...{ firstKey: String(firstKey), rows: Number(count), hash: String(hash) },
    }));
  }
}

/**
 * How far the tables went when the chain began: what is of before is under no hash.
 *
 * @example
 * (await chainBeginning(trx)).get('change') // 57n in a database that was there before, undefined in a new one
 */
export async function chainBeginning({ queries }: Transaction): Promise<ReadonlyMap<string, bigint>> {
  const rows = await queries
    .selectFrom('change_part')
    .select(['table', 'first_key'])
    .where('record', '=', 0n)
    .execute();
  return new Map(rows.map(({ table, first_key: key }) => [table, BigInt(JSON.parse(key)[0])]));
}

/**
 * The changes since the chain began that no record of it seals, the first hundred of them.
 *
 * @example
 * await unsealedChanges(trx, 0n) // []
 */
export async function unsealedChanges({ connection }: Transaction, past: bigint): Promise<readonly number[]> {
  const rows = await connection.rows(
    `select "sequence" from "change" where "sequence" > ? and not exists (
       select 1 from "change_record" where "change_record"."change" = "change"."sequence") order by "sequence" limit 100`,
    [past],
  );
  return rows.map(([sequence]) => Number(sequence));
}

/**
 * The record with a hash; `null` where no record has it.
 *
 * @example
 * await recordWithHash(trx, noted) // 17
 */
export async function recordWithHash({ queries }: Transaction, hash: string): Promise<number | null> {
  const row = await queries
    .selectFrom('change_record')
    .select('number')
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row === undefined ? null : Number(row.number);
}
