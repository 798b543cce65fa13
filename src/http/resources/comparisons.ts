import { z } from 'zod';
import { problem } from '../../problems/problem.js';
import type { Job } from '../../runs/jobs/jobs.js';
import type { ComparedVersion } from '../../runs/plan-comparison/compared-books.js';
import { eventStream } from '../event-stream.js';
import { jobEvents, jobParams, jobStatus } from '../job-shapes.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { Refusal } from '../refusal.js';
import { pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { LARGEST_RULES } from '../rule-texts.js';
import { writtenText } from '../written-text.js';
import { askedComparison, askedDocument, comparisonDocument, madeComparison } from './comparison-document.js';
import {
  cancelComparison,
  comparisonRows,
  isComparison,
  requireComparison,
  submitComparison,
} from './comparison-jobs.js';
import { comparedMonths, comparedWith, versionHash } from './comparison-shapes.js';

const comparisons = pagedList('comparisons', z.strictObject({ id: z.int().min(1) }));

/** Comparisons of two versions of a plan on past data, each made beside the requests and kept. */
export const comparisonRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/comparisons',
    access: 'company-data',
    tag: 'plans',
    summary: 'The comparisons of plan versions that were asked for here, the latest first',
    query: z.strictObject({ ...comparisons.query, status: jobStatus.optional() }),
    responses: { 200: { description: 'A page of comparisons', json: pageOf(askedComparison) } },
    answer: async ({ query: { limit, cursor, status }, scope, url }, { jobs }) => {
      const shown = scope.all ? limit + 1 : 0;
      const rows = await jobs.list({ kinds: ['compare'], status, before: cursor?.id, limit: shown });
      const page = comparisons.page(rows.filter(isComparison).map(askedDocument), limit, ({ id }) => ({
        id,
      }));
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/comparisons',
    access: 'company-data',
    tag: 'plans',
    summary: 'Calculates past data by another version of a plan, beside the requests; nothing else changes',
    idempotent: true,
    body: {
      schema: z.strictObject({
        plan: recordName(),
        with: versionHash.optional(),
        file: z
          .strictObject({ name: writtenText(200), text: z.string() })
          .optional()
          .meta({ description: 'The plan as a file, in place of a published version' }),
        ...comparedMonths,
      }),
      maxBytes: LARGEST_RULES,
    },
    responses: {
      202: {
        description: 'The comparison, which waits',
        json: madeComparison,
        headers: { location: 'Where the comparison is' },
      },
    },
    refusals: [404, 422],
    answer: async ({ body: { with: hash, file, plan, ...asked }, scope, viewer }, services) => {
      const question = { plan, with: triedOut(hash, file), ...comparedWith(asked) };
      const { id } = await submitComparison(question, { scope, viewer }, services);
      const headers = { location: `/api/v1/comparisons/${id}` };
      return Response.json(comparisonDocument(await requireComparison(services, scope, id)), {
        status: 202,
        headers,
      });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/comparisons/:id',
    access: 'company-data',
    tag: 'plans',
    summary: 'A comparison: where it stands, what came of it, and what stood against it',
    params: jobParams,
    responses: { 200: { description: 'The comparison', json: madeComparison } },
    answer: async ({ params: { id }, scope }, services) =>
      Response.json(comparisonDocument(await requireComparison(services, scope, id))),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/comparisons/:id/rows',
    access: 'company-data',
    tag: 'plans',
    summary: 'Every payee, period and component of a comparison that is done, as CSV',
    params: jobParams,
    responses: {
      200: {
        description: 'A header line, then a payee, period and component a line',
        content: { 'text/csv': z.string() },
        headers: { 'content-disposition': 'A name to save it under' },
      },
    },
    answer: async ({ params: { id }, scope }, services) =>
      comparisonRows(await requireComparison(services, scope, id), services),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/comparisons/:id/events',
    access: 'company-data',
    tag: 'plans',
    summary:
      'What happens to a comparison, as server-sent events: `progress`, then `done`, `failed` or `cancelled`',
    params: jobParams,
    headers: { 'last-event-id': 'The id of the last event that came' },
    responses: {
      200: {
        description: 'Events, each with the comparison as it then stands',
        content: { 'text/event-stream': z.string() },
      },
    },
    answer: async ({ params: { id }, scope, signal, header }, services) => {
      await requireComparison(services, scope, id);
      const last = header('last-event-id');
      const shown = (job: Job) => (isComparison(job) ? comparisonDocument(job) : null);
      return eventStream(jobEvents(services.jobs, id, shown, signal, last), signal);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/comparisons/:id/cancel',
    access: 'company-data',
    tag: 'plans',
    summary: 'Calls a comparison off, of which nothing then is kept',
    idempotent: true,
    params: jobParams,
    responses: {
      202: {
        description: 'The comparison, which is cancelled as soon as its worker hears of it',
        json: madeComparison,
      },
    },
    refusals: [403, 409],
    answer: async ({ params: { id }, scope, viewer }, services) => {
      await cancelComparison(id, { scope, viewer }, services);
      const job = await requireComparison(services, scope, id);
      return Response.json(comparisonDocument(job), { status: 202 });
    },
  }),
];

/** One of the two must be said, and one alone. */
function triedOut(
  hash: string | undefined,
  file: { readonly name: string; readonly text: string } | undefined,
): ComparedVersion {
  if (hash !== undefined && file === undefined) return { hash };
  if (file !== undefined && hash === undefined) return { file: file.name, text: file.text };
  const detail = { field: 'with', expected: 'either `with` or `file`' };
  const message = 'one version of the plan is tried out: a published one, or a file';
  throw new Refusal(422, [problem('invalid-value', message, detail)]);
}
