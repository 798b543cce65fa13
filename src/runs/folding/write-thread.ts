import { parentPort, workerData } from 'node:worker_threads';
import { writeFoldedShard } from '../../store/columns/write-folded-shard.js';
import { closeDatabase, openDatabase } from '../../store/database.js';
import type { FromWriter, ToWriter, WriteSetting } from './write-beside.js';

const { path, run, texts } = workerData as WriteSetting;
const db = await openDatabase(path, { pageCacheMebibytes: 8 });
const say = (message: FromWriter): void => parentPort?.postMessage(message);

async function handle(message: ToWriter): Promise<void> {
  if ('finish' in message) {
    await closeDatabase(db);
    say({ finished: true });
    return;
  }
  const { number, shard } = message;
  await db.write((trx) => writeFoldedShard(trx, { run, number }, shard, texts));
  say({ written: number });
}

// One after the other, as they come.
let last = Promise.resolve();
parentPort?.on('message', (message: ToWriter) => {
  last = last.then(() => handle(message)).catch((fault: unknown) => say({ fault }));
});
