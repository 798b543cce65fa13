import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';

/** The fields of a record's key by name; an empty one is `null`. */
export type KeyFields = Readonly<Record<string, unknown>>;

/**
 * The key of a record as one text that no other record of its kind has: no id has a line break.
 *
 * @example
 * keyText('amendment', { deal: 'D-1', id: 'A-1' }) // 'D-1\nA-1'
 */
export function keyText(kind: RecordKind, record: KeyFields): string {
  const key: readonly string[] = RECORD_KINDS[kind].key;
  return key.length === 1 ? String(record[key[0] as string]) : keyValues(kind, record).join('\n');
}

/**
 * A record as problems name it.
 *
 * @example
 * recordName('invoiceLine', { invoice: 'I-1', line: '1' }) // 'invoice line I-1 1'
 */
export function recordName(kind: RecordKind, record: KeyFields): string {
  return `${kindName(kind)} ${keyName(kind, record)}`;
}

/**
 * The key of a record as people read it, without its empty fields.
 *
 * @example
 * keyName('invoiceLine', { invoice: 'I-1', line: '1' }) // 'I-1 1'
 */
export function keyName(kind: RecordKind, record: KeyFields): string {
  return keyValues(kind, record)
    .filter((value) => value !== '')
    .join(' ');
}

/**
 * A kind of record in the words of people.
 *
 * @example
 * kindName('invoiceLine') // 'invoice line'
 */
export function kindName(kind: RecordKind): string {
  return kind.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function keyValues(kind: RecordKind, record: KeyFields): readonly string[] {
  return RECORD_KINDS[kind].key.map((field) => String(record[field] ?? ''));
}
