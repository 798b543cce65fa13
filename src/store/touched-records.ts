import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { ChangeRange } from './changed-inputs.js';
import type { SqlRow, SqlValue, Transaction } from './executor.js';
import { keyFieldsOf, recordTable, type StoredRecord } from './record-table.js';
import type { RecordWriter, WriteOutcome } from './write-outcome.js';

/** So many records of a kind are noted for a change: whoever is touched by more is calculated with all others. */
const MOST_NOTED = 1_000;
/** So many rows are noted by one statement. */
const NOTED_AT_A_TIME = 250;
/** What is noted in place of the key of a record where there are more than are noted. */
const MORE = '';

/**
 * Tables of which no result is made, by their names in the chain: who asks about a statement, approves it, is paid it,
 * or signs in, changes nothing of what it says. Any other table may.
 */
const APART: ReadonlySet<string> = new Set([
  ...['account_act', 'adjustment', 'dispute', 'dispute_decision', 'dispute_reply'],
  ...['payout_batch', 'payout_confirmation', 'payout_decision', 'payout_export', 'payout_item'],
  ...['payout_replacement', 'payout_resend', 'payout_resend_item'],
  ...['payout_payment', 'payout_withdrawal', 'plan_acceptance', 'statement_approval'],
]);

/** A record that some changes wrote, as it was at each time since the first of them, and just before it. */
export type TouchedRecord = {
  readonly [Kind in RecordKind]: {
    readonly kind: Kind;
    /** The values of the key, in its order. */
    readonly key: SqlRow;
    readonly contents: readonly StoredRecord<Kind>[];
  };
}[RecordKind];

/**
 * A writer that notes which records a change touches, as long as they are few.
 *
 * @example
 * const writer = noteTouched(trx, change, 'deal', sqliteRecordWriter(sqlite, change, 'deal', options));
 */
export function noteTouched<Kind extends RecordKind>(
  trx: Transaction,
  change: number,
  kind: Kind,
  writer: RecordWriter<Kind>,
): RecordWriter<Kind> {
  const fields = keyFieldsOf(kind);
  let noted = 0;
  const keysOf = (records: readonly StoredRecord<Kind>[], outcomes: readonly WriteOutcome[]) => {
    const keys = new Set<string>();
    for (const [place, record] of records.entries()) {
      const outcome = outcomes[place];
      if (outcome !== 'inserted' && outcome !== 'corrected') continue;
      if (noted + keys.size >= MOST_NOTED) return keys.add(MORE);
      const values = record as unknown as Readonly<Record<string, SqlValue>>;
      // A part of a key that is empty is stored as empty text.
      keys.add(JSON.stringify(fields.map((field) => values[field] ?? '')));
    }
    return keys;
  };
  return {
    batchRows: writer.batchRows,
    async writeAll(records) {
      const outcomes = await writer.writeAll(records);
      if (noted > MOST_NOTED) return outcomes;
      const keys = [...keysOf(records, outcomes)];
      for (let from = 0; from < keys.length; from += NOTED_AT_A_TIME) {
        const rows = keys.slice(from, from + NOTED_AT_A_TIME);
        await trx.queries
          .insertInto('touched_record')
          .values(rows.map((key) => ({ change: BigInt(change), kind, key })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      noted += keys.includes(MORE) ? MOST_NOTED + 1 : keys.length;
      return outcomes;
    },
  };
}

/**
 * The records that a range of changes touched, each once; `null` where they are too many to be told, or where a
 * change touched something else that results are made of.
 *
 * @example
 * (await readTouchedRecords(trx, { after: 12, through: 13 }))?.[0]?.key // ['D-1']
 */
export async function readTouchedRecords(
  trx: Transaction,
  { after, through }: ChangeRange,
): Promise<readonly TouchedRecord[] | null> {
  const rows = await trx.queries
    .selectFrom('touched_record')
    .select(['change', 'kind', 'key'])
    .where('change', '>', BigInt(after))
    .where('change', '<=', BigInt(through))
    .limit(MOST_NOTED + 1)
    .execute();
  const changes = new Set(rows.map(({ change }) => change));
  if (rows.length > MOST_NOTED) return null;
  if (changes.size < through - after && !(await areOthersApart(trx, { after, through }, changes)))
    return null;
  const touched = new Map<string, TouchedRecord>();
  for (const { kind, key } of rows) {
    if (key === MORE || !isKind(kind)) return null;
    const name = `${kind} ${key}`;
    if (!touched.has(name)) touched.set(name, await touchedRecord(trx, kind, JSON.parse(key), after));
  }
  return [...touched.values()];
}

/** Whether all changes that touched no record wrote nothing that results are made of, by what the chain has sealed. */
async function areOthersApart(
  trx: Transaction,
  { after, through }: ChangeRange,
  noted: ReadonlySet<bigint>,
): Promise<boolean> {
  if (through - after - noted.size > MOST_NOTED) return false;
  const all = Array.from({ length: through - after }, (_, place) => BigInt(after + 1 + place));
  const others = all.filter((change) => !noted.has(change));
  const rows = await trx.queries
    .selectFrom('change_record')
    .leftJoin('change_part', 'change_part.record', 'change_record.number')
    .select(['change_record.change', 'change_part.table'])
    .where('change_record.change', 'in', others)
    .distinct()
    .execute();
  // What was changed before there was a chain is sealed in one record, and not told apart.
  const sealed = new Set(rows.map(({ change }) => change));
  return sealed.size === others.length && rows.every(({ table }) => table === null || APART.has(table));
}

function isKind(kind: string): kind is RecordKind {
  return kind in RECORD_KINDS;
}

/** What the record is now, and all that it was since a change. */
async function touchedRecord(
  trx: Transaction,
  kind: RecordKind,
  key: SqlRow,
  after: number,
): Promise<TouchedRecord> {
  const { name, versionName, columns, keyPositions, decode } = recordTable(kind);
  const content = columns.map((column) => `"${column}"`).join(', ');
  const isIt = keyPositions.map((position) => `"${columns[position]}" = ?`).join(' and ');
  const rows = await trx.connection.rows(
    `select ${content} from "${name}" where ${isIt}
     union all
     select ${content} from "${versionName}" where ${isIt} and "until_change" > ?`,
    [...key, ...key, BigInt(after)],
  );
  return { kind, key, contents: rows.map((row) => decode(row)) } as TouchedRecord;
}
