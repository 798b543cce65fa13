import type { PayeeScope } from '../../access/scope.js';
import { addDays, later } from '../../calendar/civil-date.js';
import { calculate } from '../../engine/calculate.js';
import type { Measure } from '../../engine/measure.js';
import { type PayoutCurve, payoutCurve } from '../../ledger/curves/payout-curve.js';
import { didYouMean } from '../../problems/did-you-mean.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { endOfGiven, givenRecords } from '../../rules/examples/given-records.js';
import { termsOfExamples, type WorkedRules } from '../../rules/plan-document/worked-examples.js';
import { type RuleFiles, readRules } from '../../rules/read-rules.js';
import type { Executor } from '../../store/executor.js';
import { publishedVersion, type VersionQuestion } from '../plan-documents/published-version.js';

/** What a plan pays by what is credited, for somebody with the quotas and the target incentive of its examples. */
export interface PlanCurves {
  readonly plan: string;
  readonly title: string | null;
  readonly hash: string;
  readonly currency: string;
  /** Of a full window, by id; decimal text. */
  readonly quotas: Readonly<Record<string, string>>;
  /** Of a year; decimal text. */
  readonly targetIncentive: string;
  readonly curves: readonly PayoutCurve[];
}

/**
 * The payout curves of a published version of a plan. Fails where there is no such version, or the scope shows nobody
 * on it.
 *
 * @example
 * const found = await publishedPlanCurves(db, scope, { plan: 'enterprise-ae' });
 */
export async function publishedPlanCurves(
  executor: Executor,
  scope: PayeeScope,
  question: VersionQuestion,
): Promise<Result<PlanCurves>> {
  const rules = await publishedVersion(executor, scope, question);
  return rules.ok ? ok(planCurves(rules.value)) : rules;
}

/** Rule files as text, and which plan of them is meant: the first unless said. */
export interface FilesQuestion {
  readonly files: RuleFiles;
  readonly plan?: string | undefined;
}

/**
 * The payout curves of a plan in files that need not be published. Fails where the plan cannot be read, with all that
 * is wrong with the files.
 *
 * @example
 * const found = planCurvesOfFiles({ files, plan: 'enterprise-ae' });
 */
export function planCurvesOfFiles({ files, plan }: FilesQuestion): Result<PlanCurves> {
  const { company, plans, problems } = readRules(files);
  const compiled = plans.find((each) => plan === undefined || each.plan.id === plan);
  if (company !== null && compiled !== undefined) return ok(planCurves({ compiled, company, all: plans }));
  if (problems.length > 0) return failed(problems);
  const known = plans.map((each) => each.plan.id);
  const detail = { found: plan, expected: known.join(', '), hint: didYouMean(plan ?? '', known) };
  return failed([problem('not-found', `no file has the plan ${plan}`, detail)]);
}

/** Of somebody of whom no example says it. */
const QUOTA = { money: '100000', units: '100' } as const;
const TARGET_INCENTIVE = '100000';

/**
 * The payout curves of a plan, by the engine, for somebody who is on it from its first day, with the quotas and the
 * target incentive that the examples of its file give; where they give none, of 100,000, or 100 units.
 *
 * @example
 * planCurves(rules).curves[0]?.onTarget?.earned // '6000.00'
 */
export function planCurves(rules: WorkedRules): PlanCurves {
  const { compiled, company, all } = rules;
  const { plan } = compiled;
  const terms = termsOfExamples(rules);
  const quotas = Object.fromEntries(
    plan.measures.map((measure) => [measure.quota, terms.quota?.[measure.quota] ?? usualQuota(measure)]),
  );
  const targetIncentive = terms.targetIncentive ?? { amount: TARGET_INCENTIVE };
  const given = { quota: quotas, targetIncentive };
  const others = all.filter((each) => each.plan.id !== plan.id);
  const versions = [compiled, ...others].map((each) => ({ plan: each.plan, inForce: [each.plan.effective] }));
  const from = plan.effective.from;
  const through = later(endOfGiven(given, plan, company), addDays(from, 1));
  const records = givenRecords(given, plan, company, through);
  const calculation = calculate({ company, versions, records, through });
  const [book] = calculation.payees[0]?.segments ?? [];
  const curves = (book?.components ?? []).flatMap((component) => {
    const curve = book === undefined ? null : payoutCurve(calculation, book, component, addDays(from, 1));
    return curve === null ? [] : [{ ...curve, place: null }];
  });
  const { id, title, hash, currency } = plan;
  return { plan: id, title, hash, currency, quotas, targetIncentive: targetIncentive.amount, curves };
}

function usualQuota({ unit }: Measure): string {
  return QUOTA[unit];
}
