import type { PayeeScope } from '../../access/scope.js';
import { addDays, type CivilDate, LAST_DATE } from '../../calendar/civil-date.js';
import { compareText } from '../../engine/record-index.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import { payGroupId } from '../../ledger/pay-group.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { ok, type Result } from '../../problems/result.js';
import type { CompiledPlan } from '../../rules/compile-plan.js';
import { type PlanDocument, planDocument } from '../../rules/plan-document/plan-document.js';
import { ruleBook } from '../../rules/rule-book.js';
import { readAcceptances } from '../../store/acceptances.js';
import { readChanges } from '../../store/change.js';
import type { Executor } from '../../store/executor.js';
import { type PlanPay, readPlanPay } from '../../store/plan-pay.js';
import { readPlanVersions } from '../../store/plan-versions.js';
import { publishedRun } from '../../store/runs.js';
import { type PlanCurves, planCurves } from '../payout-curves/plan-curves.js';
import { type ExampleResult, examplesOf } from '../report-examples.js';
import { publishedVersion, type VersionQuestion } from './published-version.js';
import { segmentsOnVersions } from './segments-on-versions.js';

/** A version of a plan that is published. */
export interface PublishedVersion {
  readonly hash: string;
  readonly title: string | null;
  /** The file, below the folder of rules. */
  readonly path: string;
  readonly from: CivilDate;
  /** The last day; `null` without an end. */
  readonly through: CivilDate | null;
  /** The hash of the version that it supersedes. */
  readonly corrects: string | null;
  /** When it was first published, as ISO 8601 in UTC, and by whom. */
  readonly publishedAt: string;
  readonly publishedBy: string;
}

/** Somebody on a version of a plan. */
export interface PersonOnPlan {
  readonly payee: string;
  readonly name: string;
  readonly hash: string;
  readonly from: CivilDate;
  /** The last day; `null` without an end. */
  readonly through: CivilDate | null;
  /** The instant at which the payee accepted the version, as ISO 8601 in UTC; `null` while it is not accepted. */
  readonly acceptedAt: string | null;
}

/** What the components of a plan came to in the last pay period that is calculated; decimal text. */
export interface PlanPaid {
  readonly period: PlanPay['period'];
  /** In the order of currencies. */
  readonly totals: readonly {
    readonly currency: string;
    readonly earned: string;
    readonly payable: string;
  }[];
  readonly components: readonly {
    readonly component: string;
    readonly currency: string;
    readonly payGroup: string;
    readonly earned: string;
    readonly payable: string;
    readonly payees: number;
  }[];
}

/** A plan as whoever administers it sees it: one of its versions in full, and what all of them do. */
export interface PlanOverview {
  /** The last day that is calculated; `null` before the first run. */
  readonly asOf: CivilDate | null;
  /** In the order of their first days. */
  readonly versions: readonly PublishedVersion[];
  /** The version that is shown. */
  readonly document: PlanDocument;
  readonly curves: PlanCurves;
  readonly examples: readonly ExampleResult[];
  /** `null` where nobody was on it in any period that is calculated. */
  readonly paid: PlanPaid | null;
  /** On any version, in the order of ids and of days. */
  readonly people: readonly PersonOnPlan[];
}

/**
 * A published plan with its versions, what one of them says, pays and is tried by, and who is on it. Fails where there
 * is no such plan or version.
 *
 * @example
 * const found = await planOverview(db, scope, { plan: 'enterprise-ae' });
 * found.ok && found.value.people.filter(({ acceptedAt }) => acceptedAt === null)
 */
export async function planOverview(
  executor: Executor,
  scope: PayeeScope,
  question: VersionQuestion,
): Promise<Result<PlanOverview>> {
  const rules = await publishedVersion(executor, scope, question);
  if (!rules.ok) return rules;
  const { company, all } = rules.value;
  const own = all.filter(({ plan }) => plan.id === question.plan);
  const book = ruleBook(company, all);
  const versions = book.ok ? book.value.plans : [];
  const onVersions = await segmentsOnVersions(executor, scope, versions);
  const accepted = new Map(
    (await readAcceptances(executor, scope, { plan: question.plan })).map((each) => [
      `${each.hash} ${each.payee}`,
      each.at,
    ]),
  );
  const people = own.flatMap(({ plan: { hash } }) =>
    (onVersions.get(hash) ?? []).map(({ payee, name, from, to }) => ({
      ...{ payee, name, hash, from, through: lastDay(to) },
      acceptedAt: accepted.get(`${hash} ${payee}`) ?? null,
    })),
  );
  return ok({
    asOf: (await publishedRun(executor))?.through ?? null,
    versions: await publishedVersions(executor, question.plan, own),
    document: planDocument(rules.value),
    curves: planCurves(rules.value),
    examples: examplesOf(rules.value),
    paid: paidText(await readPlanPay(executor, question.plan)),
    people: people.sort((a, b) => compareText(a.payee, b.payee) || compareText(a.from, b.from)),
  });
}

async function publishedVersions(
  executor: Executor,
  plan: string,
  compiled: readonly CompiledPlan[],
): Promise<readonly PublishedVersion[]> {
  // What was replaced by another text with the same meaning is the same version.
  const stored = await readPlanVersions(executor, { plan, all: true });
  const changes = await readChanges(
    executor,
    stored.map(({ change }) => change),
  );
  return compiled
    .toSorted((a, b) => compareText(a.plan.effective.from, b.plan.effective.from))
    .map(({ plan: { hash, title, effective }, corrects, source }) => {
      const first = stored.find((each) => each.hash === hash);
      const change = first === undefined ? undefined : changes.get(first.change);
      return {
        ...{ hash, title, path: source.file, from: effective.from, through: lastDay(effective.to), corrects },
        publishedAt: change?.recordedAt ?? '',
        publishedBy: change?.actor ?? '',
      };
    });
}

function lastDay(to: CivilDate): CivilDate | null {
  return to === LAST_DATE ? null : addDays(to, -1);
}

function paidText(pay: PlanPay | null): PlanPaid | null {
  if (pay === null) return null;
  const { period, frequency, components } = pay;
  const totals = [...groupedBy(components, ({ currency }) => currency)].map(([currency, own]) => ({
    currency,
    earned: formatMinorUnits(sum(own.map(({ earned }) => earned)), currency),
    payable: formatMinorUnits(sum(own.map(({ payable }) => payable)), currency),
  }));
  return {
    period,
    totals: totals.sort((a, b) => compareText(a.currency, b.currency)),
    components: components.map(({ component, currency, earned, payable, payees }) => ({
      ...{ component, currency, payees, payGroup: payGroupId({ frequency, currency }) },
      earned: formatMinorUnits(earned, currency),
      payable: formatMinorUnits(payable, currency),
    })),
  };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, each) => total + each, 0n);
}
