import { join } from 'node:path';
import { packageFile } from '../../../src/runs/package-file.js';
import type { BenchContext } from '../bench-context.js';
import { IMPORTED } from '../bench-import.js';
import { runMeasure } from '../run-measure.js';
import { percentile, withPlaces } from '../statistics.js';

/** How fast results follow single changes; milliseconds of one change, with the results it concerns committed. */
export interface IncrementalFigures {
  readonly changes: number;
  /** How many of them were below managers. */
  readonly managed: number;
  /** How many were calculated in full. */
  readonly inFull: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Of the processor alone. */
  readonly processorP95: number;
  readonly fullSeconds: number;
  readonly isEqual: boolean;
}

const CHANGES = 1_000;
const CHANGED = 'changed';

/**
 * Changes single deals of the imported ones, a tenth of whose payees are put below three levels of managers. `null`
 * where that is not wanted, or with another workload than the plain one. Throws where the results are not those of a
 * full run.
 *
 * @example
 * (await benchIncremental(context, 100_000))?.p95
 */
export async function benchIncremental(
  context: BenchContext,
  deals: number,
): Promise<IncrementalFigures | null> {
  const { place, folder, workload, wants, say } = context;
  if (!wants('incremental') || workload !== 'commissions') return null;
  await place.copy(IMPORTED, CHANGED);
  const rules = join(packageFile().root, 'test', 'bench', 'rules-incremental');
  const address = place.address(CHANGED);
  const times = await runMeasure('incremental', { address, rules, deals, changes: CHANGES }, folder);
  await place.drop(CHANGED);
  const { changes, managed, inFull, fullSeconds, isEqual, milliseconds, processorMilliseconds } = times;
  if (!isEqual) throw new Error('What was brought up to date is not what a full run gives.');
  const p95 = percentile(milliseconds, 0.95);
  say(`${changes} changes, ${managed} below managers, ${inFull} in full: p95 ${withPlaces(p95, 2)} ms`);
  return {
    ...{ changes, managed, inFull, fullSeconds, isEqual, p95 },
    p50: percentile(milliseconds, 0.5),
    max: Math.max(...milliseconds),
    processorP95: percentile(processorMilliseconds, 0.95),
  };
}
