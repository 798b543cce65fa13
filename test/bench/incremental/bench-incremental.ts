import { join } from 'node:path';
import { packageFile } from '../../../src/runs/package-file.js';
import type { BenchContext } from '../bench-context.js';
import { IMPORTED } from '../bench-import.js';
import { databaseReader } from '../places/database-reader.js';
import { runMeasure } from '../run-measure.js';
import { percentile, withPlaces } from '../statistics.js';
import { compareRows } from './compare-rows.js';
import type { ChangeTime } from './incremental-times.js';

/** Milliseconds of one change, with the results it concerns committed. */
export interface ChangeFigures {
  readonly changes: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Of the processor alone. */
  readonly processorP50: number;
  readonly processorP95: number;
}

/** How fast results follow single changes. */
export interface IncrementalFigures extends ChangeFigures {
  /** Those below managers, and all others. */
  readonly managed: ChangeFigures;
  readonly plain: ChangeFigures;
  /** How many were calculated in full. */
  readonly inFull: number;
  /** The first of a process, which reads what is remembered from then on, and what is then read ahead. */
  readonly firstMilliseconds: number;
  readonly aheadSeconds: number;
  /** One run over everybody, after all changes. */
  readonly fullSeconds: number;
  /** Rows of results that are the same as those of the full run: all of them. */
  readonly equalRows: number;
}

const CHANGES = 1_000;
const CHANGED = 'changed';
const IN_FULL = 'changed-in-full';

/**
 * Changes single deals of the imported ones, a tenth of whose payees are put below three levels of managers. `null`
 * where that is not wanted, or with another workload than the plain one. Throws where the results are not those of a
 * full run, byte for byte.
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
  say(`${CHANGES} changes, after a calculation with managers`);
  const address = place.address(CHANGED);
  const times = await runMeasure('incremental', { address, rules, deals, changes: CHANGES }, folder);
  const { changes, firstMilliseconds, aheadSeconds } = times;
  await place.copy(CHANGED, IN_FULL);
  const { seconds: fullSeconds } = await runMeasure('calculate', { address: place.address(IN_FULL) }, folder);
  say(`calculated in full after all changes: ${Math.round(fullSeconds)} s`);
  const [changed, inFull] = [CHANGED, IN_FULL].map((name) => databaseReader(place.address(name)));
  if (changed === undefined || inFull === undefined) throw new Error('There is nothing to compare.');
  const { rows: equalRows, unlike } = await compareRows(changed, inFull);
  if (unlike !== null) throw new Error(`What was brought up to date is not what a full run gives: ${unlike}`);
  for (const name of [CHANGED, IN_FULL]) await place.drop(name);
  const figures = {
    ...figuresOf(changes),
    managed: figuresOf(changes.filter(({ isManaged }) => isManaged)),
    plain: figuresOf(changes.filter(({ isManaged }) => !isManaged)),
    inFull: changes.filter(({ isInFull }) => isInFull).length,
    ...{ firstMilliseconds, aheadSeconds, fullSeconds, equalRows },
  };
  for (const line of linesOf(figures)) say(line);
  return figures;
}

function figuresOf(times: readonly ChangeTime[]): ChangeFigures {
  const [all, ofProcessor] = [
    times.map(({ milliseconds }) => milliseconds),
    times.map(({ processorMilliseconds }) => processorMilliseconds),
  ];
  return {
    changes: times.length,
    p50: percentile(all, 0.5),
    p95: percentile(all, 0.95),
    max: Math.max(0, ...all),
    processorP50: percentile(ofProcessor, 0.5),
    processorP95: percentile(ofProcessor, 0.95),
  };
}

function linesOf(figures: IncrementalFigures): readonly string[] {
  const { plain, managed, inFull, equalRows, firstMilliseconds, aheadSeconds } = figures;
  const told = (what: string, { changes, p50, p95, max, processorP50, processorP95 }: ChangeFigures) => {
    const [half, most, longest, ofHalf, ofMost] = [p50, p95, max, processorP50, processorP95].map((each) =>
      withPlaces(each, 1),
    );
    return `${changes} ${what}: p50 ${half} ms, p95 ${most} ms, max ${longest} ms; of the processor ${ofHalf} and ${ofMost} ms`;
  };
  return [
    told('changes', figures),
    told('of them below no manager', plain),
    told('of them below managers', managed),
    `${inFull} in full; ${equalRows} rows are those of a full run`,
    `the first change took ${Math.round(firstMilliseconds)} ms, reading ahead ${withPlaces(aheadSeconds, 1)} s`,
  ];
}
