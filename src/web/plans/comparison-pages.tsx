import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { attachment } from '../../http/attachment.js';
import { requirePermission } from '../../http/enforce-access.js';
import { recordName } from '../../http/record-name.js';
import { notFound, Refusal } from '../../http/refusal.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { finished } from '../../http/resources/runs.js';
import type { Route } from '../../http/route.js';
import { LARGEST_RULES, ruleFileName } from '../../http/rule-texts.js';
import { problem } from '../../problems/problem.js';
import { wholeNumber } from '../../records/values.js';
import type { CompareRequest } from '../../runs/jobs/jobs.js';
import { comparisonRowsPath } from '../../runs/jobs/spool.js';
import type { ComparedVersion } from '../../runs/plan-comparison/compared-books.js';
import { payeeNames } from '../../store/payee-list.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { filledWith } from '../filled-form.js';
import { redirect } from '../redirect.js';
import { compareContent } from './compare-page.js';
import { OWN_TEXT, PUBLISHED } from './comparison-form.js';
import { comparisonAddress, comparisonContent, mayCancel, requireComparison } from './comparison-page.js';

const params = z.strictObject({ task: wholeNumber({ min: 1, max: 999_999_999_999 }) });

const form = z.strictObject({
  plan: recordName(),
  with: recordName(),
  file: ruleFileName.optional(),
  text: z.string().optional(),
  upload: z.instanceof(File).optional(),
  against: recordName().default(PUBLISHED),
  from: recordName().optional(),
  through: recordName().optional(),
  payee: recordName().optional(),
});

/** Two versions of a plan, held against each other on past data: each comparison is a job, and has a page. */
export const comparisonPages: readonly Route[] = [
  definePage({
    path: '/compare',
    access: 'company-data',
    summary: 'Where versions of a plan are compared, and the comparisons so far',
    query: z.strictObject({ plan: recordName().optional(), with: recordName().optional() }),
    answer: ({ query: { plan, with: other }, ...request }, services) =>
      compareContent(plan, filledWith({ with: other }), request, services),
  }),
  definePost({
    path: '/compare',
    access: 'company-data',
    summary: 'Has another version of a plan calculated on past data, which changes nothing',
    maxBytes: 3 * LARGEST_RULES,
    form,
    answer: async ({ form: sent, scope, viewer }, { db, jobs }) => {
      requireEverybody(scope);
      const { plan, against, payee, from, through } = sent;
      const known = payee === undefined ? null : await payeeNames(db, scope, [payee]);
      if (payee !== undefined && known?.has(payee) !== true) {
        throw refused('payee', `there is no payee ${payee}`, 'the id of a payee');
      }
      const question: CompareRequest['question'] = {
        ...{ plan, from, through, payee, with: await versionOf(sent) },
        ...(against !== PUBLISHED && { against: { hash: against } }),
      };
      const job = await jobs.submit({ kind: 'compare', question }, viewer.id);
      return redirect(comparisonAddress(job.id));
    },
    again: (filled, request, services) =>
      compareContent(filled.values['plan']?.[0], filled, request, services),
  }),
  definePage({
    path: '/compare/:task',
    access: 'company-data',
    summary: 'A comparison of two versions of a plan: how far it has come, and what came of it',
    params,
    query: z.strictObject({ page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1') }),
    answer: async ({ params: { task }, query: { page }, scope, viewer, format }, services) =>
      comparisonContent(
        await requireComparison(services.jobs, scope, task),
        { page, scope, viewer, format },
        services,
      ),
  }),
  definePage({
    path: '/compare/:task/rows.csv',
    access: 'company-data',
    summary: 'Every payee, period and component of a comparison, as CSV',
    params,
    answer: async ({ params: { task }, scope }, { jobs, spool }) => {
      const job = await requireComparison(jobs, scope, task);
      const path = comparisonRowsPath(spool, task);
      const isThere = job.status === 'done' && (await stat(path).catch(() => null)) !== null;
      if (!isThere) throw notFound(`there are no rows of comparison ${task}`, { hint: 'compare again' });
      const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
      return new Response(stream, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': attachment(`comparison-${task}.csv`),
        },
      });
    },
  }),
  definePost({
    path: '/compare/:task/cancel',
    access: 'company-data',
    summary: 'Calls a comparison off, of which nothing then is kept',
    params,
    form: z.strictObject({}),
    answer: async ({ params: { task }, scope, viewer }, { jobs }) => {
      const job = await requireComparison(jobs, scope, task);
      if (!mayCancel(job, viewer)) requirePermission(viewer, 'configure');
      if ((await jobs.cancel(task)) === 'finished') throw finished('task', task);
      return redirect(comparisonAddress(task), 'The comparison is being called off.');
    },
    again: async (_, { params: { task }, scope, viewer, format }, services) =>
      comparisonContent(
        await requireComparison(services.jobs, scope, task),
        { page: 1, scope, viewer, format },
        services,
      ),
  }),
];

/** What is tried out: a published version, or a text, in the form or as a file. */
async function versionOf({
  plan,
  with: chosen,
  file = `plans/${plan}.yaml`,
  text,
  upload,
}: z.output<typeof form>): Promise<ComparedVersion> {
  if (chosen !== OWN_TEXT) return { hash: chosen };
  if (upload === undefined) {
    if (text !== undefined) return { file, text };
    throw refused('text', 'there is no text to try out', 'the text of a plan, or a file with it');
  }
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    return { file: upload.name, text: decoder.decode(await upload.arrayBuffer()).replaceAll('\r\n', '\n') };
  } catch {
    throw refused('upload', `${upload.name} is not written in UTF-8`, 'a text file');
  }
}

function refused(field: string, message: string, expected: string): Refusal {
  return new Refusal(422, [problem('invalid-value', message, { field, expected })]);
}
