import { type CivilDate, earlier } from '../../calendar/civil-date.js';
import { type PayFrequency, type PayPeriod, payPeriodsIn } from '../../calendar/pay-period.js';
import type { Calculation, PayeeBook, SegmentBook } from '../calculate.js';
import { compareText } from '../record-index.js';

/** Statements of one payee that share a pay calendar and a currency. */
export interface PayGroup {
  readonly frequency: PayFrequency;
  readonly currency: string;
  /** None where the payee is in no plan of the group any more. */
  readonly books: readonly SegmentBook[];
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

/**
 * The first day on which a group has a plan, of those that it has.
 *
 * @example
 * firstDay(group) // '2026-01-01'
 */
export function firstDay({ books }: PayGroup): CivilDate {
  return books.map(({ segment }) => segment.from).reduce(earlier);
}

/** A pay period of a group. */
export interface GroupPeriod<Group extends PayGroup = PayGroup> {
  readonly group: Group;
  readonly period: PayPeriod;
}

/**
 * The periods of all groups in the order in which they end, so that balances move from one to the next.
 *
 * @param firstOf a day of the first period of a group; the first on which it has a plan unless said otherwise
 * @example
 * periodsOf(calculation, payGroups(payee))[0]?.period.id // '2026-01'
 */
export function periodsOf<Group extends PayGroup>(
  calculation: Calculation,
  groups: readonly Group[],
  firstOf: (group: Group) => CivilDate = firstDay,
): readonly GroupPeriod<Group>[] {
  const { through, crediting } = calculation;
  return groups
    .flatMap((group) => {
      const first = firstOf(group);
      if (first >= through) return [];
      const periods = payPeriodsIn(group.frequency, first, through, crediting.company);
      return periods.map((period) => ({ group, period }));
    })
    .sort((a, b) => compareText(a.period.to, b.period.to) || compareText(a.period.id, b.period.id));
}
