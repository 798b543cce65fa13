import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, firstOfMonth } from '../../../src/calendar/civil-date.js';
import { takeInInstalments } from '../../../src/engine/earnings/taking-in-instalments.js';

const nextMonth = (date: string) => firstOfMonth(addMonths(date, 1));

function taken(...steps: readonly [string, bigint, number][]) {
  const given = steps.map(([date, amount, instalments]) => ({ date, amount, instalments }));
  return takeInInstalments(given, nextMonth).map(
    ({ date, amount, number }) => `${date} ${number}: ${amount}`,
  );
}

describe('what is taken back in instalments', () => {
  test('begins on the day and goes on on the first day of each pay period after it', () => {
    expect(taken(['2026-11-30', -100n, 3])).toEqual([
      '2026-11-30 1: -33',
      '2026-12-01 2: -34',
      '2027-01-01 3: -33',
    ]);
  });

  test('leaves out parts that come to nothing', () => {
    expect(taken(['2026-01-10', -1n, 3])).toEqual(['2026-02-01 2: -1']);
  });

  test('is spared by what is given back, the latest part first', () => {
    expect(taken(['2026-01-10', -90n, 3], ['2026-01-20', 40n, 1])).toEqual([
      '2026-01-10 1: -30',
      '2026-02-01 2: -20',
    ]);
  });

  test('is given back beyond what is still to come', () => {
    expect(taken(['2026-01-10', -90n, 3], ['2026-02-01', 90n, 1])).toEqual([
      '2026-01-10 1: -30',
      '2026-02-01 2: -30',
      '2026-02-01 1: 60',
    ]);
  });

  test('sums to what was taken less what was given back, whatever happens', () => {
    const step = fc.record({
      month: fc.integer({ min: 0, max: 11 }),
      amount: fc.bigInt({ min: -1000n, max: 1000n }),
      instalments: fc.integer({ min: 1, max: 7 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const dated = steps
          .map(({ month, amount, instalments }) => ({
            date: addMonths('2026-01-10', month),
            amount,
            instalments,
          }))
          .sort((a, b) => (a.date < b.date ? -1 : 1));
        const all = takeInInstalments(dated, nextMonth).reduce((sum, { amount }) => sum + amount, 0n);
        expect(all).toBe(dated.reduce((sum, { amount }) => sum + amount, 0n));
      }),
      { numRuns: 300, seed: 20260101 },
    );
  });
});
