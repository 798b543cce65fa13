import { LAST_DATE } from '../calendar/civil-date.js';
import { positionsReadBy } from '../engine/component-positions.js';
import type { Measure } from '../engine/measure.js';
import type { Ramp } from '../engine/measures/ramp-rule.js';
import { peerMeasuresOf } from '../engine/mechanisms/registry.js';
import type { Component, Plan } from '../engine/plan.js';
import { problem } from '../problems/problem.js';
import { failed, ok, type Result } from '../problems/result.js';
import type { Company } from '../records/company.js';
import { compileComponent } from './compile-component.js';
import { compileMeasure } from './compile-measure.js';
import { compilePayTerms } from './compile-pay-terms.js';
import { checkPlanSpans, compilePlanLimits } from './compile-plan-limits.js';
import { compileRamp } from './compile-ramp.js';
import { compileTimeTerms } from './compile-time-terms.js';
import { deepFreeze } from './deep-freeze.js';
import { decode, decodeQuietly } from './diagnose.js';
import { asBlock, blockAt, PlanCompilation } from './plan-compilation.js';
import { planHash } from './plan-hash.js';
import { planSchema } from './plan-schema.js';
import type { SourceText } from './source-text.js';

/** A plan with the file it was compiled from. */
export interface CompiledPlan {
  readonly plan: Plan;
  /** The hash of the version it supersedes over its range. */
  readonly corrects: string | null;
  readonly source: SourceText;
}

/**
 * Compiles a plan file into the frozen plan that the engine reads, or tells all that is wrong with it.
 * Examples are not looked at.
 *
 * @example
 * const compiled = compilePlan(source, company);
 * if (compiled.ok) calculate({ plans: [compiled.value.plan] });
 */
export function compilePlan(source: SourceText, company: Company): Result<CompiledPlan> {
  const compilation = new PlanCompilation(source, company);
  const header = decode(planSchema, source.tree, source);
  if (!header.ok) compilation.take(header.problems);
  checkEffective(compilation);
  checkNotEmpty(compilation);
  const measures = compileMeasures(compilation);
  const components = compileComponents(measures, compilation);
  const limits = compilePlanLimits(compilation);
  const payTerms = compilePayTerms(compilation);
  const timeTerms = compileTimeTerms(compilation);
  if (!header.ok || payTerms === undefined || timeTerms === undefined || compilation.failed)
    return failed(compilation.problems);
  if (limits === undefined) return failed(compilation.problems);
  reportUnused(measures, components, compilation);
  const { plan: id, title, effective, currency, payFrequency, ...rest } = header.value;
  const plan: Plan = {
    id,
    title: title ?? null,
    hash: planHash(source.tree),
    effective: { from: effective.from, to: effective.to ?? LAST_DATE },
    governedBy: rest.governedBy ?? 'eventDate',
    currency,
    payFrequency,
    rounding: rest.rounding ?? 'half-even',
    proration: rest.proration ?? 'days',
    measures: [...measures.values()],
    components,
    ...limits,
    ...payTerms,
    ...timeTerms,
  };
  return ok({ plan: deepFreeze(plan), corrects: rest.corrects ?? null, source }, compilation.problems);
}

function checkEffective(compilation: PlanCompilation): void {
  const { tree } = compilation.source;
  const effective = decodeQuietly(planSchema.shape.effective, blockAt(tree, ['effective']));
  if (effective === undefined) return;
  const { from, to } = effective;
  if (to === undefined) {
    checkPlanWindows(compilation);
    checkPlanSpans(compilation);
  }
  if (to === undefined || to > from) return;
  const detail = { found: to, expected: `a day after ${from}`, hint: '`to` is the first day after the plan' };
  compilation.report(['effective', 'to'], problem('out-of-range', 'the plan is in force on no day', detail));
}

function checkNotEmpty(compilation: PlanCompilation): void {
  for (const key of ['measures', 'components']) {
    const block = blockAt(compilation.source.tree, [key]);
    if (block === undefined || Object.keys(block).length > 0) continue;
    const found = problem('missing-key', `the plan has no ${key}`, { expected: 'at least one' });
    compilation.report([key], found);
  }
}

/** A window over the whole plan ends with the plan, so the plan must end. */
function checkPlanWindows(compilation: PlanCompilation): void {
  const { tree } = compilation.source;
  for (const [id, measure] of Object.entries(blockAt(tree, ['measures']) ?? {})) {
    if (asBlock(measure)['window'] !== 'plan') continue;
    const hint = 'give the plan an end: effective: { from: …, to: … }';
    const found = problem('invalid-value', 'a window over the plan needs a plan that ends', {
      found: 'plan',
      hint,
    });
    compilation.report(['measures', id, 'window'], found);
  }
}

function compileMeasures(compilation: PlanCompilation): ReadonlyMap<string, Measure> {
  const written = blockAt(compilation.source.tree, ['measures']) ?? {};
  const ramp = compilePlanRamp(compilation);
  const measures = new Map<string, Measure>();
  for (const [id, each] of Object.entries(written)) {
    const measure = compileMeasure(id, each, compilation, ramp);
    if (measure !== undefined) measures.set(id, measure);
  }
  return measures;
}

/** The ramp of every measure that says nothing else; one that is wrong was reported, and none takes its place. */
function compilePlanRamp(compilation: PlanCompilation): Ramp | null {
  const written = decodeQuietly(planSchema.shape.ramp, blockAt(compilation.source.tree, [])?.['ramp']);
  return written === undefined ? null : (compileRamp(written, ['ramp'], compilation) ?? null);
}

function compileComponents(
  compiled: ReadonlyMap<string, Measure>,
  compilation: PlanCompilation,
): readonly Component[] {
  const { tree } = compilation.source;
  const measures = { written: Object.keys(blockAt(tree, ['measures']) ?? {}), compiled };
  return Object.entries(blockAt(tree, ['components']) ?? {}).flatMap(
    ([id, written]) => compileComponent(id, written, measures, compilation) ?? [],
  );
}

/** A measure that nothing is paid on may still be meant, for its attainment; so this is a warning. */
function reportUnused(
  measures: ReadonlyMap<string, Measure>,
  components: readonly Component[],
  compilation: PlanCompilation,
): void {
  const used = new Set(
    components.flatMap((component) => [
      component.measure.id,
      ...positionsReadBy(component).map(({ position }) => position.measure),
      ...peerMeasuresOf(component.mechanism),
    ]),
  );
  for (const id of measures.keys()) {
    if (used.has(id)) continue;
    const hint = 'it is counted and shown; nothing is paid on it';
    const found = problem('unused-measure', `no component uses the measure ${id}`, {
      severity: 'warning',
      hint,
    });
    compilation.report(['measures', id], found);
  }
}
