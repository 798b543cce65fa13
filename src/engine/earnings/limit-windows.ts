import type { Problem } from '../../problems/problem.js';
import type { Component } from '../plan.js';
import { missingTargetIncentive } from '../problems-of-data.js';
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
 * @param windows as they were evaluated, with all their lines
 * @example
 * limitWindows(windows, component, context).windows[0]?.lines
 */
export function limitWindows(
  windows: readonly LimitedWindow[],
  component: Pick<Component, 'cap' | 'floor'>,
  context: LimitContext,
): LimitedWindows {
  const limited = applyLimits(windows, component, context);
  return { windows: limited.windows, problems: limited.unknown.map(missingTargetIncentive) };
}
