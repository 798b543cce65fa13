import { EVERY_PAYEE, type PayeeScope, payeesAlone } from '../../access/scope.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { type PlanAcceptance, readAcceptances, writeAcceptance } from '../../store/acceptances.js';
import { discard, withChange } from '../../store/change.js';
import type { Database } from '../../store/executor.js';
import { payeesOnVersions } from './payees-on-versions.js';
import { publishedVersion, type VersionQuestion } from './published-version.js';

/** What a payee accepts. */
export interface PlanToAccept extends VersionQuestion {
  /** The id of the person, who is the payee. */
  readonly actor: string;
}

/** An acceptance, and whether it was given now. */
export interface AcceptedPlan {
  readonly acceptance: PlanAcceptance;
  readonly isNew: boolean;
}

/**
 * Accepts a version of a plan as a payee who is on it. Accepting it again changes nothing; another version needs
 * another acceptance. Fails where there is no such version or the scope shows nobody on it, and for whoever is not on
 * it.
 *
 * @example
 * await acceptPlan(db, scope, { plan: 'enterprise-ae', actor: 'ada' });
 */
export async function acceptPlan(
  db: Database,
  scope: PayeeScope,
  { plan, actor, ...question }: PlanToAccept,
): Promise<Result<AcceptedPlan>> {
  const rules = await publishedVersion(db, scope, { plan, ...question });
  if (!rules.ok) return rules;
  const { hash } = rules.value.compiled.plan;
  const onIt = (await payeesOnVersions(db, payeesAlone(actor))).get(hash) ?? [];
  if (!onIt.includes(actor)) {
    const message = `${actor} is not on this version of ${plan}, and a plan is accepted by the payee`;
    const hint = 'say who you are with --as';
    return failed([problem('missing-plan', message, { subject: actor, found: actor, hint })]);
  }
  const description = { actor, command: 'plan accept', reason: `${plan} ${hash}` };
  const { value } = await withChange(db, description, async (trx, change) => {
    const filter = { hash, payee: actor };
    const [before] = await readAcceptances(trx, EVERY_PAYEE, filter);
    if (before !== undefined) return discard({ acceptance: before, isNew: false });
    await writeAcceptance(trx, change, { plan, hash, payee: actor });
    const [acceptance] = await readAcceptances(trx, EVERY_PAYEE, filter);
    if (acceptance === undefined) throw new Error('An acceptance that was written is not there.');
    return { acceptance, isNew: true };
  });
  return ok(value);
}
