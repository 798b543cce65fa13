import type { Selectable } from 'kysely';
import type { Executor } from './executor.js';
import type { JobKind, JobStatus } from './job-status.js';
import type { Tables } from './tables.js';

/** A job as it is stored. Jobs are numbered from 1 in the order in which they were asked for. */
export interface StoredJob {
  readonly id: number;
  readonly kind: JobKind;
  readonly status: JobStatus;
  /** The id of the viewer who asked for it. */
  readonly actor: string;
  /** What is asked, as JSON. */
  readonly request: string;
  /** How far it has come, as JSON. */
  readonly progress: string | null;
  /** What came of it, as JSON; `null` until it has ended. */
  readonly outcome: string | null;
  /** Instants, as ISO 8601 in UTC. */
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** How often it was begun. */
  readonly attempts: number;
}

/** Which jobs are listed. */
export interface JobFilter {
  /** Only of these kinds. */
  readonly kinds?: readonly JobKind[] | undefined;
  readonly status?: JobStatus | undefined;
  /** Only those asked for before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/**
 * Keeps a job that waits to be taken.
 *
 * @example
 * await insertJob(db, { kind: 'calculate', actor: 'local', request: '{"through":"2026-04-01"}' });
 */
export async function insertJob(
  executor: Executor,
  { kind, actor, request }: Pick<StoredJob, 'kind' | 'actor' | 'request'>,
): Promise<StoredJob> {
  const row = await executor.queries
    .insertInto('job')
    .values({ kind, status: 'waiting', actor, request, created_at: new Date().toISOString(), attempts: 0n })
    .returningAll()
    .executeTakeFirstOrThrow();
  return jobOf(row);
}

/**
 * The job with a number, and `null` where there is none.
 *
 * @example
 * (await readJob(db, 7))?.status // 'running'
 */
export async function readJob(executor: Executor, id: number): Promise<StoredJob | null> {
  const row = await executor.queries
    .selectFrom('job')
    .selectAll()
    .where('id', '=', BigInt(id))
    .executeTakeFirst();
  return row === undefined ? null : jobOf(row);
}

/**
 * The jobs, the latest first.
 *
 * @example
 * await listJobs(db, { kinds: ['import'], status: 'failed', limit: 50 });
 */
export async function listJobs(
  executor: Executor,
  { kinds, status, before, limit }: JobFilter,
): Promise<readonly StoredJob[]> {
  let query = executor.queries.selectFrom('job').selectAll().orderBy('id', 'desc').limit(limit);
  if (kinds !== undefined) query = query.where('kind', 'in', kinds);
  if (status !== undefined) query = query.where('status', '=', status);
  if (before !== undefined) query = query.where('id', '<', BigInt(before));
  return (await query.execute()).map(jobOf);
}

/**
 * Calls a job off. One that waits is cancelled at once; the worker of one that runs hears of it when it renews
 * its lease.
 *
 * @example
 * await cancelJob(db, 7) // 'cancelled', and 'finished' from then on
 */
export async function cancelJob(
  executor: Executor,
  id: number,
): Promise<'cancelled' | 'cancelling' | 'finished' | 'unknown'> {
  const now = new Date().toISOString();
  const own = executor.queries.updateTable('job').where('id', '=', BigInt(id));
  const waiting = await own
    .set({ status: 'cancelled', cancel_at: now, finished_at: now })
    .where('status', '=', 'waiting')
    .returning('id')
    .executeTakeFirst();
  if (waiting !== undefined) return 'cancelled';
  const running = await own
    .set({ cancel_at: now })
    .where('status', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  if (running !== undefined) return 'cancelling';
  return (await readJob(executor, id)) === null ? 'unknown' : 'finished';
}

/**
 * A row of the table as the job it is.
 *
 * @example
 * rows.map(jobOf)
 */
export function jobOf(row: Selectable<Tables['job']>): StoredJob {
  return {
    id: Number(row.id),
    kind: row.kind,
    status: row.status,
    actor: row.actor,
    request: row.request,
    progress: row.progress,
    outcome: row.outcome,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    attempts: Number(row.attempts),
  };
}
