import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import {
  type PayoutSummary,
  payoutDocument,
  payoutSummary,
  type ReconciliationDocument,
  reconciliationDocument,
} from '../../ledger/payouts/payout-document.js';
import type { PayoutHistory } from '../../ledger/payouts/payout-history.js';
import { civilDate, wholeNumber } from '../../records/values.js';
import { rowsCsv } from '../../runs/accounting/rows-csv.js';
import type { Executor } from '../../store/executor.js';
import { readPayouts } from '../../store/payouts.js';
import { takeStep } from '../ask-desk.js';
import { attachment } from '../attachment.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { payGroupName } from '../pay-group-name.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { requireEverybody } from '../require-everybody.js';
import { pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { csvContent, csvResponse, formatQuery, writtenAs } from '../written-as.js';
import { writtenText } from '../written-text.js';
import { paidPayeeShape, payoutOutcomeShape, payoutShape, payoutSummaryShape } from './payout-shapes.js';

const batches = pagedList('payout-batches', z.strictObject({ batch: z.int().min(1) }));
const paidPayees = pagedList('payout-payees', z.strictObject({ payee: recordName() }));

const batchParams = z.strictObject({ batch: wholeNumber({ min: 1, max: 999_999_999_999 }) });

const LARGEST_MAPPING = 200_000;
const LARGEST_CONFIRMATION = 16 * 1024 * 1024;

const mapping = z
  .strictObject({
    name: recordName().default('mapping.yaml').meta({ description: 'By which problems refer to it' }),
    text: writtenText(100_000).meta({ description: 'What the provider wants to be told, and how, as YAML' }),
  })
  .meta({
    id: 'PayrollMapping',
    description: 'How a payroll provider is told what to pay, and tells what it paid',
  });

const why = writtenText(1000).meta({ description: 'Why, for the history' });

const otherBatches = {
  others: z
    .array(payoutSummaryShape)
    .optional()
    .meta({ description: 'The batches of further currencies: each that is paid has one of its own' }),
};

const STEP_REFUSALS = [403, 404, 409, 422, 503] as const;

/** Batches of pay, from closed statements to what payroll confirms. */
export const payoutRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/payout-batches',
    access: 'company-data',
    tag: 'payouts',
    summary: 'The batches of pay and how far each has come, in the order in which they were built',
    query: z.strictObject({
      ...batches.query,
      payGroup: payGroupName().optional(),
      period: recordName().optional().meta({ description: 'Only those of a pay period' }),
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'A page of batches; as CSV all of them',
        json: pageOf(payoutSummaryShape),
        ...csvContent('A header line, then a batch a line'),
      },
    },
    answer: async ({ query: { limit, cursor, payGroup, period, format }, scope, url, header }, { db }) => {
      if (writtenAs(format, header('accept')) === 'csv') {
        const all = await readPayouts(db, scope, given({ payGroup, period }));
        return csvResponse(batchesCsv(all.map(payoutSummary)), 'payout-batches.csv');
      }
      const rows = await readPayouts(db, scope, {
        ...given({ payGroup, period }),
        ...(cursor !== undefined && { after: cursor.batch }),
        limit: limit + 1,
      });
      const page = batches.page(rows.map(payoutSummary), limit, ({ batch }) => ({ batch }));
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/payout-batches',
    access: 'finance-step',
    tag: 'payouts',
    summary:
      'Puts what the closed statements of a pay group and period pay into a batch; again gives the same one',
    idempotent: true,
    body: {
      schema: z.strictObject({
        payGroup: payGroupName(),
        period: recordName().meta({ description: 'A closed pay period' }),
        payDate: civilDate().optional().meta({ description: 'The day on which payroll is to pay' }),
      }),
      maxBytes: 10_000,
    },
    responses: {
      200: {
        description: 'The batch that holds this already, or null where nobody is paid',
        json: payoutOutcomeShape.extend({ batch: payoutSummaryShape.nullable(), ...otherBatches }),
      },
      201: {
        description: 'The batch, which was built',
        json: payoutOutcomeShape.extend(otherBatches),
        headers: { location: 'Where the batch is' },
      },
    },
    refusals: STEP_REFUSALS,
    answer: async ({ body: { payGroup, period, payDate }, scope, viewer }, services) => {
      requireEverybody(scope);
      const request = { payGroup, period, ...(payDate !== undefined && { payDate }), actor: viewer.id };
      const { history, others: further, isNew } = await takeStep(services, 'buildPayout', request);
      const batch = history === null ? null : payoutSummary(history);
      const others = further.map(payoutSummary);
      const document = { isNew, batch, ...(others.length > 0 && { others }) };
      if (!isNew || batch === null) return Response.json(document);
      const headers = { location: `/api/v1/payout-batches/${batch.batch}` };
      return Response.json(document, { status: 201, headers });
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payout-batches/:batch',
    access: 'company-data',
    tag: 'payouts',
    summary: 'A batch with each step it took',
    params: batchParams,
    tagged: true,
    responses: { 200: { description: 'The batch', json: payoutShape } },
    answer: async ({ params: { batch }, scope }, { db }) => {
      const { payees: _, ...document } = payoutDocument(await requireBatch(db, scope, batch));
      return Response.json(document);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payout-batches/:batch/payees',
    access: 'company-data',
    tag: 'payouts',
    summary: 'What a batch sends each payee and what payroll paid, or only the differences; as CSV all of it',
    params: batchParams,
    query: z.strictObject({
      ...paidPayees.query,
      ...formatQuery,
      only: z
        .enum(['all', 'differences'])
        .default('all')
        .meta({ description: 'All, or only what was sent and not paid so' }),
    }),
    responses: {
      200: {
        description: 'A page of payees, in the order of their ids',
        json: pageOf(paidPayeeShape),
        ...csvContent('A header line, then a payee a line'),
      },
    },
    answer: async ({ params, query: { limit, cursor, format, only }, scope, url, header }, { db }) => {
      const history = await requireBatch(db, scope, params.batch);
      const { payees, currency, converted } = reconciliationDocument(history);
      const asked = payees.filter(({ match }) => only === 'all' || match !== 'settled');
      if (writtenAs(format, header('accept')) === 'csv') {
        const columns = [...PAYEE_COLUMNS, ...(converted === undefined ? [] : CONVERTED_COLUMNS)];
        const rows = asked.map((each) => ({ ...each, currency, ...convertedCells(each) }));
        return csvResponse(rowsCsv(columns, rows), `payout-batch-${params.batch}.csv`);
      }
      const rows = asked.filter(({ payee }) => cursor === undefined || payee > cursor.payee);
      const page = paidPayees.page(rows.slice(0, limit + 1), limit, ({ payee }) => ({ payee }));
      return pageResponse(page, url);
    },
  }),
  ...(['approve', 'reject'] as const).map((decision) =>
    defineRoute({
      method: 'POST',
      path: `/api/v1/payout-batches/:batch/${decision}`,
      access: 'finance-step',
      tag: 'payouts',
      summary:
        decision === 'approve'
          ? 'Approves a batch that somebody else built'
          : 'Rejects a batch that somebody else built; its statements can be built again',
      idempotent: true,
      params: batchParams,
      body: { schema: z.strictObject({ reason: reasonOf(decision) }), maxBytes: 10_000 },
      responses: { 200: { description: 'The batch', json: payoutOutcomeShape } },
      refusals: STEP_REFUSALS,
      answer: async ({ params: { batch }, body: { reason }, scope, viewer }, services) => {
        requireEverybody(scope);
        const { history, isNew } = await takeStep(services, 'decidePayout', {
          batch,
          decision: decision === 'approve' ? 'approved' : 'rejected',
          ...(reason !== undefined && { reason }),
          actor: viewer.id,
        });
        return Response.json({ isNew, batch: payoutSummary(history) });
      },
    }),
  ),
  defineRoute({
    method: 'POST',
    path: '/api/v1/payout-batches/:batch/withdraw',
    access: 'finance-step',
    tag: 'payouts',
    summary: 'Withdraws an approved batch that payroll was not told yet; its statements can be built again',
    idempotent: true,
    params: batchParams,
    body: { schema: z.strictObject({ reason: why }), maxBytes: 10_000 },
    responses: { 200: { description: 'The batch', json: payoutOutcomeShape } },
    refusals: STEP_REFUSALS,
    answer: async ({ params: { batch }, body: { reason }, scope, viewer }, services) => {
      requireEverybody(scope);
      const request = { batch, reason, actor: viewer.id };
      const { history, isNew } = await takeStep(services, 'withdrawPayout', request);
      return Response.json({ isNew, batch: payoutSummary(history) });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/payout-batches/:batch/export',
    access: 'finance-step',
    tag: 'payouts',
    summary: 'Makes the file for payroll of an approved batch; again gives the same bytes',
    idempotent: true,
    params: batchParams,
    body: {
      schema: z.strictObject({
        mapping,
        replaces: recordName()
          .optional()
          .meta({ description: 'What the hash of the file begins with that this one takes the place of' }),
        reason: why.optional().meta({ description: 'Why that file is replaced' }),
        only: z
          .literal('failed')
          .optional()
          .meta({ description: 'Only what payroll told to have failed or to have come back' }),
      }),
      maxBytes: LARGEST_MAPPING,
    },
    responses: {
      200: {
        description: 'The file',
        content: { 'text/csv': z.string().meta({ description: 'As the mapping says' }) },
        headers: {
          'content-disposition': 'A name to save it under',
          etag: 'SHA-256 of the file, by which the batch knows it',
        },
      },
    },
    refusals: STEP_REFUSALS,
    answer: async ({ params: { batch }, body, scope, viewer }, services) => {
      requireEverybody(scope);
      const request = { ...body, batch, actor: viewer.id };
      const { text, contentHash, provider } = await takeStep(services, 'exportPayout', request);
      return new Response(text, {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': attachment(`payout-batch-${batch}-${provider}.csv`),
          etag: `"${contentHash}"`,
        },
      });
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/payout-batches/:batch/confirm',
    access: 'finance-step',
    tag: 'payouts',
    summary: 'Takes in what payroll paid of a batch; the same file again changes nothing',
    idempotent: true,
    params: batchParams,
    body: {
      schema: z.strictObject({
        mapping,
        file: z.strictObject({
          name: recordName().default('confirmation.csv'),
          text: writtenText(LARGEST_CONFIRMATION).meta({ description: 'The CSV that payroll sent' }),
        }),
      }),
      maxBytes: LARGEST_CONFIRMATION,
    },
    responses: {
      200: {
        description: 'What was taken in',
        json: payoutOutcomeShape.extend({
          payments: z.int().min(0).meta({ description: 'How many the file told that were not known before' }),
          isPeriodPaid: z.boolean().meta({ description: 'Whether with it everything of the period is paid' }),
        }),
      },
    },
    refusals: STEP_REFUSALS,
    answer: async ({ params: { batch }, body, scope, viewer }, services) => {
      requireEverybody(scope);
      const request = { ...body, batch, actor: viewer.id };
      const { history, isNew, payments, isPeriodPaid } = await takeStep(services, 'confirmPayout', request);
      const document = { isNew, batch: payoutSummary(history), payments: payments.length, isPeriodPaid };
      return Response.json(document);
    },
  }),
];

const BATCH_COLUMNS = [
  ...(['batch', 'payGroup', 'period', 'payDate', 'state', 'items', 'currency', 'total', 'paid'] as const),
  ...(['maker', 'builtAt', 'decidedBy'] as const),
];

const PAYEE_COLUMNS = ['payee', 'name', 'sent', 'paid', 'difference', 'currency', 'match'] as const;

/** Only where something is paid in another currency than that of its statements. */
const CONVERTED_COLUMNS = ['planAmount', 'planCurrency', 'rate', 'rateDate'] as const;

function convertedCells({ converted }: Pick<ReconciliationDocument['payees'][number], 'converted'>) {
  if (converted === undefined) return {};
  const { sent: planAmount, planCurrency, rate, date: rateDate } = converted;
  return { planAmount, planCurrency, rate, rateDate };
}

function batchesCsv(all: readonly PayoutSummary[]): string {
  const rows = all.map(({ batch, items, converted, ...rest }) => ({
    ...rest,
    batch: String(batch),
    items: String(items),
    ...(converted && { ...converted, planAmount: converted.total, rateDate: converted.date }),
    ...{ total: rest.total, paid: rest.paid },
  }));
  const isConverted = all.some(({ converted }) => converted !== undefined);
  return rowsCsv([...BATCH_COLUMNS, ...(isConverted ? CONVERTED_COLUMNS : [])], rows);
}

function reasonOf(decision: 'approve' | 'reject') {
  return decision === 'approve' ? why.optional() : why;
}

/**
 * The batch of a request, with what became of it. Refuses one that there is not.
 *
 * @example
 * const history = await requireBatch(db, scope, 7);
 */
export async function requireBatch(
  executor: Executor,
  scope: PayeeScope,
  batch: number,
): Promise<PayoutHistory> {
  const [history] = await readPayouts(executor, scope, { batch });
  if (history !== undefined) return history;
  throw notFound(`there is no payout batch ${batch}`, { hint: 'GET /api/v1/payout-batches lists them' });
}
