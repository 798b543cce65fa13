import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Dispute } from '../../ledger/disputes/dispute.js';
import { disputeDocument } from '../../ledger/disputes/dispute-document.js';
import { wholeNumber } from '../../records/values.js';
import { disputesCsv } from '../../runs/disputes/disputes-csv.js';
import { type DisputeFilter, readDisputes } from '../../store/disputes.js';
import type { Executor } from '../../store/executor.js';
import { payeeNames } from '../../store/payee-list.js';
import { makeReport, takeStep } from '../ask-desk.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { requireEverybody } from '../require-everybody.js';
import { amountText, changedAmount, currencyText, dayText, instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import type { Services } from '../services.js';
import { csvContent, csvResponse, formatQuery, writtenAs } from '../written-as.js';
import { writtenText } from '../written-text.js';

const disputes = pagedList('disputes', z.strictObject({ dispute: z.int().min(1) }));

/** The number of a dispute in a path. */
export const disputeParams = z.strictObject({ dispute: wholeNumber({ min: 1, max: 999_999_999_999 }) });

const state = z.enum(['open', 'accepted', 'rejected', 'withdrawn']);

const correctionShape = z
  .strictObject({ kind: z.enum(['deal', 'split']), fields: z.record(z.string(), z.string()) })
  .meta({
    id: 'ProposedCorrection',
    description:
      'A split in full as it should be, or the fields of a deal that should be other, with its id; as the texts that an import takes',
  });

const disputeShape = z
  .strictObject({
    dispute: z.int().min(1).meta({ description: 'Its number, in the order in which they were opened' }),
    state,
    payee: z.string(),
    line: z.string(),
    payGroup: z.string(),
    period: z.string(),
    component: z.string(),
    deal: z.string().nullable(),
    date: dayText,
    currency: currencyText,
    amount: amountText.meta({ description: 'What the line came to' }),
    expected: amountText.meta({ description: 'What it should come to' }),
    message: z.string(),
    corrections: z.array(correctionShape),
    opener: z.string(),
    openedAt: instantText,
    change: z.int().min(1),
    replies: z.array(z.strictObject({ actor: z.string(), message: z.string(), at: instantText })),
    decision: z
      .strictObject({
        decision: z.enum(['accepted', 'rejected', 'withdrawn']),
        actor: z.string(),
        reason: z.string().nullable(),
        at: instantText,
        change: z.int().min(1),
      })
      .nullable()
      .meta({ description: 'null while it is open' }),
  })
  .meta({ id: 'Dispute', description: 'A line that somebody questions, and what came of it' });

const effectShape = z
  .strictObject({
    payee: z.string(),
    payGroup: z.string(),
    period: z.string().meta({ description: 'The open period that would post it' }),
    currency: currencyText,
    earned: changedAmount,
    payable: changedAmount,
    paid: changedAmount,
    belongsTo: z.array(z.strictObject({ period: z.string(), earned: amountText })),
  })
  .meta({ id: 'PayEffect', description: 'What a correction does to what a payee has on an open statement' });

const STEP_REFUSALS = [403, 404, 409, 422, 503] as const;

const fieldsOfCorrection = z.record(writtenText(100), writtenText(1000)).meta({
  description: 'By field, such as { "deal": "D-1", "payee": "ada", "role": "owner", "share": "60%" }',
});

const STEPS = {
  accept: {
    name: 'acceptDispute',
    summary: 'Accepts a dispute that somebody else opened, and makes its correction',
  },
  reject: { name: 'rejectDispute', summary: 'Rejects a dispute that somebody else opened' },
  withdraw: { name: 'withdrawDispute', summary: 'Withdraws a dispute that you opened' },
} as const;

/** Lines that somebody questions. */
export const disputeRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/disputes',
    access: 'payee-data',
    tag: 'disputes',
    summary: 'The disputes and where each stands, in the order in which they were opened',
    query: z.strictObject({
      ...disputes.query,
      payee: recordName().optional().meta({ description: 'Only those of a payee' }),
      period: recordName().optional().meta({ description: 'Only those of a pay period' }),
      state: state.optional(),
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'A page of disputes; as CSV all of them, the latest first',
        json: pageOf(disputeShape),
        ...csvContent('A header line, then a dispute a line'),
      },
    },
    answer: async ({ query: { limit, cursor, format, ...asked }, scope, url, header }, { db }) => {
      if (writtenAs(format, header('accept')) === 'csv') return disputesAsCsv(db, scope, given(asked));
      const all = await readDisputes(db, scope, given({ ...asked, after: cursor?.dispute }));
      const rows = all.slice(0, limit + 1).map(disputeDocument);
      return pageResponse(
        disputes.page(rows, limit, ({ dispute }) => ({ dispute })),
        url,
      );
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/disputes',
    access: 'payee-step',
    tag: 'disputes',
    summary: 'Questions a line, with what it should come to and, where it is known, the corrected fact',
    idempotent: true,
    body: {
      schema: z.strictObject({
        line: recordName().meta({ examples: ['ada.2026-03.1'] }),
        expected: writtenText(50).meta({ description: 'Decimal text in the currency of the statement' }),
        message: writtenText(5000),
        corrections: z
          .array(z.strictObject({ kind: z.enum(['deal', 'split']), fields: fieldsOfCorrection }))
          .max(100)
          .default([]),
      }),
      maxBytes: 1024 * 1024,
    },
    responses: {
      201: { description: 'The dispute', json: disputeShape, headers: { location: 'Where the dispute is' } },
    },
    refusals: STEP_REFUSALS,
    answer: async ({ body, scope, viewer }, services) => {
      const opened = await takeStep(services, 'openDispute', { ...body, scope, actor: viewer.id });
      const headers = { location: `/api/v1/disputes/${opened.number}` };
      return Response.json(disputeDocument(opened), { status: 201, headers });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/disputes/:dispute',
    access: 'payee-data',
    tag: 'disputes',
    summary: 'A dispute and all that was said about it',
    params: disputeParams,
    responses: { 200: { description: 'The dispute', json: disputeShape } },
    answer: async ({ params: { dispute }, scope }, { db }) =>
      Response.json(disputeDocument(await requireDispute(db, scope, dispute))),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/disputes/:dispute/preview',
    access: 'company-data',
    tag: 'disputes',
    summary: 'Who would gain and lose what if a dispute was accepted; nothing is kept',
    params: disputeParams,
    responses: {
      200: {
        description: 'The effects in the order of payees and periods',
        json: z.strictObject({ items: z.array(effectShape) }),
      },
    },
    refusals: [409, 422, 503],
    answer: async ({ params: { dispute }, scope }, services) => {
      requireEverybody(scope);
      const { corrections } = await requireDispute(services.db, scope, dispute);
      return Response.json({ items: await makeReport(services, 'correctionEffects', corrections) });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/disputes/:dispute/replies',
    access: 'payee-step',
    tag: 'disputes',
    summary: 'Adds to what is said about a dispute that is open',
    idempotent: true,
    params: disputeParams,
    body: { schema: z.strictObject({ message: writtenText(5000) }), maxBytes: 50_000 },
    responses: { 200: { description: 'The dispute', json: disputeShape } },
    refusals: STEP_REFUSALS,
    answer: async ({ params: { dispute }, body: { message }, scope, viewer }, services) => {
      await requireDispute(services.db, scope, dispute);
      const step = { number: dispute, actor: viewer.id, reason: message };
      return Response.json(disputeDocument(await takeStep(services, 'replyToDispute', step)));
    },
  }),
  ...(['accept', 'reject', 'withdraw'] as const).map((step) =>
    defineRoute({
      method: 'POST',
      path: `/api/v1/disputes/:dispute/${step}`,
      access: step === 'withdraw' ? 'payee-step' : 'pay-step',
      tag: 'disputes',
      summary: STEPS[step].summary,
      idempotent: true,
      params: disputeParams,
      body: {
        schema: z.strictObject({
          reason: step === 'reject' ? writtenText(1000) : writtenText(1000).optional(),
        }),
        maxBytes: 10_000,
      },
      responses: { 200: { description: 'The dispute', json: disputeShape } },
      refusals: STEP_REFUSALS,
      answer: async ({ params: { dispute }, body: { reason }, scope, viewer }, services) =>
        Response.json(disputeDocument(await endDispute(services, { dispute, step, reason, scope, viewer }))),
    }),
  ),
];

/** How a dispute is to end, and who says so. */
export interface DisputeEnd {
  readonly dispute: number;
  readonly step: keyof typeof STEPS;
  readonly reason?: string | undefined;
  readonly scope: PayeeScope;
  readonly viewer: Viewer;
}

/**
 * Ends a dispute that the scope shows. Refuses to decide on it where the viewer may not see everybody whom it changes.
 *
 * @example
 * await endDispute(services, { dispute: 3, step: 'withdraw', scope, viewer });
 */
export async function endDispute(
  services: Services,
  { dispute, step, reason, scope, viewer }: DisputeEnd,
): Promise<Dispute> {
  if (step !== 'withdraw') requireEverybody(scope);
  await requireDispute(services.db, scope, dispute);
  const asked = { number: dispute, actor: viewer.id, ...given({ reason }) };
  return takeStep(services, STEPS[step].name, asked);
}

/**
 * The dispute with a number. Refuses one that there is not or that the scope does not show, in the same words.
 *
 * @example
 * const { corrections } = await requireDispute(services.db, scope, 3);
 */
export async function requireDispute(
  executor: Executor,
  scope: PayeeScope,
  number: number,
): Promise<Dispute> {
  const [found] = await readDisputes(executor, scope, { number });
  if (found !== undefined) return found;
  throw notFound(`there is no dispute ${number}`, { hint: 'GET /api/v1/disputes lists them' });
}

/** All disputes that are asked for as a file, in the order in which the page shows them. */
async function disputesAsCsv(
  executor: Executor,
  scope: PayeeScope,
  filter: DisputeFilter,
): Promise<Response> {
  const latest = [...(await readDisputes(executor, scope, filter))].reverse().map(disputeDocument);
  const payees = [...new Set(latest.map(({ payee }) => payee))];
  return csvResponse(disputesCsv(latest, await payeeNames(executor, scope, payees)), 'disputes.csv');
}
