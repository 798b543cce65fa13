import { z } from 'zod';
import { wholeNumber } from '../../records/values.js';
import { definePage } from '../define-page.js';
import { DataTable } from '../parts/data-table.js';
import { EmptyState } from '../parts/empty-state.js';
import { JobState } from './job-state.js';
import { OlderLink } from './older-link.js';
import { taskTitle } from './task-words.js';

/** The most tasks that are shown at a time. */
const TASKS_ON_A_PAGE = 50;

/** The closings, verifications and audits that were asked for here. */
export const tasksPage = definePage({
  path: '/tasks',
  access: 'company-data',
  summary: 'The closings, verifications and audits that were asked for here',
  query: z.strictObject({ before: wholeNumber({ min: 1, max: 999_999_999_999 }).optional() }),
  answer: async ({ query: { before }, scope, format }, { jobs }) => {
    const limit = scope.all ? TASKS_ON_A_PAGE + 1 : 0;
    const found = await jobs.list({ kinds: ['close', 'verify', 'audit'], before, limit });
    const rows = found.slice(0, TASKS_ON_A_PAGE);
    const last = found.length > rows.length ? rows.at(-1) : undefined;
    return {
      title: 'Closings, verifications and audits',
      body: (
        <>
          <DataTable
            caption="What was asked for here, the latest first"
            columns={[
              {
                heading: 'Task',
                namesRow: true,
                cell: (job) => <a href={`/tasks/${job.id}`}>{taskTitle(job, format)}</a>,
              },
              { heading: 'State', cell: (job) => <JobState job={job} /> },
              { heading: 'By', cell: ({ actor }) => actor },
              { heading: 'Asked for', cell: ({ createdAt }) => format.moment(createdAt) },
            ]}
            rows={rows}
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
