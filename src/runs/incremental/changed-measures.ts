import { type CivilDate, later } from '../../calendar/civil-date.js';
import type { PayeeBook } from '../../engine/calculate.js';
import type { MeasureBook } from '../../engine/measures/measure-book.js';

/** Days on which measures may have come to something else than before, by the id of the measure. */
export type ChangedMeasures = ReadonlyMap<string, { readonly from: CivilDate; readonly to: CivilDate }>;

/**
 * On which days the measures of some people who were folded have come to something else than before: from the first
 * credit that is another to the end of the last window with one. `null` where it is not known what somebody was
 * credited before, or not in the same form, as where the engine told it: deal by deal, with what was taken back.
 *
 * @param before what each was credited, where it was folded and is known
 * @example
 * changedMeasures(books, (payee) => known.foldedOf(payee))?.get('sales') // { from: '2026-02-10', to: '2026-04-01' }
 */
export function changedMeasures(
  now: readonly PayeeBook[],
  before: (payee: string) => PayeeBook | undefined,
): ChangedMeasures | null {
  const changed = new Map<string, { readonly from: CivilDate; readonly to: CivilDate }>();
  for (const book of now) {
    const known = before(book.payee);
    if (known === undefined) return null;
    const earlier = measuresOf(known);
    for (const [place, measure] of measuresOf(book).entries()) {
      const like = earlier[place];
      // Where the windows themselves are others, so may be all that is read from them.
      if (like?.measure !== measure.measure || !haveSameWindows(like, measure)) return null;
      for (const { from, to } of changedWindows(like, measure)) {
        const { id } = measure.measure;
        const other = changed.get(id);
        changed.set(id, {
          from: other === undefined || from < other.from ? from : other.from,
          to: other === undefined ? to : later(to, other.to),
        });
      }
    }
  }
  return changed;
}

function measuresOf({ segments }: PayeeBook): readonly MeasureBook[] {
  return segments.flatMap(({ measures }) => measures);
}

/** A window after the time on a plan comes and goes with what comes in late. */
function haveSameWindows({ windows: before }: MeasureBook, { windows: now }: MeasureBook): boolean {
  return (
    before.length === now.length &&
    now.every(({ window }, place) => before[place]?.window.from === window.from)
  );
}

function changedWindows(before: MeasureBook, now: MeasureBook) {
  return now.windows.flatMap((own, place) => {
    const credits = new Map(before.windows[place]?.credits.map(({ date, credit }) => [date, credit]));
    const other: CivilDate[] = [];
    for (const { date, credit } of own.credits) {
      if (credits.get(date) !== credit) other.push(date);
      credits.delete(date);
    }
    const [from] = [...other, ...credits.keys()].sort();
    return from === undefined ? [] : [{ from, to: later(own.window.to, own.window.full.to) }];
  });
}
