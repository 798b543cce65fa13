import type { CivilDate } from '../../calendar/civil-date.js';
import { addDays, earlier, later, nextMonth } from '../../calendar/civil-date.js';
import type { Calculation, SegmentBook } from '../../engine/calculate.js';
import type { Credit } from '../../engine/credits/credit.js';
import type { ComponentBook } from '../../engine/earnings/component-book.js';
import { type BookedWindow, creditedAsOf, openingCredit } from '../../engine/measures/measure-book.js';

/** A window of a component that is looked at. */
export interface CurveWindow {
  readonly calculation: Calculation;
  readonly book: SegmentBook;
  readonly component: ComponentBook;
  readonly own: BookedWindow;
}

/**
 * The first day on which nothing of a window can change any more.
 *
 * @example
 * endOfWindow(window) // '2026-04-01'
 */
export function endOfWindow({ component, own: { window } }: CurveWindow): CivilDate {
  return [window.full.to, component.readings.closes(window)].reduce(later, window.to);
}

/**
 * What a window of a component comes to at its end, in minor units, if it is credited as much as is supposed, and
 * nothing else is other: by the evaluation that pays, with gates, multipliers, caps and floors. What is credited is
 * spread evenly over the months of the window, as whole deals of the payee alone; of what it is paid on, it has as much
 * as what is credited has by now. Nothing is clawed back of it.
 *
 * @param credited minor units, or millionths of units, with what stood on the measure before the window
 * @example
 * earnedAt(window, 13_000_000n) // 870_000n
 */
export function earnedAt(window: CurveWindow, credited: bigint): bigint {
  const { calculation, book, component, own } = window;
  const { measureBook } = component;
  const supposed: BookedWindow = { ...own, credits: creditsOf(window, credited), inside: [], after: [] };
  const measures = book.measures.map((each) =>
    each.measure.id === measureBook.measure.id
      ? { ...each, windows: each.windows.map((of) => (of.window === own.window ? supposed : of)) }
      : each,
  );
  const { plan } = book.segment;
  const components = plan.components.map((each) => ({ ...each, clawback: [] }));
  const segment = { ...book.segment, plan: { ...plan, components } };
  const over = calculation.componentsOver(segment, measures);
  const opened = over.find((each) => each.component.id === component.component.id);
  const result = opened?.asOf(endOfWindow(window)).windows.find(({ own: of }) => of.window === own.window);
  return (result?.lines ?? []).reduce((sum, { amount }) => sum + amount, 0n);
}

/** What stands on the measure in the window when everything before a day is known: minor units or millionths. */
export function standingAt({ component: { measureBook }, own }: CurveWindow, through: CivilDate) {
  return { credited: creditedAsOf(measureBook, own, through), scale: measureBook.scale };
}

/** What stands on the measure when the window opens, rounded up. */
export function openingOf({ component: { measureBook }, own }: CurveWindow, through: CivilDate): bigint {
  const opening = openingCredit(measureBook, own, through);
  return opening <= 0n ? 0n : (opening + measureBook.scale - 1n) / measureBook.scale;
}

function creditsOf(window: CurveWindow, credited: bigint): readonly Credit[] {
  const { component, own } = window;
  const { measureBook } = component;
  const { scale } = measureBook;
  const known = standingAt(window, endOfWindow(window)).credited;
  const opening = openingCredit(measureBook, own, endOfWindow(window));
  const inWindow = known - opening;
  const paidOn = own.credits.reduce((sum, each) => sum + each.paidOn, 0n);
  const wanted = credited * scale - opening;
  if (wanted === 0n) return [];
  const days = isPerDeal(component) ? [own.window.from] : monthEnds(own);
  const count = BigInt(days.length);
  return days.map((date, place) => {
    const credit = share(wanted, place, count);
    return {
      ...{ eventKey: `supposed:${date}`, deal: `supposed:${date}`, date, facts: {} },
      ...{ amount: credit / scale, share: scale, base: credit, credit },
      paidOn: inWindow > 0n && paidOn > 0n ? (credit * paidOn) / inWindow : credit,
    };
  });
}

/** A table that is run through by each deal is shown for one deal. */
function isPerDeal({ component: { mechanism } }: ComponentBook): boolean {
  return mechanism.kind === 'commission' && mechanism.over.kind === 'deal';
}

function share(whole: bigint, place: number, count: bigint): bigint {
  const upTo = (parts: bigint) => (whole * parts) / count;
  return upTo(BigInt(place + 1)) - upTo(BigInt(place));
}

/** The last day of the window in each of its months. */
function monthEnds({ window: { from, to } }: BookedWindow): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day < to; day = nextMonth(day)) days.push(addDays(earlier(nextMonth(day), to), -1));
  return days;
}
