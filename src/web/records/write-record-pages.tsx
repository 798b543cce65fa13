import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import { requireHistory } from '../../http/find-record.js';
import { recordDocument, storedDealFields } from '../../http/record-document.js';
import { formatRecordKey, recordKeyText, recordKindName } from '../../http/record-key.js';
import { notFound } from '../../http/refusal.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { writeRecord } from '../../http/write-record.js';
import { writtenText } from '../../http/written-text.js';
import type { Problem } from '../../problems/problem.js';
import { RECORD_KINDS, type RecordKind } from '../../records/record-kinds.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { fieldsOf, keyFieldsOf } from '../../store/record-table.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { PageContent } from '../layout/page-content.js';
import { redirect } from '../redirect.js';
import { fieldWords } from './field-words.js';
import { kindWords } from './kind-words.js';
import { recordAddress } from './record-address.js';
import { FORM_FIELDS, RecordForm } from './record-form.js';
import { recordTitle } from './record-title.js';

const kindParams = z.strictObject({ kind: recordKindName() });
const recordParams = z.strictObject({ kind: recordKindName(), key: recordKeyText() });

/** The longest value of a field. */
const LONGEST_VALUE = 10_000;

/** Which fields a record has, its kind and the company file say: here they are texts of whatever name. */
const recordFields = z
  .object({
    [FORM_FIELDS.reason]: writtenText(1000).optional(),
    [FORM_FIELDS.known]: z.string().max(20).optional(),
  })
  .catchall(writtenText(LONGEST_VALUE));

type SentFields = z.output<typeof recordFields>;

/** The forms by which one record is added or corrected. */
export const writeRecordPages: readonly Route[] = [
  // No kind is called `new`, so that this is not the page of a record.
  definePage({
    path: '/records/new/:kind',
    access: 'configure',
    summary: 'The form for a new record',
    params: kindParams,
    answer: ({ params: { kind } }, services) => newRecordPage(EMPTY_FORM, kind, services),
  }),
  definePost({
    path: '/records/:kind',
    access: 'configure',
    summary: 'Adds a record; one that is known and says something else is refused',
    params: kindParams,
    form: recordFields,
    answer: async ({ params: { kind }, form, viewer, signal }, services) => {
      const fields = await textsOf(kind, form, services);
      const key = formatRecordKey(kind, withFallbacks(kind, fields));
      const reason = form[FORM_FIELDS.reason];
      const what = { kind, key, fields, tag: undefined, onConflict: 'refuse', reason } as const;
      const job = await writeRecord({ ...what, actor: viewer.id, signal }, services);
      return written(job, recordAddress(RECORD_KINDS[kind].file, key), 'The record is added.');
    },
    again: (filled, { params: { kind } }, services) => newRecordPage(byField(filled), kind, services),
  }),
  definePage({
    path: '/records/:kind/:key/edit',
    access: 'configure',
    summary: 'The form in which a record is corrected',
    params: recordParams,
    answer: ({ params: { kind, key }, scope }, services) => editPage(null, { kind, key, scope }, services),
  }),
  definePost({
    path: '/records/:kind/:key',
    access: 'configure',
    summary: 'Corrects a record; what it said before is kept as history',
    params: recordParams,
    form: recordFields,
    answer: async ({ params: { kind, key }, form, viewer, signal }, services) => {
      const fields = await textsOf(kind, form, services);
      const known = form[FORM_FIELDS.known];
      const reason = form[FORM_FIELDS.reason];
      const tag = known === undefined ? undefined : `"${known}"`;
      const what = { kind, key, fields, tag, onConflict: 'correct', reason } as const;
      const job = await writeRecord({ ...what, actor: viewer.id, signal }, services);
      return written(job, recordAddress(RECORD_KINDS[kind].file, key), 'The record is corrected.');
    },
    again: (filled, { params: { kind, key }, scope }, services) =>
      editPage(byField(filled), { kind, key, scope }, services),
  }),
];

/** A record that is not written yet is waited for on the page of its import. */
function written(job: Job, address: string, notice: string): Response {
  return hasEnded(job) ? redirect(address, notice) : redirect(`/imports/${job.id}`);
}

/** The fields that the kind and the company file know, one that is left empty as `null`. */
async function textsOf(
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

/** What an empty field of a key means is part of the key. */
function withFallbacks(
  kind: RecordKind,
  fields: Readonly<Record<string, string | null>>,
): Readonly<Record<string, string | null>> {
  const key = fieldsOf(kind).filter(([name]) => keyFieldsOf(kind).includes(name));
  return Object.fromEntries(
    key.map(([name, { fallback = null }]) => [name, fields[name]?.trim() || fallback] as const),
  );
}

/** Problems name the file that the record would have come in, which nobody sent here. */
function byField({ values, problems }: FilledForm): FilledForm {
  return { values, problems: problems.map(withoutFile) };
}

function withoutFile({ location: _, subject: __, ...found }: Problem): Problem {
  return found;
}

async function newRecordPage(filled: FilledForm, kind: RecordKind, { db }: Services): Promise<PageContent> {
  const { file } = RECORD_KINDS[kind];
  return {
    title: 'New record',
    about: kindWords(file),
    trail: trailOf(file),
    body: (
      <RecordForm
        kind={kind}
        action={recordAddress(file)}
        cancel={recordAddress(file)}
        dealFields={await storedDealFields(db)}
        known={null}
        filled={filled}
      />
    ),
  };
}

interface NamedRecord {
  readonly kind: RecordKind;
  readonly key: string;
  readonly scope: PayeeScope;
}

async function editPage(
  sent: FilledForm | null,
  { kind, key, scope }: NamedRecord,
  { db }: Services,
): Promise<PageContent> {
  const { file } = RECORD_KINDS[kind];
  const dealFields = await storedDealFields(db);
  const current = (await requireHistory(db, scope, kind, key)).at(-1);
  if (current === undefined) throw notFound(`there is no record ${key} in ${file}`);
  const { record } = recordDocument(kind, current, dealFields);
  // Whoever corrects again what was refused goes on from what they knew, not from what others wrote since.
  const known = sent?.values[FORM_FIELDS.known]?.[0] ?? String(current.change);
  const address = recordAddress(file, key);
  return {
    title: `Correct ${recordTitle(key, record)}`,
    about: keyWords(kind, record),
    trail: [...trailOf(file), { label: recordTitle(key, record), href: address }],
    body: (
      <RecordForm
        kind={kind}
        action={address}
        cancel={address}
        dealFields={dealFields}
        known={known}
        filled={sent ?? filledWith(record)}
      />
    ),
  };
}

/** What the record is found by, which no correction changes. */
function keyWords(kind: RecordKind, record: Readonly<Record<string, string | null>>): string {
  return keyFieldsOf(kind)
    .flatMap((name) => {
      const value = record[name] ?? null;
      return value === null ? [] : [`${fieldWords(name)}: ${value}`];
    })
    .join(' · ');
}

function trailOf(file: string) {
  return [
    { label: 'Records', href: '/records' },
    { label: kindWords(file), href: recordAddress(file) },
  ];
}
