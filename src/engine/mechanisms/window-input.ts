import type { CivilDate } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import type { FactValue } from '../../conditions/fact.js';
import type { Ratio } from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import type { ObjectiveScore } from '../../records/record-kinds.js';
import type { OriginalAmount } from '../events/deal-event.js';
import type { Unit } from '../measure.js';
import type { PeerGroup } from './peer-group.js';

/**
 * One credited event of a window, after reversals dated inside the window were netted against it. The three
 * figures are exact: minor units (or millionths of a unit) times the window's `scale`.
 */
export interface WindowEntry {
  readonly eventKey: string;
  readonly deal: string;
  readonly date: CivilDate;
  /** The payee's share of the deal, times the scale: the scale itself is 100 %. */
  readonly share: bigint;
  /** The payee's part of the event, before factors. */
  readonly base: bigint;
  /** What counts toward quota and moves the position. */
  readonly credit: bigint;
  /** What is paid on. */
  readonly paidOn: bigint;
  /** The value of a fact of the deal; `null` when empty. */
  readonly fact: (name: string) => FactValue | null;
  /** The whole event before it was converted, where it was. */
  readonly original?: OriginalAmount | undefined;
}

/** What a component already knows of a deal from earlier windows; scaled like the entries. */
export interface DealLife {
  readonly credit: bigint;
  readonly paidOn: bigint;
}

/** The positions from elsewhere as they stood at the end of a pay period, frozen there. */
export interface PositionReading {
  /** The last day that counted. */
  readonly date: CivilDate;
  /**
   * An attainment, minor units or millionths of units for each position that the mechanism reads, in its order;
   * `null` when there is none, as without a quota.
   */
  readonly positions: readonly (Ratio | null)[];
}

/** What a mechanism that looks at several payees at once may ask about the others. */
export interface PeerReading {
  /** The payee's own key among the peers. */
  readonly key: string;
  /** The groups that the payee belongs to in the window, as of the end of a day. */
  readonly groupsAt: (date: CivilDate) => readonly PeerGroup[];
  /** Whether the payee is in no team on any day of the window up to the end of a day. */
  readonly lacksTeam: (date: CivilDate) => boolean;
}

/** Everything a mechanism may look at to evaluate one window. Nothing in it is later than `through`. */
export interface WindowInput {
  /** The window, clipped to the assignment: first day, and first day after. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The first day that is not known yet. */
  readonly through: CivilDate;
  /** In the order (date, deal, event key). */
  readonly entries: readonly WindowEntry[];
  readonly scale: bigint;
  readonly unit: Unit;
  readonly currency: string;
  readonly rounding: Rounding;
  /** The window's quota in minor units or millionths, prorated; `null` without one. */
  readonly quota: bigint | null;
  /** The window a year before, where that is what the quota is taken from. */
  readonly lastYear: ClosedRange | null;
  readonly withoutQuota: 'problem' | 'nothing' | 'onTarget';
  /** The full window's quota, before proration and ramp. */
  readonly fullQuota: Ratio | null;
  /** The window's target incentive in minor units: before proration, and prorated to the assignment. */
  readonly fullTargetIncentive: Ratio | null;
  readonly targetIncentive: Ratio | null;
  /** The part of the full window in which the assignment is active. */
  readonly activePart: Ratio;
  /** What stood on the measure before the window opened, scaled; zero unless the window trails. */
  readonly openingCredit: bigint;
  /** For tables that run per deal: the deal before this window. */
  readonly life: (deal: string) => DealLife;
  /** Positions from elsewhere, one a pay-period end and one at the window's end, in order of date. */
  readonly readings: readonly PositionReading[];
  /** The scores of objectives that are for the window; `null` in a window in which nothing is scored any more. */
  readonly scores: readonly ObjectiveScore[] | null;
  /** The others of the team or of the plan, for mechanisms that look at several payees at once. */
  readonly peers: PeerReading;
}
