import { addMonths, type CivilDate } from '../../../src/calendar/civil-date.js';
import { FIRST_DAY, THROUGH } from './workload.js';

/** A pay period of the workload, with its number in the run. */
export interface WorkloadPeriod {
  readonly number: number;
  readonly id: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** The months from the first day of the workload through the last that is calculated. */
export const PERIODS: readonly WorkloadPeriod[] = monthsFrom(FIRST_DAY);

function monthsFrom(first: CivilDate): readonly WorkloadPeriod[] {
  const periods: WorkloadPeriod[] = [];
  for (let from = first; from < THROUGH; from = addMonths(from, 1)) {
    periods.push({ number: periods.length, id: from.slice(0, 7), from, to: addMonths(from, 1) });
  }
  return periods;
}
