import type { LineColumns } from '../../engine/fold/folded-lines.js';
import type { Basis } from '../../engine/measure.js';
import type { Transaction } from '../executor.js';
import { leaseRun } from '../leases.js';
import { addWrittenShard } from '../runs.js';
import { type LineTexts, writeFoldedLines } from './write-folded-lines.js';
import { type FoldedResult, writeFoldedPayees } from './write-folded-payees.js';

/** What folding some payees gave. It can be sent to another thread. */
export interface FoldedShard {
  readonly results: readonly FoldedResult[];
  readonly lines: LineColumns;
  /** The number of the first entitlement, and the basis on which that and each further one counts. */
  readonly firstEntitlement: number;
  readonly bases: readonly Basis[];
}

/**
 * Writes a shard of payees who were folded, as a part of a run that is still running.
 *
 * @example
 * await db.write((trx) => writeFoldedShard(trx, { run: 7, number: 0 }, shard, texts));
 */
export async function writeFoldedShard(
  trx: Transaction,
  { run, number }: { readonly run: number; readonly number: number },
  { results, lines, firstEntitlement, bases }: FoldedShard,
  texts: LineTexts,
): Promise<void> {
  const payees = results.map(({ payee }) => payee);
  await leaseRun(trx, run, new Date());
  await addWrittenShard(trx, run, number, payees);
  await writeFoldedPayees(trx, run, results);
  await writeFoldedLines(trx, run, lines, texts, (each) => bases[each - firstEntitlement] ?? 'booked');
}
