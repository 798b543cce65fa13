import type { LineColumns } from '../../engine/fold/folded-lines.js';
import type { Basis } from '../../engine/measure.js';
import type { Cap } from '../../engine/modifiers/cap.js';
import type { Transaction } from '../executor.js';
import { leaseRun } from '../leases.js';
import { markShardWritten } from '../written-shards.js';
import type { LineNames } from './line-names.js';
import { type InsertInto, rowInsert } from './row-insert.js';
import { writeFoldedLines } from './write-folded-lines.js';
import { type FoldedResult, type FoldedStatementRows, writeFoldedPayees } from './write-folded-payees.js';

/** What folding some payees gave. It can be sent to another thread. */
export interface FoldedShard {
  readonly results: readonly FoldedResult[];
  readonly lines: LineColumns;
  /** All statements, in the order of the results and their periods. */
  readonly statements: FoldedStatementRows;
  /** The number of the first entitlement, and the basis and the cap of that and each further one. */
  readonly firstEntitlement: number;
  readonly bases: readonly Basis[];
  readonly caps: readonly (Cap | null)[];
}

/**
 * Writes a shard of payees who were folded, in place of what was written for this shard before. Its lines must come with
 * the texts that they name. Throws unless the run is still running.
 *
 * @example
 * await db.write((trx) => writeFoldedShard(trx, { run: 7, number: 0 }, shard));
 */
export async function writeFoldedShard(
  trx: Transaction,
  { run, number }: { readonly run: number; readonly number: number },
  shard: FoldedShard,
): Promise<void> {
  const payees = shard.results.map(({ payee }) => payee);
  await leaseRun(trx, run, new Date());
  await markShardWritten(trx, { run: BigInt(run), shard: BigInt(number) }, payees);
  await insertFolded((table, columns) => rowInsert(trx, table, columns), run, shard, null);
}

/**
 * Inserts all rows of a shard of payees who were folded.
 *
 * @param names what the numbers in lines stand for, where these come without the texts that they name
 *
 * @example
 * await insertFolded((table, columns) => rowInsert(trx, table, columns), 7, shard, names);
 */
export async function insertFolded(
  insertInto: InsertInto,
  run: number,
  { results, lines, statements, firstEntitlement, bases, caps }: FoldedShard,
  names: LineNames | null,
): Promise<void> {
  await writeFoldedPayees(insertInto, run, results, statements);
  await writeFoldedLines(insertInto, run, lines, names, (entitlement) => ({
    basis: bases[entitlement - firstEntitlement] ?? 'booked',
    cap: caps[entitlement - firstEntitlement] ?? null,
  }));
}
