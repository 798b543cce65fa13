import { z } from 'zod';
import { takeStep } from '../../http/ask-desk.js';
import { requirePermission } from '../../http/enforce-access.js';
import { given } from '../../http/given.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { recordName } from '../../http/record-name.js';
import { Refusal } from '../../http/refusal.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import { writtenText } from '../../http/written-text.js';
import { APPROVAL_LEVELS } from '../../ledger/approvals/statement-approval.js';
import { problem } from '../../problems/problem.js';
import { wholeNumber } from '../../records/values.js';
import { payeeNames } from '../../store/payee-list.js';
import { publishedRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import { PeriodBadge, payGroupText } from '../finance/period-words.js';
import { personText } from '../finance/person-text.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { Meta } from '../parts/meta.js';
import { redirect } from '../redirect.js';
import { approvalsCsv } from './approval-table.js';
import { approvalsAddress } from './approvals-address.js';
import { ApprovalsBody } from './approvals-body.js';
import {
  APPROVALS_PARTS,
  type ApprovalsPart,
  type ApprovalsQuery,
  readApprovalsView,
  STATEMENTS_ON_A_PAGE,
  statementsOf,
} from './approvals-view.js';
import { resultsName } from './results-name.js';

/** What waits for the approval of whoever looks, and what they and others decided. */
export const approvalsPage = definePage({
  path: '/approvals',
  access: 'team-step',
  summary: 'The statements that wait for the approval of the viewer, and what is decided on them',
  query: z.strictObject({
    period: recordName().optional(),
    payGroup: payGroupName().optional(),
    level: z.enum(APPROVAL_LEVELS).optional(),
    page: wholeNumber({ min: 1, max: 1_000_000 }).prefault('1'),
    file: z.enum(APPROVALS_PARTS).optional().meta({ description: 'The table that is had as a file' }),
  }),
  answer: async (request, services) => {
    const { file, ...query } = request.query;
    if (file === undefined) return approvalsContent(request, services, query, EMPTY_FORM);
    return csvResponse(await approvalsFile(file, request, services, query), `approvals-${file}.csv`);
  },
});

/** Approves or rejects the statements that are ticked, or approves all that wait. */
export const decideApprovals = definePost({
  path: '/approvals',
  access: 'team-step',
  summary: 'Approves or rejects the statements that are ticked, or all that wait',
  form: z.strictObject({
    payGroup: payGroupName(),
    period: recordName(),
    level: z.enum(APPROVAL_LEVELS),
    results: recordName(),
    decision: z.enum(['approved', 'rejected', 'allApproved']),
    reason: writtenText(1000).optional(),
    payee: z.array(recordName()).max(STATEMENTS_ON_A_PAGE).optional(),
  }),
  answer: async ({ form, scope, viewer, format }, services) => {
    const { results, decision: said, payee: ticked, reason, ...asked } = form;
    const all = said === 'allApproved';
    const decision = all ? 'approved' : said;
    if (asked.level === 'finance') requirePermission(viewer, 'finance-step');
    await requireSameResults(services, results);
    const payees = all ? await waitingPayees() : ticked;
    if (payees === undefined || payees.length === 0) throw nothingTicked(all);
    const verdict = { ...asked, decision, payees, ...given({ reason }), actor: viewer.id, scope };
    const decided = await takeStep(services, 'decideStatements', verdict);
    const count = decided.length === 1 ? '1 statement is' : `${format.count(decided.length)} statements are`;
    return redirect(approvalsAddress(asked), `${count} ${decision}.`);

    async function waitingPayees(): Promise<readonly string[]> {
      const { shown } = await services.db.read((trx) => readApprovalsView(trx, scope, viewer, asked));
      return shown?.waiting.map(({ each }) => each.payee) ?? [];
    }
  },
  again: (filled, request, services) => {
    const text = (name: string) => filled.values[name]?.[0];
    const level = APPROVAL_LEVELS.find((each) => each === text('level'));
    const query = { ...given({ period: text('period'), payGroup: text('payGroup'), level }), page: 1 };
    return approvalsContent(request, services, query, filled);
  },
});

/** Nobody decides on amounts that they have not seen. */
async function requireSameResults({ db }: Services, seen: string): Promise<void> {
  if (resultsName(await publishedRun(db)) === seen) return;
  const message = 'other results were published while you looked: these are the amounts now';
  throw new Refusal(409, [problem('run-outdated', message)]);
}

function nothingTicked(all: boolean): Refusal {
  const message = all ? 'nothing waits for you any more' : 'tick the statements that you decide on';
  return new Refusal(422, [problem('missing-value', message)]);
}

type Asked = Pick<PageRequest<'team-step', unknown, unknown>, 'scope' | 'viewer' | 'format'>;

/** One of the tables with all its rows, whichever page they stand on. */
async function approvalsFile(
  part: ApprovalsPart,
  { scope, viewer, format }: Asked,
  services: Services,
  query: ApprovalsQuery,
): Promise<string> {
  const { rows, currency, names } = await services.db.read(async (trx) => {
    const { shown } = await readApprovalsView(trx, scope, viewer, query);
    const rows = shown?.[part] ?? [];
    const payees = rows.map(({ each }) => each.payee);
    return { rows, currency: shown?.status.currency ?? '', names: await payeeNames(trx, scope, payees) };
  });
  return approvalsCsv({ rows, currency, names, person: (id) => id, format });
}

async function approvalsContent(
  { scope, viewer, format }: Asked,
  services: Services,
  query: ApprovalsQuery & { readonly page: number },
  filled: FilledForm,
): Promise<PageContent> {
  const { view, names } = await services.db.read(async (trx) => {
    const read = await readApprovalsView(trx, scope, viewer, query);
    const payees = statementsOf(read.shown, query.page).rows.map(({ each }) => each.payee);
    return { view: read, names: await payeeNames(trx, scope, payees) };
  });
  const { rows } = statementsOf(view.shown, query.page);
  const actors = rows.flatMap(({ each }) =>
    APPROVAL_LEVELS.flatMap((level) => each.decisions[level]?.actor ?? []),
  );
  const person = await personText(services, [...new Set(actors)]);
  const { shown, run } = view;
  return {
    title: 'Approvals',
    ...(shown !== null && {
      about: (
        <>
          <Meta
            entries={[
              ['Period', format.period(shown.status.period.id)],
              ['Pay group', payGroupText(shown.status.payGroup)],
              ['Currency', shown.status.currency],
              ...(run === null
                ? []
                : [['Calculated', format.moment(run.finishedAt ?? run.startedAt)] as const]),
            ]}
          />
          <PeriodBadge status={shown.status} />
        </>
      ),
    }),
    body: (
      <ApprovalsBody
        view={view}
        page={query.page}
        filled={filled}
        names={names}
        person={person}
        format={format}
      />
    ),
  };
}
