import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import { segmentEntitlements } from '../../ledger/entitlement.js';
import type { Company } from '../../records/company.js';
import type { RuleBook } from '../../rules/rule-book.js';
import { latestChange } from '../../store/change.js';
import { readEntitlements } from '../../store/entitlements.js';
import type { Database, Transaction } from '../../store/executor.js';
import { holdLock } from '../../store/hold-lock.js';
import { readPeriodEvents } from '../../store/period-events.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { mapFile, unmapFile } from '../../store/sqlite/map-file.js';
import { readTouchedRecords } from '../../store/touched-records.js';
import {
  advanceRun,
  correctTeamAttainments,
  replaceTeamAttainments,
} from '../../store/write-changed-results.js';
import { canonicalJson } from '../canonical-json.js';
import { type RunClosings, readRunClosings } from '../closing/run-closings.js';
import { packageFile } from '../package-file.js';
import { rulesOfRun } from '../rules-of-run.js';
import { foldConcerned } from './fold-concerned.js';
import { recalculateConcerned, recordsOfPeople, teamsNow } from './recalculate-concerned.js';
import { forget, type RunMemory, readMemory, remember, remembered, runMemory } from './run-memory.js';
import { type TouchedPayees, touchedPayees } from './touched-payees.js';
import { writeCalculated, writeFolded } from './write-concerned.js';

/** What is brought up to date. */
export interface ChangedOptions {
  /** The first day that does not count. */
  readonly through: CivilDate;
  /** Of all payees, at most this part is calculated for a change; above it, everybody is. */
  readonly crossover?: number;
}

/** What was brought up to date. */
export interface ChangedReport {
  readonly run: number;
  /** The change that the results are of now. */
  readonly change: number;
  readonly rulesHash: string;
  /** Whose results were looked at anew. */
  readonly recalculated: number;
  /** The deals that were touched, in order of id. */
  readonly deals: readonly string[];
  readonly company: Company;
}

/**
 * Where the engine calculates, it took some 50 ms of the processor on a loaded machine for a payee of a hundred deals,
 * and a full run 7 to 13 ms for each: from one in ten on, that is faster. Half of it, since managers have more deals.
 */
const CROSSOVER = 0.05;

/**
 * Brings the published results up to date for those whom the changes since concern: who holds what changed, and
 * whoever reads their totals. Everybody's results are then what a full run would give, and nobody sees them half
 * written. `null` where a full run is needed, or is faster: without results, with other rules or another last day,
 * where a period is being approved on these results, where something changed that may concern everybody, or where
 * many are concerned.
 *
 * @example
 * const done = await recalculateChanged(db, { through: '2026-04-01' });
 * if (done === null) await calculateRun(db, { through: '2026-04-01', actor: 'local' });
 */
export async function recalculateChanged(
  db: Database,
  options: ChangedOptions,
): Promise<ChangedReport | null> {
  if (remembered(db) === undefined) await mapFile(db);
  const done = await committed(db, options);
  if (done === null) {
    forget(db);
    // What comes instead goes through the whole file, and takes memory of its own.
    await unmapFile(db);
    return null;
  }
  const { memory, keep, report } = done;
  keep();
  remember(db, memory);
  return report;
}

/** What is remembered is brought up to date on the way, so that it is of no use where that is not committed. */
async function committed(db: Database, options: ChangedOptions): Promise<BroughtUpToDate | null> {
  try {
    return await db.write(async (trx) => {
      // Nothing may be changed or published while this reads and writes: it must be of one state.
      await holdLock(trx, 'change');
      await holdLock(trx, 'publish');
      const task = await changedSince(trx, options);
      return task === null ? null : bringUpToDate(db, trx, task);
    });
  } catch (error) {
    forget(db);
    throw error;
  }
}

/** A published run, and what has changed since. */
interface ChangedTask {
  readonly run: Run;
  readonly change: number;
  readonly through: CivilDate;
  readonly book: RuleBook;
  readonly touched: TouchedPayees;
  readonly crossover: number;
}

async function changedSince(
  trx: Transaction,
  { through, crossover = CROSSOVER }: ChangedOptions,
): Promise<ChangedTask | null> {
  const run = await publishedRun(trx);
  if (run === null || addDays(run.through, 1) !== through) return null;
  if (run.engineVersion !== packageFile().version) return null;
  const change = await latestChange(trx);
  if (change === run.change) return null;
  // What somebody was asked to approve, or has rejected, must stay what it was until it is calculated as a whole.
  if ((await readPeriodEvents(trx)).some((event) => event.run === run.id)) return null;
  const records = await readTouchedRecords(trx, { after: run.change, through: change });
  if (records === null) return null;
  const { book } = await rulesOfRun(trx, run);
  // Which deals territories give to whom shows only from all deals.
  if (book.territories !== null) return null;
  const touched = await touchedPayees(trx, records);
  return touched === null ? null : { run, change, through, book, touched, crossover };
}

/** What is reported, and what is remembered once it is committed. */
interface BroughtUpToDate {
  readonly report: ChangedReport;
  readonly memory: RunMemory;
  /** Remembers what of it is kept between changes besides. */
  readonly keep: () => void;
}

async function bringUpToDate(
  db: Database,
  trx: Transaction,
  task: ChangedTask,
): Promise<BroughtUpToDate | null> {
  const { run, change, through, book, touched } = task;
  const closings = await readRunClosings(trx, change, { known: remembered(db)?.closings });
  const memory = await memoryFor(db, trx, task, closings);
  if (memory === null) return null;
  const { graph } = memory;
  const payees = new Set([...touched.payees].filter((payee) => memory.people.has(payee)));
  const dependents = graph.dependentsOf(payees);
  const teams = graph.teamsAbove(payees);
  const opened = new Set([...payees, ...graph.peopleIn(teams)].filter((payee) => memory.people.has(payee)));
  for (const payee of [...payees, ...dependents]) for (const each of graph.neededBy(payee)) opened.add(each);
  if (opened.size > memory.people.size * task.crossover) return null;

  const asked = {
    memory,
    book,
    closings,
    through,
    changed: touched,
    touched: payees,
    dependents,
    opened,
    deals: touched.deals,
  };
  const records = recordsOfPeople(memory, opened);
  const folded = await foldConcerned(trx, asked, records);
  const written =
    folded === null
      ? await writeCalculated(trx, task, memory, await recalculateConcerned(trx, asked, records))
      : await writeFolded(trx, task, memory, folded);
  if (written === null) return null;
  const { calculation, inputHashes, changed, keep } = written;
  const attainments = await teamsNow(trx, memory, calculation, teams, changed);
  if (changed === null) await replaceTeamAttainments(trx, run.id, [...teams], attainments);
  else await correctTeamAttainments(trx, run.id, attainments);
  memory.hashes.correct(inputHashes);
  await advanceRun(trx, run.id, { change, inputsHash: memory.hashes.whole });
  return {
    report: {
      ...{ run: run.id, change, rulesHash: run.rulesHash, recalculated: inputHashes.length },
      ...{ deals: touched.deals, company: book.company },
    },
    memory: { ...memory, change, closings },
    keep,
  };
}

/** What is remembered, with what has changed of people; `null` where that changes what anybody can earn by. */
async function memoryFor(
  db: Database,
  trx: Transaction,
  { run, book, through, touched: { people } }: ChangedTask,
  closings: RunClosings,
): Promise<RunMemory | null> {
  const question = { run, book, closings, through };
  if (people.size === 0) return runMemory(db, trx, question);
  const memory = await readMemory(trx, question);
  for (const payee of people) {
    const person = memory.people.get(payee);
    if (person === undefined || memory.hashes.of(payee) === undefined) return null;
    const { first, gone } = memory.entitlements;
    let next = first.get(payee) ?? 0;
    const now = person.segments.flatMap((segment) => {
      const own = segmentEntitlements(segment, next);
      next += own.length;
      return own;
    });
    const stored = await readEntitlements(trx, run.id, payee);
    if (canonicalJson([...now, ...(gone.get(payee) ?? [])]) !== canonicalJson(stored)) return null;
  }
  return memory;
}
