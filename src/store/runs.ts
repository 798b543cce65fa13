import type { Selectable } from 'kysely';
import type { Executor, Transaction } from './executor.js';
import { holdLock } from './hold-lock.js';
import type { RunStatus } from './results.js';
import type { Tables } from './tables.js';

/** What a run calculates, from what, and for whom. */
export interface RunDescription {
  /** The last day that counts. */
  readonly through: string;
  /** The change after which inputs and rule files are read. */
  readonly change: number;
  readonly rulesHash: string;
  readonly inputsHash: string;
  readonly engineVersion: string;
  /** The id of the viewer who asked for it. */
  readonly actor: string;
}

/** A calculation over all payees. */
export interface Run extends RunDescription {
  readonly id: number;
  readonly status: RunStatus;
  /** Instants, as ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly finishedAt: string | null;
}

/** A part of a run that is calculated by itself. */
export interface Shard {
  readonly number: number;
  readonly payees: readonly string[];
  readonly status: 'waiting' | 'leased' | 'written';
}

/**
 * Starts a run over shards of payees, numbered from 0, and returns its id. Nobody sees its results before
 * {@link publishRun}.
 *
 * @example
 * const run = await beginRun(trx, description, [['ada', 'bo'], ['cy']]);
 */
export async function beginRun(
  trx: Transaction,
  description: RunDescription,
  shards: readonly (readonly string[])[],
): Promise<number> {
  const { id } = await trx.queries
    .insertInto('run')
    .values({
      through: description.through,
      change: BigInt(description.change),
      rules_hash: description.rulesHash,
      inputs_hash: description.inputsHash,
      engine_version: description.engineVersion,
      actor: description.actor,
      status: 'running',
      started_at: new Date().toISOString(),
      finished_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addShards(trx, Number(id), 0, shards);
  return Number(id);
}

/**
 * Adds shards to a run, numbered from a number on: payees whose results are still to be written, unless it is said that
 * they are.
 *
 * @example
 * await addShards(trx, run, 20, [['ada', 'bo']]);
 */
export async function addShards(
  trx: Transaction,
  run: number,
  first: number,
  shards: readonly (readonly string[])[],
  status: 'waiting' | 'written' = 'waiting',
): Promise<void> {
  for (const [place, payees] of shards.entries()) {
    await trx.queries
      .insertInto('shard')
      .values({
        run: BigInt(run),
        number: BigInt(first + place),
        payees: JSON.stringify(payees),
        status,
        lease_owner: null,
        lease_until: null,
        attempts: 0n,
      })
      .execute();
  }
}

/**
 * Shows the results of a run in place of those shown before, in one step. Throws unless the run is still
 * running and all its shards are written.
 *
 * @param inputsHash what the run was made from, where it was not known when the run was begun
 *
 * @example
 * await db.write((trx) => publishRun(trx, run));
 */
export async function publishRun(trx: Transaction, run: number, inputsHash?: string): Promise<void> {
  // Of two that publish at once, the later one must see what the first has published, to supersede it.
  await holdLock(trx, 'publish');
  await requireRunning(trx, run);
  if (inputsHash !== undefined) {
    await trx.queries
      .updateTable('run')
      .set({ inputs_hash: inputsHash })
      .where('id', '=', BigInt(run))
      .execute();
  }
  const unwritten = (await readShards(trx, run)).filter((shard) => shard.status !== 'written');
  if (unwritten.length > 0) {
    throw new Error(`Run ${run} cannot be published: ${unwritten.length} of its shards are not written.`);
  }
  await trx.queries
    .updateTable('run')
    .set({ status: 'superseded' })
    .where('status', '=', 'published')
    .execute();
  await trx.queries
    .updateTable('run')
    .set({ status: 'published', finished_at: new Date().toISOString() })
    .where('id', '=', BigInt(run))
    .execute();
  await trx.queries
    .insertInto('published')
    .values({ id: 1n, run: BigInt(run) })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ run: BigInt(run) }))
    .execute();
}

/**
 * Gives up a run that is still running; its results may then be pruned. One that has ended, whoever ended it, stays as
 * it is. Returns whether it was given up.
 *
 * @example
 * await db.write((trx) => failRun(trx, run)) // true
 */
export async function failRun(trx: Transaction, run: number): Promise<boolean> {
  const row = await trx.queries
    .updateTable('run')
    .set({ status: 'failed', finished_at: new Date().toISOString() })
    .where('id', '=', BigInt(run))
    .where('status', '=', 'running')
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Deletes the results of runs that were given up and of those shown earlier, but for the latest `keep` of
 * these, and returns the ids of the runs. That the runs took place stays recorded.
 *
 * @example
 * await db.write((trx) => pruneRuns(trx, { keep: 1 })); // [3, 4]
 */
export async function pruneRuns(
  trx: Transaction,
  options: { readonly keep: number },
): Promise<readonly number[]> {
  const rows = await trx.queries
    .selectFrom('run')
    .select(['id', 'status'])
    .where('status', 'in', ['superseded', 'failed'])
    .orderBy('id', 'desc')
    .execute();
  const kept = new Set(rows.filter((row) => row.status === 'superseded').slice(0, options.keep));
  const pruned = rows.filter((row) => !kept.has(row)).map((row) => row.id);
  for (const id of pruned) {
    for (const table of RESULT_TABLES) {
      await trx.queries.deleteFrom(table).where('run', '=', id).execute();
    }
    await trx.queries.updateTable('run').set({ status: 'pruned' }).where('id', '=', id).execute();
  }
  return pruned.map(Number).sort((a, b) => a - b);
}

const RESULT_TABLES = [
  'line',
  'statement',
  'entitlement',
  'payee_result',
  'run_period',
  'team_attainment',
  'problem',
  'shard',
] as const;

/**
 * The run whose results are shown, and `null` before there is one.
 *
 * @example
 * const run = await publishedRun(db);
 */
export async function publishedRun(executor: Executor): Promise<Run | null> {
  const row = await executor.queries
    .selectFrom('run')
    .selectAll()
    .where('id', '=', executor.queries.selectFrom('published').select('run'))
    .executeTakeFirst();
  return row === undefined ? null : runOf(row);
}

/**
 * The run with an id, and `null` where there is none.
 *
 * @example
 * (await readRun(db, 7))?.status // 'running'
 */
export async function readRun(executor: Executor, run: number): Promise<Run | null> {
  const row = await executor.queries
    .selectFrom('run')
    .selectAll()
    .where('id', '=', BigInt(run))
    .executeTakeFirst();
  return row === undefined ? null : runOf(row);
}

/**
 * The shards of a run, in the order of their numbers.
 *
 * @example
 * const waiting = (await readShards(db, run)).filter((shard) => shard.status === 'waiting');
 */
export async function readShards(executor: Executor, run: number): Promise<readonly Shard[]> {
  const rows = await executor.queries
    .selectFrom('shard')
    .select(['number', 'payees', 'status'])
    .where('run', '=', BigInt(run))
    .orderBy('number')
    .execute();
  return rows.map((row) => ({
    number: Number(row.number),
    payees: JSON.parse(row.payees),
    status: row.status,
  }));
}

/**
 * Throws unless a run is still being calculated, so that what is published is never written to.
 *
 * @example
 * await requireRunning(trx, run);
 */
export async function requireRunning(trx: Transaction, run: number): Promise<void> {
  const found = await readRun(trx, run);
  if (found === null) throw new Error(`There is no run ${run}.`);
  if (found.status !== 'running') {
    throw new Error(`Run ${run} is ${found.status}: only a run that is still running can be written.`);
  }
}

function runOf(row: Selectable<Tables['run']>): Run {
  return {
    id: Number(row.id),
    through: row.through,
    change: Number(row.change),
    rulesHash: row.rules_hash,
    inputsHash: row.inputs_hash,
    engineVersion: row.engine_version,
    status: row.status,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    actor: row.actor,
  };
}
