import type { FieldType } from '../../records/field.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import { fieldsOf } from '../../store/record-table.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { recordAddress } from './record-address.js';

/** The fields of a record by name, as files have them; `null` where one is empty. */
export type RecordTexts = Readonly<Record<string, string | null>>;

const NUMBERS: ReadonlySet<FieldType> = new Set(['money', 'number', 'integer', 'percent']);

/**
 * Whether a field stands to the right in a table, as numbers do.
 *
 * @example
 * isNumeric('deal', 'acv') // true
 */
export function isNumeric(kind: RecordKind, name: string): boolean {
  const [, field] = fieldsOf(kind).find(([each]) => each === name) ?? [];
  return field !== undefined && NUMBERS.has(field.type);
}

/**
 * What a field says, as its reader writes it; what it names is a link to that.
 *
 * @example
 * <FieldValue kind="deal" name="acv" record={document.record} format={format} />
 */
export function FieldValue({
  kind,
  name,
  record,
  format,
}: {
  readonly kind: RecordKind;
  readonly name: string;
  readonly record: RecordTexts;
  readonly format: ReaderFormat;
}) {
  const text = record[name] ?? null;
  const [, field] = fieldsOf(kind).find(([each]) => each === name) ?? [];
  if (text === null || field === undefined) return <>{text}</>;
  if (field.references !== undefined) {
    return (
      <a class="one-line" href={recordAddress(RECORD_KINDS[field.references].file, text)}>
        {text}
      </a>
    );
  }
  const currency = record['currency'] ?? null;
  if (field.type === 'money' && currency !== null) {
    return <Amount format={format} amount={text} currency={currency} />;
  }
  if (field.type === 'date') return <span class="one-line">{format.day(text)}</span>;
  if (field.type === 'number') return <>{format.quantity(text)}</>;
  return <>{text}</>;
}
