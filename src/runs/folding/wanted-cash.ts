import type { DealTable } from '../../engine/fold/deal-table.js';
import type { FoldComponent, FoldMeasure, FoldPlan } from '../../engine/fold/fold-plan.js';
import type { CashAsked } from '../../engine/fold/settle-cash.js';
import { wantedBy } from './wanted-by.js';

/** Whose cash is read, by number of deal: 1 where it is. */
export interface WantedCash extends CashAsked {
  /** For either reason. */
  readonly any: Uint8Array;
}

/**
 * The deals whose cash somebody may be credited for, or whose release may wait for it; `null` where nobody asks for
 * any.
 *
 * @example
 * wantedCash(plans, deals)?.released
 */
export function wantedCash(plans: readonly FoldPlan[], deals: DealTable): WantedCash | null {
  const measures = plans.flatMap((plan) => plan.measures);
  const credited = wantedBy(
    measures.filter(({ measure }) => measure.basis === 'collected'),
    deals,
  );
  const released = wantedBy(plans.flatMap(releasedWithCash), deals);
  if (credited === null || released === null) {
    const any = credited ?? released;
    return any === null ? null : { any, credited, released };
  }
  const any = credited.map((wanted, deal) => wanted | (released[deal] ?? 0));
  return { any, credited, released };
}

function releasedWithCash({ measures, components }: FoldPlan): readonly FoldMeasure[] {
  return components.filter(waitsForCash).flatMap(({ measure }) => measures[measure] ?? []);
}

/**
 * Whether what a component earns is released with the cash.
 *
 * @example
 * components.some(waitsForCash)
 */
export function waitsForCash({ release }: FoldComponent): boolean {
  return release !== null && release.against !== null;
}
