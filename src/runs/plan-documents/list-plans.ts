import type { PayeeScope } from '../../access/scope.js';
import { addDays, type CivilDate, LAST_DATE } from '../../calendar/civil-date.js';
import type { PayFrequency } from '../../calendar/pay-period.js';
import type { Plan } from '../../engine/plan.js';
import { compareText } from '../../engine/record-index.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { ok, type Result } from '../../problems/result.js';
import type { Executor } from '../../store/executor.js';
import { readRuleFiles } from '../../store/rule-files.js';
import { publishedRun } from '../../store/runs.js';
import { readStoredRules } from '../stored-rules.js';
import { segmentsOnVersions } from './segments-on-versions.js';

/** A version of a plan, as it is chosen among others. */
export interface ListedVersion {
  readonly hash: string;
  readonly title: string | null;
  readonly from: CivilDate;
  /** The last day; `null` without an end. */
  readonly through: CivilDate | null;
}

/** A published plan, over all of its versions. */
export interface ListedPlan {
  readonly plan: string;
  /** Of the version that comes into force last. */
  readonly title: string | null;
  readonly currency: string;
  readonly payFrequency: PayFrequency;
  /** In the order of their first days. */
  readonly versions: readonly ListedVersion[];
  readonly from: CivilDate;
  /** The last day; `null` without an end. */
  readonly through: CivilDate | null;
  /** How many payees are on it on the last day that is calculated; before the first run, on any day. */
  readonly payees: number;
}

/** The published plans, and the last day that is calculated; `null` before the first run. */
export interface PlanList {
  readonly asOf: CivilDate | null;
  /** In the order of their ids. */
  readonly plans: readonly ListedPlan[];
}

/**
 * The plans that are published, with how many payees are on each.
 *
 * @example
 * const found = await listPlans(db, scope);
 * found.ok && found.value.plans.map(({ plan, payees }) => [plan, payees])
 */
export async function listPlans(executor: Executor, scope: PayeeScope): Promise<Result<PlanList>> {
  const asOf = (await publishedRun(executor))?.through ?? null;
  if ((await readRuleFiles(executor)).length === 0) return ok({ asOf, plans: [] });
  const rules = await readStoredRules(executor);
  if (!rules.ok) return rules;
  const versions = rules.value.book.plans;
  const onVersions = await segmentsOnVersions(executor, scope, versions);
  const payeesOf = (plans: readonly Plan[]): number => {
    const people = plans.flatMap(({ hash }) => onVersions.get(hash) ?? []);
    const there = people.filter(({ from, to }) => asOf === null || (from <= asOf && asOf < to));
    return new Set(there.map(({ payee }) => payee)).size;
  };
  const byId = groupedBy(
    versions.map(({ plan }) => plan),
    ({ id }) => id,
  );
  const plans = [...byId]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, own]) => listedPlan(own, payeesOf(own)));
  return ok({ asOf, plans });
}

function listedPlan(versions: readonly Plan[], payees: number): readonly ListedPlan[] {
  const sorted = versions.toSorted((a, b) => compareText(a.effective.from, b.effective.from));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const to = sorted.map(({ effective }) => effective.to).reduce((a, b) => (a > b ? a : b));
  return [
    {
      ...{ plan: last.id, title: last.title, currency: last.currency, payFrequency: last.payFrequency },
      versions: sorted.map(({ hash, title, effective }) => ({
        hash,
        title,
        from: effective.from,
        through: lastDay(effective.to),
      })),
      from: first.effective.from,
      through: lastDay(to),
      payees,
    },
  ];
}

function lastDay(to: CivilDate): CivilDate | null {
  return to === LAST_DATE ? null : addDays(to, -1);
}
