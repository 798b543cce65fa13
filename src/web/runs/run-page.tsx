import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { addDays } from '../../calendar/civil-date.js';
import { finished, requireRun } from '../../http/resources/runs.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { wholeNumber } from '../../records/values.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { publishedRun, type Run, readRun } from '../../store/runs.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Figure, Figures } from '../parts/figure.js';
import { Live } from '../parts/live.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { CancelButton } from './cancel-button.js';
import { JobProgress, JobState } from './job-state.js';
import { jobTimes } from './job-times.js';
import { PayeeProblems, RunWarnings } from './run-problems.js';
import { type KeptRunReport, runReport } from './run-report.js';

const params = z.strictObject({ run: wholeNumber({ min: 1, max: 999_999_999_999 }) });

/** How often the page is loaded again without scripts. */
const SECONDS = 3;

/** One calculation: how far it has come, what it came to, and what it met. */
export const oneRunPages: readonly Route[] = [
  definePage({
    path: '/runs/:run',
    access: 'runs',
    summary: 'A calculation: how far it has come, what it came to, and the problems it met',
    params,
    answer: async ({ params: { run: id }, ...reader }, services) =>
      runPage(EMPTY_FORM, await requireRun(services.jobs, id), reader, services),
  }),
  definePost({
    path: '/runs/:run/cancel',
    access: 'configure',
    summary: 'Calls a calculation off; what was shown before is shown on',
    params,
    form: z.strictObject({}),
    answer: async ({ params: { run: id } }, { jobs }) => {
      await requireRun(jobs, id);
      if ((await jobs.cancel(id)) === 'finished') throw finished('run', id);
      return redirect(`/runs/${id}`, 'The run is being called off.');
    },
    again: async (filled, { params: { run: id }, ...reader }, services) =>
      runPage(filled, await requireRun(services.jobs, id), reader, services),
  }),
];

interface Reader {
  readonly viewer: Viewer;
  readonly scope: PayeeScope;
  readonly format: ReaderFormat;
}

async function runPage(
  { problems }: FilledForm,
  job: Job,
  reader: Reader,
  services: Services,
): Promise<PageContent> {
  const { viewer, format } = reader;
  const goesOn = !hasEnded(job);
  const through = job.request.kind === 'calculate' ? addDays(job.request.through, -1) : '';
  return {
    title: `Run ${job.id}`,
    trail: [{ label: 'Runs', href: '/runs' }],
    about: <Meta entries={[['Through', format.day(through)], ...jobTimes(job, format)]} />,
    body: (
      <>
        {problems.length === 0 ? null : <Problems problems={problems} />}
        <Live id="run" href={`/runs/${job.id}`} goesOn={goesOn}>
          <p>
            <JobState job={job} />
          </p>
          <JobProgress job={job} what="Calculating" format={format} />
          {goesOn && permit('configure', viewer) ? (
            <CancelButton action={`/runs/${job.id}/cancel`} about="the run" />
          ) : null}
          {goesOn ? null : await Outcome({ job, reader, services })}
        </Live>
      </>
    ),
    ...(goesOn && { againInSeconds: SECONDS }),
  };
}

async function Outcome({
  job,
  reader,
  services: { db },
}: {
  readonly job: Job;
  readonly reader: Reader;
  readonly services: Services;
}) {
  const { scope, format } = reader;
  if (job.status === 'cancelled') return <p>It was called off: what was shown before is shown on.</p>;
  const report = runReport(job);
  if (report === null) {
    return (
      <Section
        id="problems"
        title="Why nothing was calculated"
        about="What was shown before is shown on. Put this right, and calculate again."
      >
        <Problems problems={scope.all ? (job.outcome?.problems ?? []) : []} />
      </Section>
    );
  }
  const [run, published] = [await readRun(db, report.run), await publishedRun(db)];
  const isShown = published?.id === report.run;
  return (
    <>
      <Totals report={report} isShown={isShown} format={format} />
      {scope.all ? await PayeeProblems({ job, report, isShown, scope, format, db }) : null}
      {scope.all ? <RunWarnings job={job} format={format} /> : null}
      <Origin report={report} run={run} format={format} />
    </>
  );
}

function Totals({
  report,
  isShown,
  format,
}: {
  readonly report: KeptRunReport;
  readonly isShown: boolean;
  readonly format: ReaderFormat;
}) {
  const { statements, payees, incomplete, lines, recalculated } = report;
  return (
    <>
      <p>
        {isShown
          ? 'These results are shown to everybody.'
          : 'A later calculation has taken the place of these results.'}
      </p>
      <Figures>
        <Figure
          label="Statements"
          value={format.count(statements)}
          detail={
            recalculated === undefined
              ? `of ${format.count(payees)} payees`
              : `of ${format.count(payees)} payees, ${format.count(recalculated)} of them calculated anew`
          }
          isMain
        />
        <Figure
          label="Incomplete"
          value={format.count(incomplete)}
          detail={incomplete === 0 ? 'no problem keeps any back' : 'a problem keeps them back'}
        />
        <Figure label="Lines" value={format.count(lines)} />
      </Figures>
    </>
  );
}

/** From what it was calculated, so that it can be calculated again. */
function Origin({
  report,
  run,
  format,
}: {
  readonly report: KeptRunReport;
  readonly run: Run | null;
  readonly format: ReaderFormat;
}) {
  const entries: readonly (readonly [string, string])[] = [
    ['Records and rules', `as of change ${format.count(report.change)}`],
    ['Rules', report.rulesHash],
    ...(run === null
      ? []
      : ([
          ['Inputs', run.inputsHash],
          ['Engine', run.engineVersion],
        ] as const)),
    ['Number of its results', format.count(report.run)],
  ];
  return (
    <Section
      id="origin"
      title="What it was calculated from"
      about="The same records and rules, by their hashes, come to the same results with the same engine."
    >
      <dl class="origin">
        {entries.map(([label, value]) => (
          <div>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
