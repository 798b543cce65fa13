import type { Job } from '../../runs/jobs/jobs.js';
import { hasEnded } from '../../runs/jobs/stored-job.js';
import type { PersonText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Badge } from '../parts/badge.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { JobState } from '../runs/job-state.js';
import { auditOf, taskAddress } from './last-tasks.js';

interface Shown {
  readonly audits: readonly Job[];
  readonly person: PersonText;
  readonly format: ReaderFormat;
}

/**
 * The latest audits of the books, and what each found.
 *
 * @example
 * <AuditTable {...{ audits, person, format }} />
 */
export function AuditTable(shown: Shown) {
  return (
    <DataTable
      caption="The latest first"
      columns={columnsIn(shown)}
      rows={shown.audits}
      exports={[{ label: 'CSV', href: '/verification?file=audits' }]}
      empty={
        <EmptyState title="The books were never audited here">
          What an audit found stays here, whoever asked for it.
        </EmptyState>
      }
    />
  );
}

/**
 * The latest audits of the books and what each found, as CSV.
 *
 * @example
 * auditsCsv({ audits: [], person, format }) // 'task,asked,by,result,breaks,throughEntry\n'
 */
export function auditsCsv(shown: Shown): string {
  return tableCsv(columnsIn(shown), shown.audits);
}

function columnsIn({ person, format }: Omit<Shown, 'audits'>): readonly FiledColumn<Job>[] {
  return [
    {
      heading: 'Asked for',
      namesRow: true,
      cell: (job) => <a href={taskAddress(job)}>{format.moment(job.createdAt)}</a>,
      inFile: { task: ({ id }) => String(id), asked: ({ createdAt }) => createdAt },
    },
    { heading: 'By', cell: ({ actor }) => person(actor), inFile: { by: ({ actor }) => actor } },
    {
      heading: 'Result',
      cell: (job) => <AuditResult job={job} />,
      inFile: { result: (job) => resultOf(job) ?? job.status },
    },
    {
      heading: 'Breaks',
      kind: 'number',
      cell: (job) => {
        const found = breaksOf(job);
        return found === undefined ? '' : format.count(found);
      },
      inFile: { breaks: (job) => textOf(breaksOf(job)) },
    },
    {
      heading: 'Trail through entry',
      kind: 'number',
      cell: (job) => {
        const record = auditOf(job)?.head?.record;
        return record === undefined ? '' : format.count(record);
      },
      inFile: { throughEntry: (job) => textOf(auditOf(job)?.head?.record) },
    },
  ];
}

function breaksOf(job: Job): number | undefined {
  return auditOf(job)?.checks.reduce((sum, { breaks }) => sum + breaks, 0);
}

function textOf(count: number | undefined): string {
  return count === undefined ? '' : String(count);
}

function AuditResult({ job }: { readonly job: Job }) {
  const result = resultOf(job);
  if (result === undefined) return <JobState job={job} />;
  return (
    <Badge tone={result === 'sound' ? 'good' : 'bad'}>{result === 'sound' ? 'Sound' : 'Breaks found'}</Badge>
  );
}

function resultOf(job: Job): 'sound' | 'breaks' | undefined {
  const audit = auditOf(job);
  if (!hasEnded(job) || audit === undefined) return undefined;
  return audit.sound ? 'sound' : 'breaks';
}
