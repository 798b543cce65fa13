import { z } from 'zod';
import { BRIDGES, type BridgeName } from '../../ledger/reconcile/bridge.js';
import { EXCEPTION_KINDS } from '../../ledger/reconcile/exception.js';
import { currency as currencyCode, wholeNumber } from '../../records/values.js';
import type { TraceQuestion } from '../../runs/reconcile/reconcile-reports.js';
import { makeReport } from '../ask-desk.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { requireEverybody } from '../require-everybody.js';
import { pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import type { Services } from '../services.js';
import { csvContent, csvResponse, formatQuery, jsonResponse, writtenAs } from '../written-as.js';
import { requirePayee } from './payees.js';
import {
  basesShape,
  bridgeShape,
  dealTraceShape,
  exceptionShape,
  lineTraceShape,
  payoutTraceShape,
  receiptTraceShape,
  statementTraceShape,
  traceTotalShape,
} from './reconciliation-shapes.js';

const exceptions = pagedList(
  'exceptions',
  z.strictObject({ run: z.int().min(1), change: z.int().min(0), skip: z.int().min(0).max(1_000_000_000) }),
);

const months = {
  from: recordName()
    .optional()
    .meta({ description: 'The first month, by a period or a day; that of the fiscal year unless said' }),
  through: recordName()
    .optional()
    .meta({ description: 'The last month, by a period or a day; the last that is calculated unless said' }),
};

const currency = currencyCode().optional().meta({ description: 'Only what is in that currency' });

// The keys of the one table of bridges; there is always a first.
const BRIDGE_NAMES = Object.keys(BRIDGES) as [BridgeName, ...BridgeName[]];

const REPORT_REFUSALS = [404, 422, 503] as const;

const PARTS = csvContent('A header line, then a part of what became payable a line');

/** What was paid held against the customers' cash. */
export const reconciliationRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/reconciliation/bridge',
    access: 'company-data',
    tag: 'reconciliation',
    summary:
      'Booked against recognized, invoiced against collected, received against applied, earned against paid',
    query: z.strictObject({
      ...months,
      by: z.enum(['period', 'deal']).default('period').meta({ description: 'A row for each' }),
      deal: recordName().optional().meta({ description: 'Only this deal' }),
      bridge: z.enum(BRIDGE_NAMES).optional().meta({ description: 'Only this bridge' }),
      currency,
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'The bridge',
        json: bridgeShape,
        ...csvContent('A header line, then a term a line'),
      },
    },
    refusals: REPORT_REFUSALS,
    answer: async ({ query: { format, ...query }, scope, header }, services) => {
      const as = writtenAs(format, header('accept'));
      const text = await makeReport(services, 'bridge', { ...query, scope, as });
      return as === 'csv' ? csvResponse(text, 'bridge.csv') : jsonResponse(text);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/reconciliation/exceptions',
    access: 'company-data',
    tag: 'reconciliation',
    summary:
      'What was paid on refunded, uncollected or cancelled deals, idle cash and odd splits; as CSV all of it',
    query: z.strictObject({
      ...exceptions.query,
      days: wholeNumber({ min: 0, max: 100_000 })
        .prefault('90')
        .meta({
          description: 'An invoice is open too long after so many days; 90 unless said',
          override: { default: 90 },
        }),
      kind: z.enum(EXCEPTION_KINDS).optional().meta({ description: 'Only such' }),
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'A page of exceptions, by payee and then by deal',
        json: pageOf(exceptionShape),
        ...csvContent('A header line, then an exception a line'),
      },
    },
    refusals: [...REPORT_REFUSALS, 410],
    answer: async ({ query: { limit, cursor, days, kind, format }, scope, url, header }, services) => {
      if (writtenAs(format, header('accept')) === 'csv') {
        const text = await makeReport(services, 'exceptions', { scope, days, kind });
        return csvResponse(text, 'exceptions.csv');
      }
      const question = { scope, days, kind, after: cursor, limit: limit + 1 };
      const { rows, place } = await makeReport(services, 'exceptionRows', question);
      const page = exceptions.page(rows, limit, () => ({ ...place, skip: place.skip + limit }));
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/reconciliation/bases',
    access: 'company-data',
    tag: 'reconciliation',
    summary:
      'What the same deals would have earned and paid per month, had all been booked, recognized or collected',
    query: z.strictObject({
      ...months,
      plan: recordName().optional().meta({ description: 'Only those who are on this plan' }),
      payee: recordName().optional().meta({ description: 'Only this payee' }),
      currency,
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'The bases side by side',
        json: basesShape,
        ...csvContent('A header line, then a month and basis a line'),
      },
    },
    refusals: REPORT_REFUSALS,
    answer: async ({ query: { format, ...query }, scope, header }, services) => {
      if (query.payee !== undefined) await requirePayee(services.db, scope, query.payee);
      const as = writtenAs(format, header('accept'));
      const text = await makeReport(services, 'bases', { ...query, scope, as });
      return as === 'csv' ? csvResponse(text, 'bases.csv') : jsonResponse(text);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/reconciliation/trace',
    access: 'company-data',
    tag: 'reconciliation',
    summary: 'All that became payable, by period and by what made it so; as CSV, each part of it',
    query: z.strictObject(formatQuery),
    responses: {
      200: {
        description: 'The sums in the order of periods',
        json: z.strictObject({ items: z.array(traceTotalShape) }),
        ...PARTS,
      },
    },
    refusals: REPORT_REFUSALS,
    answer: ({ query: { format }, scope, header }, services) =>
      traced(services, { of: 'everything', scope, as: writtenAs(format, header('accept')) }, 'trace.csv'),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/lines/:line/trace',
    access: 'payee-data',
    tag: 'reconciliation',
    summary: 'A line traced forward: its deal, the invoices and receipts, and what became payable by which',
    params: z.strictObject({ line: recordName() }),
    query: z.strictObject(formatQuery),
    responses: { 200: { description: 'The trace', json: lineTraceShape, ...PARTS } },
    refusals: REPORT_REFUSALS,
    answer: ({ params: { line }, query: { format }, scope, header }, services) => {
      const as = writtenAs(format, header('accept'));
      return traced(services, { of: 'line', line, scope, as }, `trace-${line}.csv`);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/deals/:deal/trace',
    access: 'company-data',
    tag: 'reconciliation',
    summary: 'A deal traced forward: its invoices and receipts, and what became payable to whom by which',
    params: z.strictObject({ deal: recordName() }),
    query: z.strictObject(formatQuery),
    responses: { 200: { description: 'The trace', json: dealTraceShape, ...PARTS } },
    refusals: REPORT_REFUSALS,
    answer: ({ params: { deal }, query: { format }, scope, header }, services) => {
      requireEverybody(scope);
      const as = writtenAs(format, header('accept'));
      return traced(services, { of: 'deal', deal, scope, as }, `trace-${deal}.csv`);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/statements/:period/trace',
    access: 'payee-data',
    tag: 'reconciliation',
    summary:
      'What became payable on the statements of a payee in a period, traced to receipts; a currency each',
    params: z.strictObject({ payee: recordName(), period: recordName() }),
    query: z.strictObject(formatQuery),
    responses: {
      200: {
        description: 'The traces',
        json: z.strictObject({ items: z.array(statementTraceShape) }),
        ...PARTS,
      },
    },
    refusals: REPORT_REFUSALS,
    answer: async ({ params, query: { format }, scope, header }, services) => {
      await requirePayee(services.db, scope, params.payee);
      const as = writtenAs(format, header('accept'));
      const name = `trace-${params.payee}-${params.period}.csv`;
      return traced(services, { of: 'statement', ...params, scope, as }, name);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payout-batches/:batch/trace',
    access: 'company-data',
    tag: 'reconciliation',
    summary: 'A batch of pay traced backward: each statement that it pays, by what made it payable',
    params: z.strictObject({ batch: wholeNumber({ min: 1, max: 999_999_999_999 }) }),
    query: z.strictObject(formatQuery),
    responses: { 200: { description: 'The trace', json: payoutTraceShape, ...PARTS } },
    refusals: REPORT_REFUSALS,
    answer: ({ params: { batch }, query: { format }, scope, header }, services) => {
      requireEverybody(scope);
      const as = writtenAs(format, header('accept'));
      return traced(services, { of: 'payout', batch, scope, as }, `trace-payout-${batch}.csv`);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/receipts/:receipt/trace',
    access: 'company-data',
    tag: 'reconciliation',
    summary:
      'A receipt traced backward: what it was applied to, what it made payable to whom, and what it did not',
    params: z.strictObject({ receipt: recordName() }),
    query: z.strictObject(formatQuery),
    responses: { 200: { description: 'The trace', json: receiptTraceShape, ...PARTS } },
    refusals: REPORT_REFUSALS,
    answer: ({ params: { receipt }, query: { format }, scope, header }, services) => {
      requireEverybody(scope);
      const as = writtenAs(format, header('accept'));
      return traced(services, { of: 'receipt', receipt, scope, as }, `trace-${receipt}.csv`);
    },
  }),
];

async function traced(services: Services, question: TraceQuestion, name: string): Promise<Response> {
  const text = await makeReport(services, 'trace', question);
  return question.as === 'csv' ? csvResponse(text, name) : jsonResponse(text);
}
