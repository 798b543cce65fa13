import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import { statementCsv } from '../../ledger/statement-csv.js';
import { statementText } from '../../ledger/statement-text.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { problem } from '../../problems/problem.js';
import { currency } from '../../records/values.js';
import type { Executor } from '../../store/executor.js';
import type { StatementSummary, StatementTotals, StoredStatement } from '../../store/results.js';
import { listStatements, readStatements } from '../../store/statements.js';
import { attachment } from '../attachment.js';
import { pageOfResults, RESULT_PAGE_QUERY } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound, Refusal } from '../refusal.js';
import { placeInResults } from '../result-place.js';
import { defineRoute, type Route } from '../route.js';
import { requirePayee } from './payees.js';

const payee = z.strictObject({ payee: recordName() });
const statement = z.strictObject({ payee: recordName(), period: recordName() });
const statementQuery = z.strictObject({
  format: z.enum(['json', 'text', 'csv']).default('json'),
  currency: currency().optional(),
});

/** What payees earned, are paid and are owed, period by period. */
export const statementRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/statements',
    access: 'payee-data',
    summary: 'The statements of a payee with their totals, in the order of period and currency',
    params: payee,
    query: z.strictObject(RESULT_PAGE_QUERY),
    answer: async ({ params, query, scope }, { db }) =>
      db.read(async (trx) => {
        await requirePayee(trx, scope, params.payee);
        const place = await placeInResults(trx, query);
        if (place === null) return Response.json({ items: [], next: null });
        const { run, offset, limit } = place;
        const filter = { payee: params.payee, run, offset, limit: limit + 1 };
        const summaries = await listStatements(trx, scope, filter);
        return Response.json(pageOfResults(summaries.map(summaryDocument), place));
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/statements/:period',
    access: 'payee-data',
    summary: 'A statement in full, as JSON, or as text or CSV where `format` says so',
    params: statement,
    query: statementQuery,
    tagged: true,
    answer: async ({ params, query, scope }, { db }) =>
      represent(await findStatement(db, scope, { ...params, ...query }), query.format),
  }),
];

/** A statement as it is listed: totals are decimal text in its currency. */
function summaryDocument({ totals, ...summary }: StatementSummary) {
  const shown = Object.entries(totals as Readonly<Record<keyof StatementTotals, bigint>>).map(
    ([name, minor]) => [name, formatMinorUnits(minor, summary.currency)],
  );
  return { ...summary, totals: Object.fromEntries(shown) };
}

interface StatementName {
  readonly payee: string;
  readonly period: string;
  readonly currency?: string | undefined;
}

async function findStatement(
  executor: Executor,
  scope: PayeeScope,
  name: StatementName,
): Promise<StoredStatement> {
  await requirePayee(executor, scope, name.payee);
  const all = await readStatements(executor, scope, name.payee, name.period);
  const found = all.filter((each) => name.currency === undefined || each.currency === name.currency);
  const [only, second] = found;
  if (only === undefined) {
    const inCurrency = name.currency === undefined ? '' : ` in ${name.currency}`;
    const hint = `GET /api/v1/payees/${encodeURIComponent(name.payee)}/statements lists those there are`;
    throw notFound(`there is no statement of ${name.payee} for ${name.period}${inCurrency}`, { hint });
  }
  if (second === undefined) return only;
  const expected = `one of ${found.map((each) => each.currency).join(', ')}`;
  throw new Refusal(400, [
    problem('missing-key', 'there are several statements, each in its currency', {
      field: 'currency',
      expected,
    }),
  ]);
}

function represent(stored: StoredStatement, format: 'json' | 'text' | 'csv'): Response {
  const { document, payee: id, period, currency: code } = stored;
  switch (format) {
    case 'json':
      return new Response(document, { headers: { 'content-type': 'application/json' } });
    case 'text':
      return new Response(statementText(JSON.parse(document)), {
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    case 'csv':
      return new Response(statementCsv([JSON.parse(document)]), {
        headers: {
          'content-type': 'text/csv; charset=utf-8; header=present',
          'content-disposition': attachment(`statement-${id}-${period}-${code}.csv`),
        },
      });
  }
}
