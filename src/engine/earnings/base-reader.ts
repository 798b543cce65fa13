import type { EarningLine } from '../mechanisms/window-outcome.js';
import type { EvaluatedWindow } from './evaluated-window.js';
import type { LimitRule } from './limit-rule.js';

/**
 * Tells what a line adds to the amount that a limit is a share of: the payee's part of the event that it pays.
 *
 * @example
 * baseReader(windows, rule)(line) // minor units times the scale; 0n where the limit is a share of nothing
 */
export function baseReader(
  evaluated: readonly EvaluatedWindow[],
  { limit }: LimitRule,
): (line: EarningLine) => bigint {
  if (limit.kind !== 'ofAmount') return () => 0n;
  const bases = new Map(
    evaluated.flatMap(({ entries }) =>
      entries.map(({ deal, eventKey, base }) => [`${deal}\u0000${eventKey}`, base] as const),
    ),
  );
  return ({ kind, deal, eventKey }) =>
    kind === 'credit' || kind === 'spiff' ? (bases.get(`${deal ?? ''}\u0000${eventKey ?? ''}`) ?? 0n) : 0n;
}
