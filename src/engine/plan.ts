import type { DateRange } from '../calendar/date-range.js';
import type { PayFrequency } from '../calendar/pay-period.js';
import type { Proration } from '../calendar/proration.js';
import type { Rounding } from '../money/rounding.js';
import type { Measure } from './measure.js';
import type { Mechanism } from './mechanisms/mechanism.js';
import type { Cap } from './modifiers/cap.js';
import type { Floor } from './modifiers/floor.js';
import type { ReleaseShare } from './modifiers/release.js';

/** A way to earn: one measure, one mechanism, its modifiers. */
export interface Component {
  readonly id: string;
  readonly measure: Measure;
  readonly mechanism: Mechanism;
  readonly settles: 'asEarned' | 'windowEnd';
  readonly cap: Cap | null;
  readonly floor: Floor | null;
  /** Empty means that all is payable when earned. */
  readonly release: readonly ReleaseShare[];
}

/** A plan as the engine reads it: checked, complete, frozen. */
export interface Plan {
  readonly id: string;
  readonly title: string | null;
  /** SHA-256 of the file's content as written; every line names it. */
  readonly hash: string;
  readonly effective: { readonly from: string; readonly to: string };
  readonly governedBy: 'eventDate' | 'closeDate';
  readonly currency: string;
  readonly payFrequency: PayFrequency;
  readonly rounding: Rounding;
  readonly proration: Proration;
  readonly measures: readonly Measure[];
  /** In the order of the file; results do not depend on it. */
  readonly components: readonly Component[];
}

/** A plan with the dates on which it is in force, after corrections by later versions. */
export interface PlanVersion {
  readonly plan: Plan;
  readonly inForce: readonly DateRange[];
}
