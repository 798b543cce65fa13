import { hostname } from 'node:os';
import type { Transaction } from './executor.js';
import { failRun, requireRunning } from './runs.js';

/**
 * How long a run is left to a process that says nothing more of it, in milliseconds: longer than the engine may
 * calculate before anything of that can be written. All that waits for it is the room that a dead run takes.
 */
const LEASE_MILLISECONDS = 15 * 60 * 1000;

/** How long a run is taken for alive that was begun by a version that kept no lease, in milliseconds. */
const WITHOUT_LEASE_MILLISECONDS = 60 * 60 * 1000;

/**
 * Says that this process calculates a run, which is sure for a quarter of an hour. Called first in the transaction in
 * which the run is begun, before each group that is calculated, and first in each transaction in which results of it are
 * written or shown: until that ends, nobody else can give the run up. Throws unless the run is still running.
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
  // Asked only now: whoever gives the run up has the lease until that is done.
  await requireRunning(trx, run);
}

/**
 * Gives up the runs that nobody calculates any more: those whose lease has run out because their process has
 * ended. Their results may then be pruned. Returns their ids.
 *
 * @example
 * await db.write((trx) => abandonExpiredRuns(trx, new Date())); // [7]
 */
export async function abandonExpiredRuns(trx: Transaction, now: Date): Promise<readonly number[]> {
  const abandoned: number[] = [];
  for (const run of await expiredRuns(trx, now)) {
    const isAbandoned = (await takeLease(trx, run, now)) && (await failRun(trx, Number(run)));
    if (isAbandoned) abandoned.push(Number(run));
  }
  return abandoned;
}

/** The runs that are still running and whose lease has run out. */
async function expiredRuns(trx: Transaction, now: Date): Promise<readonly bigint[]> {
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
  return rows.map(({ id }) => id);
}

/**
 * Takes the lease of a run that is to be given up, unless it was renewed since it was looked for: waits for a
 * transaction that renews it now, and keeps any other from it.
 */
async function takeLease(trx: Transaction, run: bigint, now: Date): Promise<boolean> {
  await trx.queries
    .deleteFrom('run_lease')
    .where('run', '=', run)
    .where('until', '<', now.toISOString())
    .execute();
  const renewed = await trx.queries
    .selectFrom('run_lease')
    .select('run')
    .where('run', '=', run)
    .executeTakeFirst();
  return renewed === undefined;
}
