import { addDays } from '../../calendar/civil-date.js';
import type { Job } from '../../runs/jobs/jobs.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { JobState } from './job-state.js';
import { runReport } from './run-report.js';

interface RunTableProps {
  readonly rows: readonly Job[];
  readonly format: ReaderFormat;
  /** Whether there are results, which then somebody calculated elsewhere where no run was asked for here. */
  readonly hasResults: boolean;
}

/**
 * The calculations that were asked for here.
 *
 * @example
 * <RunTable rows={jobs} format={format} hasResults />
 */
export function RunTable({ rows, format, hasResults }: RunTableProps) {
  return (
    <DataTable
      caption="Runs that were asked for here, the latest first"
      columns={columnsIn(format)}
      rows={rows}
      exports={[{ label: 'CSV', href: '/runs?format=csv' }]}
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

/**
 * The calculations that were asked for here, as CSV.
 *
 * @example
 * runsCsv(jobs, format).split('\n')[1] // '7,done,2026-03-31,24,0,local,2026-04-02T08:00:00.000Z'
 */
export function runsCsv(rows: readonly Job[], format: ReaderFormat): string {
  return tableCsv(columnsIn(format), rows);
}

function columnsIn(format: ReaderFormat): readonly FiledColumn<Job>[] {
  const count = (heading: string, of: 'statements' | 'incomplete'): FiledColumn<Job> => {
    const counted = (job: Job) => runReport(job)?.[of];
    return {
      heading,
      kind: 'number',
      cell: (job) => {
        const found = counted(job);
        return found === undefined ? '' : format.count(found);
      },
      inFile: { [of]: (job) => counted(job)?.toString() ?? null },
    };
  };
  return [
    {
      heading: 'Run',
      namesRow: true,
      cell: ({ id }) => <a href={`/runs/${id}`}>Run {id}</a>,
      inFile: { run: ({ id }) => String(id) },
    },
    { heading: 'State', cell: (job) => <JobState job={job} />, inFile: { state: ({ status }) => status } },
    { heading: 'Through', cell: (job) => format.day(throughOf(job)), inFile: { through: throughOf } },
    count('Statements', 'statements'),
    count('Incomplete', 'incomplete'),
    { heading: 'By', cell: ({ actor }) => actor, inFile: { by: ({ actor }) => actor } },
    {
      heading: 'Asked for',
      cell: ({ createdAt }) => <span class="one-line">{format.moment(createdAt)}</span>,
      inFile: { askedAt: ({ createdAt }) => createdAt },
    },
  ];
}

/** The last day that a run counts. */
function throughOf({ request }: Job): string {
  return request.kind === 'calculate' ? addDays(request.through, -1) : '';
}
