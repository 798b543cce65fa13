import { z } from 'zod';
import { problem } from '../problems/problem.js';
import type { RecordKind } from '../records/record-kinds.js';
import type { ExpectedRecord } from '../runs/jobs/jobs.js';
import { Refusal } from './refusal.js';
import type { IncomingBody } from './route-body.js';

/** The fields of a record as they are sent: numbers as text, so that none goes through a float. */
export const writtenFields = z.record(z.string().max(200), z.string().nullable()).meta({
  description: 'The fields of the record by name, as text; those of its key may be left out',
});

/** The fields of a key; an empty one is `null`. */
type KeyFields = Readonly<Record<string, string | null>>;

/**
 * A list of one record, as a body that comes in: the fields that were sent, and those of the key that the path
 * names. Throws a refusal where the fields say another key.
 *
 * @example
 * const body = writtenRecord({ id: 'D-1' }, { closeDate: '2026-03-01', acv: '1000.00' });
 */
export function writtenRecord(key: KeyFields, fields: z.output<typeof writtenFields>): IncomingBody {
  const others = Object.keys(key).filter((field) => (fields[field] ?? key[field]) !== key[field]);
  if (others.length > 0) {
    throw new Refusal(
      400,
      others.map((field) => {
        const detail = { field, expected: key[field] ?? 'no value' };
        return problem('invalid-value', 'the field says another key than the path', detail);
      }),
    );
  }
  const given = Object.entries({ ...fields, ...key }).filter(([, value]) => value !== null);
  const text = JSON.stringify([Object.fromEntries(given)]);
  return { contentType: 'application/json', stream: new Blob([text]).stream() };
}

/**
 * What a record must still be, by the tag in `If-Match`; nothing where there is none. A tag that is not of a
 * record is that of no record now.
 *
 * @example
 * expectedRecord('deal', { id: 'D-1' }, '"7"') // { kind: 'deal', key: { id: 'D-1' }, change: 7 }
 */
export function expectedRecord(
  kind: RecordKind,
  key: KeyFields,
  tag: string | undefined,
): ExpectedRecord | undefined {
  if (tag === undefined) return undefined;
  // Compressed on its way, the record had a weak tag.
  const [, change = '0'] = /^(?:W\/)?"([1-9]\d{0,14})"$/.exec(tag.trim()) ?? [];
  const texts = Object.entries(key).map(([field, value]) => [field, value ?? '']);
  return { kind, key: Object.fromEntries(texts), change: Number(change) };
}
