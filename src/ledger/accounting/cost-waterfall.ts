import { compareText } from '../../engine/record-index.js';
import type { AccountingPeriod } from './accounting-period.js';
import type { CostCell } from './cost-totals.js';
import type { Month } from './month.js';

/**
 * What becomes of what was capitalised in one month, in minor units:
 * `added − impaired − the amortisation of all periods = balance`, and the balance is what is scheduled.
 */
export interface CostCohort {
  readonly currency: string;
  readonly cohort: Month;
  /** What was capitalised, less what was taken back since. */
  readonly added: bigint;
  readonly impaired: bigint;
  /** What was amortised in each period, in their order. */
  readonly amortised: readonly bigint[];
  /** What is left after the last month that is known. */
  readonly balance: bigint;
  /** What is scheduled in each month after that, in order; it sums to the balance. */
  readonly scheduled: readonly { readonly month: Month; readonly amount: bigint }[];
}

/**
 * The waterfall of the costs of contracts: the months in which they were capitalised against the periods in which
 * they are amortised, for each currency, over all plans and regions.
 *
 * @param through the last month that is known; what comes later is scheduled
 *
 * @example
 * costWaterfall(totals.cells(), periods, '2026-03')[0] // { cohort: '2026-01', added: 5_400_000n, … }
 */
export function costWaterfall(
  cells: readonly CostCell[],
  periods: readonly AccountingPeriod[],
  through: Month,
): readonly CostCohort[] {
  const cohorts = new Map<string, CostCell[]>();
  for (const cell of cells) {
    const key = `${cell.currency}\u0000${cell.cohort}`;
    const cohort = cohorts.get(key);
    if (cohort === undefined) cohorts.set(key, [cell]);
    else cohort.push(cell);
  }
  return [...cohorts]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, cohort]) => cohortOf(cohort, periods, through));
}

function cohortOf(
  cells: readonly CostCell[],
  periods: readonly AccountingPeriod[],
  through: Month,
): CostCohort {
  const known = cells.filter(({ month }) => month <= through);
  const added = sum(known.map(({ addition }) => addition));
  const impaired = sum(known.map(({ impairment }) => impairment));
  const amortised = periods.map(({ from, to }) =>
    sum(known.filter(({ month }) => from <= month && month < to).map(({ amortisation }) => amortisation)),
  );
  const scheduled = new Map<Month, bigint>();
  for (const { month, amortisation } of cells) {
    if (month > through) scheduled.set(month, (scheduled.get(month) ?? 0n) + amortisation);
  }
  return {
    currency: cells[0]?.currency ?? '',
    cohort: cells[0]?.cohort ?? '',
    added,
    impaired,
    amortised,
    balance: added - impaired - sum(known.map(({ amortisation }) => amortisation)),
    scheduled: [...scheduled]
      .sort(([a], [b]) => compareText(a, b))
      .map(([month, amount]) => ({ month, amount })),
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
