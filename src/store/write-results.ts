import type { Insertable } from 'kysely';
import type { Entitlement } from '../ledger/entitlement.js';
import type { PostedLine, PostedStatement } from '../ledger/posted-statement.js';
import type { RunPeriod } from '../ledger/run-period.js';
import { writeStatementDocument } from '../ledger/statement-document.js';
import { entitlementRow } from './entitlements.js';
import type { SqlRow, Transaction } from './executor.js';
import { insertRows } from './insert-rows.js';
import { LINE_COLUMNS, lineValues } from './line-row.js';
import type { PayeeProblem, PayeeResult, ShardResults, TeamAttainment } from './results.js';
import { requireRunning } from './runs.js';
import type { Tables } from './tables.js';
import { markShardWritten, type ShardOfRun } from './written-shards.js';

/**
 * Writes the pay periods of a run, which the statements of its shards are of. Throws unless the run is still
 * running.
 *
 * @example
 * await db.write((trx) => writeRunPeriods(trx, run, periods));
 */
export async function writeRunPeriods(
  trx: Transaction,
  run: number,
  periods: readonly RunPeriod[],
): Promise<void> {
  await requireRunning(trx, run);
  const rows = periods.map(({ number, id, frequency, from, to }): Insertable<Tables['run_period']> => {
    return { run: BigInt(run), number: BigInt(number), id, frequency, from, to };
  });
  await insertRows(trx, 'run_period', rows);
}

/**
 * Writes what a shard of a run gave, in place of what was written for this shard before. Throws unless the
 * run is still running, has the shard, and has the periods that the statements are of.
 *
 * @example
 * await db.write((trx) => writeShardResults(trx, run, 0, { payees, entitlements, statements, problems: [] }));
 */
export async function writeShardResults(
  trx: Transaction,
  run: number,
  shardNumber: number,
  { payees, entitlements, statements, problems }: ShardResults,
): Promise<void> {
  await requireRunning(trx, run);
  const at: ShardOfRun = { run: BigInt(run), shard: BigInt(shardNumber) };
  await markShardWritten(trx, at);
  const payeeRows = payees.map((each) => payeeRow(at.run, each));
  await insertRows(trx, 'payee_result', payeeRows);
  const entitlementRows = entitlements.map((each) => entitlementRow(at.run, each));
  await insertRows(trx, 'entitlement', entitlementRows);
  const numbers = await periodNumbers(trx, at.run);
  await writeLines(trx, lineRows(at.run, statements, entitlements, numbers));
  const statementRows = statements.map((each) => statementRow(at.run, each, numbers(each.period.id)));
  await insertRows(trx, 'statement', statementRows);
  await insertRows(trx, 'problem', problemRows(at, problems));
}

/**
 * Writes the attainment of some teams in a run, in place of what was written of them before. Throws unless the run
 * is still running.
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
  const teams = [...new Set(attainments.map(({ team }) => team))];
  if (teams.length === 0) return;
  await trx.queries
    .deleteFrom('team_attainment')
    .where('run', '=', BigInt(run))
    .where('team', 'in', teams)
    .execute();
  const rows = attainments.map((each) => teamAttainmentRow(BigInt(run), each));
  await insertRows(trx, 'team_attainment', rows);
}

/** The attainment of a team as a row of a run. */
export function teamAttainmentRow(run: bigint, each: TeamAttainment): Insertable<Tables['team_attainment']> {
  return {
    run,
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
  };
}

/** What a run says of a payee, as a row. */
export function payeeRow(
  run: bigint,
  { payee, name, inputsHash }: PayeeResult,
): Insertable<Tables['payee_result']> {
  return { run, payee, name, inputs_hash: inputsHash };
}

/** Tells the number of a period in a run by its id. */
export async function periodNumbers(trx: Transaction, run: bigint): Promise<(id: string) => number> {
  const rows = await trx.queries
    .selectFrom('run_period')
    .select(['number', 'id'])
    .where('run', '=', run)
    .execute();
  const numbers = new Map(rows.map(({ id, number }) => [id, Number(number)]));
  return (id) => {
    const number = numbers.get(id);
    if (number === undefined) throw new Error(`Run ${run} has no period ${id}.`);
    return number;
  };
}

/** A line with the number of the period that it is posted in. */
interface PlacedLine {
  readonly line: PostedLine;
  readonly period: number;
}

/** The lines of statements in the order of their key, in which a clustered table is filled fastest. */
function placedLines(
  statements: readonly PostedStatement[],
  numberOf: (id: string) => number,
): readonly PlacedLine[] {
  return statements
    .flatMap(({ lines, period: { id } }) => lines.map((line) => ({ line, period: numberOf(id) })))
    .sort(
      (a, b) =>
        a.line.entitlement - b.line.entitlement ||
        compareDays(a.line.windowFrom, b.line.windowFrom) ||
        a.period - b.period ||
        a.line.number - b.line.number,
    );
}

function compareDays(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The lines of statements as values of {@link LINE_COLUMNS}, in the order of their key. */
export function lineRows(
  run: bigint,
  statements: readonly PostedStatement[],
  entitlements: readonly Entitlement[],
  numberOf: (id: string) => number,
): readonly SqlRow[] {
  const byNumber = new Map(entitlements.map((each) => [each.number, each]));
  return placedLines(statements, numberOf).map(({ line, period }) => {
    const entitlement = byNumber.get(line.entitlement);
    if (entitlement === undefined) throw new Error(`A line is of no entitlement: ${line.entitlement}.`);
    return lineValues(line, entitlement, { run, period });
  });
}

async function writeLines(trx: Transaction, rows: readonly SqlRow[]): Promise<void> {
  if (rows.length === 0) return;
  const insert = trx.connection.bulkInsert('line', LINE_COLUMNS);
  for (const row of rows) {
    const waiting = insert.add(row);
    if (waiting !== undefined) await waiting;
  }
  await insert.end();
}

/** A statement as a row of a run. */
export function statementRow(
  run: bigint,
  statement: PostedStatement,
  period: number,
): Insertable<Tables['statement']> {
  const { payee, currency, status, totals } = statement;
  return {
    run,
    payee,
    period: BigInt(period),
    currency,
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
    document: writeStatementDocument(statement),
  };
}

/** The problems of a payee are numbered from 0 in the order in which they come. */
export function problemRows(
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
