import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { AppliedCash } from '../../engine/fold/applied-cash.js';
import type { CollectedEvents } from '../../engine/fold/event-table.js';
import type { InvoiceParts } from '../../engine/fold/invoice-table.js';
import type { ByteKeys } from '../../records/columns/byte-keys.js';
import { latestChange } from '../../store/change.js';
import type { Transaction } from '../../store/executor.js';
import { openSqlite } from '../../store/sqlite/open-sqlite.js';
import type { AppliedBeside, CashToThread, DealsBeside } from './cash-beside.js';
import { readApplications, readInvoices } from './read-cash.js';
import { readDealIds } from './read-deal-ids.js';
import { claimsOf, mostRows } from './shared-batches.js';

/** Numbers the deals of a database, reads the invoices of those that it is told, and its share of what was applied. */
async function readBeside(path: string, port: MessagePort): Promise<void> {
  const db = openSqlite(path, { pageCacheMebibytes: 8 });
  try {
    await db.read(async (trx) => {
      const keys = await readDealIds(trx);
      const numbered = { change: await latestChange(trx), deals: keys.parts };
      port.postMessage(numbered satisfies DealsBeside);
      const [asked]: CashToThread[] = await once(port, 'message');
      if (asked !== undefined) await readCashBeside(trx, keys, asked, port);
    });
  } finally {
    await db.close();
  }
}

async function readCashBeside(
  trx: Transaction,
  keys: ByteKeys,
  { any, released, claims }: CashToThread,
  port: MessagePort,
): Promise<void> {
  const deals = { keys, beyond: new Uint8Array(keys.count) };
  const invoices = await readInvoices(trx, deals, { any, released });
  port.postMessage(invoices.parts satisfies InvoiceParts);
  const applied = new AppliedCash(invoices, deals, any);
  applied.reserve(mostRows(claims));
  await readApplications(trx, applied, claimsOf(claims));
  const { collected } = applied;
  const message = { collected, beyond: deals.beyond } satisfies AppliedBeside;
  port.postMessage(message, buffersOf(collected));
}

/** What was collected is handed over, not copied: nobody needs it here any more. */
function buffersOf({ deal, day, amount, bytes, starts }: CollectedEvents): ArrayBuffer[] {
  return [deal, day, amount, bytes, starts].map(({ buffer }) => buffer as ArrayBuffer);
}

if (parentPort !== null) await readBeside(workerData as string, parentPort);
