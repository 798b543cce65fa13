import type { CivilDate } from '../../calendar/civil-date.js';
import type { PayeeBook } from '../../engine/calculate.js';
import { entriesAsOf } from '../../engine/measures/window-credits.js';
import type { Entitlement } from '../../ledger/entitlement.js';
import type { PostedLine } from '../../ledger/posted-statement.js';

/**
 * What each deal was credited in the window of a line, as of a day, under the measure that the line is paid on: by
 * this, what belongs to no deal is shared out over deals. A line that names the deals it is about is for these alone.
 *
 * @param through the first day that is not known then
 *
 * @example
 * creditsOfWindow(book, entitlement, line, '2026-04-01') // Map { 'D-1' => 7_000_000n, 'D-2' => 3_000_000n }
 */
export function creditsOfWindow(
  { segments }: PayeeBook,
  { assignment, segmentFrom, component }: Entitlement,
  { windowFrom, deals }: PostedLine,
  through: CivilDate,
): ReadonlyMap<string, bigint> {
  const segment = segments.find(
    (each) => each.segment.assignment === assignment && each.segment.from === segmentFrom,
  );
  const book = segment?.components.find((each) => each.component.id === component)?.measureBook;
  const own = book?.windows.find(({ window }) => window.from === windowFrom);
  const credits = new Map<string, bigint>();
  if (own === undefined) return credits;
  for (const { deal, credit } of entriesAsOf(own, through)) {
    if (deals.length > 0 && !deals.includes(deal)) continue;
    credits.set(deal, (credits.get(deal) ?? 0n) + credit);
  }
  return credits;
}
