import type { CivilDate } from '../calendar/civil-date.js';
import { type PayFrequency, type PayPeriod, payPeriodsIn } from '../calendar/pay-period.js';
import type { Calculation, PayeeBook, SegmentBook } from '../engine/calculate.js';
import { compareText } from '../engine/record-index.js';
import { type Movement, moveBalance, ZERO_BALANCE } from './balance.js';
import type { Posted } from './post-difference.js';

/** Statements of one payee that share a pay calendar and a currency. */
export interface PayGroup {
  readonly frequency: PayFrequency;
  readonly currency: string;
  readonly books: readonly SegmentBook[];
}

/** What a group has posted so far. */
export interface Running {
  posted: Posted;
  payables: ReadonlyMap<string, bigint>;
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
    groups.set(key, [...(groups.get(key) ?? []), book]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, books]) => {
      const plan = books[0]?.segment.plan;
      return plan === undefined ? [] : [{ frequency: plan.payFrequency, currency: plan.currency, books }];
    });
}

/** A period of a group, with what has been posted and paid before it. */
export interface GroupPeriod {
  readonly group: PayGroup;
  readonly account: Account;
  readonly running: Running;
  readonly period: PayPeriod;
}

/** The periods of all groups in the order in which they end, so that balances move from one to the next. */
export function periodsOf(calculation: Calculation, groups: readonly PayGroup[]): readonly GroupPeriod[] {
  const { through, crediting } = calculation;
  const accounts = new Map<string, Account>();
  return groups
    .flatMap((group) => {
      const first = group.books.map(({ segment }) => segment.from).sort(compareText)[0];
      if (first === undefined || first >= through) return [];
      const account = accounts.get(group.currency) ?? newAccount();
      accounts.set(group.currency, account);
      const running: Running = { posted: new Map(), payables: new Map() };
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
