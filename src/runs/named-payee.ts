import { inScope, inScopeIn, type PayeeScope } from '../access/scope.js';
import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import type { Executor } from '../store/executor.js';
import { getRecord } from '../store/record-history.js';

/** A payee with the name that is shown. */
export interface NamedPayee {
  readonly id: string;
  readonly name: string;
}

/**
 * A payee as of a change, by name. Fails for one who is not there or whom the scope does not show, in the same words.
 *
 * @example
 * await namedPayee(trx, scope, 'ada', run.change) // { ok: true, value: { id: 'ada', name: 'Ada Byron' } }
 */
export async function namedPayee(
  executor: Executor,
  scope: PayeeScope,
  id: string,
  change: number,
): Promise<Result<NamedPayee>> {
  const record = inScope(scope, id)
    ? await getRecord(executor, scope, 'payee', { id }, { asOfChange: change })
    : null;
  if (record === null) return failed([noPayee(id)]);
  return ok({ id, name: record.name });
}

/**
 * A payee as a run knows one, by name. Fails for one who is not there or whom the scope does not show on the last
 * calculated day, in the same words: what is of now is not for whoever saw the payee before.
 *
 * @example
 * await payeeOfNow(trx, scope, 'ada', run)
 */
export async function payeeOfNow(
  executor: Executor,
  scope: PayeeScope,
  id: string,
  { change, through }: { readonly change: number; readonly through: CivilDate },
): Promise<Result<NamedPayee>> {
  if (inScopeIn(scope, id, { from: through, to: addDays(through, 1) })) {
    return namedPayee(executor, scope, id, change);
  }
  return failed([noPayee(id)]);
}

function noPayee(id: string): Problem {
  return problem('not-found', `there is no payee ${id}`, { found: id });
}
