import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, dayOfNumber } from '../../../src/calendar/day-number.js';
import { FoldedWindow } from '../../../src/engine/fold/folded-window.js';
import { creditedIn, creditedOn } from '../../../src/engine/measures/window-credits.js';
import { holds } from '../../property/seed.js';
import { measureOf } from '../given.js';

const QUARTER = { from: '2026-01-01', to: '2026-04-01' };
const FRAME = {
  window: { ...QUARTER, full: QUARTER, opensWith: null },
  from: dayNumber(QUARTER.from),
  to: dayNumber(QUARTER.to),
  lastDay: 20260331,
  readingDays: () => [],
};
/** Days on which somebody may ask, which is where credits are told apart. */
const ASKED = Int32Array.of(20260115, 20260201, 20260301, 20260401);

const days = fc.constantFrom(20251231, 20260101, 20260115, 20260131, 20260201, 20260331, 20260401);
const amounts = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.constant(Number.MAX_SAFE_INTEGER));

test('what a window comes to is the same with its credits and without', () => {
  holds(
    'sums of folded windows',
    fc.property(fc.array(fc.tuple(days, amounts)), fc.constantFrom(...ASKED), (drawn, asked) => {
      const dated = [...drawn].sort(([a], [b]) => a - b);
      const window = new FoldedWindow(
        FRAME,
        0,
        {
          measure: measureOf(),
          quotas: [null],
          days: Int32Array.from(dated, ([day]) => day),
          credits: Float64Array.from(dated, ([, amount]) => amount),
        },
        { scale: { whole: 100, unit: 1_000_000 }, askedDays: ASKED },
      );
      const { inside, after, credits } = window;
      const made = { window: window.window, inside, after, credits };
      const through = dayOfNumber(asked);
      const inFebruary = (day: string) => day >= '2026-02-01' && day < '2026-03-01';
      expect(creditedIn(window, through)).toBe(creditedIn(made, through));
      expect(creditedOn(window, through, inFebruary)).toBe(creditedOn(made, through, inFebruary));
    }),
    { runs: 500 },
  );
});
