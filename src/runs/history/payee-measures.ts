import type { Basis } from '../../engine/measure.js';
import { type ComponentTiers, tiersOfMeasure } from '../../ledger/curves/measure-tiers.js';
import type { MeasureStanding } from '../../ledger/statement.js';
import { readEntitlements } from '../../store/entitlements.js';
import type { Executor } from '../../store/executor.js';
import { publishedRun } from '../../store/runs.js';
import { rulesOfRun } from '../rules-of-run.js';

/** Where a payee stands in a measure, what it counts by, and the tiers of what is paid by it. */
export interface PayeeMeasure {
  readonly standing: MeasureStanding;
  /** The title of the plan, or its id. */
  readonly plan: string;
  readonly basis: Basis;
  readonly components: readonly ComponentTiers[];
}

/**
 * The standings of a payee with the tiers of the plans that govern them, as the shown run knows these. It tells nothing
 * that belongs to anybody but the terms of a plan, and takes standings that the scope has shown already.
 *
 * @example
 * const [first] = await payeeMeasures(db, 'ada', history.periods.at(-1)?.attainments ?? []);
 * first?.components[0]?.tiers[1]?.pays // '12%'
 */
export async function payeeMeasures(
  executor: Executor,
  payee: string,
  standings: readonly MeasureStanding[],
): Promise<readonly PayeeMeasure[]> {
  return executor.read(async (trx) => {
    const run = await publishedRun(trx);
    if (run === null) return [];
    const entitlements = await readEntitlements(trx, run.id, payee);
    const { planOf } = await rulesOfRun(trx, run);
    return standings.flatMap((standing) => {
      const own = entitlements.find(
        ({ assignment, measure, segmentFrom, segmentTo }) =>
          assignment === standing.assignment &&
          measure === standing.measure &&
          segmentFrom <= standing.at &&
          standing.at < segmentTo,
      );
      if (own === undefined) return [];
      const { title, plan, basis, planHash } = own;
      return [
        { standing, plan: title ?? plan, basis, components: tiersOfMeasure(planOf(planHash), standing) },
      ];
    });
  });
}
