import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { addDays } from '../../calendar/civil-date.js';
import { parseThrough } from '../../calendar/pay-period.js';
import { noPeriod } from '../../http/resources/runs.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { companyCalendar } from '../../http/stored-company.js';
import { writtenText } from '../../http/written-text.js';
import { wholeNumber } from '../../records/values.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { latestChange } from '../../store/change.js';
import { readRunCounts } from '../../store/run-totals.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm, filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { CheckBox, TextField } from '../parts/fields.js';
import { Figure, Figures } from '../parts/figure.js';
import { Form } from '../parts/form.js';
import { Meta } from '../parts/meta.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { JobState } from './job-state.js';
import { OlderLink } from './older-link.js';
import { runReport } from './run-report.js';

/** The most runs that are shown at a time. */
const RUNS_ON_A_PAGE = 50;

/** The calculation whose results are shown, those that were asked for, and the way to another. */
export const runsListPages: readonly Route[] = [
  definePage({
    path: '/runs',
    access: 'runs',
    summary: 'The calculation whose results are shown, those that were asked for, and the form for another',
    query: z.strictObject({ before: wholeNumber({ min: 1, max: 999_999_999_999 }).optional() }),
    answer: ({ query: { before }, viewer, format }, services) =>
      runsPage(EMPTY_FORM, { viewer, format, before }, services),
  }),
  definePost({
    path: '/runs',
    access: 'configure',
    summary: 'Calculates everybody through a period or a day, beside the requests',
    form: z.strictObject({ through: writtenText(50), full: z.literal('yes').optional() }),
    answer: async ({ form, viewer }, { db, jobs }) => {
      const through = parseThrough(form.through, await companyCalendar(db));
      if (through === undefined) throw noPeriod();
      const request = { kind: 'calculate', through, full: form.full === 'yes' } as const;
      const job = await jobs.submit(request, viewer.id);
      return redirect(`/runs/${job.id}`);
    },
    again: (filled, { viewer, format }, services) =>
      runsPage(filled, { viewer, format, before: undefined }, services),
  }),
];

interface AskedRuns {
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
  readonly before: number | undefined;
}

async function runsPage(
  filled: FilledForm,
  { viewer, format, before }: AskedRuns,
  { db, jobs }: Services,
): Promise<PageContent> {
  const published = await publishedRun(db);
  const found = await jobs.list({ kinds: ['calculate'], before, limit: RUNS_ON_A_PAGE + 1 });
  const rows = found.slice(0, RUNS_ON_A_PAGE);
  const last = found.length > rows.length ? rows.at(-1) : undefined;
  const start = filled.problems.length > 0 ? filled : filledWith({ through: published?.through });
  return {
    title: 'Runs',
    actions:
      permit('configure', viewer) && published !== null ? (
        <a class="button is-main" href="#new">
          Calculate
        </a>
      ) : undefined,
    ...(published !== null && { about: <PublishedMeta run={published} format={format} /> }),
    body: (
      <>
        {published === null ? null : await Published({ run: published, format, db })}
        <NewRun viewer={viewer} filled={start} />
        <RunTable rows={rows} format={format} hasResults={published !== null} />
        <OlderLink of="runs" href={last === undefined ? null : `/runs?before=${last.id}`} />
      </>
    ),
  };
}

function PublishedMeta({ run, format }: { readonly run: Run; readonly format: ReaderFormat }) {
  return (
    <Meta
      entries={[
        ['Shown through', format.day(run.through)],
        ['As of', format.moment(run.finishedAt ?? run.startedAt)],
        ['By', run.actor],
      ]}
    />
  );
}

/** What everybody is shown now. */
async function Published({
  run,
  format,
  db,
}: {
  readonly run: Run;
  readonly format: ReaderFormat;
  readonly db: Services['db'];
}) {
  const { payees, statements, incomplete } = await readRunCounts(db, run.id);
  const since = (await latestChange(db)) - run.change;
  return (
    <Figures>
      <Figure
        label="Statements shown"
        value={format.count(statements)}
        detail={`of ${format.count(payees)} payees, through ${format.day(run.through)}`}
        isMain
      />
      <Figure
        label="Incomplete statements"
        value={format.count(incomplete)}
        detail={incomplete === 0 ? 'nothing keeps any from being complete' : 'a problem keeps them back'}
      />
      <Figure
        label="Changes since"
        value={format.count(since)}
        detail={
          since === 0
            ? 'records and rules are as they were calculated'
            : 'written down since; the next calculation takes in what concerns it'
        }
      />
    </Figures>
  );
}

function NewRun({ viewer, filled }: { readonly viewer: Viewer; readonly filled: FilledForm }) {
  if (!permit('configure', viewer)) {
    return <p class="quiet">Comp admins and administrators start calculations.</p>;
  }
  return (
    <Section
      id="new"
      title="Calculate"
      about="From the records and rules as they are now. What is shown stays until the new results are all there."
    >
      <Form action="/runs" submit="Calculate" filled={filled} refused="Nothing was started.">
        <TextField
          name="through"
          label="Through"
          hint="The last period or day that counts, such as 2026-03, 2026-Q1 or 2026-03-31"
          filled={filled}
        />
        <CheckBox
          name="full"
          label="Calculate everybody anew"
          hint="Otherwise only those whom changes concern, where they are few; the results are the same"
          optional
          filled={filled}
        />
      </Form>
    </Section>
  );
}

function RunTable({
  rows,
  format,
  hasResults,
}: {
  readonly rows: readonly Job[];
  readonly format: ReaderFormat;
  readonly hasResults: boolean;
}) {
  const counted = (job: Job, of: 'statements' | 'incomplete') => {
    const count = runReport(job)?.[of];
    return count === undefined ? '' : format.count(count);
  };
  return (
    <DataTable
      caption="Runs that were asked for here, the latest first"
      columns={[
        { heading: 'Run', namesRow: true, cell: ({ id }) => <a href={`/runs/${id}`}>Run {id}</a> },
        { heading: 'State', cell: (job) => <JobState job={job} /> },
        { heading: 'Through', cell: (job) => format.day(throughOf(job)) },
        { heading: 'Statements', kind: 'number', cell: (job) => counted(job, 'statements') },
        { heading: 'Incomplete', kind: 'number', cell: (job) => counted(job, 'incomplete') },
        { heading: 'By', cell: ({ actor }) => actor },
        { heading: 'Asked for', cell: ({ createdAt }) => format.moment(createdAt) },
      ]}
      rows={rows}
      empty={
        <EmptyState
          title={hasResults ? 'No run was asked for here yet' : 'Nothing is calculated yet'}
          action={
            hasResults ? undefined : (
              <a class="button" href="/imports">
                Import records
              </a>
            )
          }
        >
          {hasResults
            ? 'What is shown was calculated by the command line.'
            : 'A run calculates every statement from the records that are imported and the rules that are published.'}
        </EmptyState>
      }
    />
  );
}

/** The last day that a run counts. */
function throughOf({ request }: Job): string {
  return request.kind === 'calculate' ? addDays(request.through, -1) : '';
}
