import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type LineNames, lineNames } from '../../store/columns/line-names.js';
import { writeFoldedShard } from '../../store/columns/write-folded-shard.js';
import { openSqlite } from '../../store/sqlite/open-sqlite.js';
import type { FromWriter, ToWriter, WaitingShard, WriteSetting } from './write-beside.js';

// Nobody is told of a run before it is published, by the first thread and its own handle.
const db = openSqlite(workerData as string, { pageCacheMebibytes: 8, isProvisional: true });
const say = (message: FromWriter): void => parentPort?.postMessage(message);

/** The run that is written, with what its lines name. */
interface WrittenRun {
  readonly run: number;
  readonly names: LineNames;
}

let written: WrittenRun | null = null;

function begin({ run, texts }: WriteSetting): void {
  written = { run, names: lineNames(texts) };
}

/** Shards that came while others were written go into one transaction: to commit takes as long as to write some. */
async function writeAll(shards: readonly WaitingShard[]): Promise<void> {
  if (written === null) throw new Error('No run is begun that shards could be of.');
  const { run, names } = written;
  await db.write(async (trx) => {
    for (const { number, shard } of shards) await writeFoldedShard(trx, { run, number }, shard, names);
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
      if ('begin' in message) begin(message.begin);
      const shards = waiting;
      waiting = [];
      if (shards.length > 0) await writeAll(shards);
      if ('finish' in message) await finish();
    })
    .catch((fault: unknown) => say({ fault }));
});
