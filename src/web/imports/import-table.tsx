import { importDocument } from '../../http/import-document.js';
import type { Job } from '../../runs/jobs/jobs.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { JobState } from '../runs/job-state.js';
import { importFiles } from './import-files.js';

interface ImportTableProps {
  readonly rows: readonly Job[];
  readonly format: ReaderFormat;
}

/**
 * The imports that there were here, and what became of each.
 *
 * @example
 * <ImportTable rows={jobs} format={format} />
 */
export function ImportTable({ rows, format }: ImportTableProps) {
  return (
    <DataTable
      caption="Imports, the latest first"
      columns={columnsIn(format)}
      rows={rows}
      exports={[{ label: 'CSV', href: '/imports?format=csv' }]}
      empty={
        <EmptyState title="Nothing was imported here yet">
          Records come in as files: payees, teams, plans they are on, quotas, deals, splits, invoices and
          receipts. What was imported by the command line is not listed here.
        </EmptyState>
      }
    />
  );
}

/**
 * The imports that there were here, as CSV.
 *
 * @example
 * importsCsv(jobs, format).split('\n')[1] // '3,done,deals.csv,120,0,local,2026-04-02T08:00:00.000Z'
 */
export function importsCsv(rows: readonly Job[], format: ReaderFormat): string {
  return tableCsv(columnsIn(format), rows);
}

function columnsIn(format: ReaderFormat): readonly FiledColumn<Job>[] {
  const count = (heading: string, name: string, of: (job: Job) => number | undefined): FiledColumn<Job> => ({
    heading,
    kind: 'number',
    cell: (job) => {
      const found = of(job);
      return found === undefined ? '' : format.count(found);
    },
    inFile: { [name]: (job) => of(job)?.toString() ?? null },
  });
  return [
    {
      heading: 'Import',
      namesRow: true,
      cell: ({ id }) => <a href={`/imports/${id}`}>Import {id}</a>,
      inFile: { import: ({ id }) => String(id) },
    },
    {
      heading: 'State',
      cell: (job) => <JobState job={job} failed="Refused" />,
      inFile: { state: ({ status }) => (status === 'failed' ? 'refused' : status) },
    },
    {
      heading: 'What',
      cell: (job) => importFiles(job).join(', '),
      inFile: { what: (job) => importFiles(job).join(', ') },
    },
    count('Records read', 'recordsRead', recordsRead),
    count('Problems', 'problems', ({ outcome }) => outcome?.problemCount),
    { heading: 'By', cell: ({ actor }) => actor, inFile: { by: ({ actor }) => actor } },
    {
      heading: 'Sent',
      cell: ({ createdAt }) => <span class="one-line">{format.moment(createdAt)}</span>,
      inFile: { sentAt: ({ createdAt }) => createdAt },
    },
  ];
}

/** How many were read, where the import came so far. */
function recordsRead(job: Job): number | undefined {
  if (job.outcome === null || job.outcome.report === null) return undefined;
  return Object.values(importDocument(job).counts).reduce((sum, { read }) => sum + read, 0);
}
