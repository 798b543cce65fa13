import { addDays, type CivilDate, earlier } from '../calendar/civil-date.js';
import { windowContaining } from '../calendar/fiscal-calendar.js';
import type { PayPeriod } from '../calendar/pay-period.js';
import type { Calculation, PayeeBook } from '../engine/calculate.js';
import { dueAsOf } from '../engine/due.js';
import { type Balance, moveBalance, ZERO_BALANCE } from '../engine/pay/balance.js';
import { type PayGroup, payGroups, periodsOf } from '../engine/pay/pay-groups.js';
import { promisesIn } from '../engine/pay/pay-promises.js';
import { formatMinorUnits } from '../money/minor-units.js';
import type { Problem } from '../problems/problem.js';
import type { Entitlement, Entitlements } from './entitlement.js';
import { comparePostings } from './post-difference.js';
import { postedLine, takenBackIn } from './posted-line.js';
import { postedStandings } from './posted-standings.js';
import type { PostedPayable, PostedStatement, PostedYear } from './posted-statement.js';
import { heldOf, releasesOf } from './releases.js';
import { payableByDefault } from './render-statement.js';
import { RunningComponents } from './running-component.js';
import { owedIn, promisedIn, totalsOf, yearFrom, yearThrough } from './statement-totals.js';

/**
 * The statements of a payee, one for each pay period and currency from the first day on a plan through the
 * last known day. Each posts the difference between what is due at its end and what those before it posted.
 *
 * @param entitlements what the payee can earn by, among others
 * @example
 * buildStatements(calculation, book, entitlementsOf(calculation))[0]?.totals.earned // 1_160_000n
 */
export function buildStatements(
  calculation: Calculation,
  payee: PayeeBook,
  entitlements: Entitlements,
): readonly PostedStatement[] {
  const numbers = new Map<string, number>();
  const running = new Map<PayGroup, RunningPay>();
  const accounts = new Map<string, Account>();
  return periodsOf(calculation, payGroups(payee)).map(({ group, period }) => {
    const pay = found(running, group, () => ({ components: new RunningComponents(), problems: [] }));
    const account = found(accounts, group.currency, () => ({
      balance: ZERO_BALANCE,
      year: yearFrom(''),
    }));
    return statementOfPeriod(
      { calculation, payee, entitlements, numbers, group, running: pay, account },
      period,
    );
  });
}

/** The balances of a payee in one currency, whatever the pay calendars of the plans. */
interface Account {
  balance: Balance;
  year: PostedYear;
}

/** What earlier periods of a pay group have posted, and what was missing to pay them. */
interface RunningPay {
  readonly components: RunningComponents;
  problems: readonly Problem[];
}

function found<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

interface PeriodContext {
  readonly calculation: Calculation;
  readonly payee: PayeeBook;
  readonly group: PayGroup;
  readonly entitlements: Entitlements;
  /** The last line number of each period, shared by all groups of the payee. */
  readonly numbers: Map<string, number>;
  readonly running: RunningPay;
  readonly account: Account;
}

function statementOfPeriod(context: PeriodContext, period: PayPeriod): PostedStatement {
  const { calculation, payee, group, running, account, numbers } = context;
  const through = earlier(period.to, calculation.through);
  const due = dueAsOf(calculation, payee, through, (book) => group.books.includes(book));
  const posted = due.components.map((each) => running.components.post(each, period.id));
  const placed = posted.map((each) => {
    const entitlement = entitlementOf(each.due.component, context);
    const postings = each.windows.flatMap(({ own, postings: ofWindow }) => {
      const takenBack = takenBackIn(own, { from: period.from, to: through });
      return ofWindow.map((posting) => ({ ...posting, entitlement: entitlement.number, takenBack }));
    });
    const earned = sum(postings.map(({ amount }) => amount));
    return { entitlement, postings, earned, payable: each.payable };
  });

  const start = numbers.get(period.id) ?? 0;
  const lines = placed
    .flatMap(({ postings }) => postings)
    .sort(comparePostings)
    .map((posting, place) => postedLine(posting, start + place + 1));
  numbers.set(period.id, start + lines.length);

  const earned = sum(placed.map((each) => each.earned));
  const payable = sum(placed.map((each) => sum([...each.payable.values()])));
  const promises = promisesIn(group.books, period, calculation.crediting);
  const movement = moveBalance(account.balance, { ...period, earned, payable }, promises);
  account.balance = movement.closing;
  account.year = yearThrough(account.year, movement, yearOf(context, through));
  // A draw that is not known leaves all balances after it unknown.
  running.problems = [...running.problems, ...promises.problems];
  const problems = [...due.problems, ...running.problems];
  const money = (minor: bigint) => formatMinorUnits(minor, group.currency);
  return {
    payee: payee.payee,
    period: { ...period, frequency: group.frequency },
    currency: group.currency,
    status: problems.some(({ severity }) => severity === 'error') ? 'incomplete' : 'complete',
    totals: totalsOf(movement),
    lines,
    payables: placed.flatMap(postedPayable),
    releases: posted.flatMap((each) => releasesOf(each, money)),
    held: posted.flatMap((each) => heldOf(each, money)),
    year: account.year,
    owed: owedIn(movement),
    promised: promisedIn(promises),
    standings: group.books
      .filter(({ segment }) => segment.from < through)
      .flatMap((book) => postedStandings(book, through)),
    problems,
  };
}

function yearOf({ calculation }: PeriodContext, through: CivilDate): CivilDate {
  return windowContaining('year', addDays(through, -1), calculation.crediting.company).from;
}

function entitlementOf(
  book: Parameters<Entitlements['get']>[0],
  { payee, entitlements }: PeriodContext,
): Entitlement {
  const entitlement = entitlements.get(book);
  if (entitlement === undefined)
    throw new Error(`The component ${book.component.id} of ${payee.payee} is no entitlement of the run.`);
  return entitlement;
}

/** What became payable, where it does not follow from the lines, or where these do not show that it changed. */
function postedPayable(component: {
  readonly entitlement: Entitlement;
  readonly postings: readonly unknown[];
  readonly earned: bigint;
  readonly payable: ReadonlyMap<string, bigint>;
}): readonly PostedPayable[] {
  const { entitlement, postings, earned, payable } = component;
  const amount = sum([...payable.values()]);
  const isSilent = postings.length === 0 && payable.size > 0;
  if (amount === payableByDefault(entitlement, earned) && !isSilent) return [];
  return [{ entitlement: entitlement.number, amount }];
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
