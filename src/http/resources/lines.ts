import { z } from 'zod';
import { statementLine } from '../../ledger/statement-line.js';
import { explainStatementLine } from '../../runs/explain-statement-line.js';
import { readLines } from '../../store/lines.js';
import type { StoredLine } from '../../store/results.js';
import { listStatements } from '../../store/statements.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { recordName } from '../record-name.js';
import { notFound } from '../refusal.js';
import { pageOf } from '../response-shapes.js';
import { runOfPage } from '../result-place.js';
import { defineRoute, type Route } from '../route.js';
import { requirePayee } from './payees.js';
import { lineExplanationShape, lineShape } from './statement-shapes.js';

/** The run of the first page, and the number of the last line before. */
const lines = pagedList('lines', z.strictObject({ run: z.int().min(1), number: z.int().min(1) }));

/** The amounts that statements are made of, and how each came about. */
export const lineRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/statements/:period/lines',
    access: 'payee-data',
    tag: 'statements',
    summary: 'The lines that a payee has in a pay period, in the order of their numbers',
    params: z.strictObject({ payee: recordName(), period: recordName() }),
    query: z.strictObject({
      ...lines.query,
      component: recordName().optional().meta({ description: 'Only those of this component' }),
      deal: recordName().optional().meta({ description: 'Only those on this deal' }),
    }),
    responses: { 200: { description: 'A page of lines', json: pageOf(lineShape) } },
    refusals: [404, 410],
    answer: async ({ params: { payee, period }, query: { limit, cursor, ...asked }, scope, url }, { db }) =>
      db.read(async (trx) => {
        await requirePayee(trx, scope, payee);
        const run = await runOfPage(trx, cursor);
        const of = { payee, period, run: run ?? 0 };
        if (run === null || (await listStatements(trx, scope, { ...of, limit: 1 })).length === 0) {
          throw notFound(`there is no statement of ${payee} for ${period}`, {
            hint: `GET /api/v1/payees/${encodeURIComponent(payee)}/statements lists those there are`,
          });
        }
        const after = cursor === undefined ? {} : { after: cursor.number };
        const rows = await readLines(trx, scope, { ...of, ...given(asked), ...after, limit: limit + 1 });
        const page = lines.page(rows, limit, ({ line: { number } }) => ({ run, number }));
        return pageResponse({ ...page, items: page.items.map(lineDocument) }, url);
      }),
  }),
  defineRoute({
    method: 'GET',
    path: '/api/v1/lines/:line/explanation',
    access: 'payee-data',
    tag: 'statements',
    summary: 'How the amount of a line came about, by the evaluation that made it',
    params: z.strictObject({ line: recordName() }),
    responses: { 200: { description: 'How the line came about', json: lineExplanationShape } },
    refusals: [404],
    answer: async ({ params: { line }, scope }, { db }) => {
      const explained = await explainStatementLine(db, scope, line);
      if (explained !== null) return Response.json(explained);
      throw notFound(`there is no line ${line}`, { hint: 'a statement lists its lines with their ids' });
    },
  }),
];

/**
 * A line as the statement shows it, with what a line by itself would lack.
 *
 * @example
 * (await readLines(db, scope, { payee: 'ada' })).map(lineDocument)
 */
export function lineDocument({ period, entitlement, line }: StoredLine) {
  const { payee, plan, currency } = entitlement;
  return { payee, period: period.id, plan, currency, ...statementLine(line, entitlement, period.id) };
}
