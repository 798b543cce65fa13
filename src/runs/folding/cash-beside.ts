import { on } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { CollectedEvents } from '../../engine/fold/event-table.js';
import type { FoldPlan } from '../../engine/fold/fold-plan.js';
import type { InvoiceParts } from '../../engine/fold/invoice-table.js';
import type { KeyParts } from '../../records/columns/byte-keys.js';
import { startThread } from '../start-thread.js';
import { LITTLE_HEAP } from './little-heap.js';
import { type WantedCash, waitsForCash } from './wanted-cash.js';

/** What a thread is told that reads the cash. */
export interface CashToThread extends Pick<WantedCash, 'any' | 'released'> {
  /** The file of the database. */
  readonly path: string;
  /** The deals, numbered. */
  readonly keys: KeyParts;
  /** Which batches of applications are read already, by this thread or the first. */
  readonly claims: Int32Array;
}

/** What it posts first. */
export interface InvoicesBeside {
  /** The change after which it reads. */
  readonly change: number;
  readonly invoices: InvoiceParts;
}

/** What it posts in the end: its share of what was applied to them. */
export interface AppliedBeside {
  readonly collected: CollectedEvents;
  /** The deals of which columns do not tell enough, by number. */
  readonly beyond: Uint8Array;
}

/**
 * A thread that reads invoices of an SQLite file by its own handle, while a first thread reads what is not cash,
 * and then its share of the cash: more than half of all that is read. It is started early, as starting takes a
 * while. A failure is none of the run: whoever asked then reads all by itself.
 *
 * @example
 * const beside = new CashBeside('attain.db');
 * beside.read({ keys: deals.keys.parts, any: wanted.any, released: wanted.released, claims });
 * const found = await beside.invoices(); // null where the thread has failed
 */
export class CashBeside {
  readonly #worker: Worker;
  readonly #answers: AsyncIterator<readonly unknown[]>;

  constructor(readonly path: string) {
    this.#worker = startThread(new URL('./cash-thread.js', import.meta.url), { resourceLimits: LITTLE_HEAP });
    const exit = new AbortController();
    this.#worker.once('exit', () => exit.abort());
    // An error ends the wait for an answer; before that nobody waits, and the process may end.
    this.#worker.on('error', () => undefined);
    this.#answers = on(this.#worker, 'message', { signal: exit.signal });
    this.#worker.unref();
  }

  /** Has the cash of numbered deals read; the first answer are the invoices, the second the thread's share. */
  read(asked: Omit<CashToThread, 'path'>): void {
    this.#worker.ref();
    this.#worker.postMessage({ path: this.path, ...asked } satisfies CashToThread);
  }

  /** The invoices of the deals; `null` where the thread has failed. */
  async invoices(): Promise<InvoicesBeside | null> {
    return (await this.#answer()) as InvoicesBeside | null;
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

/**
 * Whether any of the plans counts cash, or releases what was earned with it.
 *
 * @example
 * countsCash(plans) ? new CashBeside(path) : null
 */
export function countsCash(plans: readonly FoldPlan[]): boolean {
  return plans.some(
    ({ measures, components }) =>
      measures.some(({ measure }) => measure.basis === 'collected') || components.some(waitsForCash),
  );
}
