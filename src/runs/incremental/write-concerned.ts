import type { Calculation } from '../../engine/calculate.js';
import type { PostedStatement } from '../../ledger/posted-statement.js';
import { type LineNames, lineNames } from '../../store/columns/line-names.js';
import type { Transaction } from '../../store/executor.js';
import { readResultGaps } from '../../store/result-gaps.js';
import type { Run } from '../../store/runs.js';
import { replaceFolded, replaceResults } from '../../store/write-changed-results.js';
import { canonicalJson } from '../canonical-json.js';
import { textsOf } from '../folding/shard-writer.js';
import type { ChangedMeasures } from './changed-measures.js';
import type { FoldedConcerned } from './fold-concerned.js';
import type { KnownDeals } from './known-columns.js';
import type { ConcernedResults } from './recalculate-concerned.js';
import type { RunMemory } from './run-memory.js';
import type { TouchedPayees } from './touched-payees.js';

/** What was written, and what follows from it. */
export interface WrittenResults {
  readonly calculation: Calculation;
  readonly inputHashes: readonly (readonly [payee: string, hash: string])[];
  /** The measures by which teams have come elsewhere, and when; `null` where that is not known. */
  readonly changed: ChangedMeasures | null;
  /** Remembers what members of teams, and those who read them, are credited now. */
  readonly keep: () => void;
}

/** The published run that is written to, and what was touched. */
export interface WrittenRun {
  readonly run: Run;
  readonly touched: TouchedPayees;
}

/**
 * Writes what the engine calculated; `null` where a full run is needed, since somebody is otherwise incomplete than
 * before.
 *
 * @example
 * const written = await writeCalculated(trx, task, memory, await recalculateConcerned(trx, concerned, people));
 */
export async function writeCalculated(
  trx: Transaction,
  { run, touched }: WrittenRun,
  { graph, known, columns, attainments }: RunMemory,
  { calculation, results }: ConcernedResults,
): Promise<WrittenResults | null> {
  // A team above somebody who is now incomplete, or no longer, is so itself, though nothing of it is read here.
  const others = results.payees.flatMap(({ payee }) => (touched.payees.has(payee) ? [] : payee));
  const incomplete = results.statements.filter(({ status }) => status === 'incomplete');
  if (await isOtherwiseIncomplete(trx, run, others, incomplete)) return null;
  await replaceResults(trx, run.id, results);
  columns.forgetLines(results.payees.map(({ payee }) => payee));
  const inputHashes = results.payees.map(({ payee, inputsHash }) => [payee, inputsHash] as const);
  const opened = calculation.payees.filter(({ payee }) => graph.isInTeam(payee));
  const keep = () => {
    known.keep(opened);
    // What teams came to was not read through what is remembered of them.
    attainments.forget(graph.teamsAbove(opened.map(({ payee }) => payee)), null);
  };
  return { calculation, inputHashes, changed: null, keep };
}

/**
 * Writes what was folded: whoever is has no problem, and nothing of it is incomplete. `null` where a full run is
 * needed, since somebody else was incomplete before.
 *
 * @example
 * const written = await writeFolded(trx, task, memory, folded);
 */
export async function writeFolded(
  trx: Transaction,
  { run, touched }: WrittenRun,
  { known, columns }: RunMemory,
  { calculation, folded, unchanged, members, readers, changed }: FoldedConcerned,
): Promise<WrittenResults | null> {
  const results = folded.flatMap(({ shard }) => shard.results);
  const others = results.flatMap(({ payee }) => (touched.payees.has(payee) ? [] : payee));
  if (await isOtherwiseIncomplete(trx, run, others, [])) return null;
  // A team is incomplete no longer when a member is not.
  const wasComplete = !(await isOtherwiseIncomplete(trx, run, [...touched.payees], []));
  const namesOf = new Map<KnownDeals, LineNames>();
  for (const { shard, deals } of folded) {
    const payee = shard.results[0]?.payee ?? '';
    const names = namesOf.get(deals) ?? lineNames(textsOf(deals.columns));
    namesOf.set(deals, names);
    await replaceFolded(trx, run.id, shard, { names, before: deals.lines.get(payee) });
    columns.keepLines(payee, deals, shard.lines);
  }
  for (const { shard, deals } of unchanged) {
    for (const { payee } of shard.results) columns.keepLines(payee, deals, shard.lines);
  }
  const inputHashes = results.map(({ payee, inputsHash }) => [payee, inputsHash] as const);
  return {
    ...{ calculation, inputHashes, changed: wasComplete && touched.people.size === 0 ? changed : null },
    keep: () => {
      known.forget(readers);
      known.keepFolded(members);
    },
  };
}

async function isOtherwiseIncomplete(
  trx: Transaction,
  run: Run,
  payees: readonly string[],
  incomplete: readonly PostedStatement[],
): Promise<boolean> {
  if (payees.length === 0) return false;
  const stored = await readResultGaps(trx, run.id, payees);
  const before = stored.map(({ payee, days }) => `${payee} ${days?.from}`);
  const others = new Set(payees);
  const now = incomplete
    .filter(({ payee }) => others.has(payee))
    .map(({ payee, period }) => `${payee} ${period.from}`);
  return canonicalJson(before.sort()) !== canonicalJson(now.sort());
}
