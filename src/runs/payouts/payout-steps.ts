import { EVERY_PAYEE } from '../../access/scope.js';
import type { PayoutState } from '../../ledger/payouts/payout-batch.js';
import { type PayoutHistory, payoutState } from '../../ledger/payouts/payout-history.js';
import { type Problem, problem } from '../../problems/problem.js';
import type { Executor } from '../../store/executor.js';
import { readPayouts } from '../../store/payouts.js';

/** A file as it was handed over: the name by which problems refer to it, and what it says. */
export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/**
 * A batch with all its items and what became of it, for what acts on the whole of it; or the problem that there is
 * none.
 *
 * @example
 * const history = await knownPayout(trx, 7);
 */
export async function knownPayout(executor: Executor, batch: number): Promise<PayoutHistory | Problem> {
  const [history] = await readPayouts(executor, EVERY_PAYEE, { batch });
  return (
    history ??
    problem('not-found', `there is no payout batch ${batch}`, { hint: '`attain payout list` lists them' })
  );
}

/**
 * The problem that a batch has not come to where a step needs it, or is past it; `null` where the step can be taken.
 *
 * @param needed the states in which the step can be taken
 * @param step what is to be done, such as `export`
 * @example
 * stepRefused(history, ['approved', 'exported', 'confirmed'], 'export')
 */
export function stepRefused(
  history: PayoutHistory,
  needed: readonly PayoutState[],
  step: string,
): Problem | null {
  const state = payoutState(history);
  if (needed.includes(state)) return null;
  const { number } = history.batch;
  return problem('payout-step', `batch ${number} is ${state}: it cannot ${step}`, {
    subject: `batch ${number}`,
    found: state,
    expected: `a batch that is ${needed.join(' or ')}`,
    hint: HINTS[state],
  });
}

const HINTS: Readonly<Record<PayoutState, string>> = {
  built: 'another person than its maker approves it with `attain payout approve`',
  rejected: 'build the batch again with `attain payout build`',
  approved: 'make the file for payroll with `attain payout export`',
  withdrawn: 'build the batch again with `attain payout build`',
  exported: 'take in what payroll paid with `attain payout confirm`',
  confirmed: 'it is paid; `attain payout show` tells by which payments',
};
