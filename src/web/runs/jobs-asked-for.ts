import type { Job, Jobs } from '../../runs/jobs/jobs.js';
import type { JobFilter } from '../../store/jobs.js';

/** So many are read at a time. */
const JOBS_AT_A_TIME = 500;

/**
 * All jobs of some kinds that were asked for here, the latest first.
 *
 * @example
 * await jobsAskedFor(jobs, ['import'])
 */
export async function jobsAskedFor(
  jobs: Pick<Jobs, 'list'>,
  kinds: NonNullable<JobFilter['kinds']>,
): Promise<readonly Job[]> {
  const all: Job[] = [];
  for (;;) {
    const found = await jobs.list({ kinds, before: all.at(-1)?.id, limit: JOBS_AT_A_TIME });
    all.push(...found);
    if (found.length < JOBS_AT_A_TIME) return all;
  }
}
