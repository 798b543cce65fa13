import { setImmediate } from 'node:timers/promises';
import { addDays, type CivilDate } from '../calendar/civil-date.js';
import type { Calculation } from '../engine/calculate.js';
import { compareText } from '../engine/record-index.js';
import type { Closing } from '../ledger/closed-statement.js';
import type { PostedPeriod } from '../ledger/posted-statement.js';
import { type RunPeriod, runPeriods } from '../ledger/run-period.js';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import { readClosings } from '../store/closings.js';
import { dealsWithoutSplits } from '../store/columns/deals-without-splits.js';
import type { Database, Transaction } from '../store/executor.js';
import { holdLock } from '../store/hold-lock.js';
import { abandonExpiredRuns, leaseRun } from '../store/leases.js';
import type { PayeeProblem } from '../store/results.js';
import { beginRun, failRun, pruneRuns, publishRun } from '../store/runs.js';
import { writeRunPeriods, writeTeamAttainments } from '../store/write-results.js';
import { contentHashOf } from './canonical-json.js';
import { foldedAsClosed } from './closing/folded-as-closed.js';
import { mayStandAsClosed, type RunClosings } from './closing/run-closings.js';
import { dealsWithoutSplit } from './deals-without-split.js';
import { firstEntitlements } from './first-entitlements.js';
import { foldShards } from './folding/fold-shards.js';
import type { ThreadTerms } from './folding/thread-terms.js';
import { withWriter } from './folding/with-writer.js';
import type { WriteBeside } from './folding/write-beside.js';
import { type CalculatedLeft, calculateLeft } from './groups/calculate-left.js';
import { changedRunReport } from './incremental/changed-run-report.js';
import { type ChangedReport, recalculateChanged } from './incremental/recalculate-changed.js';
import { packageFile } from './package-file.js';
import { type RunInputs, readRunInputs } from './run-inputs.js';
import { type IsIncomplete, type TeamQuestion, teamQuestion, teamResults } from './team-results.js';
import { territoryWarnings } from './territory-warnings.js';
import type { RunProgress } from './write-shards.js';

/** What is calculated, for whom, and who hears how far it has come. */
export interface CalculateOptions {
  /** The first day that does not count. */
  readonly through: CivilDate;
  /** The id of the viewer who asks. */
  readonly actor: string;
  /** Calculates everybody, also where only few are concerned by what changed since the published run. */
  readonly full?: boolean;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Ends the run between two shards; it is given up, and what was thrown is what the signal says. */
  readonly signal?: AbortSignal;
  /**
   * Is called before any results are shown. From then on the run goes to its end, whatever the signal says; it throws
   * where the run was called off before. What it gives is called where nothing was shown after all, so that what comes
   * instead can be called off again.
   */
  readonly settle?: () => () => void;
  /**
   * From how many splits, or applications of cash, on a second thread helps with a run on SQLite: where there are
   * fewer, starting it takes longer than it gains. 250,000 when left out.
   */
  readonly threadFrom?: number;
  /**
   * Of how many splits the deals may be in memory at a time, with all that hangs on them, where the engine calculates.
   * 60,000 when left out.
   */
  readonly splitsAtATime?: number;
}

const THREAD_FROM = 250_000;
const SPLITS_AT_A_TIME = 60_000;

/** What a published run holds. */
export interface RunReport {
  readonly run: number;
  /** The change after which inputs and rules were read. */
  readonly change: number;
  /** The last day that counts. */
  readonly through: CivilDate;
  readonly rulesHash: string;
  /** Of how many payees the results were calculated anew, where not all were. */
  readonly recalculated?: number;
  readonly payees: number;
  readonly statements: number;
  /** Statements that a problem keeps from being complete. */
  readonly incomplete: number;
  readonly lines: number;
  readonly teamAttainments: number;
  readonly problems: readonly PayeeProblem[];
  /** What nobody's results suffer from, but somebody should look at: won deals that nobody has a share in. */
  readonly warnings: readonly Problem[];
}

/**
 * Calculates everybody from what is stored, with the rules that are published, and shows the results in place
 * of those shown before. What is wrong with the data of one payee is told in the report; the others are
 * calculated all the same. Fails without rules; throws when the database does, and then nothing is shown.
 *
 * Where few are concerned by what changed since the published run, only theirs are calculated, in the run that is
 * published already. Whoever can be is folded over columns of deals, shard after shard; the others are calculated by the engine,
 * from the records as they were after the same change.
 *
 * @example
 * const done = await calculateRun(db, { through: '2026-04-01', actor: 'local' });
 * if (done.ok) console.log(done.value.statements);
 */
export async function calculateRun(db: Database, options: CalculateOptions): Promise<Result<RunReport>> {
  const changed = options.full === true ? null : await bringUpToDate(db, options);
  if (changed !== null) return ok(await changedRunReport(db, changed, options.through));
  await db.write((trx) => abandonExpiredRuns(trx, new Date()));
  return withWriter(db, threadFor(db, options), (writer) => calculateEverybody(db, options, writer));
}

/** What is calculated for few is shown with the transaction that it is made in. */
async function bringUpToDate(db: Database, options: CalculateOptions): Promise<ChangedReport | null> {
  const reopen = settled(options);
  const changed = await recalculateChanged(db, options);
  if (changed === null) reopen?.();
  return changed;
}

/** Goes on to the end from here, unless the run was called off. */
function settled({ signal, settle }: CalculateOptions): (() => void) | undefined {
  signal?.throwIfAborted();
  return settle?.();
}

async function calculateEverybody(
  db: Database,
  options: CalculateOptions,
  writer: WriteBeside | null,
): Promise<Result<RunReport>> {
  const read = await db.read((trx) => readRunInputs(trx, options.through, threadFor(db, options)));
  if (!read.ok) return read;
  const inputs = read.value;
  const { change, rules, people } = inputs;
  const closedBeyond = inputs.closings.closings.filter(({ period }) => period.to > options.through);
  if (closedBeyond.length > 0) return failed(closedBeyond.map(endsBefore));
  const description = {
    change,
    rulesHash: rules.hash,
    engineVersion: packageFile().version,
    through: addDays(options.through, -1),
    actor: options.actor,
  };
  const segments = people.flatMap((each) => each.segments);
  const periods = runPeriods(segments, rules.book.company, options.through, closedPeriods(inputs));
  const run = await db.write(async (trx) => {
    const begun = await beginRun(trx, { ...description, inputsHash: '' }, []);
    await leaseRun(trx, begun, new Date());
    await writeRunPeriods(trx, begun, periods);
    return begun;
  });
  const report = await withinRun(db, run, () =>
    calculateWithin(db, run, { inputs, periods, options, writer }),
  );
  await prune(db, options);
  if (report === null) return failed([overtaken()]);
  const { through, rulesHash } = description;
  return ok({ run, change, through, rulesHash, payees: people.length, ...report });
}

/**
 * Makes room. The results are shown, so that it is no matter if this fails, and whoever calls the run off by now is not
 * made to wait for it: the next run does it as well.
 */
async function prune(db: Database, { signal }: CalculateOptions): Promise<void> {
  // Lets in that the run was called off.
  await setImmediate();
  if (signal?.aborted === true) return;
  await db.write((trx) => pruneRuns(trx, { keep: 1 })).catch(() => []);
}

function closedPeriods({ closings: { closings } }: RunInputs): readonly PostedPeriod[] {
  return closings.map(({ period, frequency }) => ({ ...period, frequency }));
}

/** What is closed is shown by every run, so that none may end before it. */
function endsBefore({ payGroup, period }: Closing): Problem {
  return problem(
    'out-of-range',
    `${period.id} of ${payGroup} is closed, and the run would end before it does`,
    {
      subject: `${payGroup} ${period.id}`,
      expected: `a run through ${addDays(period.to, -1)} or later`,
      hint: `attain calculate --through ${period.id}`,
    },
  );
}

function overtaken(): Problem {
  return problem('run-overtaken', 'a pay period was closed while the run was going on', {
    hint: 'calculate again, so that the run goes on from what was closed',
  });
}

/** How a second thread can help. */
function threadFor(db: Database, { threadFrom = THREAD_FROM }: CalculateOptions): ThreadTerms {
  return { path: db.isFile ? db.path : null, from: threadFrom };
}

/** Gives the run up when the work throws, so that it is not taken for one that is still going on. */
async function withinRun<T>(db: Database, run: number, work: () => Promise<T>): Promise<T> {
  try {
    const done = await work();
    if (done === null) await db.write((trx) => failRun(trx, run));
    return done;
  } catch (error) {
    // What went wrong first is what is told. A run that cannot be given up now is when its lease has run out.
    await db.write((trx) => failRun(trx, run)).catch(() => false);
    throw error;
  }
}

interface RunWork {
  readonly inputs: RunInputs;
  readonly periods: readonly RunPeriod[];
  readonly options: CalculateOptions;
  /** Another thread that writes, where there is one. */
  readonly writer: WriteBeside | null;
}

type RunOutcome = Omit<RunReport, 'run' | 'change' | 'through' | 'rulesHash' | 'recalculated' | 'payees'>;

/** What the run came to; `null` where a period was closed meanwhile, so that it is not what is to be shown. */
async function calculateWithin(db: Database, run: number, work: RunWork): Promise<RunOutcome | null> {
  const { inputs, periods, options, writer } = work;
  const { closings, people } = inputs;
  const numbers = firstEntitlements(people, closings);
  const firstEntitlement = (payee: string) => numbers.first.get(payee) ?? 0;
  const toFold = { ...inputs, people: people.filter((each) => mayStandAsClosed(each, closings)) };
  const all = await foldShards(db, run, { inputs: toFold, periods, firstEntitlement, writer, ...options });
  const folded = await foldedAsClosed(db, run, all, toFold);
  const isFolded = new Set(toFold.people);
  for (const each of folded.left) isFolded.delete(each);
  const left = people.filter((each) => !isFolded.has(each));
  const { splitsAtATime = SPLITS_AT_A_TIME } = options;
  const done = await calculateLeft(db, {
    run,
    inputs,
    periods,
    left,
    folded,
    numbers,
    ...options,
    splitsAtATime,
  });
  const segments = people.flatMap((each) => each.segments);
  const question = teamQuestion(segments, inputs.index.teams.keys(), options.through);
  const { calculation, isIncomplete } = done;
  const teamAttainments = await writeTeams(db, run, { calculation, question, isIncomplete });
  const hashes = [...folded.hashes, ...done.hashes].sort(([one], [other]) => compareText(one, other));
  const inputsHash = contentHashOf(hashes);
  const warnings = await warningsOf(db, inputs, done);
  settled(options);
  const isPublished = await db.write((trx) => publishUnlessClosed(trx, run, inputsHash, closings));
  if (!isPublished) return null;
  return {
    statements: folded.statements + done.statements,
    incomplete: done.incomplete,
    lines: folded.lines + done.lines,
    teamAttainments,
    problems: done.problems,
    warnings,
  };
}

/** What somebody should look at: deals that nobody is credited for, and what is odd about territories. */
async function warningsOf(
  db: Database,
  { columns, rules }: RunInputs,
  { calculation, hasDeals }: CalculatedLeft,
): Promise<readonly Problem[]> {
  const isKnown = columns !== null || hasDeals;
  const unheld = isKnown ? null : await db.read(dealsWithoutSplits);
  return [
    ...dealsWithoutSplit(calculation, unheld ?? columns),
    ...territoryWarnings(calculation, rules.book.territories),
  ];
}

/** Teams of which results are in memory at a time. */
const TEAMS_AT_A_TIME = 10;

interface TeamsToWrite {
  readonly calculation: Calculation;
  readonly question: TeamQuestion;
  readonly isIncomplete: IsIncomplete;
}

/** Writes what all teams attained, and tells how many attainments there are. */
async function writeTeams(
  db: Database,
  run: number,
  { calculation, question, isIncomplete }: TeamsToWrite,
): Promise<number> {
  const { crediting, teamAttainmentOnce: teamAttainment } = calculation;
  return db.write(async (trx) => {
    await leaseRun(trx, run, new Date());
    let count = 0;
    for (let from = 0; from < question.teams.length; from += TEAMS_AT_A_TIME) {
      const teams = question.teams.slice(from, from + TEAMS_AT_A_TIME);
      const attainments = teamResults({ crediting, teamAttainment }, { ...question, teams }, isIncomplete);
      await writeTeamAttainments(trx, run, attainments);
      count += attainments.length;
    }
    return count;
  });
}

/** Publishes a run unless a period was closed after its inputs were read. */
async function publishUnlessClosed(
  trx: Transaction,
  run: number,
  inputsHash: string,
  { closings }: RunClosings,
): Promise<boolean> {
  await leaseRun(trx, run, new Date());
  // A closing waits here for a run that is being published, and the run for the closing.
  await holdLock(trx, 'publish');
  const now = await readClosings(trx);
  if (now.length !== closings.length) return false;
  await publishRun(trx, run, inputsHash);
  return true;
}
