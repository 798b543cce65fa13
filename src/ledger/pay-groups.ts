import { type CivilDate, earlier } from '../calendar/civil-date.js';
import { type PayFrequency, type PayPeriod, payPeriodsIn } from '../calendar/pay-period.js';
import type { Calculation, PayeeBook, SegmentBook } from '../engine/calculate.js';
import { compareText } from '../engine/record-index.js';
import { type Movement, moveBalance, ZERO_BALANCE } from './balance.js';
import { RunningComponents } from './running-component.js';

/** Statements of one payee that share a pay calendar and a currency. */
export interface PayGroup {
  readonly frequency: PayFrequency;
  readonly currency: string;
  /** At least one. */
  readonly books: readonly SegmentBook[];
}

/** The balances of a payee in one currency, whatever the pay calendars of the plans. */
export interface Account {
  movement: Movement;
  year: { from: CivilDate; earned: bigint; payable: bigint; paid: bigint };
}

/** The groups of a payee, by currency and pay calendar. */
export function payGroups({ segments }: PayeeBook): readonly PayGroup[] {
  const groups = new Map<string, SegmentBook[]>();
  for (const book of segments) {
    const { currency, payFrequency } = book.segment.plan;
    const key = `${currency}\u0000${payFrequency}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [book]);
    else known.push(book);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, books]) => {
      const plan = books[0]?.segment.plan;
      return plan === undefined ? [] : [{ frequency: plan.payFrequency, currency: plan.currency, books }];
    });
}

/** The first day on which a group has a plan. */
function firstDay({ books }: PayGroup): CivilDate {
  return books.map(({ segment }) => segment.from).reduce(earlier);
}

/** A period of a group, with what has been posted and paid before it. */
export interface GroupPeriod {
  readonly group: PayGroup;
  readonly account: Account;
  readonly running: RunningComponents;
  readonly period: PayPeriod;
}

/** The periods of all groups in the order in which they end, so that balances move from one to the next. */
export function periodsOf(calculation: Calculation, groups: readonly PayGroup[]): readonly GroupPeriod[] {
  const { through, crediting } = calculation;
  const accounts = new Map<string, Account>();
  return groups
    .flatMap((group) => {
      const first = firstDay(group);
      if (first >= through) return [];
      const account = accounts.get(group.currency) ?? newAccount();
      accounts.set(group.currency, account);
      const running = new RunningComponents();
      const periods = payPeriodsIn(group.frequency, first, through, crediting.company);
      return periods.map((period) => ({ group, account, running, period }));
    })
    .sort((a, b) => compareText(a.period.to, b.period.to) || compareText(a.period.id, b.period.id));
}

function newAccount(): Account {
  return {
    movement: moveBalance(ZERO_BALANCE, { earned: 0n, payable: 0n }),
    year: { from: '', earned: 0n, payable: 0n, paid: 0n },
  };
}
