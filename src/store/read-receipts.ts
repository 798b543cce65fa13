import { EMPTY_RECORD_SET, type RecordSet } from '../records/record-set.js';
import type { Executor } from './executor.js';
import { RecordReader } from './record-reader.js';

/**
 * Receipts as they were after a change, with all that they were applied to and given back for: their
 * applications and refunds, and the lines of the invoices that these name.
 *
 * @param receipts ids, distinct and sorted
 *
 * @example
 * const { receipt, application, refund, invoiceLine } = await readReceipts(db, ['R-1'], 7);
 */
export async function readReceipts(
  executor: Executor,
  receipts: readonly string[],
  asOfChange: number,
): Promise<RecordSet> {
  return executor.read(async (trx) => {
    const reader = new RecordReader(trx, asOfChange);
    const receipt = await reader.where('receipt', 'id', receipts);
    const application = await reader.where('application', 'receipt', receipts);
    const refund = await reader.where('refund', 'receipt', receipts);
    const named = [...application, ...refund].flatMap(({ invoice }) => (invoice === null ? [] : [invoice]));
    const invoices = [...new Set(named)].sort();
    const invoiceLine = await reader.where('invoiceLine', 'invoice', invoices);
    return { ...EMPTY_RECORD_SET, receipt, application, refund, invoiceLine };
  });
}
