import { permit } from '../../access/permit.js';
import type { Viewer } from '../../access/viewer.js';
import { hasReport, importDocument } from '../../http/import-document.js';
import type { Job } from '../../runs/jobs/jobs.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Figure, Figures } from '../parts/figure.js';
import { ImportProblems } from './import-problems.js';
import { CorrectionList, CountTable } from './import-tables.js';

interface ImportOutcomeProps {
  readonly job: Job;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

/**
 * What became of an import that has ended: what it changed, or what is wrong with it, and what to do next.
 *
 * @example
 * <ImportOutcome job={job} viewer={viewer} format={format} />
 */
export function ImportOutcome({ job, viewer, format }: ImportOutcomeProps) {
  const { status, outcome } = job;
  const mayImport = permit('configure', viewer);
  if (status === 'cancelled') {
    return (
      <>
        <p>It was called off: nothing of it was taken.</p>
        {mayImport ? <ImportAgain label="Import the files again" /> : null}
      </>
    );
  }
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
          />
          {rows.length === 0 ? null : <Figure label="Records read" value={format.count(sum('read'))} />}
        </Figures>
        <ImportProblems job={job} hasReport={hasReport(job)} format={format} />
        {mayImport ? <ImportAgain label="Import the mended files" /> : null}
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
      {change !== null && mayImport ? (
        <p class="actions">
          <a class="button is-main" href="/runs#new">
            Calculate with what is new
          </a>
        </p>
      ) : null}
    </>
  );
}

function ImportAgain({ label }: { readonly label: string }) {
  return (
    <p class="actions">
      <a class="button is-main" href="/imports#new">
        {label}
      </a>
    </p>
  );
}
