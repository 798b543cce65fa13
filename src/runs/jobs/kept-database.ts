import { setImmediate } from 'node:timers/promises';
import { closeDatabase, IMPORT_CACHE, openDatabase } from '../../store/database.js';
import type { Database } from '../../store/executor.js';

/** Does a step of what can be done ahead, and tells whether there may be more of it. */
export type WorkAhead = (db: Database) => Promise<boolean>;

/**
 * A handle that stays open between calculations, as what is remembered of a run goes with it: after a few changes,
 * only those whom they concern are then read. Work that fails closes it, so that nothing half known is gone on from.
 *
 * @example
 * const kept = new KeptDatabase(readAhead);
 * await kept.use('attain.db', (db) => runCalculation(db, task, context));
 */
export class KeptDatabase {
  #address: string | null = null;
  #db: Database | null = null;
  /** How much work is asked for and not done yet. */
  #asked = 0;
  #ahead: Promise<void> = Promise.resolve();

  /** @param ahead what is done step by step while no work is asked for; nothing when left out */
  constructor(readonly ahead: WorkAhead = async () => false) {}

  /** Works on a database; on the handle of the last work where that was on the same. */
  async use<T>(address: string, work: (db: Database) => Promise<T>): Promise<T> {
    this.#asked += 1;
    await this.#ahead;
    const db = await this.#opened(address);
    try {
      return await work(db);
    } catch (error) {
      await this.#close();
      throw error;
    } finally {
      this.#asked -= 1;
      this.#ahead = this.#workAhead(db);
    }
  }

  /** Goes on until other work is asked for, which may come in between two steps. */
  async #workAhead(db: Database): Promise<void> {
    try {
      do await setImmediate();
      while (this.#asked === 0 && this.#db === db && (await this.ahead(db)));
    } catch {
      // It was asked for by nobody: where it fails, the next work begins anew.
      await this.#close();
    }
  }

  async #opened(address: string): Promise<Database> {
    if (this.#db !== null && this.#address === address) return this.#db;
    await this.#close();
    this.#db = await openDatabase(address, IMPORT_CACHE);
    this.#address = address;
    return this.#db;
  }

  async #close(): Promise<void> {
    const db = this.#db;
    this.#db = null;
    if (db !== null) await closeDatabase(db);
  }
}
