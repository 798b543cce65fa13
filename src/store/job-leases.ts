import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { Executor } from './executor.js';
import type { JobStatus } from './job-status.js';
import { jobOf, type StoredJob } from './jobs.js';
import type { Tables } from './tables.js';

/** Who works on a job, and until when nobody else may take it, as ISO 8601 in UTC. */
export interface Lease {
  readonly owner: string;
  readonly until: string;
}

/** How a job ended, how far it had come by then and what came of it, these as JSON. */
export interface JobEnd {
  readonly status: Extract<JobStatus, 'done' | 'failed' | 'cancelled'>;
  readonly progress: string | null;
  readonly outcome: string | null;
}

/**
 * Takes the oldest job that waits, or whose lease has run out because its process has ended. One statement does
 * it, so that two processes never take the same. `null` where there is nothing to do.
 *
 * @param except the jobs that are left to others
 *
 * @example
 * const job = await claimJob(db, { owner: 'host:42', until: '2026-01-01T00:00:30.000Z' }, now);
 */
export async function claimJob(
  executor: Executor,
  lease: Lease,
  now: string,
  except: readonly number[] = [],
): Promise<StoredJob | null> {
  const row = await executor.queries
    .updateTable('job')
    .set((expression) => ({
      status: 'running',
      lease_owner: lease.owner,
      lease_until: lease.until,
      attempts: expression('attempts', '+', 1n),
      started_at: expression.fn.coalesce('started_at', expression.val(now)),
    }))
    .where('id', '=', (expression) =>
      expression
        .selectFrom('job as oldest')
        .select('oldest.id')
        .where((inner) =>
          inner.or([
            inner('oldest.status', '=', 'waiting'),
            inner.and([inner('oldest.status', '=', 'running'), inner('oldest.lease_until', '<', now)]),
          ]),
        )
        .$if(except.length > 0, (query) => query.where('oldest.id', 'not in', except.map(BigInt)))
        .orderBy('oldest.id')
        .limit(1),
    )
    // Asked again of the row itself: another process may have taken it since it was looked for.
    .where((expression) => isFree(expression, now))
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? null : jobOf(row);
}

/**
 * Keeps a job for longer, and says how far it has come. `lost` where another process has taken it, or where it
 * has ended; `cancelling` where somebody called it off.
 *
 * @example
 * await renewJob(db, 7, { owner: 'host:42', until }, '{"done":10,"total":20,"unit":"payees"}') // 'held'
 */
export async function renewJob(
  executor: Executor,
  id: number,
  lease: Lease,
  progress: string | null,
): Promise<'held' | 'cancelling' | 'lost'> {
  const row = await executor.queries
    .updateTable('job')
    .set({ lease_until: lease.until, progress })
    .where('id', '=', BigInt(id))
    .where('lease_owner', '=', lease.owner)
    .where('status', '=', 'running')
    .returning('cancel_at')
    .executeTakeFirst();
  if (row === undefined) return 'lost';
  return row.cancel_at === null ? 'held' : 'cancelling';
}

/**
 * Ends a job, unless another process has taken it meanwhile: then it says `false`.
 *
 * @example
 * await endJob(db, 7, 'host:42', { status: 'done', progress: null, outcome: '{}' }) // true
 */
export async function endJob(executor: Executor, id: number, owner: string, end: JobEnd): Promise<boolean> {
  const row = await executor.queries
    .updateTable('job')
    .set({ ...end, finished_at: new Date().toISOString(), lease_owner: null, lease_until: null })
    .where('id', '=', BigInt(id))
    .where('lease_owner', '=', owner)
    .where('status', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Gives a job back that was begun, so that any process may take it at once; one that was called off is
 * cancelled instead.
 *
 * @example
 * await handBackJob(db, 7, 'host:42');
 */
export async function handBackJob(executor: Executor, id: number, owner: string): Promise<void> {
  const own = executor.queries
    .updateTable('job')
    .where('id', '=', BigInt(id))
    .where('lease_owner', '=', owner)
    .where('status', '=', 'running');
  const free = { lease_owner: null, lease_until: null };
  await own
    .set((expression) => ({
      ...free,
      status: 'waiting',
      progress: null,
      // That it was handed back in order says nothing against the job.
      attempts: expression('attempts', '-', 1n),
    }))
    .where('cancel_at', 'is', null)
    .execute();
  await own.set({ ...free, status: 'cancelled', finished_at: new Date().toISOString() }).execute();
}

function isFree(expression: ExpressionBuilder<Tables, 'job'>, now: string): Expression<SqlBool> {
  return expression.or([
    expression('status', '=', 'waiting'),
    expression.and([expression('status', '=', 'running'), expression('lease_until', '<', now)]),
  ]);
}
