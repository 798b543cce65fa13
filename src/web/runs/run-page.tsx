import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import { addDays } from '../../calendar/civil-date.js';
import { notFound } from '../../http/refusal.js';
import { finished, requireRun } from '../../http/resources/runs.js';
import type { Route } from '../../http/route.js';
import type { Services } from '../../http/services.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent } from '../layout/page-content.js';
import { Live } from '../parts/live.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { redirect } from '../redirect.js';
import { CancelButton } from './cancel-button.js';
import { JobProgress, JobState } from './job-state.js';
import { jobTimes } from './job-times.js';
import { RunOutcome } from './run-outcome.js';
import { payeeProblemsCsv } from './run-problems.js';
import { runReport } from './run-report.js';

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
    query: z.strictObject({ file: z.literal('problems').optional() }),
    answer: async ({ params: { run: id }, query: { file }, ...reader }, services) => {
      const job = await requireRun(services.jobs, id);
      if (file === undefined) return runPage(EMPTY_FORM, job, reader, services);
      const run = runReport(job)?.run;
      if (run === undefined) throw notFound(`run ${id} has come to no results`);
      const text = await payeeProblemsCsv({ run, scope: reader.scope, db: services.db });
      return csvResponse(text, `problems-of-run-${id}.csv`);
    },
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
          {goesOn ? null : await RunOutcome({ job, reader, services })}
        </Live>
      </>
    ),
    ...(goesOn && { againInSeconds: SECONDS }),
  };
}
