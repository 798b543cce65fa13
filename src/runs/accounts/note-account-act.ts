import { ok, type Result } from '../../problems/result.js';
import { type WrittenAccountAct, writeAccountAct } from '../../store/account-acts.js';
import { withChange } from '../../store/change.js';
import type { Database } from '../../store/executor.js';

/** What somebody does with an account, or while they act for its owner. */
export interface AccountAct extends WrittenAccountAct {
  /** The id of the person who does it. */
  readonly actor: string;
}

/**
 * Writes what is done with an account into the audit trail, and gives the number of the change.
 *
 * @example
 * await noteAccountAct(db, { actor: 'maria', subject: 'ada', act: 'acting start', detail: 'until 09:00' });
 */
export async function noteAccountAct(
  db: Database,
  { actor, ...written }: AccountAct,
): Promise<Result<number | null>> {
  const description = { actor, command: written.act, reason: `${written.subject}: ${written.detail}` };
  const { change } = await withChange(db, description, (trx, number) =>
    writeAccountAct(trx, number, written),
  );
  return ok(change);
}
