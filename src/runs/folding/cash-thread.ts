import { parentPort } from 'node:worker_threads';
import { ByteKeys } from '../../records/columns/byte-keys.js';
import { latestChange } from '../../store/change.js';
import { closeDatabase, openDatabase } from '../../store/database.js';
import type { CashFromThread, CashToThread } from './cash-beside.js';
import { readCash } from './read-cash.js';

/** Reads the cash of a database and posts it. */
async function readBeside({ path, keys, wanted }: CashToThread): Promise<void> {
  const db = await openDatabase(path, { pageCacheMebibytes: 8 });
  try {
    const found = await db.read(async (trx): Promise<CashFromThread> => {
      const deals = { keys: ByteKeys.of(keys), beyond: new Uint8Array(keys.count) };
      const events = await readCash(trx, deals, wanted);
      return { change: await latestChange(trx), events, beyond: deals.beyond };
    });
    parentPort?.postMessage(found);
  } finally {
    await closeDatabase(db);
  }
}

parentPort?.once('message', (asked: CashToThread) => void readBeside(asked));
