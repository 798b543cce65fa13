import { errorsOf } from './bench-load.js';
import { type BenchFigures, quotient, type SizeFigures } from './size-figures.js';
import { withPlaces } from './statistics.js';
import { WORKLOAD_TERMS } from './workloads.js';

/** What is wanted, what was measured, and whether that is enough. */
export interface TargetReached {
  readonly what: string;
  readonly wanted: string;
  readonly measured: string;
  readonly met: boolean;
}

/** The size at which targets are judged. */
const JUDGED_DEALS = 1_000_000;

/**
 * Holds the figures against what is wanted at a million deals, of any statement, or under load. What was not measured is
 * left out.
 *
 * @example
 * targetsReached(figures).every(({ met }) => met)
 */
export function targetsReached({ sizes, statement, load }: BenchFigures): readonly TargetReached[] {
  const judged = sizes.filter(({ deals }) => deals === JUDGED_DEALS);
  const size = judged.find(({ workload }) => workload === 'commissions');
  const { calculate, plain, sql } = size?.calculation?.seconds ?? {};
  const imported = size?.import;
  return [
    ...judged.flatMap(ofFloor),
    ...atLeast('faster than the plain program, times', 12, quotient(plain, calculate)),
    ...atLeast('faster than SQL, times', 2, quotient(sql, calculate)),
    ...atLeast('import, rows a second', 100_000, imported?.rowsPerSecond),
    ...atLeast('import of the same, rows a second', 100_000, imported?.againRowsPerSecond),
    ...atLeast(
      'import of the same ÷ import, in rows a second',
      1,
      quotient(imported?.againRowsPerSecond, imported?.rowsPerSecond),
    ),
    ...atMost('memory of an import, MiB', 300, imported?.peakMiB),
    ...atMost('one changed deal, 95 of 100 within, ms', 20, size?.incremental?.p95),
    ...atMost(`statement of ${statement?.lines} lines, ms`, 50, statement?.warm),
    ...atMost('its page, 95 of 100 within, ms', 200, statement?.page),
    ...atMost(
      'a run under load ÷ alone',
      1.3,
      quotient(load?.throttled.secondsUnderLoad, load?.secondsAlone),
    ),
    ...atMost('errors under load', 0, load && errorsOf(load)),
  ];
}

function ofFloor({ workload, calculation }: SizeFigures): readonly TargetReached[] {
  const { calculate, floor } = calculation?.seconds ?? {};
  const { mostOfFloor } = WORKLOAD_TERMS[workload];
  return [
    ...atMost(`${workload}: calculation ÷ plain floor`, mostOfFloor, quotient(calculate, floor)),
    ...atMost(`${workload}: memory of a calculation, MiB`, 500, calculation?.peakMiB),
  ];
}

function atMost(what: string, most: number, figure: number | null | undefined): readonly TargetReached[] {
  if (figure === null || figure === undefined) return [];
  return [{ what, wanted: `at most ${most}`, measured: shown(figure), met: figure <= most }];
}

function atLeast(what: string, least: number, figure: number | null | undefined): readonly TargetReached[] {
  if (figure === null || figure === undefined) return [];
  return [{ what, wanted: `at least ${least}`, measured: shown(figure), met: figure >= least }];
}

function shown(figure: number): string {
  return String(withPlaces(figure, figure < 1_000 ? 2 : 0));
}
