import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { currency } from '../../records/values.js';
import type { Transaction } from '../../store/executor.js';
import type { StatementSummary } from '../../store/results.js';
import { listStatements, type StatementFilter, type StatementPlace } from '../../store/statements.js';
import { given } from '../given.js';
import { type Page, pagedList, pageResponse } from '../page.js';
import { periodRange, periodRangeQuery } from '../period-range.js';
import { recordName } from '../record-name.js';
import { pageOf } from '../response-shapes.js';
import { runOfPage } from '../result-place.js';
import { defineRoute, type Route } from '../route.js';
import { requirePayee } from './payees.js';
import { statementSummaryShape } from './statement-shapes.js';

const place = { run: z.int().min(1), period: recordName(), currency: currency() };

/** The run of the first page, and what tells the last statement before from others of the payee. */
const ofPayee = pagedList('statements', z.strictObject(place));

/** The same, of all payees. */
const ofAll = pagedList('all-statements', z.strictObject({ ...place, payee: recordName() }));

const statementFilter = {
  ...periodRangeQuery,
  status: z
    .enum(['complete', 'incomplete'])
    .optional()
    .meta({ description: 'Only such: a problem keeps a statement from being complete' }),
};

const responses = { 200: { description: 'A page of statements', json: pageOf(statementSummaryShape) } };

/** What payees earned, are paid and are owed, a line a statement. */
export const statementListRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/statements',
    access: 'payee-data',
    tag: 'statements',
    summary: 'The statements of all payees with their totals, in the order of payee, period and currency',
    query: z.strictObject({
      ...ofAll.query,
      payee: recordName().optional().meta({ description: 'Only those of this payee' }),
      period: recordName().optional().meta({ description: 'Only those of this pay period' }),
      ...statementFilter,
    }),
    responses,
    refusals: [404, 410],
    answer: async ({ query: { limit, cursor, ...asked }, scope, url }, { db }) =>
      db.read(async (trx) => {
        if (asked.payee !== undefined) await requirePayee(trx, scope, asked.payee);
        const found = await statementsFrom(trx, scope, { ...asked, limit, cursor });
        const page = ofAll.page(found.rows, limit, (last) => ({ run: found.run, ...placeOf(last) }));
        return summaries(page, url);
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/statements',
    access: 'payee-data',
    tag: 'statements',
    summary: 'The statements of a payee with their totals, in the order of period and currency',
    params: z.strictObject({ payee: recordName() }),
    query: z.strictObject({ ...ofPayee.query, ...statementFilter }),
    responses,
    refusals: [404, 410],
    answer: async ({ params, query: { limit, cursor, ...asked }, scope, url }, { db }) =>
      db.read(async (trx) => {
        await requirePayee(trx, scope, params.payee);
        const before = cursor === undefined ? undefined : { ...params, ...cursor };
        const found = await statementsFrom(trx, scope, { ...params, ...asked, limit, cursor: before });
        const page = ofPayee.page(found.rows, limit, (last) => {
          const { payee: _, ...rest } = placeOf(last);
          return { run: found.run, ...rest };
        });
        return summaries(page, url);
      }),
  }),
];

/** What of the statements a page is asked for. */
interface AskedStatements {
  readonly payee?: string | undefined;
  readonly period?: string | undefined;
  readonly from?: string | undefined;
  readonly through?: string | undefined;
  readonly status?: StatementFilter['status'] | undefined;
  readonly limit: number;
  readonly cursor: (StatementPlace & { readonly run: number }) | undefined;
}

/** The statements of a page, one more than it has, and the run that they are of; none before there is one. */
async function statementsFrom(
  trx: Transaction,
  scope: PayeeScope,
  { limit, cursor, from, through, ...asked }: AskedStatements,
): Promise<{ readonly run: number; readonly rows: readonly StatementSummary[] }> {
  const range = await periodRange(trx, { from, through });
  const run = await runOfPage(trx, cursor);
  if (run === null) return { run: 0, rows: [] };
  const filter = { ...given({ ...asked, after: cursor }), ...range, run, limit: limit + 1 };
  return { run, rows: await listStatements(trx, scope, filter) };
}

function placeOf({ payee, period, currency: code }: StatementSummary): StatementPlace {
  return { payee, period, currency: code };
}

function summaries({ items, next }: Page<StatementSummary>, url: URL): Response {
  return pageResponse({ items: items.map(summaryDocument), next }, url);
}

/** A statement as it is listed: totals are decimal text in its currency. */
function summaryDocument({ totals, ...summary }: StatementSummary) {
  const shown = Object.entries<bigint>({ ...totals }).map(([name, minor]) => [
    name,
    formatMinorUnits(minor, summary.currency),
  ]);
  return { ...summary, totals: Object.fromEntries(shown) };
}
