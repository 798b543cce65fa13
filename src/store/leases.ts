import { hostname } from 'node:os';
import type { Transaction } from './executor.js';
import { failRun } from './runs.js';

/** How long a run is left to a process that says nothing more of it, in milliseconds. */
const LEASE_MILLISECONDS = 120_000;

/** How long a run is taken for alive that was begun by a version that kept no lease, in milliseconds. */
const WITHOUT_LEASE_MILLISECONDS = 60 * 60 * 1000;

/**
 * Says that this process calculates a run, which is sure for two minutes. Called in the transaction in which the
 * run is begun, and in each in which results of it are written.
 *
 * @example
 * await leaseRun(trx, run, new Date());
 */
export async function leaseRun(trx: Transaction, run: number, now: Date): Promise<void> {
  const owner = `${hostname()}:${process.pid}`;
  const until = new Date(now.getTime() + LEASE_MILLISECONDS).toISOString();
  await trx.queries
    .insertInto('run_lease')
    .values({ run: BigInt(run), owner, until })
    .onConflict((conflict) => conflict.column('run').doUpdateSet({ owner, until }))
    .execute();
}

/**
 * Gives up the runs that nobody calculates any more: those whose lease has run out because their process has
 * ended. Their results may then be pruned. Returns their ids.
 *
 * @example
 * await db.write((trx) => abandonExpiredRuns(trx, new Date())); // [7]
 */
export async function abandonExpiredRuns(trx: Transaction, now: Date): Promise<readonly number[]> {
  const longAgo = new Date(now.getTime() - WITHOUT_LEASE_MILLISECONDS).toISOString();
  const rows = await trx.queries
    .selectFrom('run')
    .leftJoin('run_lease', 'run_lease.run', 'run.id')
    .select('run.id')
    .where('run.status', '=', 'running')
    .where((expression) =>
      expression.or([
        expression('run_lease.until', '<', now.toISOString()),
        expression.and([
          expression('run_lease.until', 'is', null),
          expression('run.started_at', '<', longAgo),
        ]),
      ]),
    )
    .orderBy('run.id')
    .execute();
  const runs = rows.map(({ id }) => Number(id));
  for (const run of runs) await failRun(trx, run);
  return runs;
}
