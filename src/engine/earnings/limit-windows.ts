import type { Problem } from '../../problems/problem.js';
import type { Component } from '../plan.js';
import { missingTargetIncentive } from '../problems-of-data.js';
import type { EvaluatedWindow } from './evaluated-window.js';
import type { LimitContext } from './limit-rule.js';
import type { LimitedWindow } from './limited-window.js';
import { applyLimits } from './limits.js';

/** Windows after cap and floor, in order, and what was missing to apply them. */
export interface LimitedWindows {
  readonly windows: readonly LimitedWindow[];
  readonly problems: readonly Problem[];
}

/**
 * Applies the cap and the floor of a component over all of its windows, whose spans need not be theirs.
 *
 * @param scale what the exact figures of the windows are multiplied by
 * @example
 * limitWindows(evaluated, component, 100n, context).windows[0]?.lines
 */
export function limitWindows(
  evaluated: readonly EvaluatedWindow[],
  component: Pick<Component, 'id' | 'cap' | 'floor'>,
  scale: bigint,
  context: LimitContext,
): LimitedWindows {
  const windows = evaluated.map((each) => ({
    ...each,
    component: component.id,
    scale,
    lines: each.outcome.lines,
  }));
  const limited = applyLimits(windows, component, 'component', context);
  return { windows: limited.windows, problems: limited.unknown.map(missingTargetIncentive) };
}
