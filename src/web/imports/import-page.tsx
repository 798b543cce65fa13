import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { requireImport } from '../../http/resources/imports.js';
import { finished } from '../../http/resources/runs.js';
import type { Route } from '../../http/route.js';
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
import { CancelButton } from '../runs/cancel-button.js';
import { JobProgress, JobState } from '../runs/job-state.js';
import { jobTimes } from '../runs/job-times.js';
import { importFiles } from './import-files.js';
import { ImportOutcome } from './import-outcome.js';

const params = z.strictObject({ import: wholeNumber({ min: 1, max: 999_999_999_999 }) });

/** How often the page is loaded again without scripts. */
const SECONDS = 3;

/** One import: how far it has come, what came of it, and what is wrong with it. */
export const oneImportPages: readonly Route[] = [
  definePage({
    path: '/imports/:import',
    access: 'company-data',
    summary: 'An import: how far it has come, what came of it, and what is wrong with it',
    params,
    answer: async ({ params: { import: id }, scope, viewer, format }, { jobs }) =>
      importPage(EMPTY_FORM, await requireImport(jobs, scope, id), { viewer, format }),
  }),
  definePost({
    path: '/imports/:import/cancel',
    access: 'configure',
    summary: 'Calls an import off, of which nothing then is taken',
    params,
    form: z.strictObject({}),
    answer: async ({ params: { import: id }, scope }, { jobs }) => {
      await requireImport(jobs, scope, id);
      if ((await jobs.cancel(id)) === 'finished') throw finished('import', id);
      return redirect(`/imports/${id}`, 'The import is being called off.');
    },
    again: async (filled, { params: { import: id }, scope, viewer, format }, { jobs }) =>
      importPage(filled, await requireImport(jobs, scope, id), { viewer, format }),
  }),
];

interface Reader {
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

function importPage({ problems }: FilledForm, job: Job, { viewer, format }: Reader): PageContent {
  const goesOn = !hasEnded(job);
  const files = importFiles(job);
  return {
    title: `Import ${job.id}`,
    trail: [{ label: 'Imports', href: '/imports' }],
    about: (
      <Meta
        entries={[
          ...(files.length === 0 ? [] : ([['Files', files.join(', ')]] as const)),
          ...jobTimes(job, format),
          ...(job.request.kind === 'import' && job.request.reason !== null
            ? ([['Reason', job.request.reason]] as const)
            : []),
        ]}
      />
    ),
    body: (
      <>
        {problems.length === 0 ? null : <Problems problems={problems} />}
        <Live id="import" href={`/imports/${job.id}`} goesOn={goesOn}>
          <p>
            <JobState job={job} failed="Refused" />
          </p>
          <JobProgress job={job} what="Reading the files" format={format} />
          {goesOn && permit('configure', viewer) ? (
            <CancelButton action={`/imports/${job.id}/cancel`} about="the import" />
          ) : null}
          {goesOn ? null : <ImportOutcome job={job} viewer={viewer} format={format} />}
        </Live>
      </>
    ),
    ...(goesOn && { againInSeconds: SECONDS }),
  };
}
