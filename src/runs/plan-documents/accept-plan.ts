import { EVERY_PAYEE } from '../../access/scope.js';
import { LAST_DATE } from '../../calendar/civil-date.js';
import { indexRecords } from '../../engine/record-index.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import type { RuleBook } from '../../rules/rule-book.js';
import { type PlanAcceptance, readAcceptances, writeAcceptance } from '../../store/acceptances.js';
import { discard, withChange } from '../../store/change.js';
import type { Database, Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { peopleOnPlans } from '../folding/people-on-plans.js';
import { readStoredRules } from '../stored-rules.js';
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
 * another acceptance. Fails where there is no such version, and for whoever is not on it.
 *
 * @example
 * await acceptPlan(db, { plan: 'enterprise-ae', actor: 'ada' });
 */
export async function acceptPlan(
  db: Database,
  { plan, actor, ...question }: PlanToAccept,
): Promise<Result<AcceptedPlan>> {
  const rules = await publishedVersion(db, { plan, ...question });
  if (!rules.ok) return rules;
  const { hash } = rules.value.compiled.plan;
  const onIt = (await payeesOnVersions(db)).get(hash) ?? [];
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

/**
 * Who is ever on each published version of a plan, by its hash, in the order of ids.
 *
 * @example
 * (await payeesOnVersions(db)).get(hash) // ['ada', 'bo']
 */
export async function payeesOnVersions(executor: Executor): Promise<ReadonlyMap<string, readonly string[]>> {
  const rules = await readStoredRules(executor);
  if (!rules.ok) return new Map();
  return peopleByVersion(executor, rules.value.book);
}

async function peopleByVersion(
  executor: Executor,
  { plans }: RuleBook,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const records = await readRecordSet(executor, { payees: [] });
  const found = new Map<string, Set<string>>();
  for (const { payee, segments } of peopleOnPlans(plans, indexRecords(records), LAST_DATE)) {
    for (const { plan } of segments) {
      const known = found.get(plan.hash) ?? new Set();
      found.set(plan.hash, known.add(payee));
    }
  }
  return new Map([...found].map(([hash, payees]) => [hash, [...payees]]));
}
