import { z } from 'zod';
import type { Permission } from '../../access/permissions.js';
import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { requirePermission } from '../../http/enforce-access.js';
import { finished } from '../../http/resources/runs.js';
import { requireTask } from '../../http/resources/tasks.js';
import type { Route } from '../../http/route.js';
import { wholeNumber } from '../../records/values.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import { definePage } from '../define-page.js';
import { definePost } from '../define-post.js';
import { EMPTY_FORM, type FilledForm } from '../filled-form.js';
import { payGroupText, periodAddress } from '../finance/period-words.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { PageContent, PageLink } from '../layout/page-content.js';
import { Live } from '../parts/live.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { redirect } from '../redirect.js';
import { CancelButton } from './cancel-button.js';
import { JobProgress, JobState } from './job-state.js';
import { jobTimes } from './job-times.js';
import { TaskResult } from './task-result.js';
import { booksRequest, taskTitle } from './task-words.js';

const params = z.strictObject({ task: wholeNumber({ min: 1, max: 999_999_999_999 }) });

/** How often the page is loaded again without scripts. */
const SECONDS = 3;

/** One closing, verification or audit: how far it has come, and what came of it. */
export const oneTaskPages: readonly Route[] = [
  definePage({
    path: '/tasks/:task',
    access: 'company-data',
    summary: 'A closing, a verification or an audit: how far it has come, and what came of it',
    params,
    answer: async ({ params: { task }, scope, viewer, format }, { jobs }) =>
      taskPage(EMPTY_FORM, await requireTask(jobs, scope, task), { viewer, format }),
  }),
  definePost({
    path: '/tasks/:task/cancel',
    access: 'verify',
    summary: 'Calls a task off, of which nothing then is kept',
    params,
    form: z.strictObject({}),
    answer: async ({ params: { task }, scope, viewer }, { jobs }) => {
      requirePermission(viewer, neededToCancel(await requireTask(jobs, scope, task)));
      if ((await jobs.cancel(task)) === 'finished') throw finished('task', task);
      return redirect(`/tasks/${task}`, 'The task is being called off.');
    },
    again: async (filled, { params: { task }, scope, viewer, format }, { jobs }) =>
      taskPage(filled, await requireTask(jobs, scope, task), { viewer, format }),
  }),
];

/** Whoever may close may call a closing off. */
function neededToCancel(job: Job): Permission {
  return booksRequest(job).kind === 'close' ? 'finance-step' : 'verify';
}

function taskPage(
  { problems }: FilledForm,
  job: Job,
  { viewer, format }: { readonly viewer: Viewer; readonly format: ReaderFormat },
): PageContent {
  const goesOn = !hasEnded(job);
  return {
    title: taskTitle(job, format),
    trail: trailOf(job, format),
    about: <Meta entries={jobTimes(job, format)} />,
    body: (
      <>
        {problems.length === 0 ? null : <Problems problems={problems} />}
        <Live id="task" href={`/tasks/${job.id}`} goesOn={goesOn}>
          <p>
            <JobState job={job} />
          </p>
          <JobProgress job={job} what="Working through what is posted" format={format} />
          {goesOn && permit(neededToCancel(job), viewer) ? (
            <CancelButton action={`/tasks/${job.id}/cancel`} about="the task" />
          ) : null}
          {goesOn ? null : <Outcome job={job} format={format} />}
        </Live>
      </>
    ),
    ...(goesOn && { againInSeconds: SECONDS }),
  };
}

function trailOf(job: Job, format: ReaderFormat): readonly PageLink[] {
  const request = booksRequest(job);
  if (request.kind === 'audit') return [{ label: 'Tasks', href: '/tasks' }];
  const { payGroup, period } = request;
  return [
    { label: 'Periods', href: '/periods' },
    { label: `${format.period(period)}, ${payGroupText(payGroup)}`, href: periodAddress(request) },
  ];
}

function Outcome({ job, format }: { readonly job: Job; readonly format: ReaderFormat }) {
  return (
    <>
      {job.status === 'cancelled' ? <p>It was called off: nothing of it was kept.</p> : null}
      {job.status === 'failed' ? (
        <Section id="problems" title="What stood against it" about="Nothing was changed.">
          <Problems problems={job.outcome?.problems ?? []} />
        </Section>
      ) : null}
      {job.status === 'done' ? <TaskResult job={job} format={format} /> : null}
      <GoOn job={job} format={format} />
    </>
  );
}

/** Where to go on from a task that has ended, or to ask for it again. */
function GoOn({ job, format }: { readonly job: Job; readonly format: ReaderFormat }) {
  const request = booksRequest(job);
  if (request.kind !== 'audit') {
    return (
      <p>
        <a class="button" href={periodAddress(request)}>
          Go to {format.period(request.period)}
        </a>
      </p>
    );
  }
  if (job.status === 'done') return null;
  return (
    <p>
      <a class="button" href="/verification">
        Go to verification
      </a>
    </p>
  );
}
