import { type Calculation, calculate, type PayeeBook } from '../../engine/calculate.js';
import type { TeamPosition } from '../../engine/fold/fold-gates.js';
import { type FoldPlan, foldPlan } from '../../engine/fold/fold-plan.js';
import { positionReader } from '../../engine/measures/position-reader.js';
import type { Plan } from '../../engine/plan.js';
import { compareText, indexRecords } from '../../engine/record-index.js';
import type { RecordSet } from '../../records/record-set.js';
import type { RuleBook } from '../../rules/rule-book.js';
import type { FoldedResult } from '../../store/columns/write-folded-payees.js';
import type { FoldedShard } from '../../store/columns/write-folded-shard.js';
import type { Transaction } from '../../store/executor.js';
import { type FoldingContext, FoldPeople } from '../folding/fold-people.js';
import { canBeFolded, type PersonOnPlans } from '../folding/people-on-plans.js';
import { type ChangedMeasures, changedMeasures } from './changed-measures.js';
import type { KnownDeals } from './known-columns.js';
import { peopleColumns } from './people-columns.js';
import type { ConcernedPayees } from './recalculate-concerned.js';

/** What the concerned payees come to now, where all of them were folded. */
export interface FoldedConcerned {
  /** Knows how far teams have come; it has no payees of its own. */
  readonly calculation: Calculation;
  /** One for each payee whose results are others now. */
  readonly folded: readonly FoldedOne[];
  /** One for each payee who comes to what the run has already. */
  readonly unchanged: readonly FoldedOne[];
  /** What members of teams are credited now. */
  readonly members: readonly PayeeBook[];
  /** Who reads teams: what they were credited before is told no more. */
  readonly readers: readonly string[];
  /** What of it is other than it was; `null` where that is not known. */
  readonly changed: ChangedMeasures | null;
}

/** What one payee comes to, with what was folded over, which the lines name. */
export interface FoldedOne {
  readonly shard: FoldedShard;
  readonly deals: KnownDeals;
}

const PLANS = new WeakMap<RuleBook, ReadonlyMap<Plan, FoldPlan>>();

/** The plans that can be folded where it is known how far teams have come. */
function foldPlans(book: RuleBook): ReadonlyMap<Plan, FoldPlan> {
  const known = PLANS.get(book);
  if (known !== undefined) return known;
  const plans = new Map(
    book.plans.flatMap(({ plan }) => {
      const folded = foldPlan(plan, true);
      return folded === null ? [] : [[plan, folded] as const];
    }),
  );
  PLANS.set(book, plans);
  return plans;
}

/**
 * Folds whoever is concerned by some changes: first those who read nobody else's measures, then those whose gates
 * ask how far a team has come. `null` where anything of it is the engine's to tell.
 *
 * @param records people, teams, targets, quotas and rates of all who are opened; no deals
 * @example
 * const folded = await foldConcerned(trx, concerned, records);
 */
export async function foldConcerned(
  trx: Transaction,
  concerned: ConcernedPayees,
  records: RecordSet,
): Promise<FoldedConcerned | null> {
  const { memory, book, through, touched, dependents } = concerned;
  const plans = foldPlans(book);
  const { known, columns } = memory;
  // What is remembered goes on to the next change, whoever takes this one.
  await columns.bringUp(trx, concerned.changed);
  const groups = peopleToFold(concerned, plans);
  if (groups === null) return null;
  const folding: GroupToFold[] = [];
  for (const group of groups) {
    const deals = await dealsOf(trx, concerned, plans, group);
    if (deals === null) return null;
    folding.push({ ...group, deals });
  }
  const context = {
    ...{ plans, through, company: book.company, index: indexRecords(records) },
    ...{ periods: memory.periods, askedDays: memory.askedDays },
    firstEntitlement: (payee: string) => memory.entitlements.first.get(payee) ?? 0,
  };
  const own = foldAll(folding, ({ first }) => first, context);
  if (own === null) return null;
  const now = new Map(own.books.map((each) => [each.payee, each]));
  const others = [...concerned.opened].flatMap((payee) => now.get(payee) ?? known.of(payee) ?? []);
  const members = own.books.filter(({ payee }) => memory.graph.isInTeam(payee));
  const changed = changedMeasures(members, (payee) => known.foldedOf(payee));
  memory.attainments.forget(memory.graph.teamsAbove(members.map(({ payee }) => payee)), changed);
  const bare = teamsOf(concerned, records, others);
  const calculation = { ...bare, teamAttainment: memory.attainments.reader(bare.teamAttainment) };
  const teamAt = teamReader(calculation, others);
  const read = foldAll(folding, ({ readers }) => readers, { ...context, askedDays: null, teamAt });
  if (read === null) return null;
  const isOther = ({ payee, inputsHash }: FoldedResult) =>
    touched.has(payee) || (dependents.has(payee) && inputsHash !== memory.hashes.of(payee));
  const all = [...own.folded, ...read.folded];
  const folded = all.filter(({ shard }) => shard.results.some(isOther));
  const isSame = ({ payee, inputsHash }: FoldedResult) => inputsHash === memory.hashes.of(payee);
  const unchanged = all.filter((each) => !folded.includes(each) && each.shard.results.every(isSame));
  const readers = folding.flatMap((group) => group.readers.map(({ payee }) => payee));
  return { calculation, members, readers, changed, folded, unchanged };
}

/** People who are folded over the same deals: who is at first, and who once it is known how far teams have come. */
interface PeopleInTurn {
  readonly first: PersonOnPlans[];
  readonly readers: PersonOnPlans[];
}

interface GroupToFold extends PeopleInTurn {
  readonly deals: KnownDeals;
}

/** People by the teams at the top of theirs, and whoever is in none alone; `null` where somebody cannot be folded. */
function peopleToFold(
  { memory, closings, touched, dependents, opened }: ConcernedPayees,
  plans: ReadonlyMap<Plan, FoldPlan>,
): readonly PeopleInTurn[] | null {
  const { graph, people, known } = memory;
  if (closings.closings.length > 0 || graph.looksBeyondTeams) return null;
  const groups = new Map<string, PeopleInTurn>();
  for (const payee of [...opened].sort(compareText)) {
    const person = people.get(payee);
    if (person === undefined || !canBeFolded(person, plans)) return null;
    const isConcerned = touched.has(payee) || dependents.has(payee);
    if (isConcerned && closings.adjustments.has(payee)) return null;
    const isReader = person.segments.some(({ plan }) => readsTeams(plan));
    // What is rolled up counts for no team, and nobody else reads it.
    const isRead = person.segments.some(({ plan }) =>
      plan.measures.some(({ credit }) => credit.kind === 'own'),
    );
    if (isReader && isRead) return null;
    if (!isConcerned && (!isRead || known.of(payee) !== undefined)) continue;
    const key = graph.isInTeam(payee) ? graph.topTeams(payee).join('\n') : `\n${payee}`;
    const group = groups.get(key) ?? { first: [], readers: [] };
    groups.set(key, group);
    (isReader ? group.readers : group.first).push(person);
  }
  return [...groups.values()];
}

function readsTeams({ components }: Plan): boolean {
  return components.some(({ gate }) => gate.some(({ position }) => position.of !== 'self'));
}

/** The deals of those who are folded, and of all who are rolled up to them. */
async function dealsOf(
  trx: Transaction,
  { memory, book, through }: ConcernedPayees,
  plans: ReadonlyMap<Plan, FoldPlan>,
  { first, readers }: PeopleInTurn,
): Promise<KnownDeals | null> {
  const people = [...first, ...readers].map(({ payee }) => payee);
  const payees = [...memory.graph.withRolledUp(people)].sort(compareText);
  const known = memory.columns.of(payees);
  if (known !== undefined) return known;
  const asked = { plans: [...plans.values()], company: book.company, payees, through };
  const columns = await peopleColumns(trx, asked);
  return columns === null ? null : memory.columns.keep(payees, columns);
}

/** `null` where somebody is left to the engine. */
function foldAll(
  groups: readonly GroupToFold[],
  whom: (group: PeopleInTurn) => readonly PersonOnPlans[],
  context: Omit<FoldingContext, 'columns'>,
): { readonly folded: readonly FoldedOne[]; readonly books: readonly PayeeBook[] } | null {
  const folded: FoldedOne[] = [];
  const books: PayeeBook[] = [];
  for (const group of groups) {
    const people = whom(group);
    const folding = people.length === 0 ? null : new FoldPeople({ ...context, columns: group.deals.columns });
    // One by one, as what they can earn by is not numbered in a row.
    for (const person of people) {
      const one = folding?.fold([person]);
      if (one === undefined || one.left.length > 0) return null;
      folded.push({ shard: one.shard, deals: group.deals });
      books.push(...one.books);
    }
  }
  return { folded, books };
}

function teamsOf(
  { book: { company, plans: versions }, through }: ConcernedPayees,
  records: RecordSet,
  others: readonly PayeeBook[],
): Calculation {
  return calculate({ company, versions, records, through, payees: [], others });
}

function teamReader(
  { crediting: { index, hierarchy, company }, teamAttainment }: Calculation,
  others: readonly PayeeBook[],
): TeamPosition {
  const books = new Map(
    others.map(({ payee, segments }) => [payee, segments.flatMap(({ measures }) => measures)]),
  );
  return positionReader({ books, index, hierarchy, company }, teamAttainment)([]).positionAt;
}
