import type { CivilDate } from '../calendar/civil-date.js';
import type { Calculation, PayeeBook } from '../engine/calculate.js';
import type { MadeFrom } from '../ledger/statement.js';
import { hasErrors } from '../problems/problem.js';
import type { Database } from '../store/executor.js';
import type { PayeeProblem, ShardResults } from '../store/results.js';
import { writeShardResults } from '../store/write-results.js';
import { shardResults } from './shard-results.js';
import type { IsIncomplete } from './team-results.js';

/** How far a run has come. */
export interface RunProgress {
  readonly payeesDone: number;
  readonly payeesTotal: number;
}

/** A run that is begun, with the shards it was begun with. */
export interface RunInProgress {
  readonly run: number;
  readonly shards: readonly (readonly PayeeBook[])[];
  readonly calculation: Calculation;
  readonly madeFrom: (payee: string) => MadeFrom;
  readonly onProgress: (progress: RunProgress) => void;
}

/** What all shards of a run came to. */
export interface RunTotals {
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
 * const totals = await writeShards(db, { run, shards, calculation, madeFrom, onProgress: () => undefined });
 */
export async function writeShards(
  db: Database,
  { run, shards, calculation, madeFrom, onProgress }: RunInProgress,
): Promise<RunTotals> {
  const payeesTotal = calculation.payees.length;
  const problems: PayeeProblem[] = [];
  const gaps = new Map<string, Gap[]>();
  let [statements, incomplete, lines, payeesDone] = [0, 0, 0, 0];
  for (const [number, payees] of shards.entries()) {
    const results = shardResults(calculation, payees, madeFrom);
    await db.write((trx) => writeShardResults(trx, run, number, results));
    statements += results.statements.length;
    lines += results.lines.length;
    problems.push(...results.problems);
    incomplete += noteGaps(results, gaps);
    payeesDone += payees.length;
    onProgress({ payeesDone, payeesTotal });
  }
  return { statements, incomplete, lines, problems, isIncomplete: incompleteBy(gaps) };
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
  for (const { payee, from, to } of incomplete) note(payee, { from, to });
  for (const { payee, problem } of problems) {
    if (!withStatements.has(payee) && hasErrors([problem])) note(payee, ALWAYS);
  }
  return incomplete.length;
}

function incompleteBy(gaps: ReadonlyMap<string, readonly Gap[]>): IsIncomplete {
  return (payee, date) => (gaps.get(payee) ?? []).some(({ from, to }) => from <= date && date < to);
}
