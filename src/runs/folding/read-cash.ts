import { AppliedCash } from '../../engine/fold/applied-cash.js';
import { CASH_COLUMNS } from '../../engine/fold/cash-columns.js';
import type { NumberedDeals } from '../../engine/fold/deal-table.js';
import { InvoiceTable } from '../../engine/fold/invoice-table.js';
import { type SettledCash, settleCash } from '../../engine/fold/settle-cash.js';
import { ByteKeys } from '../../records/columns/byte-keys.js';
import { countRecords } from '../../store/columns/count-records.js';
import { readColumns } from '../../store/columns/read-columns.js';
import { readDatedApplications } from '../../store/columns/read-dated-applications.js';
import type { Transaction } from '../../store/executor.js';
import type { WantedCash } from './wanted-cash.js';

/**
 * Reads the cash of numbered deals. Deals of which columns do not tell enough are marked as beyond them.
 *
 * @example
 * const { collected } = await readCash(trx, deals, wanted);
 */
export async function readCash(
  trx: Transaction,
  deals: NumberedDeals,
  wanted: WantedCash,
): Promise<SettledCash> {
  const applied = new AppliedCash(await readInvoices(trx, deals, wanted), deals, wanted.any);
  applied.reserve(await countRecords(trx, 'application'));
  await readApplications(trx, applied);
  return settleCash(applied, wanted);
}

/**
 * Reads the invoices of numbered deals. Those that were credited are followed by the engine, and, where a release
 * waits for cash, those that were written off.
 *
 * @example
 * const invoices = await readInvoices(trx, deals, wanted);
 */
export async function readInvoices(
  trx: Transaction,
  deals: NumberedDeals,
  { any, released }: Pick<WantedCash, 'any' | 'released'>,
): Promise<InvoiceTable> {
  const isDated = released !== null;
  const invoices = new InvoiceTable(isDated);
  invoices.reserve(await countRecords(trx, 'invoiceLine'));
  const columns = [...CASH_COLUMNS.invoiceLine, ...(isDated ? CASH_COLUMNS.invoiceDates : [])];
  for await (const batch of readColumns(trx, { kind: 'invoiceLine', columns })) {
    invoices.addLines(batch, deals, any);
  }
  for (const kind of isDated ? (['creditNote', 'writeOff'] as const) : (['creditNote'] as const)) {
    for await (const batch of readColumns(trx, { kind, columns: [{ name: 'invoice', type: 'text' }] })) {
      const { bytes, starts, ends } = batch.text('invoice');
      for (let row = 0; row < batch.count; row += 1) {
        invoices.leave(deals, bytes, starts[row] ?? 0, ends[row] ?? 0);
      }
    }
  }
  return invoices;
}

/**
 * Reads what was applied to invoices.
 *
 * @param takes whether a batch of applications is read, by its number, where others read the rest
 *
 * @example
 * await readApplications(trx, applied);
 */
export async function readApplications(
  trx: Transaction,
  applied: AppliedCash,
  takes: (batch: number) => boolean = () => true,
): Promise<void> {
  const refunded = await refundedReceipts(trx);
  for await (const { applications, days } of readDatedApplications(trx, takes)) {
    if (refunded.count > 0) applied.leaveRefunded(applications, refunded);
    applied.add(applications, days);
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
