import { on } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { CollectedEvents } from '../../engine/fold/event-table.js';
import type { InvoiceParts } from '../../engine/fold/invoice-table.js';
import type { KeyParts } from '../../records/columns/byte-keys.js';
import { startThread } from '../start-thread.js';
import { LITTLE_HEAP } from './little-heap.js';
import type { WantedCash } from './wanted-cash.js';

/** What it posts first, as soon as it is started. */
export interface DealsBeside {
  /** The change after which it reads. */
  readonly change: number;
  /** The deals, numbered in the order of their ids. */
  readonly deals: KeyParts;
}

/** What the thread is told then, to read the cash. */
export interface CashToThread extends Pick<WantedCash, 'any' | 'released'> {
  /** Which batches of applications are read already, by this thread or the first. */
  readonly claims: Int32Array;
}

/** What it posts in the end: its share of what was applied to them. */
export interface AppliedBeside {
  readonly collected: CollectedEvents;
  /** The deals of which columns do not tell enough, by number. */
  readonly beyond: Uint8Array;
}

/**
 * A thread that reads an SQLite file by its own handle: it numbers the deals while a first thread reads the people and
 * what deals say, then it reads the invoices while that reads the splits, and then its share of the cash. It is started
 * early, as starting takes a while. A failure is none of the run: whoever asked then reads all by itself.
 *
 * @example
 * const beside = new CashBeside('attain.db');
 * const numbered = await beside.deals(); // null where the thread has failed
 * beside.read({ any: wanted.any, released: wanted.released, claims });
 * const invoices = await beside.invoices();
 */
export class CashBeside {
  readonly #worker: Worker;
  readonly #answers: AsyncIterator<readonly unknown[]>;

  constructor(path: string) {
    const options = { workerData: path, resourceLimits: LITTLE_HEAP };
    this.#worker = startThread(new URL('./cash-thread.js', import.meta.url), options);
    const exit = new AbortController();
    this.#worker.once('exit', () => exit.abort());
    // An error ends the wait for an answer; before that nobody waits, and the process may end.
    this.#worker.on('error', () => undefined);
    this.#answers = on(this.#worker, 'message', { signal: exit.signal });
  }

  /** The deals, numbered; `null` where the thread has failed. */
  async deals(): Promise<DealsBeside | null> {
    return (await this.#answer()) as DealsBeside | null;
  }

  /** Has the cash of the numbered deals read; the next answer are the invoices, the last the thread's share. */
  read(asked: CashToThread): void {
    this.#worker.postMessage(asked);
  }

  /** The invoices of the deals; `null` where the thread has failed. */
  async invoices(): Promise<InvoiceParts | null> {
    return (await this.#answer()) as InvoiceParts | null;
  }

  /** What the thread has read of what was applied to them; `null` where it has failed. */
  async applied(): Promise<AppliedBeside | null> {
    return (await this.#answer()) as AppliedBeside | null;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #answer(): Promise<unknown> {
    try {
      const { value = [] } = await this.#answers.next();
      return value[0] ?? null;
    } catch {
      return null;
    }
  }
}
