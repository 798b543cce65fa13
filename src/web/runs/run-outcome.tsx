import { permit } from '../../access/permit.js';
import type { PayeeScope } from '../../access/scope.js';
import type { Viewer } from '../../access/viewer.js';
import type { Services } from '../../http/services.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { publishedRun, readRun } from '../../store/runs.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Problems } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { PayeeProblems, RunWarnings } from './run-problems.js';
import { runReport } from './run-report.js';
import { RunOrigin, RunTotals } from './run-totals.js';

/**
 * What became of a run that has ended: what it came to and the problems it met, or why nothing was calculated.
 *
 * @example
 * await RunOutcome({ job, reader: { viewer, scope, format }, services })
 */
export async function RunOutcome({
  job,
  reader,
  services: { db },
}: {
  readonly job: Job;
  readonly reader: { readonly viewer: Viewer; readonly scope: PayeeScope; readonly format: ReaderFormat };
  readonly services: Services;
}) {
  const { viewer, scope, format } = reader;
  const again = permit('configure', viewer) ? (
    <p class="actions">
      <a class="button" href="/runs#new">
        Calculate again
      </a>
    </p>
  ) : null;
  if (job.status === 'cancelled') {
    return (
      <>
        <p>It was called off: what was shown before is shown on.</p>
        {again}
      </>
    );
  }
  const report = runReport(job);
  if (report === null) {
    return (
      <Section
        id="problems"
        title="Why nothing was calculated"
        about="What was shown before is shown on. Put this right, and calculate again."
      >
        <Problems problems={scope.all ? (job.outcome?.problems ?? []) : []} />
        {again}
      </Section>
    );
  }
  const [run, published] = [await readRun(db, report.run), await publishedRun(db)];
  const isShown = published?.id === report.run;
  return (
    <>
      <RunTotals report={report} isShown={isShown} format={format} />
      {scope.all ? await PayeeProblems({ job, report, isShown, scope, format, db }) : null}
      {scope.all ? <RunWarnings job={job} format={format} /> : null}
      <RunOrigin report={report} run={run} format={format} />
    </>
  );
}
