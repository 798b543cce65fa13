import { z } from 'zod';
import type { PayeeScope } from '../../access/scope.js';
import type { Statement } from '../../ledger/statement.js';
import { statementCsv } from '../../ledger/statement-csv.js';
import { statementText } from '../../ledger/statement-text.js';
import { problem } from '../../problems/problem.js';
import { currency } from '../../records/values.js';
import { DOCUMENT_TYPES } from '../../runs/documents/statement-file.js';
import { type AskedLines, readStatementPage, type StatementPage } from '../../runs/read-statement-page.js';
import { readStatements } from '../../runs/read-statements.js';
import type { Executor } from '../../store/executor.js';
import { listStatements } from '../../store/statements.js';
import { makeReport } from '../ask-desk.js';
import { attachment } from '../attachment.js';
import { recordName } from '../record-name.js';
import { notFound, Refusal } from '../refusal.js';
import { defineRoute, type Route } from '../route.js';
import type { Services } from '../services.js';
import { requirePayee } from './payees.js';
import { statementShape } from './statement-shapes.js';

const statement = z.strictObject({ payee: recordName(), period: recordName() });
const STATEMENT_FORMATS = ['json', 'text', 'csv', 'pdf', 'xlsx'] as const;

const statementQuery = z.strictObject({
  format: z.enum(STATEMENT_FORMATS).default('json'),
  currency: currency().optional(),
});

/** What a payee earned, is paid and is owed in a period, in full. */
export const statementRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/api/v1/payees/:payee/statements/:period',
    access: 'payee-data',
    tag: 'statements',
    summary: 'A statement in full, as JSON, or as text, CSV, PDF or a workbook where `format` says so',
    params: statement,
    query: statementQuery,
    responses: {
      200: {
        description: 'The statement',
        json: statementShape,
        content: {
          'text/plain': z.string().meta({ description: 'A page to read' }),
          'text/csv': z.string().meta({
            description:
              'A header line, then one line of the statement each; then what was guaranteed, drawn and recovered',
          }),
          [DOCUMENT_TYPES.pdf]: z.string().meta({
            description: 'A document to print, keep and show, the same bytes for the same statement',
            format: 'binary',
          }),
          [DOCUMENT_TYPES.xlsx]: z.string().meta({
            description:
              'A sheet each for the summary, the lines, what became payable, what is held, what was adjusted by hand, and the balances',
            format: 'binary',
          }),
        },
        headers: { 'content-disposition': 'With CSV, PDF and a workbook: a name to save it under' },
      },
    },
    refusals: [404, 422, 503],
    tagged: true,
    answer: async ({ params, query, scope }, services) =>
      represent(await findStatement(services.db, scope, { ...params, ...query }), query.format, services),
  }),
];

/** What names one statement: the currency only where there are several. */
export interface StatementName {
  readonly payee: string;
  readonly period: string;
  readonly currency?: string | undefined;
}

/** The statement of a name within a scope. Throws a refusal where there is none, and where there are several. */
async function findStatement(executor: Executor, scope: PayeeScope, name: StatementName): Promise<Statement> {
  await requirePayee(executor, scope, name.payee);
  return oneNamed(await readStatements(executor, scope, name.payee, name.period), name);
}

/**
 * The statement of a name within a scope with one page of its lines; the others are not read. Throws a refusal where
 * there is none, and where there are several.
 *
 * @example
 * await findStatementPage(db, scope, { payee: 'ada', period: '2026-03' }, { page: 1, linesOnPage: 200 });
 */
export async function findStatementPage(
  executor: Executor,
  scope: PayeeScope,
  name: StatementName,
  asked: AskedLines,
): Promise<StatementPage> {
  return executor.read(async (trx) => {
    await requirePayee(trx, scope, name.payee);
    // The scope has its say here: what comes of it is read without one.
    const all = await listStatements(trx, scope, { payee: name.payee, period: name.period });
    const page = await readStatementPage(trx, oneNamed(all, name), asked);
    if (page === null) throw new Error('A statement that is listed cannot be read.');
    return page;
  });
}

/** The one of a name among the statements of a payee for a period. */
function oneNamed<Named extends { readonly currency: string }>(
  all: readonly Named[],
  name: StatementName,
): Named {
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

async function represent(
  found: Statement,
  format: (typeof STATEMENT_FORMATS)[number],
  services: Services,
): Promise<Response> {
  switch (format) {
    case 'json':
      return Response.json(found);
    case 'text':
      return new Response(statementText(found), {
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    case 'csv':
      return download(statementCsv([found]), 'text/csv; charset=utf-8; header=present', found, format);
    case 'pdf':
    case 'xlsx': {
      const bytes = await makeReport(services, 'statementFile', { statement: found, format });
      return download(Uint8Array.from(bytes), DOCUMENT_TYPES[format], found, format);
    }
  }
}

function download(
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
  { payee: of, period, currency: code }: Statement,
  ending: string,
): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': attachment(`statement-${of.id}-${period.id}-${code}.${ending}`),
    },
  });
}
