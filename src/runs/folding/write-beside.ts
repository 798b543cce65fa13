import type { Worker } from 'node:worker_threads';
import type { FoldedShard } from '../../store/columns/write-folded-shard.js';
import { startThread } from '../start-thread.js';
import { LITTLE_HEAP } from './little-heap.js';
import type { ShardWriter } from './shard-writing.js';

/** A shard to be written, with its number. */
export interface WaitingShard {
  readonly number: number;
  readonly shard: FoldedShard;
}

/** What the thread is told: of which run shards are going to come, to write one, or that there is no more. */
export type ToWriter = { readonly begin: number } | WaitingShard | { readonly finish: true };

/** What it says: how many more shards are written, that all are and the file is closed, or what went wrong. */
export type FromWriter =
  | { readonly written: number }
  | { readonly finished: true }
  | { readonly fault: unknown };

/** Shards after which it pays to see to the log: some 32 MiB of them. */
const SHARDS_TO_FLUSH = 16;

/**
 * A thread that writes shards to an SQLite file by its own handle. It is started early, as starting takes a
 * while. A fault of it fails the next call, and with it the run. Whoever has to wait for it meanwhile puts what it wrote
 * from the log into the file, which the thread then need not do itself.
 *
 * @example
 * const writer = new WriteBeside('attain.db', () => flushLog(db));
 * writer.begin(7);
 * await writer.write(0, shard);
 * await writer.finish();
 */
export class WriteBeside implements ShardWriter {
  /** The next shards are folded while some are written. */
  readonly mostWaiting = 6;
  readonly #worker: Worker;
  #waiting = 0;
  #notFlushed = 0;
  #isFinished = false;
  #fault: { readonly error: unknown } | null = null;
  #wake: () => void = () => {};

  /** @param flush puts what is in the log into the file */
  constructor(
    path: string,
    readonly flush: () => Promise<void>,
  ) {
    const options = { workerData: path, resourceLimits: LITTLE_HEAP };
    this.#worker = startThread(new URL('./write-thread.js', import.meta.url), options);
    this.#worker.on('message', (message: FromWriter) => this.#hear(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => {
      if (!this.#isFinished) this.#fail(new Error('The thread that writes results has ended.'));
    });
  }

  /** Tells the run of which shards will come. */
  begin(run: number): void {
    this.#worker.postMessage({ begin: run } satisfies ToWriter);
  }

  /** Takes a shard in memory that both threads share: what is large in it is not copied. */
  async write(number: number, shard: FoldedShard): Promise<void> {
    this.#waiting += 1;
    this.#notFlushed += 1;
    this.#worker.postMessage({ number, shard } satisfies ToWriter);
    if (this.#waiting >= this.mostWaiting && this.#notFlushed >= SHARDS_TO_FLUSH) {
      this.#notFlushed = 0;
      await this.flush();
    }
    await this.#until(() => this.#waiting < this.mostWaiting);
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
