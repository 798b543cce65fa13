import { payoutState } from '../../ledger/payouts/payout-history.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { discard, withChange } from '../../store/change.js';
import type { Database } from '../../store/executor.js';
import { writePayoutWithdrawal } from '../../store/write-payouts.js';
import type { PayoutOutcome } from './decide-payout.js';
import { knownPayout, stepRefused } from './payout-steps.js';

/** Which batch is withdrawn, why and by whom. */
export interface WithdrawalRequest {
  readonly batch: number;
  readonly reason: string;
  readonly actor: string;
}

/**
 * Withdraws a batch that was approved and of which no file was made for payroll yet, and frees its statements for
 * another. Whoever pays may do so, its maker too: it pays nobody, and what is built again has to be approved again.
 * Nothing is to be taken back from the ledger, to which only what payroll confirms is posted. Again it changes
 * nothing; what payroll was told is never withdrawn.
 *
 * @example
 * await withdrawPayout(db, { batch: 7, reason: 'the bank details of Ada are wrong', actor: 'fin' });
 */
export async function withdrawPayout(
  db: Database,
  { batch, reason, actor }: WithdrawalRequest,
): Promise<Result<PayoutOutcome>> {
  if (reason.trim() === '') {
    return failed([problem('missing-value', 'a withdrawal needs a reason', { field: 'reason' })]);
  }
  const { value } = await withChange<Result<PayoutOutcome>>(
    db,
    { actor, command: 'payout withdraw', reason },
    async (trx, change) => {
      const history = await knownPayout(trx, batch);
      if ('code' in history) return discard(failed([history]));
      if (payoutState(history) === 'withdrawn') return discard(ok({ history, isNew: false }));
      const refused = stepRefused(history, ['approved'], 'be withdrawn');
      if (refused !== null) return discard(failed([refused]));
      const withdrawal = { actor, reason, at: new Date().toISOString() };
      await writePayoutWithdrawal(trx, change, batch, withdrawal);
      return ok({ history: { ...history, withdrawal }, isNew: true });
    },
  );
  return value;
}
