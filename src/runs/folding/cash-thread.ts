import { once } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { AppliedCash } from '../../engine/fold/applied-cash.js';
import type { CollectedEvents } from '../../engine/fold/event-table.js';
import { ByteKeys } from '../../records/columns/byte-keys.js';
import { latestChange } from '../../store/change.js';
import { openSqlite } from '../../store/sqlite/open-sqlite.js';
import type { AppliedBeside, CashToThread, InvoicesBeside } from './cash-beside.js';
import { readApplications, readInvoices } from './read-cash.js';
import { claimsOf } from './shared-batches.js';

/** Reads the invoices of a database, posts them, and then reads its share of what was applied to them. */
async function readBeside({ path, keys, any, released, claims }: CashToThread): Promise<void> {
  const db = openSqlite(path, { pageCacheMebibytes: 8 });
  try {
    await db.read(async (trx) => {
      const deals = { keys: ByteKeys.of(keys), beyond: new Uint8Array(keys.count) };
      const invoices = await readInvoices(trx, deals, { any, released });
      const found = { change: await latestChange(trx), invoices: invoices.parts };
      parentPort?.postMessage(found satisfies InvoicesBeside);
      const applied = new AppliedCash(invoices, deals, any);
      await readApplications(trx, applied, claimsOf(claims));
      const { collected } = applied;
      const message = { collected, beyond: deals.beyond } satisfies AppliedBeside;
      parentPort?.postMessage(message, buffersOf(collected));
    });
  } finally {
    await db.close();
  }
}

/** What was collected is handed over, not copied: nobody needs it here any more. */
function buffersOf({ deal, day, amount, bytes, starts }: CollectedEvents): ArrayBuffer[] {
  return [deal, day, amount, bytes, starts].map(({ buffer }) => buffer as ArrayBuffer);
}

if (parentPort !== null) {
  const [asked]: CashToThread[] = await once(parentPort, 'message');
  if (asked !== undefined) await readBeside(asked);
}
