import { z } from 'zod';
import { ADJUSTMENT_CAUSES } from '../../ledger/prior-period-adjustment.js';
import { problem } from '../../problems/problem.js';
import { rowsCsv } from '../../runs/accounting/rows-csv.js';
import { type KnownPeriod, type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import type { PeriodStep } from '../../runs/closing/period-steps.js';
import type { BooksRequest } from '../../runs/jobs/jobs.js';
import type { Executor } from '../../store/executor.js';
import { makeReport, takeStep } from '../ask-desk.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { payGroupName } from '../pay-group-name.js';
import { recordName } from '../record-name.js';
import { notFound, Refusal } from '../refusal.js';
import { requireEverybody } from '../require-everybody.js';
import { amountText, currencyText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import type { Services } from '../services.js';
import { csvContent, csvResponse, formatQuery, jsonResponse, writtenAs } from '../written-as.js';
import { writtenText } from '../written-text.js';
import { periodDocument, periodEventShape, periodShape } from './period-shapes.js';
import { submitTask, taskResponses } from './tasks.js';

const periods = pagedList(
  'pay-periods',
  z.strictObject({ payGroup: recordName(), to: recordName(), id: recordName() }),
);

const periodParams = z.strictObject({ payGroup: payGroupName(), period: recordName() });

const reason = writtenText(1000).meta({ description: 'Why, for the history' });

const adjustmentPreview = z
  .strictObject({
    payGroup: z.string(),
    currency: currencyText,
    postedIn: z.string().meta({ description: 'The open period that would post them' }),
    change: z.int().meta({ description: 'The change of records and rules up to which was looked' }),
    adjustments: z.array(
      z.strictObject({
        payee: z.string(),
        period: z.string().meta({ description: 'The closed period that it corrects' }),
        component: z.string(),
        deal: z.string().nullable(),
        cause: z.enum(ADJUSTMENT_CAUSES),
        change: z.int().meta({ description: 'The change that made it' }),
        source: z.string().meta({ description: 'What was changed' }),
        earned: amountText,
        payable: amountText,
      }),
    ),
    totals: z.array(
      z.strictObject({
        period: z.string(),
        cause: z.enum(ADJUSTMENT_CAUSES),
        adjustments: z.int(),
        earned: amountText,
        payable: amountText,
      }),
    ),
    earned: amountText,
    payable: amountText,
  })
  .meta({
    id: 'AdjustmentPreview',
    description: 'What the open period of a pay group would post of closed ones',
  });

const STEPS = {
  submit: { name: 'submitPeriod', summary: 'Asks for the approval of a pay period that is calculated' },
  approve: { name: 'approvePeriod', summary: 'Approves what somebody else submitted' },
  reject: {
    name: 'rejectPeriod',
    summary: 'Rejects what was submitted, so that it is put right and calculated again',
  },
} as const;

/** Pay periods of pay groups, from calculated to closed. */
export const periodRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/pay-periods',
    access: 'company-data',
    tag: 'pay-periods',
    summary: 'Where the pay periods stand, in the order of pay groups and of their ends',
    query: z.strictObject({
      ...periods.query,
      payGroup: payGroupName().optional(),
      period: recordName().optional().meta({ description: 'Only those with this id' }),
      state: periodShape.shape.state.optional(),
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'A page of pay periods; as CSV all of them',
        json: pageOf(periodShape),
        ...csvContent('A header line, then a pay period a line'),
      },
    },
    answer: async (
      { query: { limit, cursor, payGroup, period, state, format }, scope, url, header },
      { db },
    ) => {
      requireEverybody(scope);
      const known = await readPeriods(db, given({ payGroup, period }));
      const asked = known
        .map(({ status }) => periodDocument(status))
        .filter((each) => state === undefined || each.state === state);
      if (writtenAs(format, header('accept')) === 'csv') return csvResponse(periodsCsv(asked), 'periods.csv');
      const rows = asked.filter(
        (each) => cursor === undefined || placeOf(each) > placeOf({ ...cursor, period: cursor }),
      );
      const page = periods.page(
        rows.slice(0, limit + 1),
        limit,
        ({ payGroup: group, period: { id, to } }) => ({
          payGroup: group,
          to,
          id,
        }),
      );
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/pay-periods/:payGroup/:period',
    access: 'company-data',
    tag: 'pay-periods',
    summary: 'Where a pay period stands, with every step that was made',
    params: periodParams,
    responses: {
      200: {
        description: 'The pay period; its steps in the order in which they were made',
        json: periodShape.extend({ events: z.array(periodEventShape) }),
      },
    },
    answer: async ({ params, scope }, { db }) => {
      requireEverybody(scope);
      const { status, events } = await requirePeriod(db, params);
      return Response.json({ ...periodDocument(status), events });
    },
  }),
  ...(['submit', 'approve', 'reject'] as const).map((step) =>
    defineRoute({
      method: 'POST',
      path: `/api/v1/pay-periods/:payGroup/:period/${step}`,
      access: 'finance-step',
      tag: 'pay-periods',
      summary: STEPS[step].summary,
      idempotent: true,
      params: periodParams,
      body: {
        schema: z.strictObject({ reason: step === 'reject' ? reason : reason.optional() }),
        maxBytes: 10_000,
      },
      responses: { 200: { description: 'The pay period', json: periodShape } },
      refusals: [403, 404, 409, 422, 503],
      answer: async ({ params, body, scope, viewer }, services) => {
        requireEverybody(scope);
        const status = await takePeriodStep(services, step, { ...params, ...given(body), actor: viewer.id });
        return Response.json(periodDocument(status));
      },
    }),
  ),
  defineRoute({
    method: 'POST',
    path: '/api/v1/pay-periods/:payGroup/:period/close',
    access: 'finance-step',
    tag: 'pay-periods',
    summary: 'Freezes the statements of an approved pay period and posts the ledger, beside the requests',
    idempotent: true,
    params: periodParams,
    body: { schema: z.strictObject({ reason: reason.optional() }), maxBytes: 10_000 },
    responses: taskResponses,
    refusals: [403, 404, 409, 422, 503],
    answer: async ({ params, body, scope, viewer, signal }, services) => {
      requireEverybody(scope);
      const request = await closingToDo(services.db, { ...params, reason: body.reason ?? null });
      return submitTask(request, viewer.id, services, signal);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/pay-periods/:payGroup/:period/verify',
    access: 'verify',
    tag: 'pay-periods',
    summary: 'Calculates a closed pay period again from its recorded inputs and compares the bytes',
    idempotent: true,
    params: periodParams,
    responses: taskResponses,
    refusals: [403, 404, 409, 422, 503],
    answer: async ({ params, scope, viewer, signal }, services) => {
      requireEverybody(scope);
      return submitTask(await verificationToDo(services.db, params), viewer.id, services, signal);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/prior-period-adjustments',
    access: 'company-data',
    tag: 'pay-periods',
    summary:
      'What the open periods would post of closed ones, as records and rules stand now; nothing is posted',
    query: z.strictObject({ payGroup: payGroupName().optional(), ...formatQuery }),
    responses: {
      200: {
        description: 'The adjustments by pay group, none where nothing is closed',
        json: z.strictObject({ items: z.array(adjustmentPreview) }),
        ...csvContent('A header line, then an adjustment a line'),
      },
    },
    refusals: [404, 409, 422, 503],
    answer: async ({ query: { payGroup, format }, scope, header }, services) => {
      requireEverybody(scope);
      const as = writtenAs(format, header('accept'));
      const text = await makeReport(services, 'adjustments', { payGroup, as });
      return as === 'csv' ? csvResponse(text, 'prior-period-adjustments.csv') : jsonResponse(text);
    },
  }),
];

const PERIOD_COLUMNS = [
  ...(['payGroup', 'period', 'from', 'to', 'state', 'statements', 'incomplete'] as const),
  ...(['currency', 'earned', 'payable', 'paid'] as const),
];

function periodsCsv(shown: readonly ReturnType<typeof periodDocument>[]): string {
  const rows = shown.map(({ period: { id: period, from, to }, statements, incomplete, ...rest }) => ({
    ...{ payGroup: rest.payGroup, period, from, to, state: rest.state, currency: rest.currency },
    ...{ statements: String(statements), incomplete: String(incomplete) },
    ...{ earned: rest.earned, payable: rest.payable, paid: rest.paid },
  }));
  return rowsCsv(PERIOD_COLUMNS, rows);
}

interface Place {
  readonly payGroup: string;
  readonly period: { readonly id: string; readonly to: string };
}

/** As {@link readPeriods} orders them. */
function placeOf({ payGroup, period: { id, to } }: Place): string {
  return `${payGroup}\u0000${to}\u0000${id}`;
}

/** A pay period as a request names it. */
interface NamedPeriod {
  readonly payGroup: string;
  readonly period: string;
}

/**
 * The pay period of a request, with the steps it went through. Refuses one that there is not.
 *
 * @example
 * const { status, events } = await requirePeriod(db, { payGroup: 'monthly-USD', period: '2026-03' });
 */
export async function requirePeriod(executor: Executor, named: NamedPeriod): Promise<KnownPeriod> {
  const [known] = await readPeriods(executor, named);
  if (known !== undefined) return known;
  throw notFound(`there is no pay period ${named.period} of ${named.payGroup}`, {
    hint: 'GET /api/v1/pay-periods lists them',
  });
}

/**
 * Submits, approves or rejects a pay period. Throws a refusal with all that stands against it.
 *
 * @example
 * await takePeriodStep(services, 'submit', { payGroup: 'monthly-USD', period: '2026-03', actor: 'ops' });
 */
export async function takePeriodStep(
  services: Services,
  step: keyof typeof STEPS,
  asked: PeriodStep,
): Promise<PeriodStatus> {
  await requirePeriod(services.db, asked);
  return takeStep(services, STEPS[step].name, asked);
}

/**
 * The task that closes a pay period. Refuses where nobody has submitted it.
 *
 * @example
 * await jobs.submit(await closingToDo(db, { payGroup: 'monthly-USD', period: '2026-03', reason: null }), 'ops');
 */
export async function closingToDo(
  executor: Executor,
  asked: NamedPeriod & { readonly reason: string | null },
): Promise<BooksRequest> {
  const { status } = await requirePeriod(executor, asked);
  if (status.state === 'inApproval') return { kind: 'close', ...asked };
  const message = `a period that is ${status.state} cannot be closed`;
  const detail = { subject: `${asked.payGroup} ${asked.period}`, found: status.state };
  throw new Refusal(409, [problem('period-state', message, { ...detail, expected: 'inApproval' })]);
}

/**
 * The task that holds a closed pay period against what it was made from. Refuses where it is not closed.
 *
 * @example
 * await jobs.submit(await verificationToDo(db, { payGroup: 'monthly-USD', period: '2026-03' }), 'ops');
 */
export async function verificationToDo(executor: Executor, asked: NamedPeriod): Promise<BooksRequest> {
  const { status } = await requirePeriod(executor, asked);
  if (status.closing !== null) return { kind: 'verify', ...asked };
  const message = `${asked.payGroup} ${asked.period} is not closed`;
  throw new Refusal(409, [problem('not-closed', message, { found: status.state })]);
}
