import type { ReaderFormat } from '../format/reader-format.js';
import { addressOfPeriod } from './period-act.js';
import type { PeriodView } from './period-view.js';

/**
 * Says that an earlier period of the pay group is to be closed first, where there is one.
 *
 * @example
 * <EarlierPeriod view={view} format={format} />
 */
export function EarlierPeriod({
  view: { status, firstOpen },
  format,
}: {
  readonly view: PeriodView;
  readonly format: ReaderFormat;
}) {
  if (firstOpen === undefined || firstOpen.period.id === status.period.id) return null;
  return (
    <p>
      <a href={addressOfPeriod(firstOpen)}>{format.period(firstOpen.period.id)}</a> is to be closed first:
      what it carries over belongs to this period.
    </p>
  );
}
