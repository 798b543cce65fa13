import type { Transaction } from './executor.js';

/** What must be done by one transaction at a time, and the number by which PostgreSQL knows it. */
const LOCKS = { change: 1n, publish: 2n } as const;

/** Tells the locks of this program from those of others in the same database. */
const PROGRAM = 7_247_811n;

/**
 * Waits until no other transaction holds a lock, and holds it until the transaction ends. On SQLite, where one
 * transaction writes at a time, there is nothing to wait for.
 *
 * @example
 * await holdLock(trx, 'change');
 */
export async function holdLock(trx: Transaction, name: keyof typeof LOCKS): Promise<void> {
  if (trx.postgres === null) return;
  await trx.connection.rows('select pg_advisory_xact_lock(?::int, ?::int)', [PROGRAM, LOCKS[name]]);
}
