import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { writeFoldedShard } from '../../store/columns/write-folded-shard.js';
import { closeDatabase, openDatabase } from '../../store/database.js';
import type { FromWriter, ToWriter, WaitingShard, WriteSetting } from './write-beside.js';

const { path, run, texts } = workerData as WriteSetting;
const db = await openDatabase(path, { pageCacheMebibytes: 8 });
const say = (message: FromWriter): void => parentPort?.postMessage(message);

/** Shards that came while others were written go into one transaction: to commit takes as long as to write some. */
async function writeAll(shards: readonly WaitingShard[]): Promise<void> {
  await db.write(async (trx) => {
    for (const { number, shard } of shards) await writeFoldedShard(trx, { run, number }, shard, texts);
  });
  say({ written: shards.length });
}

async function finish(): Promise<void> {
  await closeDatabase(db);
  say({ finished: true });
}

let waiting: WaitingShard[] = [];
// One after the other, as they come.
let last = Promise.resolve();
parentPort?.on('message', (message: ToWriter) => {
  if (!('finish' in message)) waiting.push(message);
  last = last
    .then(async () => {
      // Lets in what has come meanwhile.
      await setImmediate();
      const shards = waiting;
      waiting = [];
      if (shards.length > 0) await writeAll(shards);
      if ('finish' in message) await finish();
    })
    .catch((fault: unknown) => say({ fault }));
});
