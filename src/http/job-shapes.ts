import { z } from 'zod';
import { wholeNumber } from '../records/values.js';
import type { Job, Jobs } from '../runs/jobs/jobs.js';
import { hasEnded } from '../runs/jobs/stored-job.js';
import type { ServerEvent } from './event-stream.js';
import { instantText, problemShape } from './response-shapes.js';

/** Where a run or an import stands. */
export const jobStatus = z
  .enum(['waiting', 'running', 'done', 'failed', 'cancelled'])
  .meta({ id: 'JobStatus', description: 'Where a run or an import stands; the last three are ends' });

/** What every run and every import says of itself. */
export const jobMembers = {
  id: z.int().min(1),
  status: jobStatus,
  actor: z.string().meta({ description: 'Who asked for it' }),
  createdAt: instantText,
  startedAt: instantText.nullable(),
  finishedAt: instantText.nullable(),
  progress: z
    .strictObject({ done: z.int(), total: z.int(), unit: z.enum(['payees', 'bytes']) })
    .meta({ id: 'Progress', description: 'How much of the work is done' })
    .nullable(),
  problems: z.array(problemShape).meta({ description: 'The first hundred' }),
  problemCount: z.int().min(0),
};

/** The number of a run or an import in a path. */
export const jobParams = z.strictObject({ id: wholeNumber({ min: 1, max: 999_999_999_999 }) });

/**
 * What every run and every import says of itself.
 *
 * @example
 * const document = { ...commonMembers(job), through: job.request.through };
 */
export function commonMembers({
  id,
  status,
  actor,
  createdAt,
  startedAt,
  finishedAt,
  progress,
  outcome,
}: Job) {
  const problems = outcome?.problems ?? [];
  const problemCount = outcome?.problemCount ?? 0;
  return { id, status, actor, createdAt, startedAt, finishedAt, progress, problems, problemCount };
}

/**
 * What happens to a job, as events: `progress` while it waits and is worked on, and in the end what became of
 * it. Each is numbered on from the one that the client had last.
 *
 * @example
 * return eventStream(jobEvents(jobs, 7, runDocument, signal, header('last-event-id')), signal);
 */
export async function* jobEvents(
  jobs: Jobs,
  id: number,
  documentOf: (job: Job) => unknown,
  signal: AbortSignal,
  lastEventId: string | undefined,
): AsyncGenerator<ServerEvent> {
  let number = /^\d{1,9}$/.test(lastEventId ?? '') ? Number(lastEventId) : 0;
  for await (const job of jobs.watch(id, signal)) {
    number += 1;
    const event = hasEnded(job) ? job.status : 'progress';
    yield { event, id: String(number), data: documentOf(job) };
  }
}
