import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { writeFoldedShard } from '../../store/columns/write-folded-shard.js';
import { openSqlite } from '../../store/sqlite/open-sqlite.js';
import type { FromWriter, ToWriter, WaitingShard } from './write-beside.js';

// Nobody is told of a run before it is published, by the first thread and its own handle.
const db = openSqlite(workerData as string, { pageCacheMebibytes: 8, isProvisional: true });
const say = (message: FromWriter): void => parentPort?.postMessage(message);

/** The run that is written. */
let begun: number | null = null;

/** Shards that came while others were written go into one transaction: to commit takes as long as to write some. */
async function writeAll(shards: readonly WaitingShard[]): Promise<void> {
  const run = begun;
  if (run === null) throw new Error('No run is begun that shards could be of.');
  await db.write(async (trx) => {
    for (const { number, shard } of shards) await writeFoldedShard(trx, { run, number }, shard);
  });
  say({ written: shards.length });
}

async function finish(): Promise<void> {
  await db.close();
  say({ finished: true });
}

let waiting: WaitingShard[] = [];
// One after the other, as they come.
let last = Promise.resolve();
parentPort?.on('message', (message: ToWriter) => {
  if ('shard' in message) waiting.push(message);
  last = last
    .then(async () => {
      // Lets in what has come meanwhile.
      await setImmediate();
      if ('begin' in message) begun = message.begin;
      const shards = waiting;
      waiting = [];
      if (shards.length > 0) await writeAll(shards);
      if ('finish' in message) await finish();
    })
    .catch((fault: unknown) => say({ fault }));
});
