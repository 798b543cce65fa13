import type { LineColumns } from '../../engine/fold/folded-lines.js';
import type { Basis } from '../../engine/measure.js';
import type { Cap } from '../../engine/modifiers/cap.js';
import type { PackedTexts } from '../../records/columns/packed-texts.js';
import type { Transaction } from '../executor.js';
import { leaseRun } from '../leases.js';
import { addWrittenShard } from '../runs.js';
import type { LineNames } from './line-names.js';
import { writeFoldedLines } from './write-folded-lines.js';
import { type FoldedResult, writeFoldedPayees } from './write-folded-payees.js';

/** What folding some payees gave. It can be sent to another thread. */
export interface FoldedShard {
  readonly results: readonly FoldedResult[];
  readonly lines: LineColumns;
  /** The documents of all statements, in the order of the results and their periods. */
  readonly documents: PackedTexts;
  /** The number of the first entitlement, and the basis and the cap of that and each further one. */
  readonly firstEntitlement: number;
  readonly bases: readonly Basis[];
  readonly caps: readonly (Cap | null)[];
}

/**
 * Writes a shard of payees who were folded, as a part of a run that is still running.
 *
 * @example
 * await db.write((trx) => writeFoldedShard(trx, { run: 7, number: 0 }, shard, lineNames(texts)));
 */
export async function writeFoldedShard(
  trx: Transaction,
  { run, number }: { readonly run: number; readonly number: number },
  { results, lines, documents, firstEntitlement, bases, caps }: FoldedShard,
  names: LineNames,
): Promise<void> {
  const payees = results.map(({ payee }) => payee);
  await leaseRun(trx, run, new Date());
  await addWrittenShard(trx, run, number, payees);
  await writeFoldedPayees(trx, run, results, documents);
  await writeFoldedLines(trx, run, lines, names, (entitlement) => ({
    basis: bases[entitlement - firstEntitlement] ?? 'booked',
    cap: caps[entitlement - firstEntitlement] ?? null,
  }));
}
