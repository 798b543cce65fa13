import type { CivilDate } from '../../calendar/civil-date.js';
import { type Calculation, calculate, type PayeeBook } from '../../engine/calculate.js';
import { condensedBook } from '../../engine/measures/condensed-book.js';
import { entitlementsOf } from '../../ledger/entitlement.js';
import type { RunPeriod } from '../../ledger/run-period.js';
import type { RecordSet } from '../../records/record-set.js';
import { latestChange } from '../../store/change.js';
import type { Database } from '../../store/executor.js';
import { leaseRun } from '../../store/leases.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { adjustedInputsHash } from '../adjustments/adjusted-inputs-hash.js';
import { payeeClosings } from '../closing/run-closings.js';
import type { FirstEntitlements } from '../first-entitlements.js';
import { askedDays } from '../folding/asked-days.js';
import type { FoldedShards } from '../folding/fold-shards.js';
import type { PersonOnPlans } from '../folding/people-on-plans.js';
import { inputsHasher } from '../inputs-hash.js';
import { readsEverybody, readsPlan, readsTeam } from '../people-needed.js';
import type { RunInputs } from '../run-inputs.js';
import { type RunProgress, type RunTotals, writeShards } from '../write-shards.js';
import { groupsOfLeft } from './groups-of-left.js';

/** Whoever could not be folded, in a run that is begun. */
export interface LeftToEngine {
  readonly run: number;
  readonly inputs: RunInputs;
  readonly periods: readonly RunPeriod[];
  readonly left: readonly PersonOnPlans[];
  /** What was written of the others. */
  readonly folded: FoldedShards;
  readonly numbers: FirstEntitlements;
  readonly through: CivilDate;
  /** How many splits may be in memory at a time with all that hangs on their deals. */
  readonly splitsAtATime: number;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What the engine came to, and wrote. */
export interface CalculatedLeft extends RunTotals {
  /** The hash of what each payee's result is made from. */
  readonly hashes: ReadonlyMap<string, string>;
  /** A calculation that tells what all teams attained. */
  readonly calculation: Calculation;
  /** Whether that calculation has the deals of everybody. */
  readonly hasDeals: boolean;
}

/**
 * Calculates those who could not be folded by the engine, and writes what they come to: at once where there is room
 * for all their deals, or else group after group. Who reads other people's measures then reads them from books that
 * are condensed.
 *
 * @example
 * const done = await calculateLeft(db, { run, inputs, periods, left, folded, numbers, through, splitsAtATime: 60_000 });
 */
export async function calculateLeft(db: Database, work: LeftToEngine): Promise<CalculatedLeft> {
  const groups = await groupsOfLeft(db, work);
  const payees = work.left.map(({ payee }) => payee);
  if (groups === null) {
    const records = await readLeft(db, work, payees);
    const done = await calculateGroup(db, work, {
      payees,
      records,
      others: work.folded.books,
      before: NOTHING,
    });
    return { ...done, hasDeals: work.inputs.columns === null };
  }
  return calculateGroups(db, work, groups);
}

async function calculateGroups(
  db: Database,
  work: LeftToEngine,
  groups: readonly (readonly string[])[],
): Promise<CalculatedLeft> {
  const days = askedDays({ ...work, versions: work.inputs.rules.book.plans, index: work.inputs.index });
  const books = new Map<string, PayeeBook>();
  const isAsked = work.inputs.index.teams.size > 0 || isAnybodyRead(work);
  const keep = (calculation: Calculation): void => {
    if (isAsked) for (const book of calculation.payees) books.set(book.payee, condensedBook(book, days));
  };
  if (isAnybodyRead(work)) for (const group of groups) keep(await calculated(db, work, group));
  const hashes = new Map<string, string>();
  const isIncomplete: RunTotals['isIncomplete'][] = [];
  let before = NOTHING;
  for (const group of groups) {
    const own = new Set(group);
    const others = [...work.folded.books, ...[...books.values()].filter(({ payee }) => !own.has(payee))];
    const records = await readLeft(db, work, group);
    const done = await calculateGroup(db, work, { payees: group, records, others, before });
    keep(done.calculation);
    for (const [payee, hash] of done.hashes) hashes.set(payee, hash);
    isIncomplete.push(done.isIncomplete);
    before = together(before, done, group.length);
  }
  const others = [...work.folded.books, ...books.values()];
  const calculation = engine(work, { payees: [], records: work.inputs.organization, others });
  return {
    ...before,
    hashes,
    calculation,
    hasDeals: false,
    isIncomplete: (payee, date) => isIncomplete.some((each) => each(payee, date)),
  };
}

/** Whether anybody is paid by other people's measures, so that these must be known first. */
function isAnybodyRead({ inputs }: LeftToEngine): boolean {
  return inputs.rules.book.plans.some(
    ({ plan }) => plan.components.some(readsTeam) || readsPlan(plan) || readsEverybody(plan),
  );
}

/** What groups before came to. */
interface Before extends Omit<RunTotals, 'isIncomplete'> {
  readonly payees: number;
}

const NOTHING: Before = Object.freeze({
  payees: 0,
  shards: 0,
  statements: 0,
  incomplete: 0,
  lines: 0,
  problems: Object.freeze([]),
});

function together(before: Before, done: Omit<RunTotals, 'isIncomplete'>, payees: number): Before {
  return {
    payees: before.payees + payees,
    shards: before.shards + done.shards,
    statements: before.statements + done.statements,
    incomplete: before.incomplete + done.incomplete,
    lines: before.lines + done.lines,
    problems: [...before.problems, ...done.problems],
  };
}

interface Group {
  readonly payees: readonly string[];
  readonly records: RecordSet;
  readonly others: readonly PayeeBook[];
}

async function calculateGroup(
  db: Database,
  work: LeftToEngine,
  { before, ...group }: Group & { readonly before: Before },
): Promise<CalculatedLeft> {
  const { inputs, folded, numbers } = work;
  const { closings, people } = inputs;
  const calculation = engine(work, group);
  const hashOf = inputsHasher(calculation);
  const hashes = new Map(
    group.payees.map((payee) => [payee, adjustedInputsHash(hashOf(payee), closings.adjustments.get(payee))]),
  );
  const goneOf = (payee: string) => numbers.gone.get(payee) ?? [];
  const written = await writeShards(db, {
    ...work,
    calculation,
    entitlements: entitlementsOf(calculation, (payee) => numbers.first.get(payee) ?? 0),
    inputsHashOf: (payee) => hashes.get(payee) ?? '',
    payeesDone: people.length - work.left.length + before.payees,
    payeesTotal: people.length,
    firstShard: folded.shards + before.shards,
    readClosings: payeeClosings(db, closings, calculation, goneOf),
  });
  return { ...written, hashes, calculation, hasDeals: false };
}

async function calculated(db: Database, work: LeftToEngine, group: readonly string[]): Promise<Calculation> {
  return engine(work, { payees: group, records: await readLeft(db, work, group), others: [] });
}

function engine({ inputs, through }: LeftToEngine, group: Group): Calculation {
  const { company, plans: versions, territories } = inputs.rules.book;
  return calculate({ company, versions, territories, through, ...group });
}

/** Beyond this part of all payees, their deals are nearly all deals. */
const MOST_CHOSEN = 0.25;

async function readLeft(
  db: Database,
  { run, inputs: { change, rules, organization, people } }: LeftToEngine,
  payees: readonly string[],
): Promise<RecordSet> {
  if (payees.length === 0) return organization;
  // The engine may take long over them before there is anything to write.
  await db.write((trx) => leaseRun(trx, run, new Date()));
  return db.read(async (trx) => {
    const asOfChange = (await latestChange(trx)) === change ? {} : { asOfChange: change };
    const everyDeal = rules.book.territories !== null || payees.length > people.length * MOST_CHOSEN;
    const chosen = everyDeal ? {} : { payees, people: organization };
    return readRecordSet(trx, { ...asOfChange, ...chosen });
  });
}
