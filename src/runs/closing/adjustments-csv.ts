import { rowsCsv } from '../accounting/rows-csv.js';
import type { AdjustmentPreview } from '../preview-adjustments.js';

/**
 * Previewed adjustments of closed periods as CSV.
 *
 * @example
 * adjustmentsCsv(previews) // 'payGroup,postedIn,payee,period,component,…\nmonthly-USD,2026-04,ada,…\n'
 */
export function adjustmentsCsv(previews: readonly AdjustmentPreview[]): string {
  const columns = [
    ...(['payGroup', 'postedIn', 'payee', 'period', 'component', 'deal'] as const),
    ...(['currency', 'earned', 'payable', 'cause', 'change', 'source'] as const),
  ];
  const rows = previews.flatMap(({ payGroup, postedIn, currency, adjustments }) =>
    adjustments.map((each) => ({ ...each, payGroup, postedIn, currency, change: String(each.change) })),
  );
  return rowsCsv(columns, rows);
}
