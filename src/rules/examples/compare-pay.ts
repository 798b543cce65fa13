import type { PaidPeriod } from '../../engine/pay/paid-periods.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Path } from '../../problems/finding.js';
import { type ExampleRun, failedAt, refuseName } from './compare-outcome.js';
import type { ExampleOutcome } from './example-outcome.js';
import type { Expectation } from './example-schema.js';
import { expectedPay, isStanding, type PayFigure } from './expected-pay.js';

/**
 * Reports every figure of a payee's pay that is other than the example expects, at the place where it is expected.
 *
 * @param below the path of the expectation below `expect`
 * @example
 * comparePay(run, outcomeOf(calculation, payee), example.expect, []);
 */
export function comparePay(
  run: ExampleRun,
  outcome: ExampleOutcome,
  expectation: Expectation,
  below: Path,
): void {
  const { plan, compilation } = run;
  for (const { figure, period, amount, path } of expectedPay(expectation)) {
    const place = [...below, ...path];
    const own = outcome.pay().filter(({ currency }) => currency === plan.currency);
    const chosen = period === null ? own : own.filter((each) => each.period.id === period);
    if (period !== null && chosen.length === 0) {
      const ids = own.map((each) => each.period.id);
      refuseName(run, 'unknown-reference', 'pay period', period, ids, place);
      continue;
    }
    const expected = compilation.money(amount, [...run.path, 'expect', ...place]);
    const found = figureOf(chosen, figure);
    if (expected === undefined || expected === found) continue;
    failedAt(run, place, period === null ? figure : `${figure} of ${period}`, {
      found: formatMinorUnits(found, plan.currency),
      expected: formatMinorUnits(expected, plan.currency),
    });
  }
}

/** A figure over pay periods: the sum of what moves, and where the last of them leaves what stands. */
function figureOf(periods: readonly PaidPeriod[], figure: PayFigure): bigint {
  const amounts = periods.map((each) => figureIn(each, figure));
  return isStanding(figure) ? (amounts.at(-1) ?? 0n) : amounts.reduce((sum, amount) => sum + amount, 0n);
}

function figureIn({ movement }: PaidPeriod, figure: PayFigure): bigint {
  if (figure === 'owed') return movement.owed.closing;
  return figure === 'forgiven' ? movement.owed.forgiven : movement[figure];
}
