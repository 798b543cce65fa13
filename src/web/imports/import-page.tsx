import { z } from 'zod';
import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { hasReport, importDocument } from '../../http/import-document.js';
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
import { Figure, Figures } from '../parts/figure.js';
import { Live } from '../parts/live.js';
import { Meta } from '../parts/meta.js';
import { Problems } from '../parts/problems.js';
import { redirect } from '../redirect.js';
import { CancelButton } from '../runs/cancel-button.js';
import { JobProgress, JobState } from '../runs/job-state.js';
import { jobTimes } from '../runs/job-times.js';
import { importFiles } from './import-files.js';
import { CorrectionList, CountTable, ImportProblems } from './import-tables.js';

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
          {goesOn ? null : <Outcome job={job} viewer={viewer} format={format} />}
        </Live>
      </>
    ),
    ...(goesOn && { againInSeconds: SECONDS }),
  };
}

function Outcome({ job, viewer, format }: Reader & { readonly job: Job }) {
  const { status, outcome } = job;
  if (status === 'cancelled') return <p>It was called off: nothing of it was taken.</p>;
  const { counts, corrections, change } = importDocument(job);
  const rows = Object.entries(counts).map(([kind, each]) => ({ kind, ...each }));
  const sum = (of: 'read' | 'inserted' | 'corrected') => rows.reduce((total, row) => total + row[of], 0);
  if (status === 'failed') {
    return (
      <>
        <Figures>
          <Figure
            label="Problems"
            value={format.count(outcome?.problemCount ?? 0)}
            detail="Nothing was taken: everything is as it was before"
            isMain
          />
          {rows.length === 0 ? null : <Figure label="Records read" value={format.count(sum('read'))} />}
        </Figures>
        <ImportProblems job={job} hasReport={hasReport(job)} format={format} />
        {permit('configure', viewer) ? (
          <p class="actions">
            <a class="button is-main" href="/imports#new">
              Import the mended files
            </a>
          </p>
        ) : null}
      </>
    );
  }
  return (
    <>
      <Figures>
        <Figure
          label="Records changed"
          value={format.count(sum('inserted') + sum('corrected'))}
          detail={change === null ? 'All of it was known already' : `Written as change ${change}`}
          isMain
        />
        <Figure label="New" value={format.count(sum('inserted'))} />
        <Figure label="Corrected" value={format.count(sum('corrected'))} />
        <Figure label="Records read" value={format.count(sum('read'))} />
      </Figures>
      <CountTable rows={rows} format={format} />
      <CorrectionList corrections={corrections} total={sum('corrected')} format={format} />
      {change !== null && permit('configure', viewer) ? (
        <p class="actions">
          <a class="button is-main" href="/runs#new">
            Calculate with what is new
          </a>
        </p>
      ) : null}
    </>
  );
}
