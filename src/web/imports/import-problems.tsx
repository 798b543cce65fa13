import type { Problem } from '../../problems/problem.js';
import type { Job } from '../../runs/jobs/jobs.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { sentence } from '../parts/problems.js';
import { Section } from '../parts/section.js';

/**
 * What is wrong with an import, the first hundred of it: where, what, and what was expected there.
 *
 * @param hasReport whether there is a file with all of it
 * @example
 * <ImportProblems job={job} hasReport format={format} />
 */
export function ImportProblems({
  job: { id, outcome },
  hasReport,
  format,
}: {
  readonly job: Job;
  readonly hasReport: boolean;
  readonly format: ReaderFormat;
}) {
  const { problems = [], problemCount = 0 } = outcome ?? {};
  const isPart = problems.length < problemCount;
  return (
    <Section
      id="problems"
      title="What is wrong"
      about={
        isPart
          ? `The first ${format.count(problems.length)} of ${format.count(problemCount)}; the CSV has all of them.`
          : 'Put it right where the rows come from, and import all of the files again.'
      }
    >
      <DataTable
        caption="Problems by file and line"
        columns={[
          { heading: 'Where', namesRow: true, cell: (each) => <Where problem={each} /> },
          {
            heading: 'What is wrong',
            cell: ({ message, found }) => (
              <div class="words">
                {sentence(message, found)}
                {found === undefined || message.includes(found) ? null : (
                  <div class="quiet">Found: {found}</div>
                )}
              </div>
            ),
          },
          {
            heading: 'What to do',
            cell: ({ expected, hint }) => (
              <div class="words">
                {expected === undefined ? null : <div>Expected: {expected}.</div>}
                {hint === undefined || hint.includes('/api/v1') ? null : <div>{sentence(hint)}</div>}
              </div>
            ),
          },
        ]}
        rows={problems}
        empty={null}
        exports={hasReport ? [{ label: 'CSV', href: `/api/v1/imports/${id}/problems.csv` }] : []}
      />
    </Section>
  );
}

function Where({ problem: { location, field, subject } }: { readonly problem: Problem }) {
  const about = [field ?? subject, location === undefined ? undefined : `character ${location.column}`];
  return (
    <>
      {location === undefined ? 'The import' : `${location.file}, line ${location.line}`}
      <div class="quiet">{about.filter((each) => each !== undefined).join(', ')}</div>
    </>
  );
}
