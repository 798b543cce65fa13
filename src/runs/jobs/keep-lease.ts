import { type Lease, renewJob } from '../../store/job-leases.js';
import type { JobWork, RunningJob } from './job-work.js';

/** How often what a job has done is written down for other processes, in milliseconds. */
const TELL_MILLISECONDS = 1_000;

/**
 * A lease that begins now.
 *
 * @example
 * await claimJob(db, newLease(work), new Date().toISOString());
 */
export function newLease({ owner, leaseMilliseconds }: JobWork): Lease {
  return { owner, until: new Date(Date.now() + leaseMilliseconds).toISOString() };
}

/**
 * Keeps the lease of a job while it is worked on, and tells how far it has come; ends the work when somebody
 * called it off, or when the job is another process's now. Returns how to stop.
 *
 * @example
 * const stop = keepLease(7, running, work);
 */
export function keepLease(job: number, running: RunningJob, work: JobWork): () => Promise<void> {
  const every = Math.min(TELL_MILLISECONDS, work.leaseMilliseconds / 4);
  let renewing: Promise<void> | null = null;
  let renewedAt = Date.now();
  let told = running.progress;
  const renew = async (): Promise<void> => {
    told = running.progress;
    renewedAt = Date.now();
    try {
      const state = await renewJob(work.serviceDb, job, newLease(work), told && JSON.stringify(told));
      if (state !== 'held') running.end.abort(state === 'lost' ? 'lost' : 'cancelled');
    } catch (fault) {
      // The next one may succeed, and before the lease is over nothing is lost.
      work.onFault(fault, job);
    }
    renewing = null;
  };
  const timer = setInterval(() => {
    const isDue = Date.now() - renewedAt >= work.leaseMilliseconds / 4;
    if (renewing === null && (isDue || told !== running.progress)) renewing = renew();
  }, every);
  return async () => {
    clearInterval(timer);
    await renewing;
  };
}
