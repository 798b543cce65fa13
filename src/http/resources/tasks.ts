import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import { AUDIT_RULES, type AuditRule } from '../../ledger/entries/ledger-break.js';
import type { BooksRequest, Job, Jobs } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { requirePermission } from '../enforce-access.js';
import { eventStream } from '../event-stream.js';
import { commonMembers, jobEvents, jobMembers, jobParams, jobStatus } from '../job-shapes.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { refusedWith } from '../refused-with.js';
import { requireEverybody } from '../require-everybody.js';
import { instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import type { Services } from '../services.js';
import { waitedFor } from '../waited-for.js';
import { balancesShape } from './ledger.js';
import { periodShape } from './period-shapes.js';
import { finished } from './runs.js';

const KINDS = ['close', 'verify', 'audit'] as const;

const tasks = pagedList('tasks', z.strictObject({ id: z.int().min(1) }));

const verification = z
  .strictObject({
    closing: z.int().min(1),
    payGroup: z.string(),
    period: z.string(),
    change: z.int().meta({ description: 'The change after which records and rules were read' }),
    statements: z.int(),
    isEqual: z.boolean().meta({ description: 'Whether calculating again gave the same bytes' }),
    engineVersion: z.strictObject({ closed: z.string(), now: z.string() }),
    differences: z
      .array(
        z.strictObject({
          payee: z.string().meta({ description: 'Empty for what is of the closing itself' }),
          at: z.string().meta({ description: 'Where in the statement' }),
          closed: z.string().nullable(),
          calculated: z.string().nullable(),
        }),
      )
      .meta({ description: 'The first hundred' }),
    differenceCount: z.int().min(0),
  })
  .meta({
    id: 'ClosingVerification',
    description: 'A closed pay period held against what its inputs come to',
  });

// The keys of the one table of rules; there is always a first.
const RULES = Object.keys(AUDIT_RULES) as [AuditRule, ...AuditRule[]];

const auditShape = z
  .strictObject({
    sound: z.boolean().meta({ description: 'Whether no break was found' }),
    checks: z.array(
      z.strictObject({ title: z.string(), examined: z.int(), of: z.string(), breaks: z.int() }),
    ),
    balances: z.array(balancesShape).meta({ description: 'Where the ledger stands, a currency each' }),
    breaks: z
      .array(
        z.strictObject({
          rule: z.enum(RULES),
          where: z.string(),
          figure: z.string(),
          expected: z.string(),
          found: z.string(),
          difference: z.string().nullable(),
          currency: z.string().nullable(),
        }),
      )
      .meta({ description: 'The first hundred' }),
    breakCount: z.int().min(0),
    head: z
      .strictObject({
        record: z.int(),
        hash: z.string().meta({ description: 'To be noted elsewhere: a later audit finds it again' }),
        recordedAt: instantText,
        unsealedThrough: z.int().meta({ description: 'What changes up to this wrote is under no hash' }),
      })
      .nullable()
      .meta({ description: 'The last record of the chain' }),
  })
  .meta({ id: 'Audit', description: 'All that is posted, proved from its smallest parts' });

const task = z
  .strictObject({
    ...jobMembers,
    kind: z.enum(KINDS),
    payGroup: z.string().nullable(),
    period: z.string().nullable(),
    closed: periodShape.nullable().meta({ description: 'The pay period that was closed' }),
    verifications: z.array(verification).nullable(),
    audit: auditShape.nullable(),
  })
  .meta({ id: 'Task', description: 'A closing, a verification or an audit, and what came of it' });

/** How a task is answered that was asked for; it is refused where it was soon over and could not be done. */
export const taskResponses = {
  200: { description: 'The task, which is done', json: task, headers: { location: 'Where the task is' } },
  202: {
    description: 'The task, which is not over yet',
    json: task,
    headers: { location: 'Where the task is' },
  },
};

/**
 * Has a task worked on beside the requests, and answers with what came of it where that is soon known, else with
 * where it can be followed. Throws a refusal where it could not be done.
 *
 * @example
 * return submitTask({ kind: 'audit', head: null }, viewer.id, services, signal);
 */
export async function submitTask(
  request: BooksRequest,
  actor: string,
  services: Services,
  signal: AbortSignal,
): Promise<Response> {
  const job = await services.jobs.submit(request, actor);
  const last = await waitedFor(job, services, signal);
  const headers = { location: `/api/v1/tasks/${job.id}` };
  if (last.status === 'failed') throw refusedWith(last.outcome?.problems ?? [], headers);
  return Response.json(taskDocument(last), { status: hasEnded(last) ? 200 : 202, headers });
}

/** What is done with the books beside the requests. */
export const taskRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/api/v1/audits',
    access: 'verify',
    tag: 'tasks',
    summary:
      'Recomputes every balance from ledger entries, checks statements and payouts, and lists any break',
    idempotent: true,
    query: z.strictObject({
      head: recordName()
        .optional()
        .meta({ description: 'The hash of a record of the chain that was noted: whether it is there still' }),
    }),
    responses: taskResponses,
    refusals: [403, 404, 409, 422],
    answer: async ({ query: { head = null }, scope, viewer, signal }, services) => {
      requireEverybody(scope);
      return submitTask({ kind: 'audit', head }, viewer.id, services, signal);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/tasks',
    access: 'company-data',
    tag: 'tasks',
    summary: 'The closings, verifications and audits that were asked for here, the latest first',
    query: z.strictObject({
      ...tasks.query,
      kind: z.enum(KINDS).optional(),
      status: jobStatus.optional(),
    }),
    responses: { 200: { description: 'A page of tasks', json: pageOf(task) } },
    answer: async ({ query: { limit, cursor, kind, status }, scope, url }, { jobs }) => {
      const kinds = kind === undefined ? KINDS : [kind];
      const shown = scope.all ? limit + 1 : 0;
      const rows = await jobs.list({ kinds, status, before: cursor?.id, limit: shown });
      const page = tasks.page(rows.map(taskDocument), limit, ({ id }) => ({ id }));
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/tasks/:id',
    access: 'company-data',
    tag: 'tasks',
    summary: 'A task: where it stands, what came of it, and what stood against it',
    params: jobParams,
    responses: { 200: { description: 'The task', json: task } },
    answer: async ({ params: { id }, scope }, { jobs }) =>
      Response.json(taskDocument(await requireTask(jobs, scope, id))),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/tasks/:id/events',
    access: 'company-data',
    tag: 'tasks',
    summary:
      'What happens to a task, as server-sent events: `progress`, then `done`, `failed` or `cancelled`',
    params: jobParams,
    headers: { 'last-event-id': 'The id of the last event that came' },
    responses: {
      200: {
        description: 'Events, each with the task as it then stands',
        content: { 'text/event-stream': z.string() },
      },
    },
    answer: async ({ params: { id }, scope, signal, header }, { jobs }) => {
      await requireTask(jobs, scope, id);
      return eventStream(jobEvents(jobs, id, taskDocument, signal, header('last-event-id')), signal);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/tasks/:id/cancel',
    access: 'verify',
    tag: 'tasks',
    summary: 'Calls a task off, of which nothing then is kept',
    idempotent: true,
    params: jobParams,
    responses: {
      202: { description: 'The task, which is cancelled as soon as its worker hears of it', json: task },
    },
    refusals: [409],
    answer: async ({ params: { id }, scope, viewer }, { jobs }) => {
      const { request } = await requireTask(jobs, scope, id);
      if (request.kind === 'close') requirePermission(viewer, 'finance-step');
      if ((await jobs.cancel(id)) === 'finished') throw finished('task', id);
      return Response.json(taskDocument(await requireTask(jobs, scope, id)), { status: 202 });
    },
  }),
];

/**
 * The task with a number. What one tells can name any payee: it is shown only to whoever may see all of them. Throws a
 * refusal where there is none.
 *
 * @example
 * const job = await requireTask(jobs, scope, 7);
 */
export async function requireTask(jobs: Jobs, scope: PayeeScope, id: number): Promise<Job> {
  const job = scope.all ? await jobs.find(id) : null;
  if (job !== null && booksRequestOf(job) !== null) return job;
  throw notFound(`there is no task ${id}`, { hint: 'GET /api/v1/tasks lists those that were asked for' });
}

function booksRequestOf({ request }: Job): BooksRequest | null {
  return KINDS.some((kind) => kind === request.kind) ? (request as BooksRequest) : null;
}

function taskDocument(job: Job) {
  const request = booksRequestOf(job);
  if (request === null) throw new Error(`Job ${job.id} is no task.`);
  const { closed = null, verifications = null, audit = null } = job.outcome?.report ?? {};
  const { payGroup = null, period = null } = request.kind === 'audit' ? {} : request;
  return { ...commonMembers(job), kind: request.kind, payGroup, period, closed, verifications, audit };
}
