import { inScope, type PayeeScope } from '../access/scope.js';
import type { RECORD_KINDS, RecordByKind, RecordKind } from '../records/record-kinds.js';
import type { Executor, SqlRow, Transaction } from './executor.js';
import { RecordReader } from './record-reader.js';
import { keyFieldsOf, recordTable, type StoredRecord } from './record-table.js';

/** The key of a record: its key fields; one that is empty is `null`. */
export type RecordKey<Kind extends RecordKind> = Pick<
  RecordByKind[Kind],
  (typeof RECORD_KINDS)[Kind]['key'][number] & keyof RecordByKind[Kind]
>;

/** A content that a record has or had, and the change that wrote it. */
export interface RecordVersion<Kind extends RecordKind> {
  readonly record: StoredRecord<Kind>;
  readonly change: number;
  /** The change that replaced it; `null` for the content it has now. */
  readonly untilChange: number | null;
  /** The instant of the change, as ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly actor: string;
  readonly command: string;
  readonly reason: string | null;
}

/**
 * The record with a key as it is now, or as it was after a change; `null` where there is none or the scope
 * does not show it. A scope of some payees shows the records that name one of them in a field `payee`, and
 * their own; other records name no payee and are shown to a scope of everyone only.
 *
 * @example
 * await getRecord(db, EVERY_PAYEE, 'deal', { id: 'D-1' });
 */
export async function getRecord<Kind extends RecordKind>(
  executor: Executor,
  scope: PayeeScope,
  kind: Kind,
  key: RecordKey<Kind>,
  options: { readonly asOfChange?: number } = {},
): Promise<StoredRecord<Kind> | null> {
  if (!shows(scope, kind, key)) return null;
  return executor.read(async (trx) =>
    new RecordReader(trx, options.asOfChange).withKey(kind, keyValues(kind, key)),
  );
}

/**
 * All contents that the record with a key has had, the oldest first; none where the scope does not show it,
 * as in {@link getRecord}.
 *
 * @example
 * const versions = await recordHistory(db, EVERY_PAYEE, 'deal', { id: 'D-1' });
 * versions.map((version) => version.record.acv) // [1000000n, 1200000n]
 */
export async function recordHistory<Kind extends RecordKind>(
  executor: Executor,
  scope: PayeeScope,
  kind: Kind,
  key: RecordKey<Kind>,
): Promise<readonly RecordVersion<Kind>[]> {
  if (!shows(scope, kind, key)) return [];
  return executor.read(async (trx) => readVersions(trx, kind, keyValues(kind, key)));
}

async function readVersions<Kind extends RecordKind>(
  trx: Transaction,
  kind: Kind,
  key: SqlRow,
): Promise<readonly RecordVersion<Kind>[]> {
  const { name, versionName, columns, keyPositions, decode } = recordTable(kind);
  const content = columns.map((column) => `r."${column}"`).join(', ');
  const where = keyPositions.map((position) => `r."${columns[position]}" = ?`).join(' and ');
  const select = (from: string, until: string, table: string) =>
    `select ${from}, ${until}, c."recorded_at", c."actor", c."command", c."reason", ${content}
     from "${table}" r join "change" c on c."sequence" = ${from} where ${where}`;
  const rows = await trx.connection.rows(
    `${select('r."from_change"', 'r."until_change"', versionName)} union all
       ${select('r."change"', 'null', name)} order by 1`,
    [...key, ...key],
  );
  return rows.map(([change, until, recordedAt, actor, command, reason, ...row]) => ({
    record: decode(row),
    change: Number(change),
    untilChange: until === null ? null : Number(until),
    recordedAt: String(recordedAt),
    actor: String(actor),
    command: String(command),
    reason: reason === null ? null : String(reason),
  }));
}

function keyValues<Kind extends RecordKind>(kind: Kind, key: RecordKey<Kind>): SqlRow {
  const given: Readonly<Record<string, unknown>> = key;
  return keyFieldsOf(kind).map((field) => String(given[field] ?? ''));
}

/** Whether a scope shows a record can be told from its key, as every field `payee` is part of one. */
function shows<Kind extends RecordKind>(scope: PayeeScope, kind: Kind, key: RecordKey<Kind>): boolean {
  if (scope.all) return true;
  const given: Readonly<Record<string, unknown>> = key;
  const payee = kind === 'payee' ? given['id'] : given['payee'];
  return typeof payee === 'string' && inScope(scope, payee);
}
