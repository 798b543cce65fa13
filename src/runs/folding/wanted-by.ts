import type { DealTable } from '../../engine/fold/deal-table.js';
import type { FoldMeasure } from '../../engine/fold/fold-plan.js';

/**
 * The deals that any of some measures may credit, by number: 1 where one does; `null` where there is no measure.
 *
 * @example
 * wantedBy(measures.filter(({ measure }) => measure.basis === 'recognized'), deals)
 */
export function wantedBy(measures: readonly FoldMeasure[], deals: DealTable): Uint8Array | null {
  if (measures.length === 0) return null;
  const wanted = new Uint8Array(deals.count);
  for (const condition of new Set(measures.map(({ when }) => when))) {
    const verdicts = deals.verdictsOn(condition);
    for (let deal = 0; deal < wanted.length; deal += 1) {
      if (verdicts === null || verdicts[deal] === 1) wanted[deal] = 1;
    }
  }
  return wanted;
}
