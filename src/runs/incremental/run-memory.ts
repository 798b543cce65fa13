import type { CivilDate } from '../../calendar/civil-date.js';
import { compareText, indexRecords } from '../../engine/record-index.js';
import { type RunPeriod, runPeriods } from '../../ledger/run-period.js';
import type { RuleBook } from '../../rules/rule-book.js';
import type { Database, Transaction } from '../../store/executor.js';
import { readInputHashes } from '../../store/input-hashes.js';
import { readRecordSet } from '../../store/read-record-set.js';
import type { Run } from '../../store/runs.js';
import type { RunClosings } from '../closing/run-closings.js';
import { type FirstEntitlements, firstEntitlements } from '../first-entitlements.js';
import { askedDays } from '../folding/asked-days.js';
import { type PersonOnPlans, peopleOnPlans } from '../folding/people-on-plans.js';
import { withPosted } from '../run-inputs.js';
import { type TeamQuestion, teamQuestion } from '../team-results.js';
import { InputHashes } from './input-hashes.js';
import { KnownAttainments } from './known-attainments.js';
import { KnownBooks } from './known-books.js';
import { KnownColumns } from './known-columns.js';
import { PeopleGraph } from './people-graph.js';
import { PeopleRecords } from './people-records.js';

/** What does not change with a deal, and the hashes of a run: kept between changes, since it is of everybody. */
export interface RunMemory {
  readonly run: number;
  /** The change that the run's results are of, and up to which all of it was brought, whoever wrote them. */
  readonly change: number;
  readonly closings: RunClosings;
  readonly records: PeopleRecords;
  readonly graph: PeopleGraph;
  readonly people: ReadonlyMap<string, PersonOnPlans>;
  readonly entitlements: FirstEntitlements;
  /** Those of the run. */
  readonly periods: readonly RunPeriod[];
  /** The days on which anybody may ask how far a measure has come. */
  readonly askedDays: Int32Array;
  /** What is told of all teams. */
  readonly teams: TeamQuestion;
  readonly hashes: InputHashes;
  /** The rules that what is known was credited by. */
  readonly book: RuleBook;
  /** The first day that does not count. */
  readonly through: CivilDate;
  readonly known: KnownBooks;
  readonly columns: KnownColumns;
  /** The teams of whose people nothing was read ahead of a change yet. */
  readonly ahead: string[];
  readonly attainments: KnownAttainments;
}

/** What a memory is of. */
export interface MemoryQuestion {
  readonly run: Run;
  readonly book: RuleBook;
  readonly closings: RunClosings;
  readonly through: CivilDate;
}

const MEMORIES = new WeakMap<Database, RunMemory>();

/**
 * What is remembered of the published run; read anew where it was published or changed by somebody else.
 *
 * @example
 * const memory = await runMemory(db, trx, { run, book, closings, through });
 */
export async function runMemory(
  db: Database,
  trx: Transaction,
  question: MemoryQuestion,
): Promise<RunMemory> {
  const known = MEMORIES.get(db);
  const { run, book, closings } = question;
  const isOfRun = known?.run === run.id && known.change === run.change && known.book === book;
  if (known !== undefined && isOfRun && known.closings.closings.length === closings.closings.length)
    return known;
  return readMemory(trx, question);
}

/**
 * What is remembered of a database, whether it still holds or not; `undefined` where nothing is.
 *
 * @example
 * remembered(db)?.change // 13
 */
export function remembered(db: Database): RunMemory | undefined {
  return MEMORIES.get(db);
}

/**
 * Remembers what was read or went on from for the next change; called after what was written is committed.
 *
 * @example
 * remember(db, { ...memory, change });
 */
export function remember(db: Database, memory: RunMemory): void {
  MEMORIES.set(db, memory);
}

/**
 * Forgets what is remembered of a database, as where what followed from it was not committed.
 *
 * @example
 * forget(db);
 */
export function forget(db: Database): void {
  MEMORIES.delete(db);
}

/**
 * Reads all that is remembered of a run.
 *
 * @example
 * const memory = await readMemory(trx, { run, book, closings, through });
 */
export async function readMemory(
  trx: Transaction,
  { run, book, closings, through }: MemoryQuestion,
): Promise<RunMemory> {
  const organization = await readRecordSet(trx, { payees: [] });
  const index = indexRecords(organization);
  const people = withPosted(peopleOnPlans(book.plans, index, through), closings);
  const segments = people.flatMap((each) => each.segments);
  const hashes = await readInputHashes(trx, run.id);
  const closed = closings.closings.map(({ period, frequency }) => ({ ...period, frequency }));
  const periods = runPeriods(segments, book.company, through, closed);
  const graph = new PeopleGraph(organization, book.plans);
  return {
    run: run.id,
    change: run.change,
    closings,
    records: new PeopleRecords(organization),
    graph,
    people: new Map(people.map((each) => [each.payee, each])),
    entitlements: firstEntitlements(people, closings),
    periods,
    askedDays: askedDays({ versions: book.plans, periods, index, through }),
    teams: teamQuestion(segments, index.teams.keys(), through),
    hashes: new InputHashes([...hashes].sort(([a], [b]) => compareText(a, b))),
    book,
    through,
    known: new KnownBooks(),
    columns: new KnownColumns(),
    ahead: [...graph.teamsWithReaders],
    attainments: new KnownAttainments(),
  };
}
