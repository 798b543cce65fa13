import { z } from 'zod';
import type { Adjustment } from '../../ledger/adjustments/adjustment.js';
import { adjustmentDocument } from '../../ledger/adjustments/adjustment-document.js';
import { wholeNumber } from '../../records/values.js';
import { readAdjustments } from '../../store/adjustments.js';
import { takeStep } from '../ask-desk.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { payGroupName } from '../pay-group-name.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { requireEverybody } from '../require-everybody.js';
import { amountText, currencyText, instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { writtenText } from '../written-text.js';

const adjustments = pagedList('adjustments', z.strictObject({ adjustment: z.int().min(1) }));

const adjustmentParams = z.strictObject({ adjustment: wholeNumber({ min: 1, max: 999_999_999_999 }) });

const attachment = z
  .strictObject({ file: z.string(), hash: z.string().meta({ description: 'SHA-256 of the file' }) })
  .meta({
    id: 'Attachment',
    description: 'A file that shows why: it is kept elsewhere, and known by its hash',
  });

const state = z.enum(['waiting', 'approved', 'rejected']);

const adjustmentShape = z
  .strictObject({
    adjustment: z.int().min(1).meta({ description: 'Its number, in the order in which they were made' }),
    state,
    payee: z.string(),
    payGroup: z.string(),
    period: z.string(),
    currency: currencyText,
    amount: amountText.meta({ description: 'Below zero for what is taken off' }),
    reason: z.string(),
    attachment: attachment.nullable(),
    note: z.string().nullable(),
    maker: z.string(),
    madeAt: instantText,
    change: z.int().min(1),
    decision: z
      .strictObject({
        decision: z.enum(['approved', 'rejected']),
        actor: z.string(),
        reason: z.string().nullable(),
        at: instantText,
        change: z.int().min(1),
      })
      .nullable()
      .meta({ description: 'null while it waits for one' }),
  })
  .meta({ id: 'Adjustment', description: 'An amount that is added to pay by hand, or taken off' });

const several = z.strictObject({ items: z.array(adjustmentShape) });

const draft = z
  .strictObject({
    payee: recordName(),
    payGroup: payGroupName(),
    period: recordName().meta({ description: 'A pay period that is not closed' }),
    amount: writtenText(50).meta({ description: 'Decimal text in the currency of the pay group' }),
    currency: writtenText(3).optional().meta({ description: 'That of the pay group unless said' }),
    reason: writtenText(1000),
    attachment: z.strictObject({ file: recordName(), hash: writtenText(64) }).optional(),
    note: writtenText(5000).optional(),
  })
  .meta({ id: 'AdjustmentDraft', description: 'An adjustment as somebody writes it' });

const MOST_AT_ONCE = 1_000;

const STEP_REFUSALS = [403, 404, 409, 422, 503] as const;

/** Amounts that are added to pay by hand, or taken off. */
export const adjustmentRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/adjustments',
    access: 'payee-data',
    tag: 'adjustments',
    summary: 'The adjustments and where each stands, in the order in which they were made',
    query: z.strictObject({
      ...adjustments.query,
      payee: recordName().optional().meta({ description: 'Only those of a payee' }),
      payGroup: payGroupName().optional(),
      period: recordName().optional().meta({ description: 'Only those of a pay period' }),
      state: state.optional(),
    }),
    responses: { 200: { description: 'A page of adjustments', json: pageOf(adjustmentShape) } },
    answer: async ({ query: { limit, cursor, ...asked }, scope, url }, { db }) => {
      const all = await readAdjustments(db, scope, given({ ...asked, after: cursor?.adjustment }));
      const page = adjustments.page(
        all.slice(0, limit + 1).map(adjustmentDocument),
        limit,
        ({ adjustment }) => ({ adjustment }),
      );
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/adjustments',
    access: 'pay-step',
    tag: 'adjustments',
    summary: 'Makes adjustments of open pay periods, to be approved by another person: all of them, or none',
    idempotent: true,
    body: {
      schema: z.strictObject({ items: z.array(draft).min(1).max(MOST_AT_ONCE) }),
      maxBytes: 8 * 1024 * 1024,
    },
    responses: { 201: { description: 'The adjustments, which wait for a decision', json: several } },
    refusals: STEP_REFUSALS,
    answer: async ({ body: { items }, scope, viewer }, services) => {
      requireEverybody(scope);
      const drafts = items.map(({ payee, payGroup, period, amount, reason, ...rest }) => ({
        ...{ payee, payGroup, period, amount, reason },
        ...given(rest),
      }));
      const made = await takeStep(services, 'addAdjustments', { drafts, actor: viewer.id });
      return Response.json(documents(made), { status: 201 });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/adjustments/files',
    access: 'pay-step',
    tag: 'adjustments',
    summary: 'Makes the adjustments of a CSV file: all of them, or none, and each file once',
    idempotent: true,
    body: {
      schema: z.strictObject({
        name: recordName().default('adjustments.csv'),
        text: writtenText(8 * 1024 * 1024).meta({
          description: 'payee,payGroup,period,amount,reason[,currency,attachment,attachmentHash,note]',
        }),
      }),
      maxBytes: 8 * 1024 * 1024,
    },
    responses: { 201: { description: 'The adjustments, which wait for a decision', json: several } },
    refusals: STEP_REFUSALS,
    answer: async ({ body: file, scope, viewer }, services) => {
      requireEverybody(scope);
      const made = await takeStep(services, 'importAdjustments', { file, actor: viewer.id });
      return Response.json(documents(made), { status: 201 });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/adjustments/decisions',
    access: 'pay-step',
    tag: 'adjustments',
    summary: 'Approves or rejects adjustments that somebody else made: all that are named, or none',
    idempotent: true,
    body: {
      schema: z.strictObject({
        decision: z.enum(['approved', 'rejected']),
        numbers: z
          .array(z.int().min(1).max(999_999_999_999))
          .max(MOST_AT_ONCE)
          .optional()
          .meta({ description: 'All that wait, and that you did not make, unless said' }),
        reason: writtenText(1000).optional().meta({ description: 'Why; a rejection needs it' }),
      }),
      maxBytes: 100_000,
    },
    responses: { 200: { description: 'The adjustments that were decided on', json: several } },
    refusals: STEP_REFUSALS,
    answer: async ({ body: { decision, ...rest }, scope, viewer }, services) => {
      requireEverybody(scope);
      const verdict = { decision, ...given(rest), actor: viewer.id };
      return Response.json(documents(await takeStep(services, 'decideAdjustments', verdict)));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/adjustments/:adjustment',
    access: 'payee-data',
    tag: 'adjustments',
    summary: 'An adjustment in full',
    params: adjustmentParams,
    responses: { 200: { description: 'The adjustment', json: adjustmentShape } },
    answer: async ({ params: { adjustment }, scope }, { db }) => {
      const [found] = await readAdjustments(db, scope, { numbers: [adjustment] });
      if (found !== undefined) return Response.json(adjustmentDocument(found));
      const hint = 'GET /api/v1/adjustments lists them';
      throw notFound(`there is no adjustment ${adjustment}`, { hint });
    },
  }),
];

function documents(made: readonly Adjustment[]) {
  return { items: made.map(adjustmentDocument) };
}
