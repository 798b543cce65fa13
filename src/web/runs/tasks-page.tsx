import { z } from 'zod';
import { requireEverybody } from '../../http/require-everybody.js';
import { csvResponse } from '../../http/written-as.js';
import { wholeNumber } from '../../records/values.js';
import type { Job, JobRequest } from '../../runs/jobs/jobs.js';
import { definePage } from '../define-page.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { type FiledColumn, tableCsv } from '../parts/table-csv.js';
import { JobState } from './job-state.js';
import { jobsAskedFor } from './jobs-asked-for.js';
import { OlderLink } from './older-link.js';
import { booksRequest, taskTitle } from './task-words.js';

/** The most tasks that are shown at a time. */
const TASKS_ON_A_PAGE = 50;

const KINDS: readonly JobRequest['kind'][] = ['close', 'verify', 'audit'];

/** The closings, verifications and audits that were asked for here; as a file all of them. */
export const tasksPage = definePage({
  path: '/tasks',
  access: 'company-data',
  summary: 'The closings, verifications and audits that were asked for here',
  query: z.strictObject({
    before: wholeNumber({ min: 1, max: 999_999_999_999 }).optional(),
    format: z.literal('csv').optional(),
  }),
  answer: async ({ query: { before, format: as }, scope, format }, { jobs }) => {
    const columns = columnsIn(format);
    if (as === 'csv') {
      requireEverybody(scope);
      return csvResponse(tableCsv(columns, await jobsAskedFor(jobs, KINDS)), 'tasks.csv');
    }
    const limit = scope.all ? TASKS_ON_A_PAGE + 1 : 0;
    const found = await jobs.list({ kinds: KINDS, before, limit });
    const rows = found.slice(0, TASKS_ON_A_PAGE);
    const last = found.length > rows.length ? rows.at(-1) : undefined;
    return {
      title: 'Closings, verifications and audits',
      body: (
        <>
          <DataTable
            caption="What was asked for here, the latest first"
            columns={columns}
            rows={rows}
            exports={[{ label: 'CSV', href: '/tasks?format=csv' }]}
            empty={
              <EmptyState
                title="Nothing was closed, verified or audited here yet"
                action={
                  <a class="button" href="/periods">
                    Go to the pay periods
                  </a>
                }
              >
                A pay period is closed, and a closed one verified, on its page.
              </EmptyState>
            }
          />
          <OlderLink of="tasks" href={last === undefined ? null : `/tasks?before=${last.id}`} />
        </>
      ),
    };
  },
});

function columnsIn(format: ReaderFormat): readonly FiledColumn<Job>[] {
  const ofPeriod = (job: Job, member: 'payGroup' | 'period') => {
    const request = booksRequest(job);
    return request.kind === 'audit' ? null : request[member];
  };
  return [
    {
      heading: 'Task',
      namesRow: true,
      cell: (job) => <a href={`/tasks/${job.id}`}>{taskTitle(job, format)}</a>,
      inFile: {
        task: ({ id }) => String(id),
        kind: ({ request }) => request.kind,
        payGroup: (job) => ofPeriod(job, 'payGroup'),
        period: (job) => ofPeriod(job, 'period'),
      },
    },
    { heading: 'State', cell: (job) => <JobState job={job} />, inFile: { state: ({ status }) => status } },
    { heading: 'By', cell: ({ actor }) => actor, inFile: { by: ({ actor }) => actor } },
    {
      heading: 'Asked for',
      cell: ({ createdAt }) => <span class="one-line">{format.moment(createdAt)}</span>,
      inFile: { askedAt: ({ createdAt }) => createdAt },
    },
  ];
}
