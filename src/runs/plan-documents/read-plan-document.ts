import { inScopeIn, type PayeeScope } from '../../access/scope.js';
import { addDays, addMonths, LAST_DATE } from '../../calendar/civil-date.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { calculate, type SegmentBook } from '../../engine/calculate.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { roundRatio } from '../../money/ratio.js';
import { problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import {
  type DocumentPayee,
  type PlanDocument,
  planDocument,
} from '../../rules/plan-document/plan-document.js';
import type { WorkedRules } from '../../rules/plan-document/worked-examples.js';
import type { Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { publishedVersion, type VersionQuestion } from './published-version.js';

/** Which plan document is asked for, and whom it is for: anybody unless said. */
export interface PlanDocumentQuestion extends VersionQuestion {
  readonly payee?: string;
}

/**
 * The document of a published version of a plan; for a payee, with the payee's own days, quotas and target
 * incentive, which its worked examples then use. Fails where there is no such version, and where the payee is not
 * on it or not in the scope.
 *
 * @example
 * const document = await readPlanDocument(db, scope, { plan: 'enterprise-ae', payee: 'ada' });
 */
export async function readPlanDocument(
  executor: Executor,
  scope: PayeeScope,
  question: PlanDocumentQuestion,
): Promise<Result<PlanDocument>> {
  const rules = await publishedVersion(executor, scope, question);
  if (!rules.ok) return rules;
  const { payee } = question;
  if (payee === undefined) return ok(planDocument(rules.value));
  const isShown: Shown = (days) => inScopeIn(scope, payee, days);
  const own = await payeeOn(executor, rules.value, payee, isShown);
  if (own === null) {
    const message = `${payee} is not on this version of ${question.plan}`;
    return failed([problem('missing-plan', message, { subject: payee })]);
  }
  const { quotas, targetIncentive } = own;
  return ok(
    planDocument(rules.value, own, {
      quota: { ...quotas },
      ...(targetIncentive !== null && { targetIncentive: { amount: targetIncentive } }),
    }),
  );
}

/** Whether the scope shows the payee on any of these days. */
type Shown = (days: ClosedRange) => boolean;

/** What of a version of a plan is a payee's own; `null` where the payee is never on it on days that are shown. */
async function payeeOn(
  executor: Executor,
  { compiled: { plan }, company, all }: WorkedRules,
  payee: string,
  isShown: Shown,
): Promise<DocumentPayee | null> {
  const records = await readRecordSet(executor, { payees: [] });
  const { from, to } = plan.effective;
  const through = to === LAST_DATE ? addMonths(from, 12) : to;
  const versions = all.map((each) => ({ plan: each.plan, inForce: [each.plan.effective] }));
  const calculation = calculate({ company, versions, records, through, payees: [payee] });
  const segments = (calculation.payees.find((each) => each.payee === payee)?.segments ?? []).filter(
    ({ segment }) => segment.plan.hash === plan.hash && isShown(segment),
  );
  const [first, last] = [segments[0], segments.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { index } = calculation.crediting;
  const incentive = (index.targetIncentivesByPayee.get(payee) ?? []).findLast(
    (each) =>
      each.currency === plan.currency &&
      each.from < last.segment.to &&
      isShown({ from: each.from, to: LAST_DATE }),
  );
  return {
    id: payee,
    name: index.payees.get(payee)?.name ?? payee,
    from: first.segment.from,
    through: last.segment.to === LAST_DATE ? null : addDays(last.segment.to, -1),
    targetIncentive: incentive === undefined ? null : formatMinorUnits(incentive.amount, plan.currency),
    quotas: quotasOf(last, isShown),
  };
}

/** The last quota of a full window in money, by its id. */
function quotasOf(
  { segment: { plan }, measures }: SegmentBook,
  isShown: Shown,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    measures.flatMap(({ measure, windows }) => {
      const quota =
        windows.findLast((each) => isShown(each.window) && each.quota !== null && each.quota.amount > 0n)
          ?.quota ?? null;
      if (quota === null || measure.unit !== 'money') return [];
      const full = roundRatio(quota.full, plan.rounding);
      return [[measure.quota, formatMinorUnits(full, plan.currency)]];
    }),
  );
}
