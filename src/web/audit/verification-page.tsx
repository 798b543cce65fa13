import { z } from 'zod';
import { permit } from '../../access/permit.js';
import { payGroupName } from '../../http/pay-group-name.js';
import { recordName } from '../../http/record-name.js';
import { requireEverybody } from '../../http/require-everybody.js';
import { verificationToDo } from '../../http/resources/periods.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { type PeriodStatus, readPeriods } from '../../runs/closing/period-status.js';
import type { BooksRequest, Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import { payGroupText, periodAddress } from '../finance/period-words.js';
import { type PersonText, personText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import type { PageRequest } from '../page-request.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { TextField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { ActionForm, Form } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { JobState } from '../runs/job-state.js';
import { auditOf, isEqual, lastVerifications, taskAddress } from './last-tasks.js';

/** So many closed periods are shown, the latest first. */
const MOST_PERIODS = 200;

/** So many audits are shown. */
const MOST_AUDITS = 20;

type Request = PageRequest<'company-data', unknown, unknown>;

/** Where what is closed is proved: by calculating it again, and by an audit of all that is posted. */
export const verificationPages: readonly Route[] = [
  definePage({
    path: '/verification',
    access: 'company-data',
    summary: 'Whether what is closed can be calculated again to the byte, and whether the books are sound',
    answer: (request, services) => verificationPage({}, request, services),
  }),
  definePost({
    path: '/verification',
    access: 'verify',
    summary: 'Calculates a closed pay period again from its recorded inputs and compares the bytes',
    form: z.strictObject({ payGroup: payGroupName(), period: recordName() }),
    answer: async ({ form, scope, viewer }, services) => {
      requireEverybody(scope);
      return begun(await verificationToDo(services.db, form), viewer.id, services);
    },
    again: ({ problems }, request, services) => verificationPage({ problems }, request, services),
  }),
  definePost({
    path: '/verification/audits',
    access: 'verify',
    summary: 'Recomputes every balance, checks statements, payouts and the chain of the audit trail',
    form: z.strictObject({ head: recordName().optional() }),
    answer: async ({ form: { head = null }, scope, viewer }, services) => {
      requireEverybody(scope);
      return begun({ kind: 'audit', head }, viewer.id, services);
    },
    again: (filled, request, services) => verificationPage({ filled }, request, services),
  }),
];

/** Such work takes long: it is followed on a page of its own. */
async function begun(request: BooksRequest, actor: string, { jobs }: Services): Promise<Response> {
  return redirect(taskAddress(await jobs.submit(request, actor)));
}

/** What was sent and refused: the form of an audit as it was filled in, or why a period was not verified. */
interface Refused {
  readonly filled?: FilledForm;
  readonly problems?: FilledForm['problems'];
}

async function verificationPage(
  { filled = EMPTY_FORM, problems = [] }: Refused,
  { scope, viewer, format }: Pick<Request, 'viewer' | 'format'> & Pick<Request, 'scope'>,
  services: Services,
): Promise<PageContent> {
  requireEverybody(scope);
  const known = await readPeriods(services.db);
  const closed = known.map(({ status }) => status).filter(({ closing }) => closing !== null);
  const shown = closed.slice().sort(latestFirst).slice(0, MOST_PERIODS);
  const verified = await lastVerifications(services);
  const audits = await services.jobs.list({ kinds: ['audit'], limit: MOST_AUDITS });
  const person = await personText(
    services,
    [...verified.values(), ...audits].map(({ actor }) => actor),
  );
  const mayVerify = permit('verify', viewer);
  const through = known.find(({ run }) => run !== null)?.run?.through;
  return {
    title: 'Verification',
    about: (
      <Meta
        entries={[
          ['Periods', `${format.count(closed.length)} closed`],
          ['Currency', [...new Set(closed.map(({ currency }) => currency))].join(', ') || 'none'],
          ...(through === undefined ? [] : ([['As of', format.day(through)]] as const)),
        ]}
      />
    ),
    body: (
      <>
        <Totals closed={closed} verified={verified} audits={audits} format={format} />
        <Section
          id="periods"
          title="Closed periods"
          about="A closed period is calculated again from what was recorded when it was closed: records, rules and engine. It holds where every byte is the same."
        >
          {problems.length === 0 ? null : (
            <div role="alert">
              <Problems problems={problems} />
            </div>
          )}
          <Periods {...{ shown, verified, person, mayVerify, format }} />
        </Section>
        <Section
          id="audits"
          title="Audits of the books"
          about="An audit adds up every balance from its entries, holds statements and payouts against the ledger, and every row against the chain of the audit trail."
        >
          {mayVerify ? (
            <AuditForm filled={filled} />
          ) : (
            <p class="quiet">Finance, auditors and administrators can start one.</p>
          )}
          <Audits {...{ audits, person, format }} />
        </Section>
      </>
    ),
  };
}

function latestFirst(a: PeriodStatus, b: PeriodStatus): number {
  if (a.period.to !== b.period.to) return a.period.to < b.period.to ? 1 : -1;
  return a.payGroup < b.payGroup ? -1 : 1;
}

function placeOf({ payGroup, period }: PeriodStatus): string {
  return `${payGroup} ${period.id}`;
}

function Totals({
  closed,
  verified,
  audits,
  format,
}: {
  readonly closed: readonly PeriodStatus[];
  readonly verified: ReadonlyMap<string, Job>;
  readonly audits: readonly Job[];
  readonly format: ReaderFormat;
}) {
  const found = closed.map((status) => verified.get(placeOf(status))).filter((job) => job?.status === 'done');
  const same = found.filter((job) => job !== undefined && isEqual(job) === true).length;
  const off = found.length - same;
  const last = audits.find(({ status }) => status === 'done');
  const audit = last === undefined ? undefined : auditOf(last);
  return (
    <Figures>
      <Figure
        label="Verified"
        value={`${format.count(same)} of ${format.count(closed.length)}`}
        detail={
          off === 0
            ? 'closed periods were calculated again to the same bytes'
            : `closed periods; ${format.count(off)} differ`
        }
        isMain
      />
      <Figure
        label="Last audit"
        value={audit === undefined ? 'None yet' : audit.sound ? 'Sound' : 'Breaks found'}
        {...(last !== undefined && {
          detail: <a href={taskAddress(last)}>{format.moment(last.finishedAt ?? last.createdAt)}</a>,
        })}
      />
    </Figures>
  );
}

function Periods({
  shown,
  verified,
  person,
  mayVerify,
  format,
}: {
  readonly shown: readonly PeriodStatus[];
  readonly verified: ReadonlyMap<string, Job>;
  readonly person: PersonText;
  readonly mayVerify: boolean;
  readonly format: ReaderFormat;
}) {
  const step: Column<PeriodStatus> = {
    heading: 'Step',
    cell: ({ payGroup, period }) => (
      <ActionForm
        action="/verification"
        fields={{ payGroup, period: period.id }}
        label="Verify"
        about={`${format.period(period.id)}, ${payGroupText(payGroup)}`}
      />
    ),
  };
  return (
    <DataTable
      caption="The latest first"
      columns={[
        {
          heading: 'Period',
          namesRow: true,
          cell: ({ payGroup, period }) => (
            <a href={periodAddress({ payGroup, period: period.id })}>{format.period(period.id)}</a>
          ),
        },
        { heading: 'Pay group', cell: ({ payGroup }) => payGroupText(payGroup) },
        { heading: 'Statements', kind: 'number', cell: ({ statements }) => format.count(statements) },
        {
          heading: 'Paid',
          kind: 'number',
          cell: ({ paid, currency }) => <Amount format={format} amount={paid} currency={currency} />,
        },
        {
          heading: 'Last verification',
          cell: (status) => <Verified job={verified.get(placeOf(status))} person={person} format={format} />,
        },
        ...(mayVerify ? [step] : []),
      ]}
      rows={shown}
      empty={
        <EmptyState title="No period is closed yet" action={<a href="/periods">Periods</a>}>
          A pay period can be verified once it is closed.
        </EmptyState>
      }
    />
  );
}

function Verified({
  job,
  person,
  format,
}: {
  readonly job: Job | undefined;
  readonly person: PersonText;
  readonly format: ReaderFormat;
}) {
  if (job === undefined) return <span class="quiet">never</span>;
  const same = isEqual(job);
  return (
    <>
      {same === undefined ? (
        <JobState job={job} />
      ) : (
        <Badge tone={same ? 'good' : 'bad'}>{same ? 'The same' : 'Differs'}</Badge>
      )}{' '}
      <a href={taskAddress(job)}>{format.moment(job.finishedAt ?? job.createdAt)}</a>
      <div class="quiet">{person(job.actor)}</div>
    </>
  );
}

function AuditForm({ filled }: { readonly filled: FilledForm }) {
  return (
    <Form
      action="/verification/audits"
      submit="Start an audit"
      filled={filled}
      refused="No audit was started."
    >
      <TextField
        name="head"
        label="Hash that was noted"
        hint="The audit tells whether the trail still has the entry with this hash."
        optional
        filled={filled}
      />
    </Form>
  );
}

function Audits({
  audits,
  person,
  format,
}: {
  readonly audits: readonly Job[];
  readonly person: PersonText;
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="The latest first"
      columns={[
        {
          heading: 'Asked for',
          namesRow: true,
          cell: (job) => <a href={taskAddress(job)}>{format.moment(job.createdAt)}</a>,
        },
        { heading: 'By', cell: ({ actor }) => person(actor) },
        { heading: 'Result', cell: (job) => <AuditResult job={job} /> },
        {
          heading: 'Breaks',
          kind: 'number',
          cell: (job) => {
            const found = auditOf(job)?.checks.reduce((sum, { breaks }) => sum + breaks, 0);
            return found === undefined ? '' : format.count(found);
          },
        },
        {
          heading: 'Trail through entry',
          kind: 'number',
          cell: (job) => {
            const head = auditOf(job)?.head;
            return head == null ? '' : format.count(head.record);
          },
        },
      ]}
      rows={audits}
      empty={
        <EmptyState title="The books were never audited here">
          What an audit found stays here, whoever asked for it.
        </EmptyState>
      }
    />
  );
}

function AuditResult({ job }: { readonly job: Job }) {
  const audit = auditOf(job);
  if (!hasEnded(job) || audit === undefined) return <JobState job={job} />;
  return <Badge tone={audit.sound ? 'good' : 'bad'}>{audit.sound ? 'Sound' : 'Breaks found'}</Badge>;
}
