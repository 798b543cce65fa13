import { z } from 'zod';
import { storedDealFields } from '../../http/record-document.js';
import type { Services } from '../../http/services.js';
import { writtenText } from '../../http/written-text.js';
import type { RecordKind } from '../../records/record-kinds.js';
import { fieldsOf, keyFieldsOf } from '../../store/record-table.js';
import { FORM_FIELDS } from './record-form.js';

/** The longest value of a field. */
const LONGEST_VALUE = 10_000;

/** A record as a form sends it: which fields it has, its kind and the company file say; here they are texts of any name. */
export const recordFields = z
  .object({
    [FORM_FIELDS.reason]: writtenText(1000).optional(),
    [FORM_FIELDS.known]: z.string().max(20).optional(),
  })
  .catchall(writtenText(LONGEST_VALUE));

type SentFields = z.output<typeof recordFields>;

/**
 * The fields of a record that was sent which its kind and the company file know, one that is left empty as `null`.
 *
 * @example
 * await sentTexts('deal', form, services) // { id: 'D-1', closeDate: '2026-03-01', type: null, … }
 */
export async function sentTexts(
  kind: RecordKind,
  form: SentFields,
  { db }: Services,
): Promise<Readonly<Record<string, string | null>>> {
  const declared = kind === 'deal' ? (await storedDealFields(db)).map(({ name }) => name) : [];
  const names = [...fieldsOf(kind).map(([name]) => name), ...declared];
  const sent: Readonly<Record<string, string | undefined>> = form;
  return Object.fromEntries(
    names.flatMap((name) => (sent[name] === undefined ? [] : [[name, sent[name] || null] as const])),
  );
}

/**
 * The fields of the key of a record, with what an empty one means.
 *
 * @example
 * keyTexts('split', { deal: 'D-1', payee: 'ada', role: null }) // { deal: 'D-1', payee: 'ada', role: 'owner' }
 */
export function keyTexts(
  kind: RecordKind,
  fields: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string | null>> {
  const key = fieldsOf(kind).filter(([name]) => keyFieldsOf(kind).includes(name));
  return Object.fromEntries(
    key.map(([name, { fallback = null }]) => [name, fields[name]?.trim() || fallback] as const),
  );
}
