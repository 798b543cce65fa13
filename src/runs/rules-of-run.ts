import type { Plan } from '../engine/plan.js';
import type { RuleBook } from '../rules/rule-book.js';
import type { Executor } from '../store/executor.js';
import type { Run } from '../store/runs.js';
import { readStoredRules } from './stored-rules.js';

/** The rules that a run calculated with. */
export interface RulesOfRun {
  readonly book: RuleBook;
  /** The version of a plan with a hash; throws where the run had none. */
  readonly planOf: (hash: string) => Plan;
}

/** Rules never change under their hash, and reading them anew takes longer than all that reads them. */
const KNOWN = new Map<string, RulesOfRun>();
const MOST_KNOWN = 4;

/**
 * The rules as they were after the change that a run calculated from.
 *
 * @example
 * const { book } = await rulesOfRun(trx, run);
 */
export async function rulesOfRun(
  executor: Executor,
  run: Pick<Run, 'id' | 'change' | 'rulesHash'>,
): Promise<RulesOfRun> {
  const known = KNOWN.get(run.rulesHash);
  if (known !== undefined) return known;
  const rules = await readStoredRules(executor, { asOfChange: run.change });
  // What was calculated once was read without a problem then.
  if (!rules.ok) throw new Error(`The rules of run ${run.id} cannot be read any more.`);
  const { book } = rules.value;
  const made = { book, planOf: planByHash(book) };
  const [oldest] = KNOWN.keys();
  if (KNOWN.size === MOST_KNOWN && oldest !== undefined) KNOWN.delete(oldest);
  KNOWN.set(run.rulesHash, made);
  return made;
}

/**
 * Finds the versions of plans by their hash; throws where there is none.
 *
 * @example
 * planByHash(book)(entitlement.planHash).title
 */
export function planByHash({ plans }: RuleBook): (hash: string) => Plan {
  const byHash = new Map(plans.map(({ plan }) => [plan.hash, plan]));
  return (hash) => {
    const plan = byHash.get(hash);
    if (plan === undefined) throw new Error(`The rules have no version ${hash} of any plan.`);
    return plan;
  };
}
