import type { RecordKind } from '../../records/record-kinds.js';
import type { SqlValue, Transaction } from '../executor.js';
import { databaseName, keyFieldsOf, recordTable } from '../record-table.js';

/** A record that is in force on days on which another one for the same is in force too. */
export interface OverlappingRange {
  readonly kind: RangedKind;
  /** The key of the record that starts later. */
  readonly key: Readonly<Record<string, string | null>>;
  /** The range of the one that starts earlier; `null` is without a start, or without an end. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The kinds of record of which one at most is in force on a day for the same key, the start aside. */
export type RangedKind = Extract<
  RecordKind,
  | 'teamParent'
  | 'membership'
  | 'assignment'
  | 'targetIncentive'
  | 'absence'
  | 'quota'
  | 'poolWeight'
  | 'split'
>;

/**
 * The records of a kind whose ranges overlap and of which a change wrote at least one, in the order of their
 * keys. At most `limit` are returned.
 *
 * @example
 * await overlappingRanges(trx, 'targetIncentive', { change, limit: 100 });
 * // [{ kind: 'targetIncentive', key: { payee: 'ada', from: '2026-06-01' }, from: '2026-01-01', to: null }]
 */
export async function overlappingRanges(
  trx: Transaction,
  kind: RangedKind,
  { change, limit }: { readonly change: number; readonly limit: number },
): Promise<readonly OverlappingRange[]> {
  const table = recordTable(kind).name;
  const keyFields = keyFieldsOf(kind);
  const key = keyFields.map((field) => `"${databaseName(field)}"`);
  const sameGroup = key.filter((column) => column !== '"from"').map((column) => `a.${column} = b.${column}`);
  const rows = await trx.connection.rows(
    `select ${key.map((column) => `b.${column}`).join(', ')}, a."from", a."to"
     from "${table}" b join "${table}" a on ${sameGroup.join(' and ')}
       and a."from" < b."from" and (a."to" is null or a."to" > b."from")
     where b."from" <> '' and (a."change" = ? or b."change" = ?)
     order by ${key.map((column) => `b.${column}`).join(', ')}, a."from" limit ?`,
    [BigInt(change), BigInt(change), BigInt(limit)],
  );
  return rows.map((row) => ({
    kind,
    key: Object.fromEntries(keyFields.map((field, position) => [field, textOrNull(row[position])])),
    from: textOrNull(row[keyFields.length]),
    to: textOrNull(row[keyFields.length + 1]),
  }));
}

/** In a key an empty field is stored as empty text. */
function textOrNull(value: SqlValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
