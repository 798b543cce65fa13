import type { Viewer } from '../../access/viewer.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { PeriodCorrections } from './period-corrections.js';
import { PeriodProof } from './period-proof.js';
import { PeriodTrail } from './period-trail.js';
import type { PeriodView } from './period-view.js';

interface Shown {
  readonly view: PeriodView;
  readonly names: ReadonlyMap<string, string>;
  readonly viewer: Viewer;
  readonly format: ReaderFormat;
}

/**
 * What is kept of a pay period: its steps; and once it is closed what it was made from, whether that was verified,
 * and what later periods corrected.
 *
 * @example
 * <PeriodRecord view={view} names={names} viewer={viewer} format={format} />
 */
export function PeriodRecord(shown: Shown) {
  return (
    <>
      {shown.view.closing === null ? null : (
        <PeriodCorrections view={shown.view} names={shown.names} format={shown.format} />
      )}
      <PeriodTrail view={shown.view} format={shown.format} />
      {shown.view.closing === null ? null : (
        <PeriodProof view={shown.view} viewer={shown.viewer} format={shown.format} />
      )}
    </>
  );
}
