import type { Database } from '../../store/executor.js';
import type { Bell } from './bell.js';
import type { Job, JobProgress } from './jobs.js';

/** Why work on a job is ended before it is done. */
export type EndReason = 'cancelled' | 'lost' | 'stopping' | 'busy' | 'elsewhere';

/** A job that this process works on: how far it has come, and how it is ended, with an {@link EndReason}. */
export interface RunningJob {
  progress: JobProgress | null;
  readonly end: AbortController;
}

/** What the work on jobs goes by. All times are in milliseconds. */
export interface JobWork {
  /** What the workers open the database by: a file, or an address. */
  readonly database: string;
  /** Where the jobs are kept. */
  readonly serviceDb: Database;
  /** The folder of uploads and reports. */
  readonly spool: string;
  /** Whether every process that works on the jobs sees the same spool. */
  readonly isSpoolShared: boolean;
  /** The imports whose uploads lie on another machine, and when to look for them here again, as milliseconds of the epoch. */
  readonly elsewhere: Map<number, number>;
  /** Who takes jobs: unlike any other in any process. */
  readonly owner: string;
  /** How long a job is left to a process that says nothing more of it. */
  readonly leaseMilliseconds: number;
  /** How often is looked for what other processes did. */
  readonly pollMilliseconds: number;
  /** Rings when something has happened to a job in this process. */
  readonly bell: Bell;
  readonly running: Map<number, RunningJob>;
  /** Is told of what went wrong with the program, and not with the data. */
  readonly onFault: (fault: unknown, job: number | null) => void;
  /** Is told of each job that has ended here. */
  readonly onEnd: (job: Job) => void;
}
