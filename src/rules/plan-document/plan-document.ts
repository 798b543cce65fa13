import { addDays, type CivilDate, LAST_DATE } from '../../calendar/civil-date.js';
import type { PayFrequency } from '../../calendar/pay-period.js';
import { type PlanTerms, planTerms } from './plan-terms.js';
import {
  type OwnTerms,
  type WorkedExample,
  type WorkedLevel,
  type WorkedRules,
  workedExamples,
  workedLevels,
} from './worked-examples.js';

/** Whom a plan document is for, with what of it is the payee's own. */
export interface DocumentPayee {
  readonly id: string;
  readonly name: string;
  readonly from: CivilDate;
  /** The last day; `null` without an end. */
  readonly through: CivilDate | null;
  /** A year's, as decimal text; `null` where none is loaded. */
  readonly targetIncentive: string | null;
  /** By quota: a full window's, as decimal text. */
  readonly quotas: Readonly<Record<string, string>>;
}

/** What a plan promises, in words, with examples that the engine calculated. */
export interface PlanDocument {
  readonly plan: string;
  readonly title: string | null;
  /** What a payee accepts. */
  readonly hash: string;
  readonly from: CivilDate;
  /** The last day; `null` without an end. */
  readonly through: CivilDate | null;
  readonly currency: string;
  readonly payFrequency: PayFrequency;
  readonly payee: DocumentPayee | null;
  readonly terms: PlanTerms;
  readonly levels: readonly WorkedLevel[];
  readonly examples: readonly WorkedExample[];
}

/**
 * The document of a version of a plan, from its file.
 *
 * @param payee whom it is for; anybody unless given
 * @param own the payee's own quotas and target incentive, as examples take them
 * @example
 * planDocument(rules).terms.components[0]?.sentences
 */
export function planDocument(
  rules: WorkedRules,
  payee: DocumentPayee | null = null,
  own: OwnTerms = {},
): PlanDocument {
  const { plan } = rules.compiled;
  const { from, to } = plan.effective;
  return {
    plan: plan.id,
    title: plan.title,
    hash: plan.hash,
    from,
    through: to === LAST_DATE ? null : addDays(to, -1),
    currency: plan.currency,
    payFrequency: plan.payFrequency,
    payee,
    terms: planTerms(rules.compiled),
    levels: workedLevels(rules, own),
    examples: workedExamples(rules),
  };
}
