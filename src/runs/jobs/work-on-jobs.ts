import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { problem } from '../../problems/problem.js';
import { claimJob, endJob, handBackJob } from '../../store/job-leases.js';
import { readJob } from '../../store/jobs.js';
import type { EndReason, JobWork, RunningJob } from './job-work.js';
import type { Job, JobProgress } from './jobs.js';
import { keepLease, newLease } from './keep-lease.js';
import { comparisonRowsPath, dropUpload, problemReportPath } from './spool.js';
import { readStoredJob } from './stored-job.js';
import type { BooksTask, CalculateTask, CompareTask, ImportTask, JobResult } from './task.js';
import { TaskFault, type TaskWorker } from './task-worker.js';

/** A job that was begun more often has ended its process each time, and would do so again. */
const MOST_ATTEMPTS = 3;

/** How often is looked for an upload that lies on another machine, which may be given the same folder meanwhile. */
const ELSEWHERE_MILLISECONDS = 60_000;

/** After so long no other machine is going to import what only it has. */
const MOST_WAITED_MILLISECONDS = 24 * 60 * 60 * 1000;

/** What the worker waited for until it gave up: another process writes for very long. */
const BUSY_CODES: ReadonlySet<string | null> = new Set(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);

/**
 * Takes one job after the other and has the worker do it, until the signal ends. A job that is being worked on
 * then is finished first, unless it is ended by itself.
 *
 * @example
 * await workOnJobs(work, new TaskWorker(), stopping.signal);
 */
export async function workOnJobs(work: JobWork, worker: TaskWorker, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      const now = new Date();
      const left = leftToOthers(work, now);
      const claimed = await claimJob(work.serviceDb, newLease(work), now.toISOString(), left);
      if (claimed === null) await work.bell.heard(work.pollMilliseconds, stopping);
      else await workOn(readStoredJob(claimed), work, worker);
    } catch (fault) {
      work.onFault(fault, null);
      await work.bell.heard(work.pollMilliseconds, stopping);
    }
  }
}

/** The jobs that this process does not look at for now. */
function leftToOthers({ elsewhere }: JobWork, now: Date): readonly number[] {
  for (const [id, until] of elsewhere) if (until <= now.getTime()) elsewhere.delete(id);
  return [...elsewhere.keys()];
}

async function workOn(job: Job, work: JobWork, worker: TaskWorker): Promise<void> {
  const running: RunningJob = { progress: null, end: new AbortController() };
  work.running.set(job.id, running);
  work.bell.ring();
  const stopRenewing = keepLease(job.id, running, work);
  try {
    const ending = await endingOf(job, running, work, worker);
    await stopRenewing();
    await conclude(job, running.progress, ending, work);
  } finally {
    await stopRenewing();
    work.running.delete(job.id);
    work.bell.ring();
  }
}

type Ending = JobResult | EndReason;

async function endingOf(job: Job, running: RunningJob, work: JobWork, worker: TaskWorker): Promise<Ending> {
  if (job.attempts > MOST_ATTEMPTS) {
    return failedBy(`its process ended in the middle of it ${MOST_ATTEMPTS} times`);
  }
  const missing = withoutUpload(job, work);
  if (missing !== null) return missing;
  const { signal } = running.end;
  const onProgress = (progress: JobProgress): void => {
    running.progress = progress;
    work.bell.ring();
  };
  try {
    return await worker.run<JobTask['kind']>(taskOf(job, work), { onProgress, signal });
  } catch (fault) {
    if (signal.aborted) return signal.reason;
    if (fault instanceof TaskFault && BUSY_CODES.has(fault.code)) return 'busy';
    work.onFault(fault, job.id);
    return failedBy(fault instanceof Error ? fault.message : String(fault));
  }
}

/** How an import ends whose upload is not here; `null` where nothing is missing. */
function withoutUpload({ id, request, createdAt }: Job, work: JobWork): Ending | null {
  if (request.kind !== 'import' || existsSync(join(work.spool, request.folder))) return null;
  const waited = Date.now() - Date.parse(createdAt);
  if (!work.isSpoolShared && waited < MOST_WAITED_MILLISECONDS) {
    work.elsewhere.set(id, Date.now() + ELSEWHERE_MILLISECONDS);
    return 'elsewhere';
  }
  return failedWith('file-missing', 'what was uploaded is not in the folder of uploads any more', {
    expected: 'one folder for all machines that take uploads in and work on jobs',
    hint: 'name such a folder in ATTAIN_SPOOL, and send the records again',
  });
}

type JobTask = CalculateTask | ImportTask | BooksTask | CompareTask;

function taskOf({ id, request, actor }: Job, { database, spool }: JobWork): JobTask {
  switch (request.kind) {
    case 'calculate':
      return { ...request, database, actor };
    case 'import': {
      const folder = join(spool, request.folder);
      return { ...request, folder, reportFile: problemReportPath(spool, id), database, actor };
    }
    case 'close':
    case 'verify':
    case 'audit':
      return { kind: 'books', request, database, actor };
    case 'compare':
      return { ...request, database, rowsFile: comparisonRowsPath(spool, id) };
  }
}

function failedBy(cause: string): JobResult {
  return failedWith('internal', `the work was broken off: ${cause}`, {
    hint: 'nothing of it was kept; ask for it again',
  });
}

function failedWith(...said: Parameters<typeof problem>): JobResult {
  const found = problem(...said);
  return { status: 'failed', outcome: { report: null, problems: [found], problemCount: 1 } };
}

async function conclude(
  { id, request }: Job,
  progress: JobProgress | null,
  ending: Ending,
  work: JobWork,
): Promise<void> {
  const { serviceDb, owner, spool } = work;
  if (ending === 'lost') return;
  if (ending === 'stopping' || ending === 'busy' || ending === 'elsewhere') {
    await handBackJob(serviceDb, id, owner);
    return;
  }
  const { status, outcome } = ending === 'cancelled' ? { status: ending, outcome: null } : ending;
  const isOurs = await endJob(serviceDb, id, owner, {
    status,
    progress: progress && JSON.stringify(progress),
    outcome: outcome && JSON.stringify(outcome),
  });
  if (!isOurs) return;
  if (request.kind === 'import') await dropUpload(spool, request.folder);
  const ended = await readJob(serviceDb, id);
  if (ended !== null) work.onEnd(readStoredJob(ended));
}
