import type { CivilDate } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { type FiscalCalendar, windowContaining } from '../../calendar/fiscal-calendar.js';
import { multiplyRatios, type Ratio, ratio, roundRatio } from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import type { SpannedLimit } from '../modifiers/limit.js';
import type { LineLimit } from '../modifiers/line-limit.js';

/** A cap or floor as it is applied: whose it is, and what becomes of what is above a cap. */
export interface LimitRule extends SpannedLimit {
  readonly by: 'cap' | 'floor';
  readonly of: 'component' | 'plan';
  readonly excess: 'forfeited' | 'carried';
  /** The components that a plan's counts together; all when left out. */
  readonly over?: readonly string[];
  /** Its place among the caps or floors of its plan, which tells lines apart that they add. */
  readonly place?: number;
}

/** What caps and floors look at besides the lines. */
export interface LimitContext {
  readonly calendar: FiscalCalendar;
  readonly rounding: Rounding;
  /** The target incentive of a span in minor units; `null` when none is loaded. */
  readonly targetIncentive: (span: ClosedRange) => Ratio | null;
  /** The first day that is not known yet. */
  readonly through: CivilDate;
  /** The days on which the payee is on this version of the plan. */
  readonly segment: ClosedRange;
  /** The days on which this version of the plan is in force. */
  readonly plan: ClosedRange;
  /** The component whose windows take the lines that lift a span to its floor. */
  readonly liftsIn: string;
}

/** What is known of a deal or span while its limit is worked out. */
export interface LimitedSum {
  /** `null` for a deal. */
  readonly span: ClosedRange | null;
  /** The payee's part of the events behind the lines, in minor units times the scale. */
  readonly base: bigint;
  readonly scale: bigint;
}

/**
 * The span of time in which a day counts.
 *
 * @example
 * spanOf('quarter', '2026-02-10', context) // { from: '2026-01-01', to: '2026-04-01' }
 */
export function spanOf(
  per: Exclude<SpannedLimit['per'], 'deal'>,
  date: CivilDate,
  { calendar, plan }: LimitContext,
): ClosedRange {
  return per === 'plan' ? plan : windowContaining(per, date, calendar);
}

/** What the limit comes to for a deal or span in minor units; `null` where it can not be told. */
export function limitFor({ limit }: LimitRule, sum: LimitedSum, context: LimitContext): bigint | null {
  switch (limit.kind) {
    case 'amount':
      return limit.amount;
    case 'ofAmount':
      return roundRatio(multiplyRatios(ratio(sum.base, sum.scale), limit.share), context.rounding);
    case 'ofTargetIncentive': {
      const incentive = sum.span === null ? null : context.targetIncentive(sum.span);
      return incentive === null ? null : roundRatio(multiplyRatios(incentive, limit.share), context.rounding);
    }
  }
}

/** Whether a limit can not be told for a span, for want of a target incentive. */
export function isUnknown({ limit }: LimitRule, span: ClosedRange, context: LimitContext): boolean {
  return limit.kind === 'ofTargetIncentive' && context.targetIncentive(span) === null;
}

/**
 * What a limit did to a line, in the terms of the line.
 *
 * @example
 * markOf(rule, 100_00n, 'forfeited', -60_00n)
 */
export function markOf(
  { by, of, over, per }: LimitRule,
  limit: bigint,
  effect: LineLimit['effect'],
  amount: bigint,
): LineLimit {
  return { by, of, ...(over !== undefined && { over }), per, limit, effect, amount };
}

/**
 * The key of a line that a limit adds. Those of a plan are told apart from those of the component they stand in.
 *
 * @example
 * addedKey('floor', rule, '2026-03-31') // 'floor:2026-03-31', 'floor:plan:2026-03-31', or 'floor:plan-2:2026-03-31'
 */
export function addedKey(kind: string, { of, place = 0 }: LimitRule, ...parts: readonly string[]): string {
  const plan = place === 0 ? of : `${of}-${place + 1}`;
  return [kind, ...(of === 'plan' ? [plan] : []), ...parts].join(':');
}
