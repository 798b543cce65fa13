import { type PayeeScope, payeesAlone } from '../../access/scope.js';
import type { CivilDate } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { makeReport } from '../../http/ask-desk.js';
import type { Services } from '../../http/services.js';
import { rulesOfRun } from '../../runs/rules-of-run.js';
import type { Run } from '../../store/runs.js';

/** A published version of a plan that a payee is on. */
export interface OwnVersion {
  readonly plan: string;
  readonly hash: string;
  /** The title of the plan, or its id. */
  readonly title: string;
  /** The instant, as ISO 8601 in UTC; `null` while it is not accepted. */
  readonly acceptedAt: string | null;
  /** Whether it is in force on the last calculated day; `unknown` where it was published since. */
  readonly state: 'over' | 'current' | 'later' | 'unknown';
}

/**
 * What of a scope shows one payee: nobody else is gone through for what is theirs alone.
 *
 * @example
 * await makeReport(services, 'acceptances', { scope: scopeOn(scope, 'ada') });
 */
export function scopeOn(scope: PayeeScope, payee: string): PayeeScope {
  const alone = payeesAlone(payee);
  return scope.all ? alone : { ...alone, spans: scope.spans };
}

/**
 * The versions of plans that a payee is on, in the order of plans and their first days.
 *
 * @param run the shown one; `null` before the first
 * @example
 * (await ownVersions(services, scope, 'ada', run)).find(({ acceptedAt }) => acceptedAt === null)
 */
export async function ownVersions(
  services: Services,
  scope: PayeeScope,
  payee: string,
  run: Run | null,
): Promise<readonly OwnVersion[]> {
  const statuses = await makeReport(services, 'acceptances', { scope: scopeOn(scope, payee) });
  const known = run === null ? [] : (await rulesOfRun(services.db, run)).book.plans;
  const plans = new Map(known.map(({ plan }) => [plan.hash, plan]));
  return statuses.map(({ plan, hash, acceptedAt }) => {
    const found = plans.get(hash);
    const state = run === null || found === undefined ? 'unknown' : stateOn(run.through, found.effective);
    return { plan, hash, title: found?.title ?? plan, acceptedAt, state };
  });
}

function stateOn(day: CivilDate, { from, to }: ClosedRange): OwnVersion['state'] {
  if (to <= day) return 'over';
  return from <= day ? 'current' : 'later';
}
