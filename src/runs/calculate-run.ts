import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { type Calculation, calculate, type PayeeBook } from '../engine/calculate.js';
import { isWon } from '../engine/events/booked-events.js';
import { compareText } from '../engine/record-index.js';
import type { MadeFrom } from '../ledger/statement.js';
import { type Problem, problem } from '../problems/problem.js';
import { ok, type Result } from '../problems/result.js';
import type { RecordSet } from '../records/record-set.js';
import { latestChange } from '../store/change.js';
import type { Database } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import type { PayeeProblem } from '../store/results.js';
import { beginRun, failRun, pruneRuns, publishRun } from '../store/runs.js';
import { writeTeamAttainments } from '../store/write-results.js';
import { contentHashOf } from './canonical-json.js';
import { inputsHasher } from './inputs-hash.js';
import { packageFile } from './package-file.js';
import { readStoredRules, type StoredRules } from './stored-rules.js';
import { teamResults } from './team-results.js';
import { type RunProgress, writeShards } from './write-shards.js';

/** What is calculated, for whom, and who hears how far it has come. */
export interface CalculateOptions {
  /** The first day that does not count. */
  readonly through: CivilDate;
  /** The id of the viewer who asks. */
  readonly actor: string;
  readonly onProgress?: (progress: RunProgress) => void;
}

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

const PAYEES_IN_A_SHARD = 100;

/**
 * Calculates everybody from what is stored, with the rules that are published, and shows the results in place
 * of those shown before. What is wrong with the data of one payee is told in the report; the others are
 * calculated all the same. Fails without rules; throws when the database does, and then nothing is shown.
 *
 * @example
 * const done = await calculateRun(db, { through: '2026-04-01', actor: 'local' });
 * if (done.ok) console.log(done.value.statements);
 */
export async function calculateRun(db: Database, options: CalculateOptions): Promise<Result<RunReport>> {
  const read = await readInputs(db);
  if (!read.ok) return read;
  const { change, rules, records } = read.value;
  const { company, plans: versions } = rules.book;
  const calculation = calculate({ company, versions, records, through: options.through });
  const hashes = hashesOf(calculation, records, rules);
  const common = { change, rulesHash: rules.hash, engineVersion: packageFile().version };
  const description = {
    ...common,
    through: addDays(options.through, -1),
    inputsHash: contentHashOf([...hashes]),
    actor: options.actor,
  };
  const shards = inShards(calculation.payees);
  const payees = shards.map((shard) => shard.map(({ payee }) => payee));
  const run = await db.write((trx) => beginRun(trx, description, payees));
  const onProgress = options.onProgress ?? (() => undefined);
  const madeFrom = (payee: string): MadeFrom => ({
    change: common.change,
    rulesHash: common.rulesHash,
    inputsHash: hashes.get(payee) ?? '',
    engineVersion: common.engineVersion,
  });
  const { through, rulesHash } = description;
  const { teams, ...totals } = await withinRun(db, run, async () => {
    const written = await writeShards(db, { run, shards, calculation, madeFrom, onProgress });
    const attainments = teamResults(calculation, written.isIncomplete);
    await db.write((trx) => writeTeamAttainments(trx, run, attainments));
    await db.write((trx) => publishRun(trx, run));
    return { ...written, teams: attainments.length };
  });
  await db.write((trx) => pruneRuns(trx, { keep: 1 }));
  const { statements, incomplete, lines, problems } = totals;
  const counts = { payees: calculation.payees.length, statements, incomplete, lines };
  return ok({
    run,
    change,
    through,
    rulesHash,
    ...counts,
    teamAttainments: teams,
    problems,
    warnings: dealsWithoutSplit(calculation),
  });
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

interface Inputs {
  readonly change: number;
  readonly rules: StoredRules;
  readonly records: RecordSet;
}

/** Reads everything from one state of the database. */
async function readInputs(db: Database): Promise<Result<Inputs>> {
  return db.read(async (trx) => {
    const rules = await readStoredRules(trx);
    if (!rules.ok) return rules;
    return ok({
      change: await latestChange(trx),
      rules: rules.value,
      records: await readRecordSet(trx),
    });
  });
}

/** A deal that nobody holds a share of is credited to nobody, which is seldom meant. */
function dealsWithoutSplit({ crediting: { index, company }, through }: Calculation): readonly Problem[] {
  return [...index.deals.values()]
    .filter((deal) => deal.closeDate < through && isWon(deal, company) && !index.splitsByDeal.has(deal.id))
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, closeDate }) =>
      problem('missing-split', `nobody holds a share of the deal, which was won on ${closeDate}`, {
        severity: 'warning',
        subject: `deal ${id}`,
        hint: 'load it in splits.csv',
      }),
    );
}

function hashesOf(calculation: Calculation, records: RecordSet, { book }: StoredRules) {
  const hashOf = inputsHasher(calculation, records, book.plans);
  return new Map(calculation.payees.map(({ payee }) => [payee, hashOf(payee)]));
}

function inShards(payees: readonly PayeeBook[]): readonly (readonly PayeeBook[])[] {
  const count = Math.ceil(payees.length / PAYEES_IN_A_SHARD);
  return Array.from({ length: count }, (_, number) =>
    payees.slice(number * PAYEES_IN_A_SHARD, (number + 1) * PAYEES_IN_A_SHARD),
  );
}
