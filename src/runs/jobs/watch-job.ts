import { isDeepStrictEqual } from 'node:util';
import { readJob } from '../../store/jobs.js';
import type { JobWork } from './job-work.js';
import type { Job } from './jobs.js';
import { hasEnded, readStoredJob } from './stored-job.js';

/** The least between two looks at the progress of a job, in milliseconds: its worker may tell it more often. */
const LOOK_MILLISECONDS = 200;

/**
 * The job with a number, as far as this process knows how far it has come; `null` where there is none.
 *
 * @example
 * (await findJob(work, 7))?.progress // { done: 10, total: 20, unit: 'payees' }
 */
export async function findJob({ serviceDb, running }: JobWork, id: number): Promise<Job | null> {
  const stored = await readJob(serviceDb, id);
  if (stored === null) return null;
  const job = readStoredJob(stored);
  const progress = job.status === 'running' ? running.get(id)?.progress : null;
  return progress ? { ...job, progress } : job;
}

/**
 * A job as it stands, and again whenever that has changed, whichever process works on it, up to its end or that
 * of the signal.
 *
 * @example
 * for await (const { status, progress } of watchJob(work, 7, signal)) console.log(status, progress);
 */
export async function* watchJob(work: JobWork, id: number, signal: AbortSignal): AsyncGenerator<Job> {
  let shown: Job | null = null;
  while (!signal.aborted) {
    const wasRunning = work.running.has(id);
    const job = await findJob(work, id);
    if (job === null) return;
    if (!isDeepStrictEqual(job, shown)) yield job;
    shown = job;
    if (hasEnded(job)) return;
    await untilNews(work, id, wasRunning, signal);
  }
}

/** Waits until there may be something new of a job: progress is told only so often, the end at once. */
async function untilNews(
  { bell, running, pollMilliseconds }: JobWork,
  id: number,
  wasRunning: boolean,
  signal: AbortSignal,
): Promise<void> {
  const lookedAt = Date.now();
  let rest = pollMilliseconds;
  let hasBegun = wasRunning;
  while (rest > 0 && !signal.aborted) {
    const isRunning = running.has(id);
    if (hasBegun && !isRunning) return;
    hasBegun ||= isRunning;
    await bell.heard(rest, signal);
    rest = LOOK_MILLISECONDS - (Date.now() - lookedAt);
  }
}
