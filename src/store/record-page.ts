import type { PayeeScope } from '../access/scope.js';
import type { CivilDate } from '../calendar/civil-date.js';
import type { RecordKind } from '../records/record-kinds.js';
import type { Executor, SqlValue } from './executor.js';
import { databaseName, keyFieldsOf, recordTable, type StoredRecord } from './record-table.js';

/** Which records of a kind are read, and from where on. */
export interface RecordPageQuery {
  /** Values of fields. */
  readonly filter: Readonly<Record<string, string>>;
  /** By the name of a field with a day, between which days that lies, both among them. */
  readonly days?: Readonly<Record<string, { readonly from?: CivilDate; readonly through?: CivilDate }>>;
  /** The key after which the page begins: its values in the order of the key, an empty one as ''. */
  readonly after: readonly string[] | null;
  readonly limit: number;
}

/** A record as it is now, and the change that wrote it. */
export interface CurrentRecord<Kind extends RecordKind> {
  readonly record: StoredRecord<Kind>;
  readonly change: number;
}

/**
 * Records of a kind as they are now, in the order of the key. A scope of some payees shows those that name one
 * of them in a field `payee`, and their own; of other kinds it shows none.
 *
 * @example
 * await readRecordPage(db, scope, 'split', { filter: { deal: 'D-1' }, after: null, limit: 50 });
 */
export async function readRecordPage<Kind extends RecordKind>(
  executor: Executor,
  scope: PayeeScope,
  kind: Kind,
  { filter, days = {}, after, limit }: RecordPageQuery,
): Promise<readonly CurrentRecord<Kind>[]> {
  const { name, columns, decode } = recordTable(kind);
  const key = keyFieldsOf(kind).map((field) => `"${databaseName(field)}"`);
  const conditions = Object.keys(filter).map((field) => `"${databaseName(field)}" = ?`);
  const parameters: SqlValue[] = Object.values(filter);
  for (const [field, { from, through }] of Object.entries(days)) {
    for (const [comparison, day] of [
      ['>=', from],
      ['<=', through],
    ] as const) {
      if (day === undefined) continue;
      conditions.push(`"${databaseName(field)}" ${comparison} ?`);
      parameters.push(day);
    }
  }
  if (!scope.all) {
    const payee = kind === 'payee' ? 'id' : keyFieldsOf(kind).find((field) => field === 'payee');
    if (payee === undefined || scope.payees.size === 0) return [];
    conditions.push(`"${payee}" in (${placeholders(scope.payees.size)})`);
    parameters.push(...scope.payees);
  }
  if (after !== null) {
    conditions.push(`(${key.join(', ')}) > (${placeholders(key.length)})`);
    parameters.push(...after);
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const sql = `select "change", ${columns.map((column) => `"${column}"`).join(', ')} from "${name}" ${where}
    order by ${key.join(', ')} limit ?`;
  const rows = await executor.read((trx) => trx.connection.rows(sql, [...parameters, BigInt(limit)]));
  return rows.map(([change, ...row]) => ({ record: decode(row), change: Number(change) }));
}

function placeholders(count: number): string {
  return Array.from({ length: count }, () => '?').join(', ');
}
