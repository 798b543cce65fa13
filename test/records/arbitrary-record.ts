import fc from 'fast-check';
import { addDays } from '../../src/calendar/civil-date.js';
import type { DealField } from '../../src/records/company.js';
import { type DecodedRecord, recordDecoder } from '../../src/records/decode-record.js';
import type { Field } from '../../src/records/field.js';
import { RECORD_KINDS, type RecordKind } from '../../src/records/record-kinds.js';

export const DEAL_FIELDS: readonly DealField[] = [
  { name: 'services', type: 'money' },
  { name: 'partnerLed', type: 'boolean' },
  { name: 'uplift', type: 'percent' },
];
export const DECODE_OPTIONS = { homeCurrency: 'USD', dealFields: DEAL_FIELDS };

/** Records of a kind as the decoder makes them of generated texts; what it refuses is left out. */
export function arbitraryRecord<Kind extends RecordKind>(kind: Kind): fc.Arbitrary<DecodedRecord<Kind>> {
  const decoder = recordDecoder(kind, DECODE_OPTIONS);
  const fields = Object.entries<Field>(RECORD_KINDS[kind].fields);
  const texts = Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      field.required ? textOf(name, field) : fc.oneof(fc.constant(''), textOf(name, field)),
    ]),
  );
  const extra = {
    services: fc.constantFrom('', '15', '-2'),
    partnerLed: fc.constantFrom('', 'true', 'FALSE'),
  };
  return fc
    .record(kind === 'deal' ? { ...texts, ...extra } : texts)
    .map((raw) => decoder.decode(raw))
    .filter((outcome) => outcome.ok)
    .map((outcome) => outcome.record);
}

function textOf(name: string, field: Field): fc.Arbitrary<string> {
  const decimals = fc
    .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.stringMatching(/^(\.[0-9]{1,6})?$/))
    .map(([whole, part]) => `${whole}${part}`);
  switch (field.type) {
    case 'date':
      // Starts lie before ends, so that few ranges are refused.
      return fc
        .integer({ min: 0, max: 3000 })
        .map((days) => addDays(name === 'to' ? '2030-01-01' : '2020-01-01', days));
    case 'currency':
      return fc.constantFrom('USD', 'EUR', 'JPY', 'KWD');
    case 'money':
      return fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(String);
    case 'number':
      return decimals;
    case 'percent':
      return fc.oneof(
        fc.integer({ min: -100, max: 200 }).map((percent) => `${percent}%`),
        fc.stringMatching(/^-?0\.[0-9]{1,8}$/),
      );
    case 'integer':
      return fc.integer({ min: 1, max: 1200 }).map(String);
    case 'choice':
      return fc.constantFrom(...(field.choices ?? []));
    case 'numberList':
      return fc.constant('1;2.50');
    default:
      return fc.string({ minLength: 1, unit: 'grapheme' }).map((text) => `x${text}`);
  }
}
