import { CostLayers } from './cost-layers.js';
import type { ContractCost, CostMovement } from './cost-movement.js';
import { monthOf, monthsAfter } from './month.js';

/**
 * What becomes of the cost of a contract, month by month until nothing is left, in order of month and cohort.
 *
 * - Each month's addition is spread straight-line over what is left of the benefit, cumulatively rounded, so that
 *   it sums to the addition; what comes after the benefit is expensed in its month.
 * - What is taken back takes its part of every addition with it: of the balance, and of what was amortised, which
 *   comes back as an impairment below zero.
 * - In the month of a cancellation nothing is amortised any more: what is left is impaired, as is all that follows.
 * - A later estimate spreads what is left in its month over what it leaves of the benefit; nothing before changes.
 *
 * @example
 * costSchedule({ additions: new Map([['2026-01', 5_400_000n]]), start: '2026-01-10', benefit: months(36), … })[0]
 * // { cohort: '2026-01', month: '2026-01', addition: 5_400_000n, amortisation: 150_000n, impairment: 0n }
 */
export function costSchedule(cost: ContractCost): readonly CostMovement[] {
  const waiting = [...cost.additions]
    .filter(([, amount]) => amount !== 0n)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const cancelled = cost.cancelled === null ? null : monthOf(cost.cancelled);
  const layers = new CostLayers(cost);
  const movements: CostMovement[] = [];
  let month = waiting[0]?.[0];
  while (month !== undefined) {
    const [next] = waiting;
    layers.open(month);
    if (next !== undefined && next[0] === month) {
      waiting.shift();
      layers.add(next[1]);
    }
    if (cancelled !== null && month >= cancelled) layers.impair();
    else layers.amortise();
    movements.push(...layers.close());
    month = layers.isEmpty ? waiting[0]?.[0] : monthsAfter(month, 1);
  }
  return movements;
}
