import { AppliedCash } from '../../engine/fold/applied-cash.js';
import type { NumberedDeals } from '../../engine/fold/deal-table.js';
import { InvoiceTable } from '../../engine/fold/invoice-table.js';
import { type SettledCash, settleCash } from '../../engine/fold/settle-cash.js';
import { latestChange } from '../../store/change.js';
import type { Transaction } from '../../store/executor.js';
import type { CashBeside } from './cash-beside.js';
import { readApplications } from './read-cash.js';
import { claimsOf } from './shared-batches.js';
import type { WantedCash } from './wanted-cash.js';

/** Another thread that was told to read, and the batches that are claimed by either. */
export interface SharedReading {
  readonly cash: CashBeside;
  readonly claims: Int32Array;
}

/**
 * Reads the cash of numbered deals together with another thread, which has read the invoices.
 *
 * @returns `null` where that thread has failed, or does not read the same state of the database
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
  const found = await cash.invoices();
  if (found?.change !== (await latestChange(trx))) return null;
  const applied = new AppliedCash(InvoiceTable.of(found.invoices), deals, wanted.any);
  await readApplications(trx, applied, claimsOf(claims));
  const beside = await cash.applied();
  if (beside === null) return null;
  applied.addAll(beside.collected);
  for (let deal = 0; deal < beside.beyond.length; deal += 1) {
    if (beside.beyond[deal] === 1) deals.beyond[deal] = 1;
  }
  return settleCash(applied, wanted);
}
