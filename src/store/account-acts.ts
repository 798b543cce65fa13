import type { Transaction } from './executor.js';

/** What was done with an account, or by somebody who acts for its owner. */
export interface WrittenAccountAct {
  /** The person whose account it is. */
  readonly subject: string;
  readonly act: string;
  readonly detail: string;
}

/**
 * Keeps what was done with an account, within a change.
 *
 * @example
 * await writeAccountAct(trx, change, { subject: 'ada', act: 'acting start', detail: 'until 2026-03-01T09:00:00Z' });
 */
export async function writeAccountAct(
  trx: Transaction,
  change: number,
  { subject, act, detail }: WrittenAccountAct,
): Promise<void> {
  await trx.queries
    .insertInto('account_act')
    .values({ change: BigInt(change), subject, act, detail, at: new Date().toISOString() })
    .execute();
}
