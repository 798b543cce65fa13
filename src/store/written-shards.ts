import type { Transaction } from './executor.js';
import { addShards } from './runs.js';

/** A shard of a run, by its number. */
export interface ShardOfRun {
  readonly run: bigint;
  readonly shard: bigint;
}

/**
 * Marks a shard as written in this transaction, in which its results are, and deletes what was written for it before,
 * so that whoever writes a shard again writes it instead. Throws where the run has no such shard and its payees are not
 * given, with whom it is added.
 *
 * @example
 * await markShardWritten(trx, { run: 7n, shard: 0n }, ['ada', 'bo']);
 */
export async function markShardWritten(
  trx: Transaction,
  at: ShardOfRun,
  payees: readonly string[] | null = null,
): Promise<void> {
  const found = await trx.queries
    .selectFrom('shard')
    .select(['status', 'payees'])
    .where('run', '=', at.run)
    .where('number', '=', at.shard)
    .executeTakeFirst();
  if (found === undefined) {
    if (payees === null) throw new Error(`Run ${at.run} has no shard ${at.shard}.`);
    await addShards(trx, Number(at.run), Number(at.shard), [payees], 'written');
    return;
  }
  if (found.status === 'written') {
    await deletePayeeResults(trx, at.run, JSON.parse(found.payees));
    const { run, shard } = at;
    await trx.queries.deleteFrom('problem').where('run', '=', run).where('shard', '=', shard).execute();
  }
  await trx.queries
    .updateTable('shard')
    .set({ status: 'written', ...(payees !== null && { payees: JSON.stringify(payees) }) })
    .where('run', '=', at.run)
    .where('number', '=', at.shard)
    .execute();
}

/** As many names as any database takes at a time. */
const PAYEES_AT_A_TIME = 500;

/** How many rows there were of what was deleted. */
export interface DeletedResults {
  readonly statements: number;
  readonly lines: number;
}

/**
 * Deletes what a run that goes on has written of some payees, but for their problems.
 *
 * @example
 * await deletePayeeResults(trx, 7n, ['ada']) // { statements: 3, lines: 12 }
 */
export async function deletePayeeResults(
  trx: Transaction,
  run: bigint,
  payees: readonly string[],
): Promise<DeletedResults> {
  const deleted = { statements: 0, lines: 0 };
  for (let from = 0; from < payees.length; from += PAYEES_AT_A_TIME) {
    const some = payees.slice(from, from + PAYEES_AT_A_TIME);
    // Lines are found by the entitlements of the payees, which lead to their key.
    const own = trx.queries
      .selectFrom('entitlement')
      .select('number')
      .where('run', '=', run)
      .where('payee', 'in', some);
    const lines = trx.queries.deleteFrom('line').where('run', '=', run).where('entitlement', 'in', own);
    deleted.lines += Number((await lines.executeTakeFirst()).numDeletedRows);
    for (const table of ['entitlement', 'payee_result', 'statement'] as const) {
      const rows = trx.queries.deleteFrom(table).where('run', '=', run).where('payee', 'in', some);
      const { numDeletedRows } = await rows.executeTakeFirst();
      if (table === 'statement') deleted.statements += Number(numDeletedRows);
    }
  }
  return deleted;
}
