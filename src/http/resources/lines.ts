import { z } from 'zod';
import { formatMinorUnits } from '../../money/minor-units.js';
import { explainStatementLine } from '../../runs/explain-statement-line.js';
import { readLines } from '../../store/lines.js';
import type { ResultLine } from '../../store/results.js';
import { listStatements } from '../../store/statements.js';
import { pageOfResults, RESULT_PAGE_QUERY } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { placeInResults } from '../result-place.js';
import { defineRoute, type Route } from '../route.js';
import { requirePayee } from './payees.js';

/** The amounts that statements are made of, and how each came about. */
export const lineRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/statements/:period/lines',
    access: 'payee-data',
    summary: 'The lines of a statement, in the order of window, component and event',
    params: z.strictObject({ payee: recordName(), period: recordName() }),
    query: z.strictObject(RESULT_PAGE_QUERY),
    answer: async ({ params: { payee, period }, query, scope }, { db }) =>
      db.read(async (trx) => {
        await requirePayee(trx, scope, payee);
        const place = await placeInResults(trx, query);
        const of = { payee, period, run: place?.run ?? 0 };
        if (place === null || (await listStatements(trx, scope, { ...of, limit: 1 })).length === 0) {
          throw notFound(`there is no statement of ${payee} for ${period}`, {
            hint: `GET /api/v1/payees/${encodeURIComponent(payee)}/statements lists those there are`,
          });
        }
        const lines = await readLines(trx, scope, { ...of, offset: place.offset, limit: place.limit + 1 });
        return Response.json(pageOfResults(lines.map(lineDocument), place));
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/lines/:line/explanation',
    access: 'payee-data',
    summary: 'How the amount of a line came about, by the evaluation that made it',
    params: z.strictObject({ line: recordName() }),
    answer: async ({ params: { line }, scope }, { db }) => {
      const explained = await explainStatementLine(db, scope, line);
      if (explained !== null) return Response.json(explained);
      throw notFound(`there is no line ${line}`, { hint: 'a statement lists its lines with their ids' });
    },
  }),
];

/** A line as the statement shows it, with what a line by itself would lack. */
function lineDocument({ payee, period, plan, currency, amount, document }: ResultLine) {
  const shown: object = JSON.parse(document ?? '{}');
  return { payee, period, plan, currency, ...shown, amount: formatMinorUnits(amount, currency) };
}
