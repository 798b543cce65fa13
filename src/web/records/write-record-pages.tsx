import { z } from 'zod';
import { formatRecordKey, recordKeyText, recordKindName } from '../../http/record-key.js';
import type { Route } from '../../http/route.js';
import { writeRecord } from '../../http/write-record.js';
import type { Problem } from '../../problems/problem.js';
import { RECORD_KINDS } from '../../records/record-kinds.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import { redirect } from '../redirect.js';
import { recordAddress } from './record-address.js';
import { FORM_FIELDS } from './record-form.js';
import { correctRecordPage, newRecordPage } from './record-form-pages.js';
import { keyTexts, recordFields, sentTexts } from './sent-record.js';

const kindParams = z.strictObject({ kind: recordKindName() });
const recordParams = z.strictObject({ kind: recordKindName(), key: recordKeyText() });

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
      const fields = await sentTexts(kind, form, services);
      const key = formatRecordKey(kind, keyTexts(kind, fields));
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
    answer: ({ params: { kind, key }, scope, format }, services) =>
      correctRecordPage(null, { kind, key, scope, format }, services),
  }),
  definePost({
    path: '/records/:kind/:key',
    access: 'configure',
    summary: 'Corrects a record; what it said before is kept as history',
    params: recordParams,
    form: recordFields,
    answer: async ({ params: { kind, key }, form, viewer, signal }, services) => {
      const fields = await sentTexts(kind, form, services);
      const known = form[FORM_FIELDS.known];
      const reason = form[FORM_FIELDS.reason];
      const tag = known === undefined ? undefined : `"${known}"`;
      const what = { kind, key, fields, tag, onConflict: 'correct', reason } as const;
      const job = await writeRecord({ ...what, actor: viewer.id, signal }, services);
      return written(job, recordAddress(RECORD_KINDS[kind].file, key), 'The record is corrected.');
    },
    again: (filled, { params: { kind, key }, scope, format }, services) =>
      correctRecordPage(byField(filled), { kind, key, scope, format }, services),
  }),
];

/** Problems name the file that the record would have come in, which nobody sent here. */
function byField({ values, problems }: FilledForm): FilledForm {
  return { values, problems: problems.map(forReaders) };
}

function forReaders({ location: _, subject: __, ...found }: Problem): Problem {
  if (found.code !== 'precondition-failed') return found;
  const message = 'somebody else has corrected the record meanwhile';
  return { ...found, message, hint: 'what it says by now stands below' };
}

/** A record that is not written yet is waited for on the page of its import. */
function written(job: Job, address: string, notice: string): Response {
  return hasEnded(job) ? redirect(address, notice) : redirect(`/imports/${job.id}`);
}
