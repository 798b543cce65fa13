import type { PriorPeriodAdjustment } from './prior-period-adjustment.js';
import { plainLine } from './text-layout.js';

/**
 * How a prior-period adjustment reads on a statement.
 *
 * @example
 * adjustmentText({ period: '2026-01', cause: 'credit', change: 9, source: 'split D-1 ada AE' })
 * // 'adjusts 2026-01, which is closed: split D-1 ada AE (credit, change 9)'
 */
export function adjustmentText({ period, cause, change, source }: PriorPeriodAdjustment): string {
  return `adjusts ${period}, which is closed: ${plainLine(source)} (${cause}, change ${change})`;
}
