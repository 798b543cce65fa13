import type { RecordKind } from '../records/record-kinds.js';
import type { Executor, SqlRow, SqlValue, Transaction } from './executor.js';
import { databaseName, fieldsOf, keyFieldsOf, recordTable } from './record-table.js';

/** A field of a stored record that names a record which is not stored. */
export interface DanglingReference {
  readonly kind: RecordKind;
  /** The fields of the record's key, in their order; an empty one is `null`. */
  readonly key: Readonly<Record<string, string | null>>;
  readonly field: string;
  /** What the field says. */
  readonly value: string;
  /** The kind of record that was looked for. */
  readonly target: RecordKind;
}

/** Which references {@link danglingReferences} looks at. */
export interface ReferenceSelection {
  /** At most so many are returned. */
  readonly limit: number;
  /**
   * Only references in records that this change wrote. As records are never taken away, only these can
   * lead nowhere if those of all earlier changes were checked.
   */
  readonly change?: number;
}

/** One field to look at, and the record it must find. */
interface Reference {
  readonly kind: RecordKind;
  readonly field: string;
  readonly target: RecordKind;
  /** Fields of the kind and the column of the target that each must equal. */
  readonly matches: readonly (readonly [field: string, column: string])[];
  /** A field that must not be empty for the reference to count. */
  readonly unlessEmpty: string;
}

/**
 * The references of stored records of some kinds that lead nowhere, in the order of the kinds, of their
 * fields and of the records' keys. An invoice that a record names must have a line, and a line that it names
 * must be one of that invoice; of an unknown invoice only `invoice` is returned.
 *
 * @example
 * await danglingReferences(trx, ['split'], { limit: 100, change });
 * // [{ kind: 'split', key: { deal: 'D-1', payee: 'ada', role: 'owner', from: null },
 * //    field: 'payee', value: 'ada', target: 'payee' }]
 */
export async function danglingReferences(
  executor: Executor,
  kinds: readonly RecordKind[],
  { limit, change }: ReferenceSelection,
): Promise<readonly DanglingReference[]> {
  return executor.read(async (trx) => {
    const found: DanglingReference[] = [];
    for (const kind of kinds) {
      for (const reference of await referencesToLookAt(trx, kind)) {
        if (found.length >= limit) break;
        found.push(...(await findDangling(trx, reference, limit - found.length, change)));
      }
    }
    return found;
  });
}

async function referencesToLookAt(trx: Transaction, kind: RecordKind): Promise<readonly Reference[]> {
  const fields = fieldsOf(kind);
  const references = fields.flatMap(([field, { references: target }]): readonly Reference[] =>
    target === undefined ? [] : [{ kind, field, target, matches: [[field, 'id']], unlessEmpty: field }],
  );
  const namesInvoice = kind !== 'invoiceLine' && fields.some(([field]) => field === 'invoice');
  return namesInvoice && (await anyInvoiceIsMissing(trx, kind))
    ? [...references, ...invoiceReferences(kind)]
    : references;
}

/**
 * Whether any record names an invoice, or a line of one, that is not stored. No order is asked for, so that the
 * database can go by its index of invoices: receipts pay them in any order, and millions of looks here and
 * there take ten times as long.
 */
async function anyInvoiceIsMissing(trx: Transaction, kind: RecordKind): Promise<boolean> {
  const isNamed = `(coalesce(r."line", '') = '' or t."line" = r."line")`;
  const rows = await trx.connection.rows(
    `select 1 from "${recordTable(kind).name}" r where r."invoice" <> '' and not exists (
       select 1 from "${recordTable('invoiceLine').name}" t where t."invoice" = r."invoice" and ${isNamed}) limit 1`,
    [],
  );
  return rows.length > 0;
}

function invoiceReferences(kind: RecordKind): readonly Reference[] {
  const invoice: Reference['matches'][number] = ['invoice', 'invoice'];
  return [
    { kind, field: 'invoice', target: 'invoiceLine', matches: [invoice], unlessEmpty: 'invoice' },
    { kind, field: 'line', target: 'invoiceLine', matches: [invoice, ['line', 'line']], unlessEmpty: 'line' },
  ];
}

async function findDangling(
  trx: Transaction,
  { kind, field, target, matches, unlessEmpty }: Reference,
  limit: number,
  change: number | undefined,
): Promise<readonly DanglingReference[]> {
  const { name, columns, keyPositions } = recordTable(kind);
  const keyColumns = keyPositions.map((position) => columns[position] ?? '');
  const key = keyColumns.map((column) => `r."${column}"`).join(', ');
  const conditions = [
    `r."${databaseName(unlessEmpty)}" <> ''`,
    `not exists (${selectTarget(target, matches)})`,
    // An unknown invoice is told once, not again for its line.
    ...(field === 'line' ? [`exists (${selectTarget(target, matches.slice(0, 1))})`] : []),
    ...(change === undefined ? [] : ['r."change" = ?']),
  ];
  const rows = await trx.connection.rows(
    `select ${key}, r."${databaseName(field)}" from "${name}" r
       where ${conditions.join(' and ')} order by ${key} limit ?`,
    [...(change === undefined ? [] : [BigInt(change)]), BigInt(limit)],
  );
  return rows.map((row) => ({
    kind,
    key: keyOf(kind, row),
    field,
    value: String(row[keyColumns.length]),
    target,
  }));
}

function selectTarget(target: RecordKind, matches: Reference['matches']): string {
  const equal = matches.map(([field, column]) => `t."${column}" = r."${databaseName(field)}"`);
  return `select 1 from "${recordTable(target).name}" t where ${equal.join(' and ')}`;
}

function keyOf(kind: RecordKind, row: SqlRow): Readonly<Record<string, string | null>> {
  const filled = (value: SqlValue | undefined) => (value === '' ? null : String(value));
  return Object.fromEntries(keyFieldsOf(kind).map((field, index) => [field, filled(row[index])]));
}
