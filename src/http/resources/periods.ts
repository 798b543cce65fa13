import { z } from 'zod';
import { ADJUSTMENT_CAUSES } from '../../ledger/prior-period-adjustment.js';
import { problem } from '../../problems/problem.js';
import { type KnownPeriod, readPeriods } from '../../runs/closing/period-status.js';
import type { Executor } from '../../store/executor.js';
import { makeReport, takeStep } from '../ask-desk.js';
import { pagedList, pageResponse } from '../page.js';
import { payGroupName } from '../pay-group-name.js';
import { recordName } from '../record-name.js';
import { notFound, Refusal } from '../refusal.js';
import { requireEverybody } from '../require-everybody.js';
import { amountText, currencyText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
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
    }),
    responses: { 200: { description: 'A page of pay periods', json: pageOf(periodShape) } },
    answer: async ({ query: { limit, cursor, payGroup, period, state }, scope, url }, { db }) => {
      requireEverybody(scope);
      const known = await readPeriods(db, {
        ...(payGroup !== undefined && { payGroup }),
        ...(period !== undefined && { period }),
      });
      const rows = known
        .map(({ status }) => periodDocument(status))
        .filter((each) => state === undefined || each.state === state)
        .filter((each) => cursor === undefined || placeOf(each) > placeOf({ ...cursor, period: cursor }));
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
        await requirePeriod(services.db, params);
        const asked = { ...params, actor: viewer.id };
        const given = body.reason === undefined ? asked : { ...asked, reason: body.reason };
        return Response.json(periodDocument(await takeStep(services, STEPS[step].name, given)));
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
      const { status } = await requirePeriod(services.db, params);
      if (status.state !== 'inApproval') {
        const message = `a period that is ${status.state} cannot be closed`;
        const detail = { subject: `${params.payGroup} ${params.period}`, found: status.state };
        throw new Refusal(409, [problem('period-state', message, { ...detail, expected: 'inApproval' })]);
      }
      const request = { kind: 'close', ...params, reason: body.reason ?? null } as const;
      return submitTask(request, viewer.id, services, signal);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/pay-periods/:payGroup/:period/verify',
    access: 'verify',
    tag: 'pay-periods',
    summary: 'Calculates a closed pay period again from its recorded inputs and compares the bytes',
    params: periodParams,
    responses: taskResponses,
    refusals: [403, 404, 409, 422, 503],
    answer: async ({ params, scope, viewer, signal }, services) => {
      requireEverybody(scope);
      const { status } = await requirePeriod(services.db, params);
      if (status.closing === null) {
        const message = `${params.payGroup} ${params.period} is not closed`;
        throw new Refusal(409, [problem('not-closed', message, { found: status.state })]);
      }
      return submitTask({ kind: 'verify', ...params }, viewer.id, services, signal);
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

interface Place {
  readonly payGroup: string;
  readonly period: { readonly id: string; readonly to: string };
}

/** As {@link readPeriods} orders them. */
function placeOf({ payGroup, period: { id, to } }: Place): string {
  return `${payGroup}\u0000${to}\u0000${id}`;
}

async function requirePeriod(
  executor: Executor,
  named: { readonly payGroup: string; readonly period: string },
): Promise<KnownPeriod> {
  const [known] = await readPeriods(executor, named);
  if (known !== undefined) return known;
  throw notFound(`there is no pay period ${named.period} of ${named.payGroup}`, {
    hint: 'GET /api/v1/pay-periods lists them',
  });
}
