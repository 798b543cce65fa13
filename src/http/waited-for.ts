import type { Job } from '../runs/jobs/jobs.js';
import type { Services } from './services.js';

/** How long a job is waited for that is over soon, in milliseconds; other jobs may be before it. */
const WAIT_MILLISECONDS = 5_000;

/**
 * The job at its end, or as it stands when it has been waited for long enough.
 *
 * @example
 * const last = await waitedFor(job, services, signal);
 */
export async function waitedFor(job: Job, { jobs }: Services, signal: AbortSignal): Promise<Job> {
  let last = job;
  const enough = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MILLISECONDS)]);
  for await (const seen of jobs.watch(job.id, enough)) last = seen;
  return last;
}
