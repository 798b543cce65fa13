import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { type Calculation, calculate, type PayeeBook } from '../engine/calculate.js';
import { compareText } from '../engine/record-index.js';
import { entitlementsOf } from '../ledger/entitlement.js';
import { type RunPeriod, runPeriods } from '../ledger/run-period.js';
import type { Problem } from '../problems/problem.js';
import { ok, type Result } from '../problems/result.js';
import type { RecordSet } from '../records/record-set.js';
import { latestChange } from '../store/change.js';
import type { Database } from '../store/executor.js';
import { abandonExpiredRuns, leaseRun } from '../store/leases.js';
import { readRecordSet } from '../store/read-record-set.js';
import type { PayeeProblem } from '../store/results.js';
import { beginRun, failRun, pruneRuns, publishRun } from '../store/runs.js';
import { writeRunPeriods, writeTeamAttainments } from '../store/write-results.js';
import { contentHashOf } from './canonical-json.js';
import { dealsWithoutSplit } from './deals-without-split.js';
import { foldShards } from './folding/fold-shards.js';
import type { PersonOnPlans } from './folding/people-on-plans.js';
import type { ThreadTerms } from './folding/thread-terms.js';
import { inputsHasher } from './inputs-hash.js';
import { packageFile } from './package-file.js';
import { type RunInputs, readRunInputs } from './run-inputs.js';
import { teamResults } from './team-results.js';
import { territoryWarnings } from './territory-warnings.js';
import { type RunProgress, writeShards } from './write-shards.js';

/** What is calculated, for whom, and who hears how far it has come. */
export interface CalculateOptions {
  /** The first day that does not count. */
  readonly through: CivilDate;
  /** The id of the viewer who asks. */
  readonly actor: string;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Ends the run between two shards; it is given up, and what was thrown is what the signal says. */
  readonly signal?: AbortSignal;
  /**
   * From how many splits, or applications of cash, on a second thread helps with a run on SQLite: where there are
   * fewer, starting it takes longer than it gains. 250,000 when left out.
   */
  readonly threadFrom?: number;
}

const THREAD_FROM = 250_000;

/** What a published run holds. */
export interface RunReport {
  readonly run: number;
  /** The change after which inputs and rules were read. */
  readonly change: number;
  /** The last day that counts. */
  readonly through: CivilDate;
  readonly rulesHash: string;
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
 * Whoever can be is folded over columns of deals, shard after shard; the others are calculated by the engine,
 * from the records as they were after the same change.
 *
 * @example
 * const done = await calculateRun(db, { through: '2026-04-01', actor: 'local' });
 * if (done.ok) console.log(done.value.statements);
 */
export async function calculateRun(db: Database, options: CalculateOptions): Promise<Result<RunReport>> {
  await db.write((trx) => abandonExpiredRuns(trx, new Date()));
  const read = await db.read((trx) => readRunInputs(trx, options.through, threadFor(db, options)));
  if (!read.ok) return read;
  const inputs = read.value;
  const { change, rules, people } = inputs;
  const description = {
    change,
    rulesHash: rules.hash,
    engineVersion: packageFile().version,
    through: addDays(options.through, -1),
    actor: options.actor,
  };
  const segments = people.flatMap((each) => each.segments);
  const periods = runPeriods(segments, rules.book.company, options.through);
  const run = await db.write(async (trx) => {
    const begun = await beginRun(trx, { ...description, inputsHash: '' }, []);
    await leaseRun(trx, begun, new Date());
    await writeRunPeriods(trx, begun, periods);
    return begun;
  });
  const report = await withinRun(db, run, () => calculateWithin(db, run, { inputs, periods, options }));
  await db.write((trx) => pruneRuns(trx, { keep: 1 }));
  const { through, rulesHash } = description;
  return ok({ run, change, through, rulesHash, payees: people.length, ...report });
}

/** How a second thread can help. */
function threadFor(db: Database, { threadFrom = THREAD_FROM }: CalculateOptions): ThreadTerms {
  return { path: db.isFile ? db.path : null, from: threadFrom };
}

/** Gives the run up when the work throws, so that it is not taken for one that is still going on. */
async function withinRun<T>(db: Database, run: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await db.write((trx) => failRun(trx, run));
    throw error;
  }
}

interface RunWork {
  readonly inputs: RunInputs;
  readonly periods: readonly RunPeriod[];
  readonly options: CalculateOptions;
}

type RunOutcome = Omit<RunReport, 'run' | 'change' | 'through' | 'rulesHash' | 'payees'>;

async function calculateWithin(db: Database, run: number, work: RunWork): Promise<RunOutcome> {
  const { inputs, periods, options } = work;
  const first = firstEntitlements(inputs.people);
  const firstEntitlement = (payee: string) => first.get(payee) ?? 0;
  const thread = threadFor(db, options);
  const folded = await foldShards(db, run, { inputs, periods, firstEntitlement, thread, ...options });
  const calculation = await calculateLeft(db, { ...work, left: folded.left, others: folded.books });
  const hashOf = inputsHasher(calculation);
  const hashes = new Map(folded.hashes);
  for (const { payee } of calculation.payees) hashes.set(payee, hashOf(payee));
  const written = await writeShards(db, {
    run,
    calculation,
    entitlements: entitlementsOf(calculation, firstEntitlement),
    inputsHashOf: (payee) => hashes.get(payee) ?? '',
    payeesDone: inputs.people.length - calculation.payees.length,
    firstShard: folded.shards,
    ...options,
  });
  const everybody = [...folded.books, ...calculation.payees].sort((a, b) => compareText(a.payee, b.payee));
  const attainments = teamResults({ ...calculation, payees: everybody }, written.isIncomplete);
  await db.write((trx) => writeTeamAttainments(trx, run, attainments));
  const inputsHash = contentHashOf([...hashes].sort(([a], [b]) => compareText(a, b)));
  await db.write((trx) => publishRun(trx, run, inputsHash));
  return {
    statements: folded.statements + written.statements,
    incomplete: written.incomplete,
    lines: folded.lines + written.lines,
    teamAttainments: attainments.length,
    problems: written.problems,
    warnings: [
      ...dealsWithoutSplit(calculation, inputs.columns),
      ...territoryWarnings(calculation, inputs.rules.book.territories),
    ],
  };
}

/** Entitlements are numbered through the run, in the order of payees. */
function firstEntitlements(people: readonly PersonOnPlans[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  let next = 0;
  for (const { payee, segments } of people) {
    first.set(payee, next);
    for (const { plan } of segments) next += plan.components.length;
  }
  return first;
}

/** Calculates those who could not be folded; the measures of the others count for teams. */
async function calculateLeft(
  db: Database,
  {
    inputs,
    options: { through },
    left,
    others,
  }: RunWork & { readonly left: readonly PersonOnPlans[]; readonly others: readonly PayeeBook[] },
): Promise<Calculation> {
  const { company, plans: versions, territories } = inputs.rules.book;
  const payees = left.map(({ payee }) => payee);
  const records = await readLeft(db, inputs, payees);
  return calculate({ company, versions, territories, records, through, payees, others });
}

/** Beyond this part of all payees, their deals are nearly all deals. */
const MOST_CHOSEN = 0.25;

async function readLeft(
  db: Database,
  { change, rules, organization, people }: RunInputs,
  payees: readonly string[],
): Promise<RecordSet> {
  if (payees.length === 0) return organization;
  return db.read(async (trx) => {
    const asOfChange = (await latestChange(trx)) === change ? {} : { asOfChange: change };
    const everyDeal = rules.book.territories !== null || payees.length > people.length * MOST_CHOSEN;
    const chosen = everyDeal ? {} : { payees };
    return readRecordSet(trx, { ...asOfChange, ...chosen });
  });
}
