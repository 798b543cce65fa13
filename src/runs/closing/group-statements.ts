import type { CivilDate } from '../../calendar/civil-date.js';
import type { PayPeriod } from '../../calendar/pay-period.js';
import { calculate } from '../../engine/calculate.js';
import { compareText, indexRecords } from '../../engine/record-index.js';
import { type BuiltStatement, buildStatements } from '../../ledger/build-statements.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import type { StatementToClose } from '../../ledger/closing/close-statement.js';
import { type Entitlement, entitlementsOf } from '../../ledger/entitlement.js';
import { payGroupId } from '../../ledger/pay-group.js';
import { renderStatement } from '../../ledger/render-statement.js';
import { ok, type Result } from '../../problems/result.js';
import type { RecordSet } from '../../records/record-set.js';
import type { Executor, Transaction } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { adjustedInputsHash } from '../adjustments/adjusted-inputs-hash.js';
import { contentHashOf } from '../canonical-json.js';
import { type PersonOnPlans, peopleOnPlans } from '../folding/people-on-plans.js';
import { inputsHasher } from '../inputs-hash.js';
import { peopleNeeded } from '../people-needed.js';
import { planByHash } from '../rules-of-run.js';
import { readStoredRules, type StoredRules } from '../stored-rules.js';
import { type Overlay, overlaid } from '../what-if/overlay.js';
import { bookOfNobody } from './book-of-nobody.js';
import { concernedPayees } from './concerned-payees.js';
import { goneOf, payeeClosings, type RunClosings, readRunClosings } from './run-closings.js';

/** Which statements are calculated again, from what. */
export interface GroupQuestion {
  /** Inputs and rules as they were after this change. */
  readonly change: number;
  /** The first day that was not known. */
  readonly through: CivilDate;
  /** Only closings whose number is lower are gone on from; all unless said. */
  readonly before?: number;
  readonly payGroup: string;
  readonly period: PayPeriod;
  /** What statements say they are made by. */
  readonly engineVersion: string;
  /** Only the statements that these changes may have made others; those of everybody unless said. */
  readonly changed?: readonly ChangedInput[];
}

/** The same for some payees: all their statements of periods that are not closed, whatever the pay group. */
export interface PayeesQuestion extends Omit<GroupQuestion, 'payGroup' | 'period' | 'changed'> {
  readonly payees: ReadonlySet<string>;
  /** What is supposed to be changed after that, though nothing that is stored says so. */
  readonly supposed?: SupposedChange | undefined;
}

/** Deals that are supposed to be other, or to be shared by others. */
export interface SupposedChange {
  readonly overlay: Overlay;
  /** Who shares these deals as they are stored: what calculating them takes has all of the deals. */
  readonly holders: readonly string[];
  /** Whether somebody shares each of them as it is stored. */
  readonly isShared: boolean;
  /** The same as a closing asks for what is changed. */
  readonly changes: readonly ChangedInput[];
}

type StatementsQuestion = GroupQuestion | PayeesQuestion;

/** What the statements of a pay group come to. */
export interface GroupStatements {
  readonly rulesHash: string;
  /** In the order of payees. */
  readonly statements: readonly StatementToClose[];
}

/** So many payees are calculated together, so that their deals are in memory and not all deals. */
const PAYEES_AT_A_TIME = 500;
/** Beyond this part of all payees, their deals are nearly all deals. */
const MOST_CHOSEN = 0.25;

/**
 * Calculates the statements of one pay group for one period again, from inputs and rules as they were after a
 * change, going on from what was closed. Fails where the rules of then cannot be read.
 *
 * @example
 * const found = await groupStatements(db, { change, through, payGroup: 'monthly-USD', period, engineVersion });
 */
export async function groupStatements(
  executor: Executor,
  question: GroupQuestion,
): Promise<Result<GroupStatements>> {
  const found = await eachStatement(executor, question, rendered);
  if (!found.ok) return found;
  return ok({ rulesHash: found.value.rules.hash, statements: found.value.made });
}

/**
 * Calculates the statements of some payees for all periods that are not closed: what they come to, and not how they
 * are shown.
 *
 * @example
 * const found = await statementsOfPayees(db, { change, through, payees: new Set(['ada']), engineVersion });
 */
export async function statementsOfPayees(
  executor: Executor,
  question: PayeesQuestion,
): Promise<Result<readonly BuiltStatement[]>> {
  const found = await eachStatement(executor, question, (built) => built);
  return found.ok ? ok(found.value.made) : found;
}

/** Makes something of each statement, before the next payees are calculated. */
type MakeOfStatement<Made> = (built: BuiltStatement, shown: ShownAs, context: ShardContext) => Made;

async function eachStatement<Made>(
  executor: Executor,
  question: StatementsQuestion,
  make: MakeOfStatement<Made>,
): Promise<Result<{ readonly rules: StoredRules; readonly made: readonly Made[] }>> {
  const { change, through, before } = question;
  const read = await executor.read(async (trx) => {
    const rules = await readStoredRules(trx, { asOfChange: change });
    if (!rules.ok) return rules;
    const organization = await readRecordSet(trx, { asOfChange: change, payees: [] });
    const closings = await readRunClosings(trx, change, { before });
    const changes = [...closings.changes, ...(supposedIn(question)?.changes ?? [])];
    const only = await concernedBy(trx, question, rules.value, organization);
    return ok({ rules: rules.value, organization, closings: { ...closings, changes }, only });
  });
  if (!read.ok) return read;
  const { rules, organization, closings, only } = read.value;
  const everybody = peopleOnPlans(rules.book.plans, indexRecords(organization), through);
  const people = peopleOfGroup(everybody, question, closings).filter(
    ({ payee }) => only?.has(payee) !== false,
  );
  const made: Made[] = [];
  for (let from = 0; from < people.length; from += PAYEES_AT_A_TIME) {
    const shard = people.slice(from, from + PAYEES_AT_A_TIME);
    const isMost = only === null || people.length > everybody.length * MOST_CHOSEN;
    const isWhole = !('payees' in question) && isMost && people.length <= PAYEES_AT_A_TIME;
    const context = { question, rules, organization, closings, isWhole };
    made.push(...(await executor.read((trx) => statementsOf(trx, shard, context, make))));
  }
  return ok({ rules, made });
}

/** Whose statements are asked for, where not those of everybody. */
async function concernedBy(
  trx: Transaction,
  question: StatementsQuestion,
  { book }: StoredRules,
  organization: RecordSet,
): Promise<ReadonlySet<string> | null> {
  const changed = 'payees' in question ? undefined : question.changed;
  return changed === undefined ? null : concernedPayees(trx, changed, { book, organization });
}

/** Those who are paid in the group, and those who were when something was closed. */
function peopleOfGroup(
  everybody: readonly PersonOnPlans[],
  question: StatementsQuestion,
  { posted }: RunClosings,
): readonly PersonOnPlans[] {
  const known = new Set(everybody.map(({ payee }) => payee));
  const gone = [...posted.keys()]
    .filter((payee) => !known.has(payee))
    .map((payee) => ({ payee, segments: [], problems: [], payoutCurrency: null }));
  return [...everybody, ...gone]
    .filter(({ payee, segments }) => {
      if ('payees' in question) return question.payees.has(payee);
      const { payGroup } = question;
      return (
        posted.get(payee)?.has(payGroup) === true || segments.some(({ plan }) => isPaidIn(plan, payGroup))
      );
    })
    .sort((a, b) => compareText(a.payee, b.payee));
}

function isPaidIn(
  { payFrequency, currency }: PersonOnPlans['segments'][number]['plan'],
  payGroup: string,
): boolean {
  return payGroupId({ frequency: payFrequency, currency }) === payGroup;
}

interface ShardContext {
  readonly question: StatementsQuestion;
  readonly rules: StoredRules;
  readonly organization: RecordSet;
  readonly closings: RunClosings;
  /** Whether all payees of the group, or most, are calculated together. */
  readonly isWhole: boolean;
}

/** What a statement is shown with. */
interface ShownAs {
  readonly name: string;
  /** What the payee can or could earn by. */
  readonly own: readonly Entitlement[];
  readonly inputsHash: () => string;
}

async function statementsOf<Made>(
  trx: Transaction,
  shard: readonly PersonOnPlans[],
  context: ShardContext,
  make: MakeOfStatement<Made>,
): Promise<readonly Made[]> {
  const { question, rules, closings } = context;
  const { company, plans: versions, territories } = rules.book;
  const { through } = question;
  const until = 'payees' in question ? through : question.period.to;
  const records = await readShard(trx, shard, context);
  const calculation = calculate({ company, versions, territories, records, through });
  const { index } = calculation.crediting;
  const entitlements = entitlementsOf(calculation);
  const gone = new Map(shard.map((each) => [each.payee, goneOf(each, closings, entitlements.size)]));
  const names = shard.map(({ payee }) => payee);
  const closedOf = await payeeClosings(trx, closings, calculation, (payee) => gone.get(payee) ?? [])(names);
  const books = new Map(calculation.payees.map((book) => [book.payee, book]));
  const hashOf = inputsHasher(calculation);
  return shard.flatMap(({ payee }) => {
    const book = books.get(payee) ?? bookOfNobody(payee);
    const own = [
      ...book.segments.flatMap(({ components }) =>
        components.flatMap((each) => entitlements.get(each) ?? []),
      ),
      ...(gone.get(payee) ?? []),
    ];
    const inputsHash = () =>
      adjustedInputsHash(books.has(payee) ? hashOf(payee) : '', closings.adjustments.get(payee));
    const shown = { name: index.payees.get(payee)?.name ?? payee, own, inputsHash };
    return buildStatements(calculation, book, entitlements, closedOf(payee), until)
      .filter((each) => isAsked(each, context))
      .map((built) => make(built, shown, context));
  });
}

function isAsked(built: BuiltStatement, { question, closings }: ShardContext): boolean {
  const payGroup = payGroupOf(built);
  if ('payees' in question) return built.period.to > (closings.groups.get(payGroup)?.to ?? '');
  return built.period.id === question.period.id && payGroup === question.payGroup;
}

function payGroupOf({ period: { frequency }, currency }: BuiltStatement): string {
  return payGroupId({ frequency, currency });
}

function rendered(
  built: BuiltStatement,
  { name, own, inputsHash: hashOf }: ShownAs,
  { question, rules }: ShardContext,
): StatementToClose {
  const { change, through, engineVersion } = question;
  const inputsHash = hashOf();
  const statement = renderStatement(built, {
    name,
    through,
    entitlements: own,
    planOf: planByHash(rules.book),
    madeFrom: { change, rulesHash: rules.hash, inputsHash, engineVersion },
  });
  return { built, entitlements: own, name, inputsHash, statement, hash: contentHashOf(statement) };
}

async function readShard(
  trx: Transaction,
  shard: readonly PersonOnPlans[],
  context: ShardContext,
): Promise<RecordSet> {
  const supposed = supposedIn(context.question);
  const records = await readStored(trx, shard, context, supposed);
  return supposed === undefined ? records : overlaid(records, supposed.overlay);
}

/** Which deals territories give to whom shows only from all deals. */
async function readStored(
  trx: Transaction,
  shard: readonly PersonOnPlans[],
  { question: { change: asOfChange }, rules, organization, isWhole }: ShardContext,
  supposed: SupposedChange | undefined,
): Promise<RecordSet> {
  const { plans, territories } = rules.book;
  // What nobody shares belongs to no payee that it could be read for.
  const isOfNobody = supposed?.isShared === false;
  if (isWhole || territories !== null || isOfNobody) return readRecordSet(trx, { asOfChange });
  const needed = shard.flatMap(({ payee }) => peopleNeeded(payee, organization, plans));
  const payees = new Set([...needed, ...(supposed?.holders ?? [])]);
  return readRecordSet(trx, { asOfChange, payees: [...payees].sort(compareText) });
}

function supposedIn(question: StatementsQuestion): SupposedChange | undefined {
  return 'payees' in question ? question.supposed : undefined;
}
