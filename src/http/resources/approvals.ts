import { z } from 'zod';
import { APPROVAL_LEVELS, type StatementApproval } from '../../ledger/approvals/statement-approval.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { rowsCsv } from '../../runs/accounting/rows-csv.js';
import { STATEMENT_VIEWS, statementsIn } from '../../runs/approvals/statement-views.js';
import { type StatementToApprove, statementsToApprove } from '../../runs/approvals/statements-to-approve.js';
import { takeStep } from '../ask-desk.js';
import { requirePermission } from '../enforce-access.js';
import { given } from '../given.js';
import { pagedList, pageResponse } from '../page.js';
import { payGroupName } from '../pay-group-name.js';
import { recordName } from '../record-name.js';
import { amountText, currencyText, instantText, pageOf } from '../response-shapes.js';
import { defineRoute, type Route } from '../route.js';
import { csvContent, csvResponse, formatQuery, writtenAs } from '../written-as.js';
import { writtenText } from '../written-text.js';

const approvals = pagedList('approvals', z.strictObject({ payee: recordName() }));

const periodParams = z.strictObject({ payGroup: payGroupName(), period: recordName() });

const decisionShape = z
  .strictObject({
    decision: z.enum(['approved', 'rejected']),
    actor: z.string(),
    reason: z.string().nullable(),
    at: instantText,
  })
  .meta({ id: 'StatementDecision', description: 'What somebody decided on a statement as it is now' });

const approvalShape = z
  .strictObject({
    payee: z.string(),
    period: z.string(),
    currency: currencyText,
    status: z.enum(['complete', 'incomplete']),
    paid: amountText,
    manager: decisionShape.nullable(),
    finance: decisionShape.nullable(),
  })
  .meta({
    id: 'StatementToApprove',
    description: 'A statement, and what its manager and finance decided on it',
  });

const PATH = '/api/v1/pay-periods/:payGroup/:period/approvals';

/** Statements that managers and finance approve before their period is closed. */
export const approvalRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: PATH,
    access: 'payee-data',
    tag: 'pay-periods',
    summary: 'The statements of a pay period and what was decided on each, in the order of payees',
    params: periodParams,
    query: z.strictObject({
      ...approvals.query,
      show: z.enum(STATEMENT_VIEWS).default('all').meta({
        description: 'Only those that are incomplete, rejected, wait for a manager, or pay something',
      }),
      ...formatQuery,
    }),
    responses: {
      200: {
        description: 'A page of statements; as CSV all of them, with what they come to',
        json: pageOf(approvalShape),
        ...csvContent('A header line, then a statement a line'),
      },
    },
    answer: async ({ params, query: { limit, cursor, show, format }, scope, url, header }, { db }) => {
      const all = statementsIn(show, await statementsToApprove(db, scope, params));
      if (writtenAs(format, header('accept')) === 'csv') {
        return csvResponse(approvalsCsv(all), `statements-${params.payGroup}-${params.period}.csv`);
      }
      const rows = all.filter(({ payee }) => cursor === undefined || payee > cursor.payee);
      const { items, next } = approvals.page(rows.slice(0, limit + 1), limit, ({ payee }) => ({ payee }));
      return pageResponse({ items: items.map(approvalDocument), next }, url);
    },
  }),
  defineRoute({
    method: 'POST',
    path: PATH,
    access: 'team-step',
    tag: 'pay-periods',
    summary:
      'Approves or rejects statements: all that you may decide on, those of a team, or that of a payee',
    idempotent: true,
    params: periodParams,
    body: {
      schema: z.strictObject({
        decision: z.enum(['approved', 'rejected']),
        level: z.enum(APPROVAL_LEVELS).default('manager').meta({ description: 'As whom' }),
        team: recordName().optional().meta({ description: 'Only those of a team and the teams below it' }),
        payee: recordName().optional().meta({ description: 'Only that of a payee' }),
        reason: writtenText(1000).optional().meta({ description: 'Why; a rejection needs it' }),
      }),
      maxBytes: 10_000,
    },
    responses: {
      200: {
        description: 'The statements that were decided on',
        json: z.strictObject({ items: z.array(approvalShape) }),
      },
    },
    refusals: [403, 404, 409, 422, 503],
    answer: async ({ params, body: { decision, level, ...rest }, scope, viewer }, services) => {
      if (level === 'finance') requirePermission(viewer, 'finance-step');
      const verdict = { ...params, decision, level, ...given(rest), actor: viewer.id, scope };
      const decided = await takeStep(services, 'decideStatements', verdict);
      return Response.json({ items: decided.map(approvalDocument) });
    },
  }),
];

function approvalDocument({ payee, summary, decisions: { manager, finance } }: StatementToApprove) {
  const { period, currency, status, totals } = summary;
  const paid = formatMinorUnits(totals.paid, currency);
  return { payee, period, currency, status, paid, manager: decided(manager), finance: decided(finance) };
}

const AMOUNTS = [
  ...(['earned', 'held', 'payable', 'carriedIn', 'guaranteed', 'drawn', 'adjusted'] as const),
  ...(['recovered', 'carried', 'paid'] as const),
];

function approvalsCsv(all: readonly StatementToApprove[]): string {
  const columns = ['payee', 'period', 'status', 'currency', ...AMOUNTS, 'manager', 'finance'] as const;
  const rows = all.map(({ payee, summary, decisions }) => {
    const { period, status, currency, totals } = summary;
    const amounts = AMOUNTS.map((each) => [each, formatMinorUnits(totals[each], currency)]);
    const levels = APPROVAL_LEVELS.map((level) => [level, decisions[level]?.decision ?? '']);
    return { payee, period, status, currency, ...Object.fromEntries([...amounts, ...levels]) };
  });
  return rowsCsv(columns, rows);
}

function decided(approval: StatementApproval | null) {
  if (approval === null) return null;
  const { decision, actor, reason, at } = approval;
  return { decision, actor, reason, at };
}
