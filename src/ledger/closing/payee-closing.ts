import type { CivilDate } from '../../calendar/civil-date.js';
import type { PayPeriod } from '../../calendar/pay-period.js';
import type { ApprovedAdjustment } from '../adjustments/adjustment.js';
import type { ClosedStatement, Closing } from '../closed-statement.js';
import type { Entitlement } from '../entitlement.js';
import type { AdjustmentCause } from '../prior-period-adjustment.js';

/** What is closed of a pay group. */
export interface ClosedGroup {
  /** The id of the pay group. */
  readonly payGroup: string;
  /** The periods that are closed, at least one, in order. */
  readonly periods: readonly PayPeriod[];
  /** The first day that no closed period has. */
  readonly to: CivilDate;
  /** The change of inputs and rules from which the last of them was closed. */
  readonly change: number;
}

/** What a figure that belongs to a closed period is about. */
export interface FigureSubject {
  readonly payee: string;
  readonly deal: string | null;
  /** What else it re-rates. */
  readonly deals: readonly string[];
  readonly plan: string;
  /** Whether nothing earns it any more: the component, its plan or the assignment is gone. */
  readonly isGone: boolean;
  /** The currency of the deal, where it was converted. */
  readonly convertedFrom: string | null;
}

/** A figure that belongs to a closed period, and how it changes. */
export interface AdjustedFigure extends FigureSubject {
  /** What tells it apart from all others of the payee's pay group: see {@link lineFigure} and {@link payableFigure}. */
  readonly name: string;
  /** What it is now less what was posted, in minor units. */
  readonly amount: bigint;
}

/** A change of inputs or rules that makes an adjustment. */
export interface InputCause {
  readonly cause: AdjustmentCause;
  readonly change: number;
  readonly source: string;
  /** The day that what was changed is of, where it is of one. */
  readonly date: CivilDate | null;
}

/** What of an adjustment a change makes. */
export interface CauseShare extends InputCause {
  /** Minor units, signed. */
  readonly amount: bigint;
}

/** Tells which one change is likeliest to have changed a figure of a pay group since its last period was closed. */
export type FindCause = (figure: FigureSubject, group: ClosedGroup) => InputCause;

/**
 * Tells what changed a figure of a pay group since its last period was closed, in the order in which it was recorded:
 * at least one cause, and together they come to what the figure changes by.
 */
export type FindCauses = (figure: AdjustedFigure, group: ClosedGroup) => readonly CauseShare[];

/** What is closed for one payee, how what has changed since is named, and what was adjusted by hand. */
export interface PayeeClosing {
  /** By the ids of pay groups: also of those in which the payee has no statement. */
  readonly groups: ReadonlyMap<string, ClosedGroup>;
  /** The payee's statements that are closed, in the order of closings. */
  readonly statements: readonly ClosedStatement[];
  /** What the payee had by then earned by and cannot earn by any more, numbered after what there is. */
  readonly gone: readonly Entitlement[];
  /** What was adjusted by hand and approved, of closed periods too, in the order of the numbers. */
  readonly adjustments: readonly ApprovedAdjustment[];
  readonly findCauses: FindCauses;
}

/** Before anything is closed or adjusted. */
export const NOTHING_CLOSED: PayeeClosing = Object.freeze({
  groups: new Map(),
  statements: Object.freeze([]),
  gone: Object.freeze([]),
  adjustments: Object.freeze([]),
  findCauses: () => {
    throw new Error('Nothing is closed, so that nothing adjusts it.');
  },
});

/**
 * What is closed of each pay group, by its id.
 *
 * @param closings in the order of their numbers
 * @example
 * closedGroups(closings).get('monthly-USD')?.to // '2026-04-01'
 */
export function closedGroups(closings: readonly Closing[]): ReadonlyMap<string, ClosedGroup> {
  const groups = new Map<string, ClosedGroup>();
  for (const { payGroup, period, change } of closings) {
    const periods = [...(groups.get(payGroup)?.periods ?? []), period];
    groups.set(payGroup, { payGroup, periods, to: period.to, change });
  }
  return groups;
}
