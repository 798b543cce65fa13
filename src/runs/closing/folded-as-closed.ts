import type { Database } from '../../store/executor.js';
import { unlikeClosed } from '../../store/unlike-closed.js';
import { deletePayeeResults } from '../../store/written-shards.js';
import type { FoldedShards } from '../folding/fold-shards.js';
import type { RunInputs } from '../run-inputs.js';

/**
 * Leaves to the engine whoever was folded as if nothing was closed and comes to something else than what is: what is
 * due beyond it is posted in the open period, which only the engine tells. What was written of them is deleted.
 *
 * @example
 * const { left } = await foldedAsClosed(db, run, await foldShards(db, run, work), inputs);
 */
export async function foldedAsClosed(
  db: Database,
  run: number,
  folded: FoldedShards,
  { closings, people }: Pick<RunInputs, 'closings' | 'people'>,
): Promise<FoldedShards> {
  const closing = closings.closings.at(-1)?.number;
  if (closing === undefined || folded.hashes.size === 0) return folded;
  const unlike = await db.read((trx) => unlikeClosed(trx, { run, closing }));
  const others = people.filter(({ payee }) => unlike.has(payee) && folded.hashes.has(payee));
  if (others.length === 0) return folded;
  const payees = others.map(({ payee }) => payee);
  const deleted = await db.write((trx) => deletePayeeResults(trx, BigInt(run), payees));
  const hashes = new Map(folded.hashes);
  for (const payee of payees) hashes.delete(payee);
  return {
    shards: folded.shards,
    statements: folded.statements - deleted.statements,
    lines: folded.lines - deleted.lines,
    hashes,
    books: folded.books.filter(({ payee }) => hashes.has(payee)),
    left: [...folded.left, ...others],
  };
}
