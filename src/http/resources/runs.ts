import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import { addDays } from '../../calendar/civil-date.js';
import { parseThrough } from '../../calendar/pay-period.js';
import { problem } from '../../problems/problem.js';
import type { Job, Jobs } from '../../runs/jobs/jobs.js';
import { publishedRun } from '../../store/runs.js';
import { eventStream } from '../event-stream.js';
import { commonMembers, jobEvents, jobMembers, jobParams, jobStatus } from '../job-shapes.js';
import { pagedList, pageResponse } from '../page.js';
import { notFound, Refusal } from '../refusal.js';
import { dayText, instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { companyCalendar } from '../stored-company.js';

const runs = pagedList('runs', z.strictObject({ id: z.int().min(1) }));

const totals = z
  .strictObject({
    run: z.int().min(1).meta({ description: 'The number by which its results are kept' }),
    change: z.int().min(0).meta({ description: 'The change after which records and rules were read' }),
    rulesHash: z.string(),
    recalculated: z
      .int()
      .optional()
      .meta({ description: 'Of how many payees the results were calculated anew, where not all were' }),
    payees: z.int(),
    statements: z.int(),
    incomplete: z.int().meta({ description: 'Statements that a problem keeps from being complete' }),
    lines: z.int(),
    teamAttainments: z.int(),
  })
  .meta({ id: 'RunTotals', description: 'What a run came to' });

const run = z
  .strictObject({
    ...jobMembers,
    through: dayText.meta({ description: 'The last day that counts' }),
    full: z.boolean().meta({ description: 'Whether everybody is calculated anew' }),
    totals: totals.nullable().meta({ description: 'null until it is done' }),
  })
  .meta({ id: 'Run', description: 'A calculation of everybody that was asked for' });

const currentRun = z
  .strictObject({
    id: z.int().min(1),
    through: dayText,
    change: z.int(),
    rulesHash: z.string(),
    inputsHash: z.string(),
    engineVersion: z.string(),
    actor: z.string(),
    status: z.literal('published'),
    startedAt: instantText,
    finishedAt: instantText.nullable(),
  })
  .meta({ id: 'PublishedRun', description: 'The calculation whose results are shown' });

const EVENTS = { 'text/event-stream': z.string() };

/** The calculations that were made. */
export const runRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/runs',
    access: 'runs',
    tag: 'runs',
    summary: 'The calculations that were asked for here, the latest first',
    query: z.strictObject({ ...runs.query, status: jobStatus.optional() }),
    responses: { 200: { description: 'A page of runs', json: pageOf(run) } },
    answer: async ({ query: { limit, cursor, status }, scope, url }, { jobs }) => {
      const rows = await jobs.list({ kinds: ['calculate'], status, before: cursor?.id, limit: limit + 1 });
      const page = runs.page(
        rows.map((job) => runDocument(job, scope)),
        limit,
        ({ id }) => ({ id }),
      );
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/runs',
    access: 'configure',
    tag: 'runs',
    summary: 'Calculates everybody through a period or a day, beside the requests',
    idempotent: true,
    body: {
      schema: z.strictObject({
        through: z.string().meta({
          description: 'The last period or day that counts: 2026-03, 2026-Q1, 2026, 2026-03-31',
        }),
        full: z.boolean().default(false).meta({
          description: 'Calculates everybody anew, also where changes concern few; the results are the same',
        }),
      }),
      maxBytes: 10_000,
    },
    responses: {
      202: { description: 'The run, which waits', json: run, headers: { location: 'Where the run is' } },
    },
    answer: async ({ body, viewer }, { db, jobs }) => {
      const through = parseThrough(body.through, await companyCalendar(db));
      if (through === undefined) throw noPeriod();
      const job = await jobs.submit({ kind: 'calculate', through, full: body.full }, viewer.id);
      const headers = { location: `/api/v1/runs/${job.id}` };
      return Response.json(runDocument(job, null), { status: 202, headers });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/runs/current',
    access: 'runs',
    tag: 'runs',
    summary: 'The calculation whose results are shown',
    responses: { 200: { description: 'The run', json: currentRun } },
    refusals: [404],
    answer: async (_, { db }) => {
      const published = await publishedRun(db);
      if (published === null) {
        throw notFound('nothing is calculated yet', { hint: 'attain calculate --through <period>' });
      }
      return Response.json(published);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/runs/:id',
    access: 'runs',
    tag: 'runs',
    summary: 'A run: where it stands, what it came to, and the problems it met',
    params: jobParams,
    responses: { 200: { description: 'The run', json: run } },
    refusals: [404],
    answer: async ({ params: { id }, scope }, { jobs }) =>
      Response.json(runDocument(await requireRun(jobs, id), scope)),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/runs/:id/events',
    access: 'runs',
    tag: 'runs',
    summary: 'What happens to a run, as server-sent events: `progress`, then `done`, `failed` or `cancelled`',
    params: jobParams,
    headers: { 'last-event-id': 'The id of the last event that came' },
    responses: { 200: { description: 'Events, each with the run as it then stands', content: EVENTS } },
    refusals: [404],
    answer: async ({ params: { id }, scope, signal, header }, { jobs }) => {
      await requireRun(jobs, id);
      const shown = (job: Job) => runDocument(job, scope);
      return eventStream(jobEvents(jobs, id, shown, signal, header('last-event-id')), signal);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/runs/:id/cancel',
    access: 'configure',
    tag: 'runs',
    summary: 'Calls a run off; what was shown before is shown on',
    idempotent: true,
    params: jobParams,
    responses: {
      202: { description: 'The run, which is cancelled as soon as its worker hears of it', json: run },
    },
    refusals: [404, 409],
    answer: async ({ params: { id } }, { jobs }) => {
      await requireRun(jobs, id);
      if ((await jobs.cancel(id)) === 'finished') throw finished('run', id);
      return Response.json(runDocument(await requireRun(jobs, id), null), { status: 202 });
    },
  }),
];

/**
 * The refusal to call something off that has ended already.
 *
 * @example
 * throw finished('run', 7);
 */
export function finished(what: 'run' | 'import' | 'task' | 'comparison', id: number): Refusal {
  return new Refusal(409, [problem('invalid-value', `the ${what} ${id} has ended already`)]);
}

/**
 * The refusal to calculate through what is neither a period nor a day.
 *
 * @example
 * if (through === undefined) throw noPeriod();
 */
export function noPeriod(): Refusal {
  const detail = {
    field: 'through',
    expected: 'a period or a day, such as 2026-03, 2026-Q1, 2026 or 2026-03-31',
  };
  return new Refusal(400, [problem('date-expected', 'this is no period and no day', detail)]);
}

/**
 * The run with a number that was asked for here. Throws a refusal where there is none.
 *
 * @example
 * const job = await requireRun(jobs, 7);
 */
export async function requireRun(jobs: Jobs, id: number): Promise<Job> {
  const job = await jobs.find(id);
  if (job?.request.kind === 'calculate') return job;
  throw notFound(`there is no run ${id}`, { hint: 'GET /api/v1/runs lists those that were asked for' });
}

/** What is wrong with the data of payees is shown only to whoever may see all of them. */
function runDocument(job: Job, scope: PayeeScope | null) {
  if (job.request.kind !== 'calculate') throw new Error(`Job ${job.id} is no calculation.`);
  const { through: _, ...report } = job.outcome?.report ?? {};
  return {
    ...commonMembers(job),
    ...(scope?.all !== true && { problems: [], problemCount: 0 }),
    through: addDays(job.request.through, -1),
    full: job.request.full === true,
    totals: job.status === 'done' ? report : null,
  };
}
