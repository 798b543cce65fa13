import { z } from 'zod';
import { isCivilDate } from '../../calendar/civil-date.js';
import { ACCOUNTING_SPANS } from '../../ledger/accounting/accounting-period.js';
import { currency as currencyCode, percent, type Refusal, wholeNumber } from '../../records/values.js';
import { ACCRUAL_TABLES } from '../../runs/accounting/accounting-reports.js';
import { makeReport } from '../ask-desk.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { csvContent, csvResponse, formatQuery, jsonResponse, writtenAs } from '../written-as.js';
import { writtenText } from '../written-text.js';
import {
  accrualsShape,
  contractCostRowShape,
  contractCostsShape,
  costOfSalesShape,
  journalShape,
  payeeAccrualShape,
} from './accounting-shapes.js';

const payeeAccruals = pagedList(
  'accruals',
  z.strictObject({ run: z.int().min(1), skip: z.int().min(0).max(1_000_000_000) }),
);

/** What a query says of whose figures accounting is asked. */
export const whose = {
  plan: recordName().optional().meta({ description: 'Only what is earned under that plan' }),
  region: recordName().optional().meta({ description: 'Only that of people who work there' }),
};

const contractRows = pagedList(
  'contractCosts',
  z.strictObject({ run: z.int().min(1), skip: z.int().min(0).max(1_000_000_000) }),
);

/** The currency that a query asks for. */
export const currency = currencyCode().optional().meta({ description: 'Only what is in that currency' });

/** What a query says of which contracts it asks for. */
export const whichContracts = {
  ...whose,
  currency,
  period: recordName()
    .optional()
    .meta({
      description: 'Only that month, quarter or year, of those that are summed over',
      examples: ['2026-Q1'],
    }),
};

const MONTHS_LATER = { min: 0, max: 120 };

const paidAfter = wholeNumber(MONTHS_LATER).optional().meta({
  description:
    'How many months after the end of a pay period it is paid, where no payout tells; in its last month unless said',
});

/** A month in a query, such as `2026-03`. */
export const month = z
  .string()
  .transform((written, context): string => {
    if (/^\d{4}-\d{2}$/.test(written) && isCivilDate(`${written}-01`)) return written;
    const message = 'this is no month';
    const refusal: Refusal = { code: 'date-expected', message, expected: 'a month, such as 2026-03' };
    context.issues.push({ code: 'custom', input: written, message, params: { ...refusal } });
    return z.NEVER;
  })
  .optional()
  .meta({ description: 'Only that month', examples: ['2026-03'] });

/** What to sum over, in a query. */
export const span = z.enum(ACCOUNTING_SPANS).default('quarter').meta({ description: 'What to sum over' });

const sentFile = (name: string, description: string) =>
  z
    .strictObject({ name: recordName().default(name), text: writtenText(500_000) })
    .optional()
    .meta({ description });

const LARGEST_FILE = 1024 * 1024;

const REPORT_REFUSALS = [404, 422, 503] as const;

/** What is earned and not paid, what is capitalised of it, the journal, and what sales cost. */
export const accountingRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/accounting/accruals',
    access: 'company-data',
    tag: 'accounting',
    summary: 'What is earned and not paid at the end of each month, by plan and region; as CSV, by payee',
    query: z.strictObject({
      month,
      paidAfter,
      ...whose,
      currency,
      ...formatQuery,
      table: z
        .enum(ACCRUAL_TABLES)
        .default('payees')
        .meta({ description: 'Which rows CSV has: payees, or the totals by plan and region, as JSON' }),
    }),
    responses: {
      200: {
        description: 'The accruals',
        json: accrualsShape,
        ...csvContent('A header line, then a month, payee and plan a line'),
      },
    },
    refusals: REPORT_REFUSALS,
    answer: async ({ query: { format, ...query }, scope, header }, services) => {
      const as = writtenAs(format, header('accept'));
      const text = await makeReport(services, 'accruals', { ...query, scope, as });
      return as === 'csv' ? csvResponse(text, 'accruals.csv') : jsonResponse(text);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/accounting/accruals/payees',
    access: 'company-data',
    tag: 'accounting',
    summary: 'What the accruals sum: each month, payee and plan',
    query: z.strictObject({ ...payeeAccruals.query, month, paidAfter, ...whose, currency }),
    responses: { 200: { description: 'A page of accruals', json: pageOf(payeeAccrualShape) } },
    refusals: [...REPORT_REFUSALS, 410],
    answer: async ({ query: { limit, cursor, ...query }, scope, url }, services) => {
      const question = { ...query, scope, after: cursor, limit: limit + 1 };
      const { rows, place } = await makeReport(services, 'accrualRows', question);
      const page = payeeAccruals.page(rows, limit, () => ({ ...place, skip: place.skip + limit }));
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/accounting/contract-costs',
    access: 'company-data',
    tag: 'accounting',
    summary: 'What is capitalised of commission, amortised and impaired: the roll-forward and the waterfall',
    query: z.strictObject({
      by: span,
      ...whichContracts,
      ...formatQuery,
      table: z
        .enum(['rollForward', 'waterfall', 'expensed'])
        .default('rollForward')
        .meta({ description: 'Which of them CSV has; JSON has all' }),
    }),
    responses: {
      200: {
        description: 'The costs of contracts',
        json: contractCostsShape,
        ...csvContent('A header line, then a row of the table a line'),
      },
    },
    refusals: REPORT_REFUSALS,
    answer: async ({ query: { format, ...query }, scope, header }, services) => {
      const as = writtenAs(format, header('accept'));
      const text = await makeReport(services, 'contractCosts', { ...query, scope, as });
      return as === 'csv' ? csvResponse(text, `contract-costs-${query.table}.csv`) : jsonResponse(text);
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/accounting/contract-costs/contracts',
    access: 'company-data',
    tag: 'accounting',
    summary: 'What contract costs sum: each payee, component and deal',
    query: z.strictObject({
      ...contractRows.query,
      ...whichContracts,
      by: span,
      cohort: month.meta({ description: 'Only what was capitalised in that month', examples: ['2026-03'] }),
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'A page of contracts; as CSV all of them',
        json: pageOf(contractCostRowShape),
        ...csvContent('A header line, then a payee, component and deal a line'),
      },
    },
    refusals: [...REPORT_REFUSALS, 410],
    answer: async ({ query: { limit, cursor, format, ...query }, scope, url, header }, services) => {
      if (writtenAs(format, header('accept')) === 'csv') {
        const text = await makeReport(services, 'contractCostRowsText', { ...query, scope });
        return csvResponse(text, 'contract-costs-contracts.csv');
      }
      const question = { ...query, scope, after: cursor, limit: limit + 1 };
      const { rows, place } = await makeReport(services, 'contractCostRows', question);
      const page = contractRows.page(rows, limit, () => ({ ...place, skip: place.skip + limit }));
      return pageResponse(page, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/accounting/journal',
    access: 'company-data',
    tag: 'accounting',
    summary:
      'The journal entries of a month, or of all, in your accounts and cost centres; nothing is stored',
    query: z.strictObject(formatQuery),
    body: {
      schema: z.strictObject({
        chart: sentFile('chart.yaml', 'The chart of accounts as YAML; roles stand for accounts without one'),
        month,
        paidAfter: z.int().min(MONTHS_LATER.min).max(MONTHS_LATER.max).optional(),
        ...whose,
        currency,
      }),
      maxBytes: LARGEST_FILE,
    },
    responses: {
      200: {
        description: 'The journal',
        json: journalShape,
        ...csvContent('A header line, then a line of an entry a line'),
      },
    },
    refusals: REPORT_REFUSALS,
    answer: async ({ query: { format }, body, scope, header }, services) => {
      const as = writtenAs(format, header('accept'));
      const text = await makeReport(services, 'journal', { ...body, scope, as });
      return as === 'csv' ? csvResponse(text, 'journal.csv') : jsonResponse(text);
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/api/v1/accounting/cost-of-sales',
    access: 'company-data',
    tag: 'accounting',
    summary:
      'Commission against bookings, revenue and cash, and all cost of sales for 1 of revenue; nothing is stored',
    query: z.strictObject(formatQuery),
    body: {
      schema: z.strictObject({
        by: span,
        costs: sentFile('costs.yaml', 'What sales cost besides commission, as YAML'),
        flagAt: percent().optional().meta({
          description: 'Flag a period whose costs are at least so much of revenue; 60% unless said',
        }),
      }),
      maxBytes: LARGEST_FILE,
    },
    responses: {
      200: {
        description: 'What sales cost',
        json: costOfSalesShape,
        ...csvContent('A header line, then a period a line'),
      },
    },
    refusals: REPORT_REFUSALS,
    answer: async ({ query: { format }, body: { flagAt, ...body }, scope, header }, services) => {
      const as = writtenAs(format, header('accept'));
      const text = await makeReport(services, 'costOfSales', { ...body, flaggedAt: flagAt, scope, as });
      return as === 'csv' ? csvResponse(text, 'cost-of-sales.csv') : jsonResponse(text);
    },
  }),
];
