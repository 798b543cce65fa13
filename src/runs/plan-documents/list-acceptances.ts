import type { PayeeScope } from '../../access/scope.js';
import { readAcceptances } from '../../store/acceptances.js';
import type { Executor } from '../../store/executor.js';
import { readStoredRules } from '../stored-rules.js';
import { payeesOnVersions } from './payees-on-versions.js';

/** Whether a payee has accepted a published version of a plan that the payee is on. */
export interface AcceptanceStatus {
  readonly plan: string;
  readonly hash: string;
  readonly payee: string;
  /** The instant, as ISO 8601 in UTC; `null` while it is not accepted. */
  readonly acceptedAt: string | null;
}

/**
 * Who has accepted the published versions of plans, and who has not, in the order of plans, their first days and
 * payees; all within the scope.
 *
 * @example
 * (await listAcceptances(db, scope)).filter(({ acceptedAt }) => acceptedAt === null)
 */
export async function listAcceptances(
  executor: Executor,
  scope: PayeeScope,
  filter: { readonly plan?: string } = {},
): Promise<readonly AcceptanceStatus[]> {
  const rules = await readStoredRules(executor);
  if (!rules.ok) return [];
  const onVersions = await payeesOnVersions(executor, scope);
  const accepted = new Map(
    (await readAcceptances(executor, scope, filter)).map(({ hash, payee, at }) => [`${hash} ${payee}`, at]),
  );
  return rules.value.book.plans
    .map(({ plan }) => plan)
    .filter(({ id }) => filter.plan === undefined || id === filter.plan)
    .sort((a, b) => (`${a.id} ${a.effective.from}` < `${b.id} ${b.effective.from}` ? -1 : 1))
    .flatMap(({ id, hash }) =>
      (onVersions.get(hash) ?? []).map((payee) => {
        return { plan: id, hash, payee, acceptedAt: accepted.get(`${hash} ${payee}`) ?? null };
      }),
    );
}
