import { safeCsv } from '../safe-csv.js';
import type { BasesDocument } from './compare-bases.js';

const SIDES = ['posted', 'booked', 'recognized', 'collected'] as const;

/**
 * The bases side by side as CSV: a row for each month, currency and basis.
 *
 * @example
 * basesCsv(bases) // 'month,currency,basis,earned,payable,paid\n2026-01,USD,posted,…\n'
 */
export function basesCsv({ rows }: BasesDocument): string {
  const cells = rows.flatMap((row) =>
    SIDES.map((side) => {
      const { earned, payable, paid } = row[side];
      return [row.month, row.currency, side, earned, payable, paid];
    }),
  );
  return safeCsv([['month', 'currency', 'basis', 'earned', 'payable', 'paid'], ...cells]);
}
