import type { CivilDate } from '../../calendar/civil-date.js';
import type { Duration } from '../../calendar/duration.js';
import type { Proration } from '../../calendar/proration.js';
import type { Month } from './month.js';

/** What was earned for one contract by one component, and how long it is of use. */
export interface ContractCost {
  /** What was earned in each month, in minor units; below zero where more was taken back. */
  readonly additions: ReadonlyMap<Month, bigint>;
  /** The first day of the contract. */
  readonly start: CivilDate;
  readonly benefit: Duration;
  readonly spread: Proration;
  /** Later estimates of the benefit, in order; each spreads as before unless it says otherwise. */
  readonly estimates: readonly {
    readonly from: CivilDate;
    readonly benefit: Duration;
    readonly spread?: Proration;
  }[];
  /** The day on which the contract was cancelled. */
  readonly cancelled: CivilDate | null;
}

/** What happens in a month to what was capitalised in one: minor units, `addition − amortisation − impairment`. */
export interface CostMovement {
  /** The month in which it was capitalised. */
  readonly cohort: Month;
  readonly month: Month;
  readonly addition: bigint;
  readonly amortisation: bigint;
  /** Below zero where more came back than was left. */
  readonly impairment: bigint;
}
