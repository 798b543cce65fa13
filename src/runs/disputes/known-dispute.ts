import { EVERY_PAYEE } from '../../access/scope.js';
import { type Dispute, disputeState } from '../../ledger/disputes/dispute.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { readDisputes } from '../../store/disputes.js';
import type { Executor } from '../../store/executor.js';

/**
 * The dispute with a number, for what acts on it. Fails where there is none.
 *
 * @example
 * const dispute = await knownDispute(db, 3);
 */
export async function knownDispute(executor: Executor, number: number): Promise<Result<Dispute>> {
  const [found] = await readDisputes(executor, EVERY_PAYEE, { number });
  if (found !== undefined) return ok(found);
  const hint = '`attain dispute list` lists them';
  return failed([problem('not-found', `there is no dispute ${number}`, { hint })]);
}

/**
 * The dispute with a number, while it is open. Fails where there is none, and where it has ended.
 *
 * @example
 * const dispute = await stillOpen(trx, 3);
 */
export async function stillOpen(executor: Executor, number: number): Promise<Result<Dispute>> {
  const known = await knownDispute(executor, number);
  if (!known.ok || known.value.decision === null) return known;
  const { actor } = known.value.decision;
  const state = disputeState(known.value);
  return failed([
    problem('already-decided', `dispute ${number} was ${state} by ${actor}`, {
      subject: `dispute ${number}`,
      found: state,
      hint: 'a new dispute can be opened on the line as it is now',
    }),
  ]);
}
