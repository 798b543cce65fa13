import { CASH_COLUMNS, CashTable } from '../../engine/fold/cash-table.js';
import type { NumberedDeals } from '../../engine/fold/deal-table.js';
import type { EventTable } from '../../engine/fold/event-table.js';
import { ReceiptDays } from '../../engine/fold/receipt-days.js';
import { ByteKeys } from '../../records/columns/byte-keys.js';
import { readColumns, readColumnsBeside } from '../../store/columns/read-columns.js';
import type { Transaction } from '../../store/executor.js';

/**
 * Reads what was collected on deals. Deals of which columns do not tell it are marked as beyond them.
 *
 * @param wanted by number of deal: 1 where somebody may be credited for its cash
 *
 * @example
 * const events = await readCash(trx, deals, wanted);
 */
export async function readCash(
  trx: Transaction,
  deals: NumberedDeals,
  wanted: Uint8Array,
): Promise<EventTable> {
  const cash = new CashTable(deals, wanted);
  for await (const batch of readColumns(trx, { kind: 'invoiceLine', columns: CASH_COLUMNS.invoiceLine })) {
    cash.addInvoiceLines(batch);
  }
  await leaveCredited(trx, cash);
  const refunded = await refundedReceipts(trx);
  const receipts = { kind: 'receipt', columns: CASH_COLUMNS.receipt } as const;
  const days = new ReceiptDays(await readColumnsBeside(trx, receipts));
  for await (const batch of readColumns(trx, { kind: 'application', columns: CASH_COLUMNS.application })) {
    if (refunded.count > 0) cash.leaveRefunded(batch, refunded);
    cash.addApplications(batch, await days.of(batch));
  }
  return cash.events();
}

/** Invoices that were credited are followed by the engine. */
async function leaveCredited(trx: Transaction, cash: CashTable): Promise<void> {
  const columns = [{ name: 'invoice', type: 'text' }] as const;
  for await (const batch of readColumns(trx, { kind: 'creditNote', columns })) {
    const { bytes, starts, ends } = batch.text('invoice');
    for (let row = 0; row < batch.count; row += 1) {
      cash.leaveInvoice(bytes, starts[row] ?? 0, ends[row] ?? 0);
    }
  }
}

async function refundedReceipts(trx: Transaction): Promise<ByteKeys> {
  const receipts = new ByteKeys();
  const columns = [{ name: 'receipt', type: 'text' }] as const;
  for await (const batch of readColumns(trx, { kind: 'refund', columns })) {
    const { bytes, starts, ends } = batch.text('receipt');
    for (let row = 0; row < batch.count; row += 1) {
      receipts.intern(bytes, starts[row] ?? 0, ends[row] ?? 0);
    }
  }
  return receipts;
}
