import { Decimal, formatDecimal } from '../money/decimal.js';
import { formatMinorUnits } from '../money/minor-units.js';
import type { DealField, FactType } from './company.js';
import type { DecodedRecord } from './decode-record.js';
import type { Field, FieldType } from './field.js';
import type { FieldValue } from './read-value.js';
import { RECORD_KINDS, type RecordKind } from './record-kinds.js';

/**
 * Writes a record as the texts of its fields, all of them in order, so that decoding them gives the record
 * again. An empty field is an empty text. The extra fields of a deal follow, those that it has; the company's
 * declarations say which of them are percents. Throws a `RangeError` for an amount in a record that does not
 * say its currency, which no decoded record is.
 *
 * @example
 * encodeRecord('split', split) // { deal: 'D-1', payee: 'ada', role: 'owner', share: '50%', from: '', to: '' }
 */
export function encodeRecord<Kind extends RecordKind>(
  kind: Kind,
  record: DecodedRecord<Kind>,
  dealFields: readonly DealField[] = [],
): Record<string, string> {
  const fields: Readonly<Record<string, Field>> = RECORD_KINDS[kind].fields;
  const values = record as unknown as Readonly<Record<string, FieldValue | undefined>>;
  const currency = typeof values['currency'] === 'string' ? values['currency'] : '';
  const texts: Record<string, string> = {};
  for (const [name, { type }] of Object.entries(fields)) {
    texts[name] = encodeValue(values[name], type, currency);
  }
  if (!('extra' in record)) return texts;
  for (const [name, value] of Object.entries(record.extra)) {
    texts[name] = encodeValue(
      value,
      dealFields.find((field) => field.name === name)?.type ?? 'text',
      currency,
    );
  }
  return texts;
}

function encodeValue(value: FieldValue | undefined, type: FieldType | FactType, currency: string): string {
  if (value === null || value === undefined) return '';
  // A fraction above 1 would be taken for a percent without its sign.
  if (typeof value === 'string') return type === 'percent' ? percentText(value) : value;
  if (typeof value === 'bigint') return formatMinorUnits(value, currency);
  return typeof value === 'number' ? String(value) : value.join(';');
}

function percentText(fraction: string): string {
  return `${formatDecimal(new Decimal(fraction).times(100))}%`;
}
