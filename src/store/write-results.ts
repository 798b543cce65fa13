import type { Insertable } from 'kysely';
import type { Transaction } from './executor.js';
import { insertRows } from './insert-rows.js';
import type { PayeeProblem, ResultLine, ShardResults, StoredStatement, TeamAttainment } from './results.js';
import { requireRunning } from './runs.js';
import type { Tables } from './tables.js';

/**
 * Writes what a shard of a run gave, in place of what was written for this shard before. Throws unless the
 * run is still running and has the shard. Fastest with lines in the order payee, window start, component,
 * assignment, sequence.
 *
 * @example
 * await db.write((trx) => writeShardResults(trx, run, 0, { statements, lines, problems: [] }));
 */
export async function writeShardResults(
  trx: Transaction,
  run: number,
  shardNumber: number,
  { statements, lines, problems }: ShardResults,
): Promise<void> {
  await requireRunning(trx, run);
  const at: ShardOfRun = { run: BigInt(run), shard: BigInt(shardNumber) };
  await markWritten(trx, at);
  insertRows(
    trx,
    'line',
    lines.map((line) => lineRow(at, line)),
  );
  insertRows(
    trx,
    'statement',
    statements.map((statement) => statementRow(at, statement)),
  );
  insertRows(trx, 'problem', problemRows(at, problems));
}

/**
 * Writes the attainment of all teams in a run, in place of what was written before. Throws unless the run is
 * still running.
 *
 * @example
 * await db.write((trx) => writeTeamAttainments(trx, run, attainments));
 */
export async function writeTeamAttainments(
  trx: Transaction,
  run: number,
  attainments: readonly TeamAttainment[],
): Promise<void> {
  await requireRunning(trx, run);
  await trx.queries.deleteFrom('team_attainment').where('run', '=', BigInt(run)).execute();
  const rows = attainments.map(
    (each): Insertable<Tables['team_attainment']> => ({
      run: BigInt(run),
      team: each.team,
      measure: each.measure,
      window_start: each.windowStart,
      at: each.at,
      currency: each.currency,
      pooled_credited: each.pooledCredited,
      pooled_quota: each.pooledQuota,
      pooled: each.pooled,
      average: each.average,
      status: each.status,
      document: each.document,
    }),
  );
  insertRows(trx, 'team_attainment', rows);
}

interface ShardOfRun {
  readonly run: bigint;
  readonly shard: bigint;
}

/** Marks the shard as written, after deleting its rows if it was written before. */
async function markWritten(trx: Transaction, { run, shard }: ShardOfRun): Promise<void> {
  const found = await trx.queries
    .selectFrom('shard')
    .select('status')
    .where('run', '=', run)
    .where('number', '=', shard)
    .executeTakeFirst();
  if (found === undefined) throw new Error(`Run ${run} has no shard ${shard}.`);
  // No index leads to the lines of a shard: it would cost every run, and a shard is seldom written twice.
  if (found.status === 'written') {
    for (const table of ['line', 'statement', 'problem'] as const) {
      await trx.queries.deleteFrom(table).where('run', '=', run).where('shard', '=', shard).execute();
    }
  }
  await trx.queries
    .updateTable('shard')
    .set({ status: 'written', lease_owner: null, lease_until: null })
    .where('run', '=', run)
    .where('number', '=', shard)
    .execute();
}

function lineRow(at: ShardOfRun, line: ResultLine): Insertable<Tables['line']> {
  return {
    run: at.run,
    payee: line.payee,
    window_start: line.windowStart,
    component: line.component,
    assignment: line.assignment,
    sequence: BigInt(line.sequence),
    id: line.id,
    shard: at.shard,
    kind: line.kind,
    event_key: line.eventKey,
    deal: line.deal,
    date: line.date,
    period: line.period,
    amount: line.amount,
    currency: line.currency,
    plan: line.plan,
    plan_hash: line.planHash,
    document: line.document,
  };
}

function statementRow(at: ShardOfRun, statement: StoredStatement): Insertable<Tables['statement']> {
  const { payee, period, currency, from, to, status, totals, document } = statement;
  return {
    run: at.run,
    payee,
    period,
    currency,
    shard: at.shard,
    from,
    to,
    status,
    earned: totals.earned,
    held: totals.held,
    payable: totals.payable,
    drawn: totals.drawn,
    guaranteed: totals.guaranteed,
    adjusted: totals.adjusted,
    recovered: totals.recovered,
    carried_in: totals.carriedIn,
    carried: totals.carried,
    paid: totals.paid,
    document,
  };
}

/** The problems of a payee are numbered from 0 in the order in which they come. */
function problemRows(
  at: ShardOfRun,
  problems: readonly PayeeProblem[],
): readonly Insertable<Tables['problem']>[] {
  const counts = new Map<string, bigint>();
  return problems.map(({ payee, problem }) => {
    const ordinal = counts.get(payee) ?? 0n;
    counts.set(payee, ordinal + 1n);
    const { code, severity } = problem;
    return {
      run: at.run,
      payee,
      ordinal,
      shard: at.shard,
      code,
      severity,
      document: JSON.stringify(problem),
    };
  });
}
