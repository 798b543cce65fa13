import type { Problem } from '../../problems/problem.js';
import type { Job } from '../../runs/jobs/jobs.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { sentence } from '../parts/problems.js';
import { Section } from '../parts/section.js';
import { kindWords } from '../records/kind-words.js';
import { recordAddress } from '../records/record-address.js';

/** How many records of a kind were read, and what became of them. */
interface KindRow {
  /** As files are called. */
  readonly kind: string;
  readonly read: number;
  readonly inserted: number;
  readonly corrected: number;
  readonly unchanged: number;
}

/**
 * What an import changed, kind by kind.
 *
 * @example
 * <CountTable rows={[{ kind: 'deals', read: 3, inserted: 1, corrected: 1, unchanged: 1 }]} format={format} />
 */
export function CountTable({
  rows,
  format,
}: {
  readonly rows: readonly KindRow[];
  readonly format: ReaderFormat;
}) {
  return (
    <DataTable
      caption="What became of the records"
      columns={[
        {
          heading: 'Records',
          namesRow: true,
          cell: ({ kind }) => <a href={recordAddress(kind)}>{kindWords(kind)}</a>,
        },
        { heading: 'Read', kind: 'number', cell: ({ read }) => format.count(read) },
        { heading: 'New', kind: 'number', cell: ({ inserted }) => format.count(inserted) },
        { heading: 'Corrected', kind: 'number', cell: ({ corrected }) => format.count(corrected) },
        { heading: 'Known already', kind: 'number', cell: ({ unchanged }) => format.count(unchanged) },
      ]}
      rows={rows}
      empty={null}
    />
  );
}

/**
 * The records whose content an import replaced, the first of them, each with the way to what it said before.
 *
 * @param total how many there were
 * @example
 * <CorrectionList corrections={[{ kind: 'deals', key: 'D-1' }]} total={1} format={format} />
 */
export function CorrectionList({
  corrections,
  total,
  format,
}: {
  readonly corrections: readonly { readonly kind: string; readonly key: string }[];
  readonly total: number;
  readonly format: ReaderFormat;
}) {
  if (corrections.length === 0) return null;
  const isPart = corrections.length < total;
  return (
    <Section
      id="corrected"
      title="Corrected records"
      about={isPart ? `The first ${format.count(corrections.length)} of ${format.count(total)}.` : undefined}
    >
      <DataTable
        caption="Records that say something else now"
        columns={[
          {
            heading: 'Record',
            namesRow: true,
            cell: ({ kind, key }) => <a href={recordAddress(kind, key)}>{key}</a>,
          },
          { heading: 'Kind', cell: ({ kind }) => kindWords(kind) },
        ]}
        rows={corrections}
        empty={null}
      />
    </Section>
  );
}

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
                {sentence(message)}
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
