import { isDeepStrictEqual } from 'node:util';
import { readJob } from '../../store/jobs.js';
import type { JobWork } from './job-work.js';
import type { Job } from './jobs.js';
import { hasEnded, readStoredJob } from './stored-job.js';

/** How often a watched job is looked at at most, in milliseconds: a worker may tell of its progress more often. */
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
    const job = await findJob(work, id);
    if (job === null) return;
    if (!isDeepStrictEqual(job, shown)) yield job;
    shown = job;
    if (hasEnded(job)) return;
    const lookedAt = Date.now();
    await work.bell.heard(work.pollMilliseconds, signal);
    const early = LOOK_MILLISECONDS - (Date.now() - lookedAt);
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
  }
}
