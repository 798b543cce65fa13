import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { Calculation, PayeeBook } from '../../engine/calculate.js';
import { dueAsOf } from '../../engine/due.js';
import { attainmentAsOf, windowAt } from '../../engine/measures/measure-book.js';
import { type PaidPeriod, paidPeriods } from '../../engine/pay/paid-periods.js';
import type { Ratio } from '../../money/ratio.js';
import type { ProblemCode } from '../../problems/codes.js';
import type { Problem } from '../../problems/problem.js';
import type { Figure } from './expected-figures.js';

/** What an example came to for one payee. */
export interface ExampleOutcome {
  /** By component, in minor units. */
  readonly earned: ReadonlyMap<string, bigint>;
  readonly payable: ReadonlyMap<string, bigint>;
  readonly held: ReadonlyMap<string, bigint>;
  readonly lines: ReadonlyMap<string, readonly bigint[]>;
  /** By measure, in the window of the last day; `null` without a quota. */
  readonly attainment: ReadonlyMap<string, Ratio | null>;
  readonly problems: readonly Problem[];
  /** What each pay period pays; worked out when first asked for. */
  readonly pay: () => readonly PaidPeriod[];
}

/**
 * What a payee of a calculation comes to, in the terms in which examples speak.
 *
 * @example
 * const { earned } = outcomeOf(calculation, payee);
 */
export function outcomeOf(calculation: Calculation, payee: PayeeBook): ExampleOutcome {
  const { through } = calculation;
  const due = dueAsOf(calculation, payee, through);
  const earned = new Map<string, bigint>();
  const payable = new Map<string, bigint>();
  const lines = new Map<string, bigint[]>();
  for (const { component, lines: own, payables } of due.components) {
    const { id } = component.component;
    const amounts = own.map(({ amount }) => amount);
    lines.set(id, [...(lines.get(id) ?? []), ...amounts]);
    earned.set(id, (earned.get(id) ?? 0n) + sum(amounts));
    payable.set(id, (payable.get(id) ?? 0n) + sum(payables.map((each) => each.payable)));
  }
  let paid: readonly PaidPeriod[] | undefined;
  const pay = (): readonly PaidPeriod[] => {
    paid ??= paidPeriods(calculation, payee);
    return paid;
  };
  const held = new Map([...earned].map(([id, amount]) => [id, amount - (payable.get(id) ?? 0n)]));
  return {
    earned,
    payable,
    held,
    lines,
    attainment: attainments(payee, through),
    problems: [...due.problems, ...(hasPayTerms(payee) ? pay().flatMap((each) => each.problems) : [])],
    pay,
  };
}

/**
 * A figure of one component, or in total; nothing earned is zero.
 *
 * @example
 * amountOf(outcome, 'earned', null) // 870000n
 */
export function amountOf(outcome: ExampleOutcome, figure: Figure, component: string | null): bigint {
  return component === null ? sum(outcome[figure].values()) : (outcome[figure].get(component) ?? 0n);
}

/**
 * The codes of the problems of an outcome, each once, in order.
 *
 * @example
 * codesOf(outcome.problems) // ['missing-quota']
 */
export function codesOf(problems: readonly Problem[]): readonly ProblemCode[] {
  return [...new Set(problems.map(({ code }) => code))].sort();
}

/** Whether something may be lacking to pay although nothing is lacking to earn. */
function hasPayTerms({ segments }: PayeeBook): boolean {
  return segments.some(
    ({ segment: { plan } }) => plan.draws.length > 0 || plan.guarantees.length > 0 || plan.payCaps.length > 0,
  );
}

/** The attainment in the window of the last day, or in the last window there was. */
function attainments({ segments }: PayeeBook, through: CivilDate): ReadonlyMap<string, Ratio | null> {
  const last = addDays(through, -1);
  const found = new Map<string, Ratio | null>();
  for (const { measures } of segments) {
    for (const book of measures) {
      const own = windowAt(book, last) ?? book.windows.at(-1);
      if (own !== undefined) found.set(book.measure.id, attainmentAsOf(book, own, through));
    }
  }
  return found;
}

function sum(amounts: Iterable<bigint>): bigint {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return total;
}
