import { z } from 'zod';
import { type DecodedRecord, type DecodeOptions, recordDecoder } from './decode-record.js';
import type { Field } from './field.js';
import { RECORD_KINDS, type RecordKind } from './record-kinds.js';
import type { Refusal } from './values.js';

/**
 * A schema for a record of a kind as an object of texts, for bodies of requests and the examples of rule
 * files. It makes the checks of {@link recordDecoder} and gives the same record; a key that is no field of
 * the kind is an issue. What the decoder refuses becomes a custom issue at the field, whose `params` are a
 * {@link Refusal}. A list of numbers may be an array of texts.
 *
 * @example
 * const schema = zodRecord('deal', { homeCurrency: 'USD', dealFields: [] });
 * schema.parse({ id: 'D-1', closeDate: '2026-02-10', acv: '130000' }).acv // 13000000n
 */
export function zodRecord<Kind extends RecordKind>(kind: Kind, options: DecodeOptions) {
  const decoder = recordDecoder(kind, options);
  const fields: Readonly<Record<string, Field | undefined>> = RECORD_KINDS[kind].fields;
  const shape = Object.fromEntries(decoder.fieldNames.map((name) => [name, fieldSchema(fields[name])]));
  return z.strictObject(shape).transform((written, context): DecodedRecord<Kind> => {
    const raw = Object.fromEntries(Object.entries(written).map(([name, text]) => [name, text ?? '']));
    const outcome = decoder.decode(raw);
    if (outcome.ok) return outcome.record;
    for (const { field, problem } of outcome.problems) {
      const { code, message, expected = '', found, hint } = problem;
      const params: Refusal = { code, message, expected, ...(found && { found }), ...(hint && { hint }) };
      context.issues.push({
        code: 'custom',
        path: [field],
        input: written[field],
        message,
        params: { ...params },
      });
    }
    return z.NEVER;
  });
}

function fieldSchema(field: Field | undefined) {
  const text = z.string().nullish();
  const taken = field?.type === 'numberList' ? z.union([text, joinedList]) : text;
  return field === undefined ? taken : taken.describe(field.meaning);
}

const joinedList = z.array(z.string()).transform((numbers) => numbers.join(';'));
