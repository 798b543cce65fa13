import type { DateRange } from '../calendar/date-range.js';
import type { PayFrequency } from '../calendar/pay-period.js';
import type { Proration } from '../calendar/proration.js';
import type { Rounding } from '../money/rounding.js';
import type { AbsenceRule, AfterLeaving, EmploymentRule } from './absence-rule.js';
import type { CostTerms } from './contract-cost.js';
import type { FxRule } from './events/fx-rule.js';
import type { Measure } from './measure.js';
import type { Mechanism } from './mechanisms/mechanism.js';
import type { Cap } from './modifiers/cap.js';
import type { ClawbackTerm } from './modifiers/clawback.js';
import type { Draw } from './modifiers/draw.js';
import type { Floor } from './modifiers/floor.js';
import type { Gate } from './modifiers/gate.js';
import type { Guarantee } from './modifiers/guarantee.js';
import type { Multiplier } from './modifiers/multiplier.js';
import type { PayCap } from './modifiers/pay-cap.js';
import type { PlanCap, PlanFloor } from './modifiers/plan-limit.js';
import type { ReleaseShare } from './modifiers/release.js';

/** A way to earn: one measure, one mechanism, its modifiers. */
export interface Component {
  readonly id: string;
  readonly measure: Measure;
  readonly mechanism: Mechanism;
  readonly settles: 'asEarned' | 'windowEnd';
  /** All must be passed; empty means that it pays in full. */
  readonly gate: readonly Gate[];
  readonly multiplier: Multiplier | null;
  readonly cap: Cap | null;
  readonly floor: Floor | null;
  /** Empty means that all is payable when earned. */
  readonly release: readonly ReleaseShare[];
  /** Empty means that a later cancellation or reduction is taken back whole, whenever it comes. */
  readonly clawback: readonly ClawbackTerm[];
  /** What accounting makes of it; `null` where the plan does not say. */
  readonly cost: CostTerms | null;
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
  /** How a year's target incentive is spread: a twelfth in each month, or by days. */
  readonly targetIncentive: 'months' | 'days';
  /** Whether windows go on from where those of the segment before ended. */
  readonly carriesFrom: 'previous' | null;
  /** The first that fits the kind of an absence holds. */
  readonly absences: readonly AbsenceRule[];
  readonly afterLeaving: AfterLeaving;
  /** Who is paid what was earned; `null` is also who has left. */
  readonly mustBeEmployed: EmploymentRule | null;
  readonly fx: FxRule;
  readonly measures: readonly Measure[];
  /** In the order of the file; results do not depend on it. */
  readonly components: readonly Component[];
  /** Over several or all components together, after their own, one after the other. */
  readonly caps: readonly PlanCap[];
  readonly floors: readonly PlanFloor[];
  /** In the order in which they follow each other; at most one is in force on a day. */
  readonly draws: readonly Draw[];
  readonly guarantees: readonly Guarantee[];
  readonly payCaps: readonly PayCap[];
}

/** A plan with the dates on which it is in force, after corrections by later versions. */
export interface PlanVersion {
  readonly plan: Plan;
  readonly inForce: readonly DateRange[];
}
