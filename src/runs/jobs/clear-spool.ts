import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Executor } from '../../store/executor.js';
import { listJobs } from '../../store/jobs.js';
import { readStoredJob } from './stored-job.js';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** An upload that no job names after so long was broken off with its process. */
const UPLOAD_MILLISECONDS = DAY_MILLISECONDS;

/** So long the reports of imports and the rows of comparisons are kept. */
const REPORT_MILLISECONDS = 90 * DAY_MILLISECONDS;

/** More jobs than these do not wait. */
const MOST_WAITING = 10_000;

/**
 * Deletes what nobody needs any more from the spool: uploads whose process ended before there was a job for
 * them, and the reports of imports and the rows of comparisons after three months.
 *
 * @example
 * await clearSpool(spool, serviceDb, new Date());
 */
export async function clearSpool(spool: string, serviceDb: Executor, now: Date): Promise<void> {
  const names = await readdir(spool).catch(() => []);
  if (names.length === 0) return;
  const awaited = await awaitedUploads(serviceDb);
  for (const name of names.filter((each) => !awaited.has(each))) {
    const path = join(spool, name);
    const entry = await stat(path).catch(() => null);
    if (entry === null) continue;
    const kept = entry.isDirectory() ? UPLOAD_MILLISECONDS : REPORT_MILLISECONDS;
    if (now.getTime() - entry.mtimeMs > kept) await rm(path, { recursive: true, force: true });
  }
}

async function awaitedUploads(serviceDb: Executor): Promise<ReadonlySet<string>> {
  const filters = (['waiting', 'running'] as const).map((status) => ({
    kind: 'import' as const,
    status,
    limit: MOST_WAITING,
  }));
  const jobs = (await Promise.all(filters.map((filter) => listJobs(serviceDb, filter)))).flat();
  const requests = jobs.map((job) => readStoredJob(job).request);
  return new Set(requests.flatMap((request) => (request.kind === 'import' ? [request.folder] : [])));
}
