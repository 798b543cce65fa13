import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import type { Job, Jobs } from '../../runs/jobs/jobs.js';
import { problemReportPath, SPOOLED_BODY } from '../../runs/jobs/spool.js';
import { attachment } from '../attachment.js';
import { eventStream } from '../event-stream.js';
import { hasReport, importDocument, importShape } from '../import-document.js';
import { jobEvents, jobParams, jobStatus } from '../job-shapes.js';
import { pagedList, pageResponse } from '../page.js';
import { notFound } from '../refusal.js';
import { pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { importQuery, importResponses, takeUpload } from '../take-upload.js';
import { finished } from './runs.js';

/** The text of records of several kinds is read into memory as a whole. */
const LARGEST_BODY = 64 * 1024 * 1024;

const imports = pagedList('imports', z.strictObject({ id: z.int().min(1) }));

const severalKinds = {
  content: {
    'application/json': z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).meta({
      description:
        'Records by their kinds, as files are called: { "deals": [{ "id": "D-1", … }], "splits": […] }',
    }),
  },
  maxBytes: LARGEST_BODY,
};

/** Two names for the same: the records are what comes in, the import is what comes of it. */
const uploadRoutes = (['/api/v1/imports', '/api/v1/records'] as const).map((path) =>
  defineRoute({
    method: 'POST',
    path,
    access: 'configure',
    tag: path.endsWith('imports') ? 'imports' : 'records',
    summary: 'Takes in records of several kinds: all of them, or none',
    idempotent: true,
    query: importQuery,
    body: severalKinds,
    responses: importResponses,
    refusals: [422],
    answer: ({ body, query, viewer, signal }, services) => {
      const command = `POST ${path}`;
      return takeUpload({ body, file: SPOOLED_BODY, query, command, actor: viewer.id, signal }, services);
    },
  }),
);

/** Records that came in, and what was wrong with them. */
export const importRoutes: readonly Route[] = [
  ...uploadRoutes,
  defineRoute({
    method: 'GET',
    path: '/api/v1/imports',
    access: 'company-data',
    tag: 'imports',
    summary: 'The imports that were sent here, the latest first',
    query: z.strictObject({ ...imports.query, status: jobStatus.optional() }),
    responses: { 200: { description: 'A page of imports', json: pageOf(importShape) } },
    answer: async ({ query: { limit, cursor, status }, scope, url }, { jobs }) => {
      const shown = scope.all ? limit + 1 : 0;
      const rows = await jobs.list({ kinds: ['import'], status, before: cursor?.id, limit: shown });
      return pageResponse(
        imports.page(rows.map(importDocument), limit, ({ id }) => ({ id })),
        url,
      );
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/imports/:id',
    access: 'company-data',
    tag: 'imports',
    summary: 'An import: where it stands, what came of it, and what is wrong with it',
    params: jobParams,
    responses: { 200: { description: 'The import', json: importShape } },
    refusals: [404],
    answer: async ({ params: { id }, scope }, { jobs }) =>
      Response.json(importDocument(await requireImport(jobs, scope, id))),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/imports/:id/problems.csv',
    access: 'company-data',
    tag: 'imports',
    summary: 'All that is wrong with the records of an import, as CSV',
    params: jobParams,
    responses: { 200: { description: 'A line for each problem', content: { 'text/csv': z.string() } } },
    refusals: [404],
    answer: async ({ params: { id }, scope }, { jobs, spool }) => {
      const job = await requireImport(jobs, scope, id);
      const path = problemReportPath(spool, id);
      const size = (await stat(path).catch(() => null))?.size;
      if (!hasReport(job) || size === undefined) throw notFound(`there is no report of import ${id}`);
      const stream = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
      return new Response(stream, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': attachment(`import-${id}-problems.csv`),
        },
      });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/imports/:id/events',
    access: 'company-data',
    tag: 'imports',
    summary:
      'What happens to an import, as server-sent events: `progress`, then `done`, `failed` or `cancelled`',
    params: jobParams,
    headers: { 'last-event-id': 'The id of the last event that came' },
    responses: {
      200: {
        description: 'Events, each with the import as it then stands',
        content: { 'text/event-stream': z.string() },
      },
    },
    refusals: [404],
    answer: async ({ params: { id }, scope, signal, header }, { jobs }) => {
      await requireImport(jobs, scope, id);
      return eventStream(jobEvents(jobs, id, importDocument, signal, header('last-event-id')), signal);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/imports/:id/cancel',
    access: 'configure',
    tag: 'imports',
    summary: 'Calls an import off, of which nothing then is taken',
    idempotent: true,
    params: jobParams,
    responses: {
      202: {
        description: 'The import, which is cancelled as soon as its worker hears of it',
        json: importShape,
      },
    },
    refusals: [404, 409],
    answer: async ({ params: { id }, scope }, { jobs }) => {
      await requireImport(jobs, scope, id);
      if ((await jobs.cancel(id)) === 'finished') throw finished('import', id);
      return Response.json(importDocument(await requireImport(jobs, scope, id)), { status: 202 });
    },
  }),
];

/**
 * The import with a number. What is wrong with one can name any payee: it is shown only to whoever may see all of them.
 * Throws a refusal where there is none.
 *
 * @example
 * const job = await requireImport(jobs, scope, 7);
 */
export async function requireImport(jobs: Jobs, scope: PayeeScope, id: number): Promise<Job> {
  const job = scope.all ? await jobs.find(id) : null;
  if (job?.request.kind === 'import') return job;
  throw notFound(`there is no import ${id}`, { hint: 'GET /api/v1/imports lists those that were sent' });
}
