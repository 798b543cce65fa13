import type { BenchContext } from './bench-context.js';
import type { Measured } from './measures/measured.js';
import { emptyDatabase } from './prepare-database.js';
import { runMeasure } from './run-measure.js';
import { median, withPlaces } from './statistics.js';

/** How fast files are taken in. */
export interface ImportFigures {
  readonly rowsPerSecond: number;
  /** The same files once more, of which nothing is new. */
  readonly againRowsPerSecond: number;
  readonly peakMiB: number;
}

/** The database that the imports leave. */
export const IMPORTED = 'imported';

/**
 * Imports the files of a folder into fresh databases, and into copies that have them already. The last fresh
 * one stays. Imports once and measures nothing where imports are not wanted.
 *
 * @example
 * await benchImport(context, '/tmp/bench/data', 9_700_000);
 */
export async function benchImport(
  context: BenchContext,
  data: string,
  rows: number,
): Promise<ImportFigures | null> {
  const { place, folder, rules, say } = context;
  const importInto = (name: string) =>
    runMeasure('import', { address: place.address(name), data, rules }, folder);
  const fresh: Measured[] = [];
  const again: Measured[] = [];
  const repeats = context.wants('import') ? context.repeats : 1;
  for (let round = 1; round <= repeats; round += 1) {
    await emptyDatabase(context, IMPORTED);
    fresh.push(await importInto(IMPORTED));
    say(`import ${round}/${repeats}: ${withPlaces(fresh.at(-1)?.seconds ?? 0, 3)} s`);
    if (!context.wants('import')) return null;
    await place.copy(IMPORTED, 'imported-again');
    again.push(await importInto('imported-again'));
    say(`import of the same ${round}/${repeats}: ${withPlaces(again.at(-1)?.seconds ?? 0, 3)} s`);
    await place.drop('imported-again');
  }
  return {
    rowsPerSecond: rows / median(fresh.map(({ seconds }) => seconds)),
    againRowsPerSecond: rows / median(again.map(({ seconds }) => seconds)),
    peakMiB: Math.max(...[...fresh, ...again].map(({ peakMiB }) => peakMiB)),
  };
}
