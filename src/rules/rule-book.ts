import { FIRST_DATE } from '../calendar/civil-date.js';
import { type ClosedRange, type DateRange, intersect, rangesOverlap } from '../calendar/date-range.js';
import { positionsReadBy } from '../engine/component-positions.js';
import type { Component, PlanVersion } from '../engine/plan.js';
import type { Territories } from '../engine/territories/territory.js';
import { didYouMean } from '../problems/did-you-mean.js';
import type { Path } from '../problems/finding.js';
import { hasErrors, type Problem, problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import type { Company } from '../records/company.js';
import { checkLimitVersions } from './check-limit-versions.js';
import type { CompiledPlan } from './compile-plan.js';
import { oneOf } from './issue-wording.js';
import { locatedProblem } from './locate-finding.js';

/** The rules of a company: what holds for all plans, and every version of every plan with its dates. */
export interface RuleBook {
  readonly company: Company;
  readonly plans: readonly PlanVersion[];
  /** Who holds the deals that no split is loaded for; `null` where no file says it. */
  readonly territories: Territories | null;
}

/**
 * Puts compiled plans together. A version that says `corrects: <hash>` supersedes that version over its own
 * range; any other two versions of one plan that share a day are an error, as is a team's measure that no
 * plan defines.
 *
 * @example
 * const book = ruleBook(company, [january, july]);
 * if (book.ok) book.value.plans[0]?.inForce // [{ from: '2026-01-01', to: '2026-07-01' }]
 */
export function ruleBook(
  company: Company,
  compiled: readonly CompiledPlan[],
  territories: Territories | null = null,
): Result<RuleBook> {
  const problems = [
    ...compiled.flatMap((each) => checkCorrection(each, compiled)),
    ...overlaps(compiled),
    ...compiled.flatMap((each) => checkTeamMeasures(each, compiled)),
    ...compiled.flatMap((each) => checkLimitVersions(each, compiled, company)),
  ];
  if (hasErrors(problems)) return failed(problems);
  const plans = compiled.map((each) => ({
    plan: each.plan,
    inForce: compiled
      .filter((other) => supersedes(other, each, compiled))
      .reduce<readonly DateRange[]>(
        (ranges, { plan }) => without(ranges, plan.effective),
        [each.plan.effective],
      ),
  }));
  return ok(Object.freeze({ company, plans: Object.freeze(plans), territories }), problems);
}

/** Whether a version corrects another, itself or by way of versions between. */
function supersedes(later: CompiledPlan, earlier: CompiledPlan, all: readonly CompiledPlan[]): boolean {
  if (later.corrects === null || later === earlier) return false;
  if (later.corrects === earlier.plan.hash) return later.plan.id === earlier.plan.id;
  const between = all.find((each) => each.plan.hash === later.corrects && each.plan.id === later.plan.id);
  // A version names the hash of what it corrects, so no chain of them can come back to itself.
  return between !== undefined && supersedes(between, earlier, all);
}

function checkCorrection(compiled: CompiledPlan, all: readonly CompiledPlan[]): Problem[] {
  const { plan, corrects, source } = compiled;
  if (corrects === null) return [];
  const versions = all.filter((each) => each.plan.id === plan.id && each !== compiled);
  if (versions.some((each) => each.plan.hash === corrects)) return [];
  const found = problem('invalid-value', `no version of ${plan.id} has the hash that is corrected`, {
    found: corrects,
    expected: versions.length === 0 ? undefined : oneOf(versions.map((each) => each.plan.hash)),
    hint: 'the version that is corrected stays in the folder, as it was',
  });
  return [locatedProblem({ path: ['corrects'], problem: found }, source)];
}

function overlaps(all: readonly CompiledPlan[]): Problem[] {
  return all.flatMap((later, index) =>
    all.slice(0, index).flatMap((earlier) => {
      const sameDays = rangesOverlap(later.plan.effective, earlier.plan.effective);
      if (later.plan.id !== earlier.plan.id || !sameDays) return [];
      if (supersedes(later, earlier, all) || supersedes(earlier, later, all)) return [];
      return [overlap(later, earlier)];
    }),
  );
}

function overlap({ plan, source }: CompiledPlan, other: CompiledPlan): Problem {
  const shared = intersect(plan.effective, other.plan.effective);
  const place = other.source.locate(['effective']);
  const same = plan.hash === other.plan.hash;
  const found = problem(
    'overlapping-versions',
    `two versions of ${plan.id} are in force from ${shared?.from}`,
    {
      found: `${plan.effective.from} to ${plan.effective.to}`,
      expected: `days outside ${other.plan.effective.from} to ${other.plan.effective.to}, of ${place.file}:${place.line}`,
      hint: same
        ? 'the two files say the same; keep one'
        : `to supersede the other, write corrects: ${other.plan.hash}`,
    },
  );
  return locatedProblem({ path: ['effective'], problem: found }, source);
}

/** A measure read from a team is counted in the plans of its members, which may be any. */
function checkTeamMeasures({ plan, source }: CompiledPlan, all: readonly CompiledPlan[]): Problem[] {
  const known = [...new Set(all.flatMap((each) => each.plan.measures.map(({ id }) => id)))];
  return plan.components.flatMap((component) =>
    [
      ...positionsReadBy(component).map(({ position: { measure }, path }) => ({ measure, path })),
      ...fundOf(component),
    ]
      .filter(({ measure }) => !known.includes(measure))
      .map(({ measure, path }) => {
        const found = problem('unknown-measure', `no plan defines the measure ${measure}`, {
          found: measure,
          expected: oneOf(known),
          hint: didYouMean(measure, known),
        });
        return locatedProblem({ path: ['components', component.id, ...path], problem: found }, source);
      }),
  );
}

/** A fund may be a share of what is counted in the plans of others. */
function fundOf({ mechanism }: Component): readonly { readonly measure: string; readonly path: Path }[] {
  if (mechanism.kind !== 'pool' || mechanism.fund.kind !== 'ofMeasure') return [];
  return [{ measure: mechanism.fund.measure, path: ['pool', 'fund', 'measure'] }];
}

/**
 * The ranges with the days of another range taken out.
 *
 * @example
 * without([{ from: '2026-01-01' }], { from: '2026-01-01', to: '2026-07-01' }) // [{ from: '2026-07-01' }]
 */
export function without(ranges: readonly DateRange[], taken: ClosedRange): DateRange[] {
  const around: readonly DateRange[] = [{ from: FIRST_DATE, to: taken.from }, { from: taken.to }];
  return ranges.flatMap((range) => around.flatMap((side) => intersect(range, side) ?? []));
}
