import type { StoredJob } from '../../store/jobs.js';
import type { Job } from './jobs.js';

/**
 * A job as it is worked with, from how it is stored.
 *
 * @example
 * const job = readStoredJob(await insertJob(db, { kind: 'calculate', actor: 'local', request }));
 */
export function readStoredJob({ kind: _, request, progress, outcome, ...rest }: StoredJob): Job {
  return {
    ...rest,
    // Nobody but this program writes these texts.
    request: JSON.parse(request),
    progress: progress === null ? null : JSON.parse(progress),
    outcome: outcome === null ? null : JSON.parse(outcome),
  };
}

/**
 * Whether a job has come to its end.
 *
 * @example
 * hasEnded({ ...job, status: 'failed' }) // true
 */
export function hasEnded({ status }: Pick<Job, 'status'>): boolean {
  return status !== 'waiting' && status !== 'running';
}
