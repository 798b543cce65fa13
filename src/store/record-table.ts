import type { Field } from '../records/field.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { RecordSet } from '../records/record-set.js';
import type { SqlRow, SqlValue } from './executor.js';

/** A record of a kind as it is stored: a deal comes with its extra fields. */
export type StoredRecord<Kind extends RecordKind> = RecordSet[Kind][number];

/**
 * How records of one kind lie in their table.
 *
 * Money is an INTEGER of minor units, an integer an INTEGER, everything else TEXT: a list of numbers and the
 * extra fields of a deal as JSON. An empty field is NULL, but in the key, where it is the empty string: a key
 * of a table admits no NULL, and no id or date is ever empty text.
 */
export interface RecordTable<Kind extends RecordKind = RecordKind> {
  readonly kind: Kind;
  readonly name: string;
  /** The table of the contents that corrections have replaced. */
  readonly versionName: string;
  readonly columns: readonly string[];
  /** Where in `columns` the fields of the key are, in the order of the key. */
  readonly keyPositions: readonly number[];
  /** Where in `columns` all other fields are. */
  readonly contentPositions: readonly number[];
  /** Adds the values of a record's columns to some others, and returns them. */
  encode(record: StoredRecord<Kind>, values?: SqlValue[]): SqlValue[];
  /** The record that a row of the columns, in their order, is. */
  decode(row: SqlRow): StoredRecord<Kind>;
}

/** Column types: `?` marks those that may be NULL. */
export type ColumnType = 'text' | 'text?' | 'integer' | 'integer?';

/** The name of the one column that is no field: the fields that the company file declares for deals. */
const EXTRA_COLUMN = 'extra';

const tables = new Map<RecordKind, RecordTable>();

/**
 * The table of a kind of record.
 *
 * @example
 * recordTable('invoiceLine').name // 'invoice_line'
 */
export function recordTable<Kind extends RecordKind>(kind: Kind): RecordTable<Kind> {
  const known = tables.get(kind);
  const table = known ?? describeTable(kind);
  if (known === undefined) tables.set(kind, table);
  return table as unknown as RecordTable<Kind>;
}

/**
 * The name a field or a kind has in the database.
 *
 * @example
 * databaseName('closeDate') // 'close_date'
 */
export function databaseName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * The types of the columns of a kind's table, by column.
 *
 * @example
 * columnTypes('receipt')['amount'] // 'integer'
 */
export function columnTypes(kind: RecordKind): Readonly<Record<string, ColumnType>> {
  const key = keyFieldsOf(kind);
  const types = fieldsOf(kind).map(([name, field]): [string, ColumnType] => {
    const type = field.type === 'money' || field.type === 'integer' ? 'integer' : 'text';
    return [databaseName(name), field.required || key.includes(name) ? type : `${type}?`];
  });
  return Object.fromEntries(kind === 'deal' ? [...types, [EXTRA_COLUMN, 'text']] : types);
}

/**
 * The fields of a kind, in their order.
 *
 * @example
 * fieldsOf('milestone').map(([name]) => name) // ['deal', 'id', 'date', 'share']
 */
export function fieldsOf(kind: RecordKind): readonly (readonly [string, Field])[] {
  return Object.entries<Field>(RECORD_KINDS[kind].fields);
}

/**
 * The fields of a kind's key, in the order of the key.
 *
 * @example
 * keyFieldsOf('amendment') // ['deal', 'id']
 */
export function keyFieldsOf(kind: RecordKind): readonly string[] {
  return RECORD_KINDS[kind].key;
}

function describeTable(kind: RecordKind): RecordTable {
  const key = keyFieldsOf(kind);
  const fields = fieldsOf(kind);
  const name = databaseName(kind);
  const columns = Object.keys(columnTypes(kind));
  const keyPositions = key.map((field) => columns.indexOf(databaseName(field)));
  return Object.freeze({
    kind,
    name,
    versionName: `${name}_version`,
    columns,
    keyPositions,
    contentPositions: columns.map((_, position) => position).filter((each) => !keyPositions.includes(each)),
    ...codec(
      fields.map(([field, { type }]) => ({ field, type, inKey: key.includes(field) })),
      kind === 'deal',
    ),
  });
}

interface CodedField {
  readonly field: string;
  readonly type: Field['type'];
  readonly inKey: boolean;
}

/** The values of a record by field; what each one is follows from the type of its field. */
type FieldValues = Record<string, unknown>;

function codec(fields: readonly CodedField[], withExtra: boolean): Pick<RecordTable, 'encode' | 'decode'> {
  return {
    encode(record, values = []) {
      const given = record as unknown as FieldValues;
      for (const { field, type, inKey } of fields) {
        values.push(encodeValue(given[field], type) ?? (inKey ? '' : null));
      }
      if (withExtra) values.push(encodeExtra(given[EXTRA_COLUMN] as Readonly<Record<string, string>>));
      return values;
    },
    decode(row) {
      const record: FieldValues = {};
      for (let position = 0; position < fields.length; position += 1) {
        const { field, type, inKey } = fields[position] as CodedField;
        const value = row[position] as SqlValue;
        record[field] = inKey && value === '' ? null : decodeValue(value, type);
      }
      if (withExtra) record[EXTRA_COLUMN] = decodeExtra(row[fields.length] as string);
      return record as unknown as StoredRecord<RecordKind>;
    },
  };
}

function encodeValue(value: unknown, type: Field['type']): SqlValue {
  if (value === null || value === undefined) return null;
  if (type === 'integer') return BigInt(value as number);
  return type === 'numberList' ? JSON.stringify(value) : (value as SqlValue);
}

function decodeValue(value: SqlValue, type: Field['type']): unknown {
  if (value === null) return null;
  if (type === 'integer') return Number(value);
  return type === 'numberList' ? JSON.parse(value as string) : value;
}

const NO_EXTRA = Object.freeze({});

function decodeExtra(text: string): Readonly<Record<string, string>> {
  return text === '{}' ? NO_EXTRA : JSON.parse(text);
}

/** Sorted by name, so that the same fields are the same text in whatever order they were read. */
function encodeExtra(extra: Readonly<Record<string, string>>): string {
  const names = Object.keys(extra);
  if (names.length === 0) return '{}';
  return JSON.stringify(Object.fromEntries(names.sort().map((name) => [name, extra[name]])));
}
