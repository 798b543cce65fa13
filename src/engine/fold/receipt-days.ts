import type { ColumnBatch } from '../../records/columns/column-batch.js';
import { compareRows } from '../../records/columns/compare-bytes.js';

/**
 * Tells on which days the cash of applications came in. Receipts and applications both are in the order of the
 * receipt's id, so that each is looked at once.
 *
 * @param receipts all of those that the applications name, perhaps with others
 * @returns the day of each application's receipt as a number; 0 where there is no such receipt
 *
 * @example
 * receiptDays(applications, receipts)[0] // 20260210
 */
export function receiptDays(applications: ColumnBatch, receipts: readonly ColumnBatch[]): Int32Array {
  const days = new Int32Array(applications.count);
  const named = applications.text('receipt');
  let row = 0;
  for (const batch of receipts) {
    const [ids, dates] = [batch.text('id'), batch.numbers('date')];
    for (let receipt = 0; receipt < batch.count && row < applications.count; ) {
      const order = compareRows(ids, receipt, named, row);
      if (order < 0) receipt += 1;
      else {
        if (order === 0) days[row] = dates[receipt] ?? 0;
        row += 1;
      }
    }
  }
  return days;
}
