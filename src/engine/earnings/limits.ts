import type { Cap } from '../modifiers/cap.js';
import type { Floor } from '../modifiers/floor.js';
import { capSpans } from './capped-spans.js';
import { liftSpans } from './lifted-spans.js';
import type { LimitContext, LimitRule } from './limit-rule.js';
import { limitDeals } from './limited-deals.js';
import type { LimitedWindow, LimitOutcome } from './limited-window.js';

/**
 * Applies a cap or a floor to what windows earn, per deal or span of time: of one component, or of all components
 * of a plan. Lines telescope, so that those of a deal or span sum to its limited total.
 *
 * @example
 * applyLimit(windows, { by: 'cap', of: 'plan', per: 'year', limit, excess: 'forfeited' }, context).windows
 */
export function applyLimit(
  windows: readonly LimitedWindow[],
  rule: LimitRule,
  context: LimitContext,
): LimitOutcome {
  const { per } = rule;
  if (per === 'deal') return limitDeals(windows, rule, context);
  return rule.by === 'cap'
    ? capSpans(windows, { ...rule, per }, context)
    : liftSpans(windows, { ...rule, per }, context);
}

/**
 * Applies the cap and then the floor of a component.
 *
 * @example
 * applyLimits(windows, { cap, floor }, context).windows
 */
export function applyLimits(
  windows: readonly LimitedWindow[],
  { cap, floor }: WrittenLimits,
  context: LimitContext,
): LimitOutcome {
  const capped =
    cap === null
      ? { windows, unknown: [] }
      : applyLimit(windows, { ...cap, by: 'cap', of: 'component' }, context);
  if (floor === null) return capped;
  const lifted = applyLimit(
    capped.windows,
    { ...floor, by: 'floor', of: 'component', excess: 'forfeited' },
    context,
  );
  return { windows: lifted.windows, unknown: [...capped.unknown, ...lifted.unknown] };
}

/** The cap and the floor of a component. */
type WrittenLimits = { readonly cap: Cap | null; readonly floor: Floor | null };
