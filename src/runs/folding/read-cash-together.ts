import { AppliedCash } from '../../engine/fold/applied-cash.js';
import type { NumberedDeals } from '../../engine/fold/deal-table.js';
import { InvoiceTable } from '../../engine/fold/invoice-table.js';
import { type SettledCash, settleCash } from '../../engine/fold/settle-cash.js';
import type { Transaction } from '../../store/executor.js';
import type { CashBeside } from './cash-beside.js';
import { readApplications } from './read-cash.js';
import { claimsOf, mostRows } from './shared-batches.js';
import type { WantedCash } from './wanted-cash.js';

/** Another thread that was told to read, from the same state, and the batches that are claimed by either. */
export interface SharedReading {
  readonly cash: CashBeside;
  readonly claims: Int32Array;
}

/**
 * Reads the cash of numbered deals together with another thread, which has read the invoices, and which is ended as soon
 * as nothing more is to come from it.
 *
 * @returns `null` where that thread has failed
 *
 * @example
 * const settled = await readCashTogether(trx, deals, wanted, { cash, claims });
 */
export async function readCashTogether(
  trx: Transaction,
  deals: NumberedDeals,
  wanted: WantedCash,
  { cash, claims }: SharedReading,
): Promise<SettledCash | null> {
  const invoices = await cash.invoices();
  if (invoices === null) return null;
  const applied = new AppliedCash(InvoiceTable.of(invoices), deals, wanted.any);
  applied.reserve(mostRows(claims));
  await readApplications(trx, applied, claimsOf(claims));
  const beside = await cash.applied();
  await cash.end();
  if (beside === null) return null;
  applied.addAll(beside.collected);
  for (let deal = 0; deal < beside.beyond.length; deal += 1) {
    if (beside.beyond[deal] === 1) deals.beyond[deal] = 1;
  }
  return settleCash(applied, wanted);
}
