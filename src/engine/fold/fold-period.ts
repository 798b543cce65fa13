import type { PayPeriod } from '../../calendar/pay-period.js';

/** A pay period in which a line can be posted, with its place in the run. */
export interface FoldPeriod extends PayPeriod {
  readonly number: number;
}
