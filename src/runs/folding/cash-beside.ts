import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { EventTable } from '../../engine/fold/event-table.js';
import type { FoldPlan } from '../../engine/fold/fold-plan.js';
import type { KeyParts } from '../../records/columns/byte-keys.js';
import { startThread } from '../start-thread.js';

/** What a thread is told that reads the cash. */
export interface CashToThread {
  /** The file of the database. */
  readonly path: string;
  /** The deals, numbered. */
  readonly keys: KeyParts;
  /** By number of deal: 1 where somebody may be credited for its cash. */
  readonly wanted: Uint8Array;
}

/** What it posts. */
export interface CashFromThread {
  /** The change after which it was read. */
  readonly change: number;
  readonly events: EventTable;
  /** The deals of which columns do not tell enough, by number. */
  readonly beyond: Uint8Array;
}

/** What a thread needs that works with typed arrays, which are not in the heap. */
const LITTLE_HEAP = { maxYoungGenerationSizeMb: 8 };

/**
 * A thread that reads the cash of an SQLite file by its own handle, while a first thread reads the rest: half of
 * all that is read is cash. It is started early, as starting takes a while. A failure is none of the run:
 * whoever asked then reads the cash without it.
 *
 * @example
 * const beside = new CashBeside('attain.db');
 * const found = beside.read(deals.keys.parts, wanted);
 * (await found)?.events
 */
export class CashBeside {
  readonly #worker: Worker;

  constructor(readonly path: string) {
    this.#worker = startThread(new URL('./cash-thread.js', import.meta.url), { resourceLimits: LITTLE_HEAP });
    // An error ends the wait for an answer; before that nobody waits, and the process may end.
    this.#worker.on('error', () => undefined);
    this.#worker.unref();
  }

  /** Reads the cash of numbered deals; `null` where that fails. */
  async read(keys: KeyParts, wanted: Uint8Array): Promise<CashFromThread | null> {
    this.#worker.ref();
    this.#worker.postMessage({ path: this.path, keys, wanted } satisfies CashToThread);
    try {
      return await Promise.race([this.#answer(), this.#exit()]);
    } catch {
      return null;
    } finally {
      await this.end();
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #answer(): Promise<CashFromThread | null> {
    const [found]: CashFromThread[] = await once(this.#worker, 'message');
    return found ?? null;
  }

  async #exit(): Promise<null> {
    await once(this.#worker, 'exit');
    return null;
  }
}

/**
 * Whether any of the plans counts cash.
 *
 * @example
 * countsCash(plans) ? new CashBeside(path) : null
 */
export function countsCash(plans: readonly FoldPlan[]): boolean {
  return plans.some(({ measures }) => measures.some(({ measure }) => measure.basis === 'collected'));
}
