import { z } from 'zod';
import { didYouMean } from '../problems/did-you-mean.js';
import { RECORD_KINDS, type RecordKind } from '../records/record-kinds.js';
import type { Refusal } from '../records/values.js';
import { keyFieldsOf } from '../store/record-table.js';

const KIND_OF_FILE: ReadonlyMap<string, RecordKind> = new Map(
  (Object.keys(RECORD_KINDS) as RecordKind[]).map((kind) => [RECORD_KINDS[kind].file, kind]),
);
const FILES = [...KIND_OF_FILE.keys()];

/** A key has at most four values. */
const LONGEST_KEY = 1000;

/**
 * A kind of record as files are called, such as `invoice-lines`.
 *
 * @example
 * const params = z.strictObject({ kind: recordKindName() });
 */
export function recordKindName() {
  return z
    .string()
    .transform((written, context): RecordKind => {
      const kind = KIND_OF_FILE.get(written);
      if (kind !== undefined) return kind;
      const hint = didYouMean(written, FILES);
      const refusal: Refusal = {
        code: 'invalid-value',
        message: 'there is no such kind of record',
        expected: `one of ${FILES.join(', ')}`,
        ...(hint !== undefined && { hint }),
      };
      context.issues.push({
        code: 'custom',
        input: written,
        message: refusal.message,
        params: { ...refusal },
      });
      return z.NEVER;
    })
    .meta({ enum: FILES, override: { type: 'string', enum: FILES } });
}

/**
 * The key of a record in a path: its values joined by commas, an empty one as nothing. In a value of several, a
 * comma and a backslash stand behind a backslash.
 *
 * @example
 * const params = z.strictObject({ kind: recordKindName(), key: recordKeyText() });
 */
export function recordKeyText() {
  return z
    .string()
    .transform((written, context): string => {
      if (written.length <= LONGEST_KEY && !/\p{Cc}|\p{Cs}/u.test(written)) return written;
      const message = 'this is no key';
      const refusal: Refusal = { code: 'id-expected', message, expected: 'a key as lists show it' };
      context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
      return z.NEVER;
    })
    .meta({ maxLength: LONGEST_KEY, description: '`key` of the record in a list' });
}

/**
 * The values of a record's key as one text.
 *
 * @example
 * formatRecordKey('split', { deal: 'D-1', payee: 'ada', role: 'owner', from: null }) // 'D-1,ada,owner,'
 */
export function formatRecordKey(kind: RecordKind, record: Readonly<Record<string, unknown>>): string {
  const values = keyFieldsOf(kind).map((field) => String(record[field] ?? ''));
  if (values.length === 1) return values.join('');
  return values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',');
}

/**
 * The key fields that a text names, an empty one as `null`; `null` where it has not as many values as the key.
 *
 * @example
 * readRecordKey('amendment', 'D-1,A-1') // { deal: 'D-1', id: 'A-1' }
 */
export function readRecordKey(
  kind: RecordKind,
  text: string,
): Readonly<Record<string, string | null>> | null {
  const fields = keyFieldsOf(kind);
  const values = fields.length === 1 ? [text] : splitKey(text);
  if (values.length !== fields.length) return null;
  return Object.fromEntries(fields.map((field, position) => [field, values[position] || null]));
}

function splitKey(text: string): readonly string[] {
  const values = [''];
  let isEscaped = false;
  for (const character of text) {
    const last = values.length - 1;
    if (isEscaped || (character !== '\\' && character !== ',')) values[last] += character;
    else if (character === ',') values.push('');
    isEscaped = !isEscaped && character === '\\';
  }
  return values;
}
