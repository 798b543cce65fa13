import type { Run } from '../../store/runs.js';

/**
 * Names the results that somebody sees: a run is brought up to date as it stands, so that its number alone would not
 * tell that the amounts are others.
 *
 * @example
 * resultsName(await publishedRun(db)) // '7.31'
 */
export function resultsName(run: Run | null): string {
  return run === null ? 'none' : `${run.id}.${run.change}`;
}
