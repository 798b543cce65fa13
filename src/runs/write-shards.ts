import type { CivilDate } from '../calendar/civil-date.js';
import type { PayeeBook } from '../engine/calculate.js';
import { hasErrors } from '../problems/problem.js';
import type { Database } from '../store/executor.js';
import { leaseRun } from '../store/leases.js';
import type { PayeeProblem, ShardResults } from '../store/results.js';
import { addShards } from '../store/runs.js';
import { writeShardResults } from '../store/write-results.js';
import type { ReadPayeeClosings } from './closing/run-closings.js';
import { type RunCalculation, shardResults } from './shard-results.js';
import type { IsIncomplete } from './team-results.js';

/** How far a run has come. */
export interface RunProgress {
  readonly payeesDone: number;
  readonly payeesTotal: number;
}

/** A run that is begun, with what is still to be written. */
export interface RunInProgress extends RunCalculation {
  readonly run: number;
  /** The number of the first shard that is written here. */
  readonly firstShard: number;
  /** How many payees were written before, and how many there are in all. */
  readonly payeesDone: number;
  readonly payeesTotal: number;
  readonly readClosings: ReadPayeeClosings;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const PAYEES_IN_A_SHARD = 100;

/** What all shards of a run came to. */
export interface RunTotals {
  /** How many there are. */
  readonly shards: number;
  readonly statements: number;
  readonly incomplete: number;
  readonly lines: number;
  readonly problems: readonly PayeeProblem[];
  readonly isIncomplete: IsIncomplete;
}

/**
 * Calculates and writes one shard after the other, so that the results of only one are in memory.
 *
 * @example
 * const totals = await writeShards(db, { ...runCalculation, run, firstShard: 0, payeesDone: 0, payeesTotal: 12 });
 */
export async function writeShards(
  db: Database,
  { run, firstShard, payeesTotal, readClosings, onProgress, signal, ...calculated }: RunInProgress,
): Promise<RunTotals> {
  const shards = inShards(calculated.calculation.payees);
  const names = shards.map((shard) => shard.map(({ payee }) => payee));
  await db.write((trx) => addShards(trx, run, firstShard, names));
  const problems: PayeeProblem[] = [];
  const gaps = new Map<string, Gap[]>();
  let [statements, incomplete, lines, payeesDone] = [0, 0, 0, calculated.payeesDone];
  for (const [place, payees] of shards.entries()) {
    signal?.throwIfAborted();
    const closedOf = await readClosings(payees.map(({ payee }) => payee));
    const results = shardResults(calculated, payees, closedOf);
    await db.write(async (trx) => {
      await leaseRun(trx, run, new Date());
      await writeShardResults(trx, run, firstShard + place, results);
    });
    statements += results.statements.length;
    for (const statement of results.statements) lines += statement.lines.length;
    problems.push(...results.problems);
    incomplete += noteGaps(results, gaps);
    payeesDone += payees.length;
    onProgress?.({ payeesDone, payeesTotal });
  }
  return { shards: shards.length, statements, incomplete, lines, problems, isIncomplete: incompleteBy(gaps) };
}

function inShards(payees: readonly PayeeBook[]): readonly (readonly PayeeBook[])[] {
  const count = Math.ceil(payees.length / PAYEES_IN_A_SHARD);
  return Array.from({ length: count }, (_, number) =>
    payees.slice(number * PAYEES_IN_A_SHARD, (number + 1) * PAYEES_IN_A_SHARD),
  );
}

/** Days for which what a payee did is not known in full. */
interface Gap {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

const ALWAYS: Gap = { from: '', to: '~' };

/** Notes which payees are incomplete when, and says how many statements are. */
function noteGaps({ statements, problems }: ShardResults, gaps: Map<string, Gap[]>): number {
  const withStatements = new Set(statements.map(({ payee }) => payee));
  const note = (payee: string, gap: Gap): void => {
    gaps.set(payee, [...(gaps.get(payee) ?? []), gap]);
  };
  const incomplete = statements.filter(({ status }) => status === 'incomplete');
  for (const { payee, period } of incomplete) note(payee, period);
  for (const { payee, problem } of problems) {
    if (!withStatements.has(payee) && hasErrors([problem])) note(payee, ALWAYS);
  }
  return incomplete.length;
}

function incompleteBy(gaps: ReadonlyMap<string, readonly Gap[]>): IsIncomplete {
  return (payee, date) => (gaps.get(payee) ?? []).some(({ from, to }) => from <= date && date < to);
}
