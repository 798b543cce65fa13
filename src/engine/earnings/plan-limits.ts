import type { CivilDate } from '../../calendar/civil-date.js';
import type { Problem } from '../../problems/problem.js';
import type { PlanFloor } from '../modifiers/plan-limit.js';
import type { Component, Plan } from '../plan.js';
import { missingTargetIncentive } from '../problems-of-data.js';
import { compareText } from '../record-index.js';
import type { LimitContext, LimitRule } from './limit-rule.js';
import type { LimitedWindows } from './limit-windows.js';
import type { LimitedWindow, LimitOutcome } from './limited-window.js';
import { applyLimit } from './limits.js';

/** What one component comes to before anything that holds for the whole plan. */
export interface BeforePlan extends LimitedWindows {
  readonly component: string;
}

/**
 * Applies the caps and then the floors of a plan to its components, after their own, one after the other: counted in
 * the order (date, deal, event, component), each line by what it adds to the limited running total.
 *
 * @param components in order of id
 * @returns one for each component, in the same order; what is missing to apply the limits is told by the first
 * @example
 * limitPlan([{ component: 'a', windows, problems: [] }], plan, context)[0]?.windows
 */
function limitPlan(
  components: readonly BeforePlan[],
  plan: LimitedPlan,
  context: LimitContext,
): readonly LimitedWindows[] {
  let limited: readonly LimitedWindow[] = components.flatMap(({ windows }) => windows);
  const missing: Problem[] = [];
  for (const rule of rulesOf(plan)) {
    const outcome = limitAmong(limited, rule, plan, context);
    limited = outcome.windows;
    missing.push(...outcome.unknown.map(missingTargetIncentive));
  }
  let start = 0;
  return components.map(({ windows, problems }, place) => {
    const own = limited.slice(start, start + windows.length);
    start += windows.length;
    return { windows: own, problems: place === 0 ? [...problems, ...missing] : problems };
  });
}

type LimitedPlan = Pick<Plan, 'caps' | 'floors' | 'components'>;

function rulesOf({ caps, floors }: LimitedPlan): readonly LimitRule[] {
  return [
    ...caps.map((cap, place) => ({ ...ruleOf(cap, place), by: 'cap' as const, excess: cap.excess })),
    ...floors.map((floor, place) => ({
      ...ruleOf(floor, place),
      by: 'floor' as const,
      excess: 'forfeited' as const,
    })),
  ];
}

function ruleOf({ limit, per, over }: PlanFloor, place: number): Omit<LimitRule, 'by' | 'excess'> {
  return { limit, per, of: 'plan', place, ...(over !== null && { over }) };
}

/** Applies a limit to the components that it counts; the others stay as they are. */
function limitAmong(
  windows: readonly LimitedWindow[],
  rule: LimitRule,
  plan: LimitedPlan,
  context: LimitContext,
): LimitOutcome {
  const { over } = rule;
  if (over === undefined) return applyLimit(windows, rule, context);
  const isCounted = ({ component }: LimitedWindow) => over.includes(component);
  const components = plan.components.filter(({ id }) => over.includes(id));
  const liftsIn = liftingComponent({ components });
  const { windows: limited, unknown } = applyLimit(windows.filter(isCounted), rule, { ...context, liftsIn });
  let next = 0;
  return {
    windows: windows.map((each) => {
      if (!isCounted(each)) return each;
      next += 1;
      return limited[next - 1] ?? each;
    }),
    unknown,
  };
}

/** A component that can be asked what it comes to before the limits of its plan. */
interface AskedComponent {
  readonly component: Component;
  readonly beforePlan: (through: CivilDate) => LimitedWindows;
}

/** Reads what a component of a segment comes to after the limits of the plan. */
export type PlanLimits = (component: string, through: CivilDate) => LimitedWindows;

/**
 * Reads what the components of a segment come to after the limits of their plan; the plan is worked out once for
 * a date, as its components are asked for one after the other. `null` for a plan without limits.
 *
 * @example
 * const limits = planLimits(plan, () => components, contextAt);
 * limits?.('new-business', '2026-04-01').windows
 */
export function planLimits(
  plan: Plan,
  components: () => readonly AskedComponent[],
  contextAt: (through: CivilDate) => LimitContext,
): PlanLimits | null {
  if (plan.caps.length === 0 && plan.floors.length === 0) return null;
  let known: { readonly through: CivilDate; readonly byId: ReadonlyMap<string, LimitedWindows> } | null =
    null;
  return (component, through) => {
    if (known?.through !== through) {
      const before = components().map((each) => ({
        ...each.beforePlan(through),
        component: each.component.id,
      }));
      const after = limitPlan(before, plan, contextAt(through));
      known = {
        through,
        byId: new Map(before.map(({ component: id }, place) => [id, after[place] ?? NOTHING])),
      };
    }
    return known.byId.get(component) ?? NOTHING;
  };
}

const NOTHING: LimitedWindows = Object.freeze({ windows: [], problems: [] });

/**
 * The component under which a plan's floor over all or some of them is paid: the first, by id, of those that post as they earn, since their
 * windows are there whenever a span ends; else the first of all.
 *
 * @example
 * liftingComponent(plan) // 'new-business'
 */
export function liftingComponent({ components }: Pick<Plan, 'components'>): string {
  const asEarned = components.filter(({ settles }) => settles === 'asEarned');
  const [first] = (asEarned.length > 0 ? asEarned : components).map(({ id }) => id).sort(compareText);
  return first ?? '';
}
