import type { Worker } from 'node:worker_threads';
import type { LineTexts } from '../../store/columns/line-names.js';
import type { FoldedShard } from '../../store/columns/write-folded-shard.js';
import { startThread } from '../start-thread.js';
import { LITTLE_HEAP } from './little-heap.js';
import type { ShardWriter } from './shard-writing.js';

/** What is written. */
export interface WriteSetting {
  readonly run: number;
  readonly texts: LineTexts;
}

/** A shard to be written, with its number. */
export interface WaitingShard {
  readonly number: number;
  readonly shard: FoldedShard;
}

/** What the thread is told: what is going to come, to write a shard, or that there is no more. */
export type ToWriter = { readonly begin: WriteSetting } | WaitingShard | { readonly finish: true };

/** What it says: how many more shards are written, that all are and the file is closed, or what went wrong. */
export type FromWriter =
  | { readonly written: number }
  | { readonly finished: true }
  | { readonly fault: unknown };

/** Shards on their way: the next are folded while some are written. */
const MOST_WAITING = 4;

/**
 * A thread that writes shards to an SQLite file by its own handle. It is started early, as starting takes a
 * while. A fault of it fails the next call, and with it the run.
 *
 * @example
 * const writer = new WriteBeside('attain.db');
 * writer.begin({ run: 7, texts });
 * await writer.write(0, shard);
 * await writer.finish();
 */
export class WriteBeside implements ShardWriter {
  readonly #worker: Worker;
  #waiting = 0;
  #isFinished = false;
  #fault: { readonly error: unknown } | null = null;
  #wake: () => void = () => {};

  constructor(path: string) {
    const options = { workerData: path, resourceLimits: LITTLE_HEAP };
    this.#worker = startThread(new URL('./write-thread.js', import.meta.url), options);
    this.#worker.on('message', (message: FromWriter) => this.#hear(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => {
      if (!this.#isFinished) this.#fail(new Error('The thread that writes results has ended.'));
    });
  }

  /** Tells what the shards are of that will come. */
  begin(setting: WriteSetting): void {
    this.#worker.postMessage({ begin: setting } satisfies ToWriter);
  }

  async write(number: number, shard: FoldedShard): Promise<void> {
    this.#waiting += 1;
    this.#worker.postMessage({ number, shard } satisfies ToWriter, buffersOf(shard));
    await this.#until(() => this.#waiting < MOST_WAITING);
  }

  async finish(): Promise<void> {
    this.#worker.postMessage({ finish: true } satisfies ToWriter);
    await this.#until(() => this.#isFinished);
  }

  /** Ends the thread, whether or not everything is written. */
  async end(): Promise<void> {
    this.#isFinished = true;
    await this.#worker.terminate();
  }

  #hear(message: FromWriter): void {
    if ('fault' in message) this.#fail(message.fault);
    else if ('written' in message) this.#waiting -= message.written;
    else this.#isFinished = true;
    this.#wake();
  }

  #fail(error: unknown): void {
    this.#fault ??= { error };
    this.#wake();
  }

  async #until(reached: () => boolean): Promise<void> {
    for (;;) {
      if (this.#fault !== null) throw this.#fault.error;
      if (reached()) return;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** Lines and documents are handed over, not copied: nobody needs them here any more. */
function buffersOf({ lines, documents }: FoldedShard): ArrayBuffer[] {
  return [...Object.values(lines), ...Object.values(documents)].flatMap((column) =>
    ArrayBuffer.isView(column) && column.buffer instanceof ArrayBuffer ? [column.buffer] : [],
  );
}
