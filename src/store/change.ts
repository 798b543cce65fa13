import type { Selectable } from 'kysely';
import { beginRecord, sealRecord } from './chain/seal-record.js';
import type { Database, Executor, Transaction } from './executor.js';
import type { Tables } from './tables.js';

/** Who changes what is stored, how, and why. */
export interface ChangeDescription {
  /** The id of the viewer. */
  readonly actor: string;
  /** What was called, for example `import` or `PUT /deals/D-1`. */
  readonly command: string;
  readonly reason?: string | null;
  /** SHA-256 of what came in, in hexadecimal. */
  readonly contentHash?: string | null;
}

/** A change as it is kept. Changes are numbered from 1 in the order in which they were made. */
export interface RecordedChange {
  readonly sequence: number;
  /** The instant, as ISO 8601 in UTC. */
  readonly recordedAt: string;
  readonly actor: string;
  readonly command: string;
  readonly reason: string | null;
  readonly contentHash: string | null;
}

/** What {@link withChange} did: the number of the change, or `null` when nothing was kept. */
export interface ChangeOutcome<T> {
  readonly change: number | null;
  readonly value: T;
}

/** A value whose change is not to be kept; see {@link discard}. */
export class Discarded<T> {
  constructor(readonly value: T) {}
}

/**
 * Returned from the work of {@link withChange}, it takes back all that was written in it, with the change
 * itself, and still hands over the value: for an import that changed nothing, or that is refused as a whole.
 *
 * @example
 * return problems.length > 0 ? discard(problems) : summary;
 */
export function discard<T>(value: T): Discarded<T> {
  return new Discarded(value);
}

/**
 * Makes one change: one transaction, with one row in the history that all rows written in it point to, and one record
 * in the chain that seals them. When the work throws or returns {@link discard}, nothing stays, and the number is taken
 * by the next change. Changes are made one at a time: a higher number is never to be seen before a lower one.
 *
 * @example
 * const { change, value } = await withChange(db, { actor: 'local', command: 'import' }, async (trx, change) => {
 *   const writer = recordWriter(trx, change, 'payee', { onConflict: 'correct' });
 *   return writer.writeAll(payees);
 * });
 */
export async function withChange<T>(
  db: Database,
  description: ChangeDescription,
  work: (trx: Transaction, change: number) => Promise<T | Discarded<T>>,
): Promise<ChangeOutcome<T>> {
  const done = await undiscarded<T, ChangeOutcome<T>>(db, async (trx) => {
    const before = await beginRecord(trx);
    const said = saidOf(description);
    const change = await insertChange(trx, said);
    const value = await work(trx, change);
    if (value instanceof Discarded) throw new RollBack(value);
    await sealRecord(trx, before, { ...said, change });
    return { change, value };
  });
  return done instanceof Discarded ? { change: null, value: done.value } : done;
}

/**
 * Does one command that changes neither data nor rules, such as the closing of a period: one transaction, with one
 * record in the chain that seals all that was written in it. When the work throws or returns {@link discard}, nothing
 * stays.
 *
 * @example
 * await withRecord(db, { actor: 'cfo', command: 'period approve' }, async (trx) => addPeriodEvent(trx, event));
 */
export async function withRecord<T>(
  db: Database,
  description: ChangeDescription,
  work: (trx: Transaction) => Promise<T | Discarded<T>>,
): Promise<T> {
  const done = await undiscarded<T, { readonly value: T }>(db, async (trx) => {
    const before = await beginRecord(trx);
    const value = await work(trx);
    if (value instanceof Discarded) throw new RollBack(value);
    await sealRecord(trx, before, { ...saidOf(description), change: null });
    return { value };
  });
  return done.value;
}

/** Runs a transaction; one that is discarded leaves nothing. */
async function undiscarded<T, Kept>(
  db: Database,
  work: (trx: Transaction) => Promise<Kept>,
): Promise<Kept | Discarded<T>> {
  try {
    return await db.write(work);
  } catch (thrown) {
    // Only what this very work returned comes by this way, so its type is known.
    if (thrown instanceof RollBack) return thrown.discarded as Discarded<T>;
    throw thrown;
  }
}

/** Leaves the transaction by an error, which is how it is made to roll back. */
class RollBack extends Error {
  constructor(readonly discarded: Discarded<unknown>) {
    super('The change is discarded.');
  }
}

/**
 * The number of the latest change, and 0 before the first: what reads as of now may name to be repeatable.
 *
 * @example
 * const records = await readRecordSet(db, { asOfChange: await latestChange(db) });
 */
export async function latestChange(executor: Executor): Promise<number> {
  const row = await executor.queries
    .selectFrom('change')
    .select((expression) => expression.fn.max('sequence').as('sequence'))
    .executeTakeFirst();
  return Number(row?.sequence ?? 0n);
}

/**
 * The changes, the latest first; with `before`, those before that one.
 *
 * @example
 * const page = await listChanges(db, { limit: 50 });
 */
export async function listChanges(
  executor: Executor,
  options: { readonly limit: number; readonly before?: number },
): Promise<readonly RecordedChange[]> {
  let query = executor.queries
    .selectFrom('change')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(options.limit);
  if (options.before !== undefined) query = query.where('sequence', '<', BigInt(options.before));
  return (await query.execute()).map(changeOf);
}

/**
 * Changes by their numbers; a number that no change has is left out.
 *
 * @example
 * (await readChanges(db, [12])).get(12)?.actor // 'ops'
 */
export async function readChanges(
  executor: Executor,
  sequences: Iterable<number>,
): Promise<ReadonlyMap<number, RecordedChange>> {
  const asked = [...new Set(sequences)].map(BigInt);
  if (asked.length === 0) return new Map();
  const rows = await executor.queries
    .selectFrom('change')
    .selectAll()
    .where('sequence', 'in', asked)
    .execute();
  return new Map(rows.map(changeOf).map((change) => [change.sequence, change]));
}

function changeOf(row: Selectable<Tables['change']>): RecordedChange {
  return {
    sequence: Number(row.sequence),
    recordedAt: row.recorded_at,
    actor: row.actor,
    command: row.command,
    reason: row.reason,
    contentHash: row.content_hash,
  };
}

/** What a command says of itself, with the instant. */
type Said = Required<ChangeDescription> & { readonly recordedAt: string };

function saidOf({ actor, command, reason = null, contentHash = null }: ChangeDescription): Said {
  return { actor, command, reason, contentHash, recordedAt: new Date().toISOString() };
}

async function insertChange(trx: Transaction, said: Said): Promise<number> {
  const { recordedAt, actor, command, reason, contentHash } = said;
  const sequence = BigInt((await latestChange(trx)) + 1);
  await trx.queries
    .insertInto('change')
    .values({ sequence, recorded_at: recordedAt, actor, command, reason, content_hash: contentHash })
    .execute();
  return Number(sequence);
}
