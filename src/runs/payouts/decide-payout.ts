import { type PayoutHistory, payoutState } from '../../ledger/payouts/payout-history.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { discard, withChange } from '../../store/change.js';
import type { Database } from '../../store/executor.js';
import { writePayoutDecision } from '../../store/write-payouts.js';
import { knownPayout, stepRefused } from './payout-steps.js';

/** What is decided on a batch, and by whom. */
export interface PayoutVerdict {
  readonly batch: number;
  readonly decision: 'approved' | 'rejected';
  /** Why; a rejection needs it. */
  readonly reason?: string;
  readonly actor: string;
}

/** A batch after something was asked of it, and whether that changed anything. */
export interface PayoutOutcome {
  readonly history: PayoutHistory;
  /** Whether it was done now; `false` where it was done before. */
  readonly isNew: boolean;
}

/**
 * Approves or rejects a batch. Its maker may do neither. A batch is decided on once: the same decision again changes
 * nothing, and the other is refused, as any is once the batch was withdrawn. A rejected batch frees its statements for
 * another.
 *
 * @example
 * await decidePayout(db, { batch: 7, decision: 'approved', actor: 'bo' });
 */
export async function decidePayout(db: Database, verdict: PayoutVerdict): Promise<Result<PayoutOutcome>> {
  const { batch, decision, actor, reason = null } = verdict;
  if (decision === 'rejected' && (reason ?? '').trim() === '') {
    return failed([problem('missing-value', 'a rejection needs a reason', { field: 'reason' })]);
  }
  const command = decision === 'approved' ? 'payout approve' : 'payout reject';
  const { value } = await withChange<Result<PayoutOutcome>>(
    db,
    { actor, command, reason },
    async (trx, change) => {
      const history = await knownPayout(trx, batch);
      if ('code' in history) return discard(failed([history]));
      const isWithdrawn = payoutState(history) === 'withdrawn';
      if (history.decision?.decision === decision && !isWithdrawn) {
        return discard(ok({ history, isNew: false }));
      }
      const refused = stepRefused(history, ['built'], `be ${decision}`) ?? refusedToMaker(history, verdict);
      if (refused !== null) return discard(failed([refused]));
      const at = new Date().toISOString();
      await writePayoutDecision(trx, change, { batch: history.batch, decision, actor, reason, at });
      return ok({ history: { ...history, decision: { decision, actor, reason, at } }, isNew: true });
    },
  );
  return value;
}

function refusedToMaker({ batch }: PayoutHistory, { actor, decision }: PayoutVerdict) {
  if (batch.maker !== actor) return null;
  return problem('own-work', `${actor} built batch ${batch.number}, so another person decides on it`, {
    subject: `batch ${batch.number}`,
    found: actor,
    expected: `another person than ${batch.maker}, named by --as`,
    hint: decision === 'approved' ? undefined : 'a maker asks another person to reject it',
  });
}
