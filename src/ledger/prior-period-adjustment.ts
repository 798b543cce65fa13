/**
 * What a prior-period adjustment comes from: who is credited what; a quota or target; a rate of the plan; an
 * exchange rate; cash; a corrected deal or payee; a plan that is there no more or is new; or a team.
 */
export const ADJUSTMENT_CAUSES = [
  'credit',
  'quota',
  'rate',
  'fx',
  'cash',
  'correction',
  'plan',
  'team',
] as const;

/** One of {@link ADJUSTMENT_CAUSES}. */
export type AdjustmentCause = (typeof ADJUSTMENT_CAUSES)[number];

/** What makes a line, or what became payable, the change of something that belongs to a closed period. */
export interface PriorPeriodAdjustment {
  /** The id of the closed period that it belongs to. */
  readonly period: string;
  readonly cause: AdjustmentCause;
  /** The number of the change of inputs or rules that made it. */
  readonly change: number;
  /** The record or rule file that was changed, such as `split D-1 ada AE`. */
  readonly source: string;
}
