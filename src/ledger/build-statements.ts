import { addDays, type CivilDate, earlier } from '../calendar/civil-date.js';
import { windowContaining } from '../calendar/fiscal-calendar.js';
import type { PayPeriod } from '../calendar/pay-period.js';
import type { Calculation, PayeeBook } from '../engine/calculate.js';
import { dueAsOf } from '../engine/due.js';
import { type Balance, moveBalance, ZERO_BALANCE } from '../engine/pay/balance.js';
import { periodsOf } from '../engine/pay/pay-groups.js';
import { promisesIn } from '../engine/pay/pay-promises.js';
import { compareText } from '../engine/record-index.js';
import { formatMinorUnits } from '../money/minor-units.js';
import type { Problem } from '../problems/problem.js';
import { adjustmentsIn } from './adjustments/adjustment.js';
import type { ClosedStatement } from './closed-statement.js';
import { frozenPosting } from './closing/frozen-posting.js';
import { firstOpenDay, isRestated, type OpenGroup, openGroups } from './closing/open-groups.js';
import { NOTHING_CLOSED, type PayeeClosing } from './closing/payee-closing.js';
import { postedSeeds } from './closing/posted-seeds.js';
import { restatementOf } from './closing/restatement.js';
import type { Entitlements } from './entitlement.js';
import { missingPayoutRate, statementPayout } from './payouts/statement-payout.js';
import { comparePostings } from './post-difference.js';
import { postedLine, takenBackIn } from './posted-line.js';
import { postedStandings } from './posted-standings.js';
import type { PostedDeal, PostedPayout, PostedStatement, PostedYear } from './posted-statement.js';
import { heldOf, releasesOf } from './releases.js';
import { type ComponentPosting, RunningComponents } from './running-component.js';
import { StatementEntitlements } from './statement-entitlements.js';
import { earnedIn, payableIn, postedDeals, postedPayables, type StatementPart } from './statement-part.js';
import { owedIn, promisedIn, totalsOf, yearFrom, yearThrough } from './statement-totals.js';

/** A statement with all that has to be known to go on from it when it is closed. */
export interface BuiltStatement extends PostedStatement {
  readonly deals: readonly PostedDeal[];
  /** The balances in its currency at the end of its period. */
  readonly balance: Balance;
}

/**
 * The statements of a payee, one for each pay period and currency from the first day on a plan through the
 * last known day. Each posts the difference between what is due at its end and what those before it posted.
 * What is closed stays as it was posted, and what has changed of it since is posted by the first open period.
 *
 * @param entitlements what the payee can earn by, among others
 * @param until only statements of periods that begin before this day are made; all unless said otherwise
 * @param closed what is closed for the payee; nothing unless said otherwise
 * @example
 * buildStatements(calculation, book, entitlementsOf(calculation))[0]?.totals.earned // 1_160_000n
 */
export function buildStatements(
  calculation: Calculation,
  payee: PayeeBook,
  entitlements: Entitlements,
  closed: PayeeClosing = NOTHING_CLOSED,
  until: CivilDate = calculation.through,
): readonly BuiltStatement[] {
  const numbered = new StatementEntitlements(payee, entitlements, closed.gone);
  const numbers = new Map<string, number>();
  const accounts = new Map<string, Account>();
  const frozen = closed.statements.map((each) => {
    accounts.set(each.closing.currency, { balance: each.balance, year: each.remainder.year });
    const { id } = each.closing.period;
    numbers.set(id, Math.max(numbers.get(id) ?? 0, each.lines.at(-1)?.line.number ?? 0));
    return frozenStatement(each, numbered);
  });
  const running = new Map<OpenGroup, RunningPay>();
  const wanted = periodsOf(calculation, openGroups(payee, closed), firstOpenDay).filter(
    ({ period }) => period.from < until,
  );
  const open = wanted.map(({ group, period }) => {
    const pay = found(running, group, () => openPay(group));
    const account = found(accounts, group.currency, () => ({ balance: ZERO_BALANCE, year: yearFrom('') }));
    return statementOfPeriod(
      { calculation, payee, closed, entitlements: numbered, numbers, group, running: pay, account },
      period,
    );
  });
  return frozen.length === 0 ? open : [...frozen, ...open].sort(byPeriod);
}

function byPeriod(one: PostedStatement, other: PostedStatement): number {
  const [a, b] = [one.period, other.period];
  return compareText(a.to, b.to) || compareText(a.id, b.id) || compareText(one.currency, other.currency);
}

function frozenStatement(closed: ClosedStatement, entitlements: StatementEntitlements): BuiltStatement {
  const numberOf = (each: ClosedStatement['entitlements'][number]) => entitlements.like(each).number;
  const deals = closed.payables.map(({ entitlement, ...amounts }) => {
    return { entitlement: numberOf(entitlement), ...amounts };
  });
  return { ...frozenPosting(closed, numberOf), deals, balance: closed.balance };
}

function openPay(group: OpenGroup): RunningPay {
  return {
    components: new RunningComponents(postedSeeds(group.statements)),
    problems: [],
    isRestated: !isRestated(group),
  };
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
  /** Whether what is closed is looked at again already, or need not be. */
  isRestated: boolean;
}

function found<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

interface PeriodContext {
  readonly calculation: Calculation;
  readonly payee: PayeeBook;
  readonly closed: PayeeClosing;
  readonly group: OpenGroup;
  readonly entitlements: StatementEntitlements;
  /** The last line number of each period, shared by all groups of the payee. */
  readonly numbers: Map<string, number>;
  readonly running: RunningPay;
  readonly account: Account;
}

function statementOfPeriod(context: PeriodContext, period: PayPeriod): BuiltStatement {
  const { calculation, payee, group, running, account, numbers } = context;
  const through = earlier(period.to, calculation.through);
  const restated = restate(context, period);
  const due = dueAsOf(calculation, payee, through, (book) => group.books.includes(book));
  const posted = due.components.map((each) => running.components.post(each, period.id));
  const parts = [
    ...restated,
    ...posted.map((each) => partOf(each, context, { from: period.from, to: through })),
  ];

  const start = numbers.get(period.id) ?? 0;
  const lines = parts
    .flatMap(({ postings }) => postings)
    .sort(comparePostings)
    .map((posting, place) => postedLine(posting, start + place + 1));
  numbers.set(period.id, start + lines.length);

  const promises = promisesIn(group.books, period, calculation.crediting);
  const adjustments = adjustmentsIn(context.closed.adjustments, group.id, period.id);
  const adjusted = adjustments.reduce((sum, { amount }) => sum + amount, 0n);
  const amounts = { ...period, earned: earnedIn(parts), payable: payableIn(parts), adjusted };
  const movement = moveBalance(account.balance, amounts, promises);
  account.balance = movement.closing;
  account.year = yearThrough(account.year, movement, yearOf(context, through));
  // A draw that is not known leaves all balances after it unknown.
  running.problems = [...running.problems, ...promises.problems];
  const payout = payoutOf(context, movement.paid, addDays(through, -1));
  const problems = [...due.problems, ...running.problems, ...withoutRate(group, payout)];
  const money = (minor: bigint) => formatMinorUnits(minor, group.currency);
  return {
    payee: payee.payee,
    period: { ...period, frequency: group.frequency },
    currency: group.currency,
    status: problems.some(({ severity }) => severity === 'error') ? 'incomplete' : 'complete',
    totals: totalsOf(movement),
    lines,
    payables: postedPayables(parts),
    releases: parts.flatMap(({ releases }) => releases),
    held: posted.flatMap((each) => heldOf(each, money)),
    adjustments,
    year: account.year,
    owed: owedIn(movement),
    promised: promisedIn(promises),
    standings: group.books
      .filter(({ segment }) => segment.from < through)
      .flatMap((book) => postedStandings(book, through)),
    problems,
    ...(payout !== null && { payout }),
    // Only a closing asks for them.
    get deals() {
      return postedDeals(parts);
    },
    balance: movement.closing,
  };
}

/** What is paid in the currency of the payee, where that is not the plan's. */
function payoutOf(
  { calculation, payee: { payee }, group: { currency } }: PeriodContext,
  paid: bigint,
  day: CivilDate,
): PostedPayout | null {
  const { index } = calculation.crediting;
  const payoutCurrency = index.payees.get(payee)?.payoutCurrency ?? null;
  const rates = index.fxRates.get(`${currency}/${payoutCurrency}`) ?? [];
  return statementPayout({ paid, currency, payoutCurrency, day }, rates);
}

/** The figures of the statement are right without the rate: that it is missing keeps from paying alone. */
function withoutRate({ currency }: OpenGroup, payout: PostedPayout | null): readonly Problem[] {
  if (payout === null || payout.rate !== null) return [];
  return [missingPayoutRate(currency, payout, { severity: 'warning' })];
}

/** What changed of closed periods; the first open one posts it. */
function restate(context: PeriodContext, period: PayPeriod): readonly StatementPart[] {
  const { running, entitlements } = context;
  if (running.isRestated) return [];
  running.isRestated = true;
  return restatementOf({ ...context, components: running.components, entitlements }, period.id);
}

function partOf(
  posting: ComponentPosting,
  { entitlements, group }: PeriodContext,
  days: { readonly from: CivilDate; readonly to: CivilDate },
): StatementPart {
  const entitlement = entitlements.of(posting.due.component);
  const postings = posting.windows.flatMap(({ own, postings: ofWindow }) => {
    const takenBack = takenBackIn(own, days);
    return ofWindow.map((each) => ({ ...each, entitlement: entitlement.number, takenBack }));
  });
  const money = (minor: bigint) => formatMinorUnits(minor, group.currency);
  return { entitlement, postings, deals: posting.deals, releases: releasesOf(posting, money) };
}

function yearOf({ calculation }: PeriodContext, through: CivilDate): CivilDate {
  return windowContaining('year', addDays(through, -1), calculation.crediting.company).from;
}
