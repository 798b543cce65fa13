import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Database } from '../../store/executor.js';
import { cancelJob, insertJob, listJobs } from '../../store/jobs.js';
import { Bell } from './bell.js';
import { clearSpool } from './clear-spool.js';
import type { EndReason, JobWork } from './job-work.js';
import type { Job, Jobs } from './jobs.js';
import { dropUpload } from './spool.js';
import { readStoredJob } from './stored-job.js';
import { TaskWorker, type TaskWorkerLimits } from './task-worker.js';
import { findJob, watchJob } from './watch-job.js';
import { workOnJobs } from './work-on-jobs.js';

const LEASE_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 1_000;

/** How long jobs may still take when the process stops, in milliseconds; what takes longer is handed back. */
const GRACE_MILLISECONDS = 5_000;

/** What jobs are done with. Times are in milliseconds, and good as they are when left out. */
export interface JobsOptions extends Pick<TaskWorkerLimits, 'endMilliseconds'> {
  /** What the workers open the database by: a file, or an address. */
  readonly database: string;
  /** Where the jobs are kept; it is closed by whoever opened it, after {@link Jobs.stop}. */
  readonly serviceDb: Database;
  /** The folder of uploads and reports; see {@link spoolFolder}. */
  readonly spool: string;
  /** Whether every process that works on the jobs sees the same spool, as they do when left out. */
  readonly isSpoolShared?: boolean;
  /** How many jobs are worked on at a time; 1 when left out. With 0, this process only takes orders. */
  readonly workers?: number | undefined;
  /** The most memory that a worker may work with, in mebibytes; Node's own bound when left out. */
  readonly workerMebibytes?: number | undefined;
  /** Is told of what went wrong with the program, and not with the data. */
  readonly onFault: (fault: unknown, job: number | null) => void;
  /** Is told of each job that has ended here. */
  readonly onEnd?: (job: Job) => void;
  readonly leaseMilliseconds?: number;
  readonly pollMilliseconds?: number;
  readonly graceMilliseconds?: number;
}

/**
 * Begins to work on jobs, in threads that are started when they are needed. Any number of processes may work on
 * the jobs of one database.
 *
 * @example
 * const jobs = startJobs({ database: 'attain.sqlite', serviceDb, spool, onFault: console.error });
 * const { id } = await jobs.submit({ kind: 'calculate', through: '2026-04-01' }, 'local');
 */
export function startJobs(options: JobsOptions): Jobs {
  const work: JobWork = {
    leaseMilliseconds: LEASE_MILLISECONDS,
    pollMilliseconds: POLL_MILLISECONDS,
    isSpoolShared: true,
    onEnd: () => undefined,
    ...options,
    owner: `${hostname()}:${process.pid}:${randomUUID()}`,
    elsewhere: new Map(),
    bell: new Bell(),
    running: new Map(),
  };
  const { serviceDb, bell } = work;
  const stopping = new AbortController();
  const { workers: count = 1, workerMebibytes: mebibytes, endMilliseconds } = options;
  const worker = (): TaskWorker => new TaskWorker({ mebibytes, endMilliseconds });
  const workers = Array.from({ length: count }, worker);
  const clearing = clearSpool(work.spool, serviceDb, new Date()).catch((fault) => work.onFault(fault, null));
  const working = workers.map((worker) => workOnJobs(work, worker, stopping.signal));

  return {
    async submit(request, actor) {
      const { kind } = request;
      const stored = await insertJob(serviceDb, { kind, actor, request: JSON.stringify(request) });
      bell.ring();
      return readStoredJob(stored);
    },
    find: (id) => findJob(work, id),
    async list(filter) {
      return (await listJobs(serviceDb, filter)).map(readStoredJob);
    },
    watch: (id, signal) => watchJob(work, id, AbortSignal.any([signal, stopping.signal])),
    async cancel(id) {
      const became = await cancelJob(serviceDb, id);
      if (became === 'cancelled') await dropUploadOf(work, id);
      bell.ring();
      if (became !== 'cancelling') return became;
      work.running.get(id)?.end.abort('cancelled' satisfies EndReason);
      return 'cancelled';
    },
    async stop() {
      stopping.abort();
      const grace = options.graceMilliseconds ?? GRACE_MILLISECONDS;
      const handingBack = setTimeout(() => {
        for (const { end } of work.running.values()) end.abort('stopping' satisfies EndReason);
      }, grace);
      await Promise.all([...working, clearing]);
      clearTimeout(handingBack);
      await Promise.all(workers.map((worker) => worker.end()));
    },
  };
}

/** What waited for nobody but this job. */
async function dropUploadOf(work: JobWork, id: number): Promise<void> {
  const job = await findJob(work, id);
  if (job?.request.kind === 'import') await dropUpload(work.spool, job.request.folder);
}
