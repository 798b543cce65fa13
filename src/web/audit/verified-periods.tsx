import type { PeriodStatus } from '../../runs/closing/period-status.js';
import type { Job } from '../../runs/jobs/jobs.js';
import { periodKey } from '../finance/period-batches.js';
import { payGroupText, periodAddress } from '../finance/period-words.js';
import type { PersonText } from '../finance/person-text.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { Amount } from '../parts/amount.js';
import { Badge } from '../parts/badge.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { ActionForm } from '../parts/form.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { JobState } from '../runs/job-state.js';
import { isEqual, taskAddress } from './last-tasks.js';

interface Shown {
  readonly shown: readonly PeriodStatus[];
  readonly verified: ReadonlyMap<string, Job>;
  readonly person: PersonText;
  readonly format: ReaderFormat;
}

/**
 * Closed periods with what their last verification found, and for those who may the step that verifies.
 *
 * @example
 * <VerifiedPeriods {...{ shown, verified, person, mayVerify, format }} />
 */
export function VerifiedPeriods({ mayVerify, ...shown }: Shown & { readonly mayVerify: boolean }) {
  const step: Column<PeriodStatus> = {
    heading: 'Step',
    cell: ({ payGroup, period }) => (
      <ActionForm
        action="/verification"
        fields={{ payGroup, period: period.id }}
        label="Verify"
        about={`${shown.format.period(period.id)}, ${payGroupText(payGroup)}`}
      />
    ),
  };
  return (
    <DataTable
      caption="The latest first"
      columns={[...columnsIn(shown), ...(mayVerify ? [step] : [])]}
      rows={shown.shown}
      exports={[{ label: 'CSV', href: '/verification?file=periods' }]}
      empty={
        <EmptyState title="No period is closed yet" action={<a href="/periods">Periods</a>}>
          A pay period can be verified once it is closed.
        </EmptyState>
      }
    />
  );
}

/**
 * Closed periods with what their last verification found, as CSV.
 *
 * @example
 * verifiedCsv({ shown, verified, person, format }).split('\n')[1] // '2026-03,monthly-USD,12,USD,4100.00,7,same,…,fay'
 */
export function verifiedCsv(shown: Shown): string {
  return tableCsv(columnsIn(shown), shown.shown);
}

function columnsIn({ verified, person, format }: Omit<Shown, 'shown'>): readonly FiledColumn<PeriodStatus>[] {
  const jobOf = (status: PeriodStatus) => verified.get(periodKey(status));
  return [
    {
      heading: 'Period',
      namesRow: true,
      cell: ({ payGroup, period }) => (
        <a href={periodAddress({ payGroup, period: period.id })}>{format.period(period.id)}</a>
      ),
      inFile: { period: ({ period }) => period.id },
    },
    {
      heading: 'Pay group',
      cell: ({ payGroup }) => payGroupText(payGroup),
      inFile: { payGroup: ({ payGroup }) => payGroup },
    },
    {
      heading: 'Statements',
      kind: 'number',
      cell: ({ statements }) => format.count(statements),
      inFile: { statements: ({ statements }) => String(statements) },
    },
    {
      heading: 'Paid',
      kind: 'number',
      cell: ({ paid, currency }) => <Amount format={format} amount={paid} currency={currency} />,
      inFile: { currency: ({ currency }) => currency, paid: ({ paid }) => paid },
    },
    {
      heading: 'Last verification',
      cell: (status) => <Verified job={jobOf(status)} person={person} format={format} />,
      inFile: {
        task: (status) => String(jobOf(status)?.id ?? ''),
        result: (status) => resultOf(jobOf(status)),
        at: (status) => jobOf(status)?.finishedAt ?? '',
        by: (status) => jobOf(status)?.actor ?? '',
      },
    },
  ];
}

function resultOf(job: Job | undefined): string {
  if (job === undefined) return 'never';
  const same = isEqual(job);
  if (same === undefined) return job.status;
  return same ? 'same' : 'differs';
}

function Verified({
  job,
  person,
  format,
}: {
  readonly job: Job | undefined;
  readonly person: PersonText;
  readonly format: ReaderFormat;
}) {
  if (job === undefined) return <span class="quiet">never</span>;
  const same = isEqual(job);
  return (
    <>
      {same === undefined ? (
        <JobState job={job} />
      ) : (
        <Badge tone={same ? 'good' : 'bad'}>{same ? 'The same' : 'Differs'}</Badge>
      )}{' '}
      <a href={taskAddress(job)}>{format.moment(job.finishedAt ?? job.createdAt)}</a>
      <div class="quiet">{person(job.actor)}</div>
    </>
  );
}
