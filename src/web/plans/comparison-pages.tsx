import { z } from 'zod';
import { recordName } from '../../http/record-name.js';
import { notFound, Refusal } from '../../http/refusal.js';
import {
  cancelComparison,
  comparisonRows,
  keptComparison,
  requireComparison,
  submitComparison,
} from '../../http/resources/comparison-jobs.js';
import type { Route } from '../../http/route.js';
import { LARGEST_RULES, ruleFileName } from '../../http/rule-texts.js';
import { csvResponse } from '../../http/written-as.js';
import { problem } from '../../problems/problem.js';
import { wholeNumber } from '../../records/values.js';
import type { CompareRequest } from '../../runs/jobs/jobs.js';
import type { ComparedVersion } from '../../runs/plan-comparison/compared-books.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { filledWith } from '../filled-form.js';
import { redirect } from '../redirect.js';
import { compareContent } from './compare-page.js';
import { COMPARED_PARTS, comparedCsv } from './compared-columns.js';
import { OWN_TEXT, PUBLISHED } from './comparison-form.js';
import { comparisonAddress, comparisonContent } from './comparison-page.js';

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
    answer: async ({ form: sent, scope, viewer }, services) => {
      const { plan, against, payee, from, through } = sent;
      const question: CompareRequest['question'] = {
        ...{ plan, from, through, payee, with: await versionOf(sent) },
        ...(against !== PUBLISHED && { against: { hash: against } }),
      };
      const { id } = await submitComparison(question, { scope, viewer }, services);
      return redirect(comparisonAddress(id));
    },
    again: (filled, request, services) =>
      compareContent(filled.values['plan']?.[0], filled, request, services),
  }),
  definePage({
    path: '/compare/:task',
    access: 'company-data',
    summary: 'A comparison of two versions of a plan: how far it has come, and what came of it',
    params,
    query: z.strictObject({
      page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
      file: z.enum(COMPARED_PARTS).optional().meta({ description: 'The part that is had as a file' }),
    }),
    answer: async ({ params: { task }, query: { page, file }, scope, viewer, format }, services) => {
      const job = await requireComparison(services, scope, task);
      if (file === undefined) return comparisonContent(job, { page, scope, viewer, format }, services);
      const kept = keptComparison(job);
      if (kept === null) throw notFound(`comparison ${task} has no result`, { hint: 'compare again' });
      return csvResponse(comparedCsv(kept.comparison, file, format), `comparison-${task}-${file}.csv`);
    },
  }),
  definePage({
    path: '/compare/:task/rows.csv',
    access: 'company-data',
    summary: 'Every payee, period and component of a comparison, as CSV',
    params,
    answer: async ({ params: { task }, scope }, services) =>
      comparisonRows(await requireComparison(services, scope, task), services),
  }),
  definePost({
    path: '/compare/:task/cancel',
    access: 'company-data',
    summary: 'Calls a comparison off, of which nothing then is kept',
    params,
    form: z.strictObject({}),
    answer: async ({ params: { task }, scope, viewer }, services) => {
      await cancelComparison(task, { scope, viewer }, services);
      return redirect(comparisonAddress(task), 'The comparison is being called off.');
    },
    again: async (_, { params: { task }, scope, viewer, format }, services) =>
      comparisonContent(
        await requireComparison(services, scope, task),
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
