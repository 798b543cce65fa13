import type { CivilDate } from '../../calendar/civil-date.js';
import { telescope } from '../../money/share-out.js';

/** A change of what is taken back in all: negative takes, positive gives back. */
export interface TakingStep {
  readonly date: CivilDate;
  readonly amount: bigint;
  /** Over how many pay periods it is taken; what is given back is given at once. */
  readonly instalments: number;
}

/** One instalment of a step. */
export interface Instalment<Step> {
  readonly step: Step;
  /** From 1. */
  readonly number: number;
  readonly date: CivilDate;
  readonly amount: bigint;
}

/**
 * Spreads what is taken back over pay periods: the first part on the day itself, each other on the first day of
 * the following pay periods; together they are exactly what is taken. What is given back first makes up for the
 * parts that are still to come, the latest first; only the rest is an amount of its own.
 *
 * @param steps in order of date
 * @param nextPeriod the first day of the pay period after the one that a day lies in
 * @example
 * takeInInstalments([{ date: '2026-03-10', amount: -100n, instalments: 3 }], nextMonth)
 * // −33 on 10 March, −34 on 1 April, −33 on 1 May
 */
export function takeInInstalments<Step extends TakingStep>(
  steps: readonly Step[],
  nextPeriod: (date: CivilDate) => CivilDate,
): readonly Instalment<Step>[] {
  let taken: Instalment<Step>[] = [];
  for (const step of steps) {
    if (step.amount < 0n) {
      taken.push(...spread(step, nextPeriod));
      continue;
    }
    let left = step.amount;
    const kept: Instalment<Step>[] = [];
    for (const each of [...taken].sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))) {
      const spared = each.date > step.date && each.amount < 0n ? smaller(left, -each.amount) : 0n;
      left -= spared;
      kept.push({ ...each, amount: each.amount + spared });
    }
    taken = [...kept, { step, number: 1, date: step.date, amount: left }];
  }
  return taken
    .filter(({ amount }) => amount !== 0n)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function spread<Step extends TakingStep>(
  step: Step,
  nextPeriod: (date: CivilDate) => CivilDate,
): readonly Instalment<Step>[] {
  const count = BigInt(step.instalments);
  const parts = telescope(
    step.amount,
    Array.from({ length: step.instalments }, () => 1n),
    count,
    'half-even',
  );
  let { date } = step;
  return parts.map((amount, place) => {
    if (place > 0) date = nextPeriod(date);
    return { step, number: place + 1, date, amount };
  });
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
