import type { CivilDate } from '../../calendar/civil-date.js';
import { type Calculation, calculate, type PayeeBook } from '../../engine/calculate.js';
import { compareText } from '../../engine/record-index.js';
import { entitlementsOf } from '../../ledger/entitlement.js';
import type { RecordSet } from '../../records/record-set.js';
import type { RuleBook } from '../../rules/rule-book.js';
import type { Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { RecordReader } from '../../store/record-reader.js';
import { readResultGaps } from '../../store/result-gaps.js';
import type { ShardResults, TeamAttainment } from '../../store/results.js';
import { adjustedInputsHash } from '../adjustments/adjusted-inputs-hash.js';
import { payeeClosings, type RunClosings } from '../closing/run-closings.js';
import { inputsHasher } from '../inputs-hash.js';
import { shardResults } from '../shard-results.js';
import { teamResults } from '../team-results.js';
import type { ChangedMeasures } from './changed-measures.js';
import type { RunMemory } from './run-memory.js';
import type { TouchedPayees } from './touched-payees.js';

/** Whose results are calculated anew, and what they are calculated from. */
export interface ConcernedPayees {
  readonly memory: RunMemory;
  readonly book: RuleBook;
  readonly closings: RunClosings;
  /** The first day that does not count. */
  readonly through: CivilDate;
  /** What changed. */
  readonly changed: TouchedPayees;
  /** Whose own records or deals changed. */
  readonly touched: ReadonlySet<string>;
  /** Who reads theirs. */
  readonly dependents: ReadonlySet<string>;
  /** All whose credits this takes, the concerned among them. */
  readonly opened: ReadonlySet<string>;
  /** The deals that were touched, or whose cash was. */
  readonly deals: readonly string[];
}

/** What the concerned payees come to now. */
export interface ConcernedResults {
  readonly calculation: Calculation;
  readonly results: ShardResults;
}

/**
 * Calculates whoever is concerned by some changes, from the records of as few as it takes. Of those who only read
 * others, there are results only where what they read is another than it was.
 *
 * @param people who is opened, with teams, targets, quotas and rates; no deals
 * @example
 * const { results } = await recalculateConcerned(trx, { memory, touched, dependents, opened, ...terms }, people);
 */
export async function recalculateConcerned(
  trx: Transaction,
  concerned: ConcernedPayees,
  people: RecordSet,
): Promise<ConcernedResults> {
  const { memory, book, closings, through, touched, dependents, opened, deals } = concerned;
  const payees = [...opened].filter(
    (payee) => touched.has(payee) || dependents.has(payee) || memory.known.of(payee) === undefined,
  );
  const others = [...opened].flatMap((payee) =>
    payees.includes(payee) ? [] : (memory.known.of(payee) ?? []),
  );
  // What changed since a closing is looked for in all deals of a payee.
  const changed = { changed: new Set(deals), creditsOf: () => null };
  const known = closings.closings.length > 0 ? changed : memory.known.before(new Set(deals));
  const isKnown = (payee: string) => closings.closings.length === 0 && memory.known.isEnoughFor(payee);
  const toRead = payees.filter((payee) => !isKnown(payee));
  const records = await readDealsOf(trx, memory, people, { toRead, deals });
  const { company, plans: versions } = book;
  const calculation = calculate({ company, versions, records, through, payees, others, known });
  const hashOf = inputsHasher(calculation);
  const adjusted = (payee: string) => adjustedInputsHash(hashOf(payee), closings.adjustments.get(payee));
  // What is closed may have been changed by another cause than before, which the hash does not tell.
  const isOther = (payee: string) =>
    closings.closings.length > 0 || adjusted(payee) !== memory.hashes.of(payee);
  const books = calculation.payees.filter(
    ({ payee }) => touched.has(payee) || (dependents.has(payee) && isOther(payee)),
  );
  const { first, gone } = memory.entitlements;
  const goneFor = (payee: string) => gone.get(payee) ?? [];
  const readClosed = payeeClosings(trx, closings, calculation, goneFor);
  const entitlements = entitlementsOf({ ...calculation, payees: books }, (payee) => first.get(payee) ?? 0);
  const closedOf = await readClosed(books.map(({ payee }: PayeeBook) => payee));
  const run = { calculation, entitlements, inputsHashOf: adjusted };
  return { calculation, results: shardResults(run, books, closedOf) };
}

/** Which deals are read: those of people whose credits are not known, and some in any case. */
interface DealsToRead {
  readonly toRead: readonly string[];
  readonly deals: readonly string[];
}

async function readDealsOf(
  trx: Transaction,
  { graph }: RunMemory,
  people: RecordSet,
  { toRead, deals }: DealsToRead,
): Promise<RecordSet> {
  const holders = [...graph.withRolledUp(toRead)].sort();
  const splits = await new RecordReader(trx, undefined).where('split', 'payee', holders);
  const all = [...new Set([...deals, ...splits.map(({ deal }) => deal)])].sort();
  const read = await readRecordSet(trx, { deals: all });
  const { payee, membership, assignment, targetIncentive, absence, quota, objectiveScore, poolWeight } =
    people;
  const { team, teamParent, fxRate } = people;
  return {
    ...{ ...read, payee, membership, assignment, targetIncentive, absence, quota },
    ...{ objectiveScore, poolWeight, team, teamParent, fxRate },
  };
}

/**
 * Who is opened and whoever is rolled up to them, with their teams, targets, quotas and rates; no deals.
 *
 * @example
 * recordsOfPeople(memory, new Set(['ada'])).assignment
 */
export function recordsOfPeople({ graph, records }: RunMemory, opened: ReadonlySet<string>): RecordSet {
  const people = graph.withRolledUp(opened);
  return records.of(people, graph.teamsAbove(people));
}

/**
 * How far some teams have come now, when the results of the concerned are written.
 *
 * @param changed the measures that have come to something else, and when; all on all days where that is not known
 * @example
 * const attainments = await teamsNow(trx, memory, calculation, new Set(['west']), null);
 */
export async function teamsNow(
  trx: Transaction,
  memory: RunMemory,
  calculation: Calculation,
  teams: ReadonlySet<string>,
  changed: ChangedMeasures | null,
): Promise<readonly TeamAttainment[]> {
  if (teams.size === 0 || changed?.size === 0) return [];
  const people = [...memory.graph.peopleIn(teams)];
  const gaps = new Map<string, ((date: CivilDate) => boolean)[]>();
  for (const { payee, days } of await readResultGaps(trx, memory.run, people)) {
    const holds = (date: CivilDate) => days === null || (days.from <= date && date < days.to);
    gaps.set(payee, [...(gaps.get(payee) ?? []), holds]);
  }
  const isIncomplete = (payee: string, date: CivilDate) =>
    (gaps.get(payee) ?? []).some((holds) => holds(date));
  const question = { ...memory.teams, teams: [...teams].sort(compareText) };
  if (changed === null) return teamResults(calculation, question, isIncomplete);
  return [...changed].flatMap(([measure, { from, to }]) => {
    const dates = question.dates.filter((date) => from <= date && date < to);
    const measures = question.measures.filter((each) => each === measure);
    return teamResults(calculation, { ...question, measures, dates }, isIncomplete);
  });
}
