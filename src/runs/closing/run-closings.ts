import { EVERY_PAYEE } from '../../access/scope.js';
import type { Calculation } from '../../engine/calculate.js';
import type { ApprovedAdjustment } from '../../ledger/adjustments/adjustment.js';
import type { ClosedStatement, Closing } from '../../ledger/closed-statement.js';
import { causeSteps } from '../../ledger/closing/cause-steps.js';
import type { ChangedInput } from '../../ledger/closing/changed-input.js';
import { causeFinder } from '../../ledger/closing/find-cause.js';
import { goneEntitlements } from '../../ledger/closing/gone-entitlements.js';
import { isAdjusted } from '../../ledger/closing/is-adjusted.js';
import { openGroups } from '../../ledger/closing/open-groups.js';
import {
  type ClosedGroup,
  closedGroups,
  type FindCauses,
  NOTHING_CLOSED,
  type PayeeClosing,
} from '../../ledger/closing/payee-closing.js';
import { type Entitlement, segmentEntitlements } from '../../ledger/entitlement.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { payGroupId } from '../../ledger/pay-group.js';
import { readApprovedAdjustments } from '../../store/adjustments.js';
import { readChangedInputs } from '../../store/changed-inputs.js';
import { closedEntitlements, closedPayees, closedStatements, readClosings } from '../../store/closings.js';
import type { Executor, Transaction } from '../../store/executor.js';
import type { PersonOnPlans } from '../folding/people-on-plans.js';
import { bookOfNobody } from './book-of-nobody.js';
import type { AdjustedGroup } from './cause-tasks.js';
import { proveCauses } from './prove-causes.js';

/** What a calculation goes on from: all that is closed, what has changed since, and what was adjusted by hand. */
export interface RunClosings {
  readonly closings: readonly Closing[];
  /** The change of inputs and rules up to which was read. */
  readonly change: number;
  readonly groups: ReadonlyMap<string, ClosedGroup>;
  /** Of each payee the pay groups in which a statement is closed. */
  readonly posted: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the closed statements of each payee were earned by, in the order of closings. */
  readonly entitlements: ReadonlyMap<string, readonly Entitlement[]>;
  /** Since the earliest of the last closings of pay groups. */
  readonly changes: readonly ChangedInput[];
  /** By payee: what was adjusted by hand and approved, in the order of the numbers. */
  readonly adjustments: ReadonlyMap<string, readonly ApprovedAdjustment[]>;
}

/**
 * Reads what is closed, what has changed since and what was adjusted by hand, up to a change.
 *
 * @example
 * const closings = await readRunClosings(trx, await latestChange(trx));
 */
export async function readRunClosings(
  trx: Transaction,
  change: number,
  { before, known }: ClosingsToRead = {},
): Promise<RunClosings> {
  const closings = await readClosings(trx, before === undefined ? {} : { before });
  const groups = closedGroups(closings);
  const adjustments = groupedBy(
    await readApprovedAdjustments(trx, { asOfChange: change }),
    ({ payee }) => payee,
  );
  if (groups.size === 0) return { ...NO_CLOSINGS, change, adjustments };
  const after = Math.min(...[...groups.values()].map((each) => each.change));
  const changes = await readChangedInputs(trx, { after, through: change });
  const { posted, entitlements } = await readClosedPeople(trx, closings, known);
  return { closings, change, groups, posted, entitlements, changes, adjustments };
}

/** Which closings are read. */
export interface ClosingsToRead {
  /** Only closings whose number is lower count; all unless said. */
  readonly before?: number | undefined;
  /** What was read before: of the same closings, who has closed statements and by what need not be read again. */
  readonly known?: RunClosings | undefined;
}

async function readClosedPeople(
  trx: Transaction,
  closings: readonly Closing[],
  known: RunClosings | undefined,
): Promise<Pick<RunClosings, 'posted' | 'entitlements'>> {
  const last = closings.at(-1)?.number ?? 0;
  // Closings are only ever added, and nothing of one changes.
  if (known?.closings.at(-1)?.number === last && known.closings.length === closings.length) return known;
  const entitlements = groupedBy(await closedEntitlements(trx, last), ({ payee }) => payee);
  return { posted: await closedPayees(trx, last), entitlements };
}

const NO_CLOSINGS: Omit<RunClosings, 'adjustments' | 'change'> = Object.freeze({
  closings: Object.freeze([]),
  groups: new Map(),
  posted: new Map(),
  entitlements: new Map(),
  changes: Object.freeze([]),
});

/**
 * Whether what is closed says something of a payee: a statement is closed, or there would be one by now. Also
 * whether something was adjusted by hand.
 *
 * @example
 * people.filter((each) => !isPosted(each, closings))
 */
function isPosted(
  { payee, segments }: PersonOnPlans,
  { groups, posted, closings, adjustments }: RunClosings,
): boolean {
  if (adjustments.has(payee)) return true;
  if (closings.length === 0) return false;
  if (posted.has(payee)) return true;
  return segments.some(({ plan, from }) => {
    const closed = groups.get(payGroupId({ frequency: plan.payFrequency, currency: plan.currency }));
    return closed !== undefined && from < closed.to;
  });
}

/**
 * Whether a payee may be folded as if nothing was closed: nothing is, or what is closed is of the pay group and earned by
 * what there is still. What comes to the closed statements once more then goes on from them as it is.
 *
 * @example
 * people.filter((each) => mayStandAsClosed(each, closings))
 */
export function mayStandAsClosed(person: PersonOnPlans, closings: RunClosings): boolean {
  if (!isPosted(person, closings)) return true;
  const { payee, segments } = person;
  const groups = closings.posted.get(payee);
  if (groups === undefined || closings.adjustments.has(payee)) return false;
  const isOfGroup = segments.every(({ plan: { payFrequency: frequency, currency } }) =>
    groups.has(payGroupId({ frequency, currency })),
  );
  return groups.size === 1 && isOfGroup && goneOf(person, closings, 0).length === 0;
}

/**
 * What a payee had earned by in closed periods and cannot earn by any more.
 *
 * @param first the number of the payee's first entitlement
 * @example
 * goneOf(person, closings, 12)
 */
export function goneOf(
  { payee, segments }: PersonOnPlans,
  { entitlements }: RunClosings,
  first: number,
): readonly Entitlement[] {
  const closed = entitlements.get(payee);
  if (closed === undefined) return [];
  const now = segments.flatMap((segment) => segmentEntitlements(segment, 0));
  return goneEntitlements(closed, now, first + now.length);
}

/** Asks for what is closed for some payees; only what they need is in memory. */
export type ReadPayeeClosings = (payees: readonly string[]) => Promise<(payee: string) => PayeeClosing>;

/**
 * What is closed and adjusted for payees, to be read a shard at a time, with what made each change of it.
 *
 * @param calculation by which the payees are paid
 * @param gone what each payee cannot earn by any more, as it is numbered
 * @example
 * const closedOf = await payeeClosings(db, closings, calculation, gone)(['ada', 'bo']);
 */
export function payeeClosings(
  executor: Executor,
  { closings, change, groups, changes, adjustments }: RunClosings,
  calculation: Calculation,
  gone: (payee: string) => readonly Entitlement[],
): ReadPayeeClosings {
  const last = closings.at(-1)?.number;
  const adjustmentsOf = (payee: string) => adjustments.get(payee) ?? [];
  if (last === undefined) {
    return async () => (payee) => ({ ...NOTHING_CLOSED, adjustments: adjustmentsOf(payee) });
  }
  const findCause = causeFinder(changes, calculation.crediting.index);
  const nearest: FindCauses = (figure, group) => [{ ...findCause(figure, group), amount: figure.amount }];
  const question = { changes, stored: change, through: calculation.through };
  const isOneStep = causeSteps(changes, { stored: change, most: 2 }).length < 2;
  return async (payees) => {
    const statements: ClosedStatement[] = [];
    const filter = { before: last + 1, payees };
    for await (const each of closedStatements(executor, EVERY_PAYEE, filter)) statements.push(each);
    const byPayee = groupedBy(statements, ({ payee }) => payee);
    const closingOf = (payee: string, findCauses: FindCauses): PayeeClosing => ({
      groups,
      statements: byPayee.get(payee) ?? [],
      gone: gone(payee),
      adjustments: adjustmentsOf(payee),
      findCauses,
    });
    if (isOneStep) return (payee) => closingOf(payee, nearest);
    const adjusted = adjustedGroups(calculation, payees, (payee) => closingOf(payee, nearest));
    const proven = await proveCauses(executor, adjusted, question);
    return (payee) => closingOf(payee, (figure, group) => proven(figure, group) ?? nearest(figure, group));
  };
}

/** The pay groups of payees of which what is closed comes to something else now. */
function adjustedGroups(
  calculation: Calculation,
  payees: readonly string[],
  closingOf: (payee: string) => PayeeClosing,
): readonly AdjustedGroup[] {
  const books = new Map(calculation.payees.map((book) => [book.payee, book]));
  return payees.flatMap((payee) => {
    const book = books.get(payee) ?? bookOfNobody(payee);
    return openGroups(book, closingOf(payee)).flatMap((group) =>
      group.closed !== null && isAdjusted(calculation, book, group)
        ? [{ payee, group, closed: group.closed }]
        : [],
    );
  });
}
