import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.js';
import { daysIn } from '../../src/calendar/date-range.js';
import {
  activePart,
  clippedMonthsOf,
  monthsOf,
  PRORATIONS,
  type Proration,
} from '../../src/calendar/proration.js';
import { addRatios, type Ratio } from '../../src/money/ratio.js';

const text = ({ numerator, denominator }: Ratio): string => `${numerator}/${denominator}`;
const april = { from: '2026-04-01', to: '2026-05-01' };

describe('monthsOf', () => {
  it('gives the full months of a range, in order', () => {
    expect(monthsOf({ from: '2026-11-01', to: '2027-02-01' })).toEqual([
      { from: '2026-11-01', to: '2026-12-01' },
      { from: '2026-12-01', to: '2027-01-01' },
      { from: '2027-01-01', to: '2027-02-01' },
    ]);
  });

  it('gives a month in full of which only some days are in the range', () => {
    expect(monthsOf({ from: '2026-01-31', to: '2026-02-02' })).toEqual([
      { from: '2026-01-01', to: '2026-02-01' },
      { from: '2026-02-01', to: '2026-03-01' },
    ]);
  });

  it('gives none for a range without days, also in mid-month', () => {
    expect(monthsOf({ from: '2026-01-15', to: '2026-01-15' })).toEqual([]);
    expect(monthsOf({ from: '2026-02-01', to: '2026-01-01' })).toEqual([]);
  });

  it('ends with the last month of the calendar', () => {
    expect(monthsOf({ from: '9999-11-30', to: '9999-12-31' })).toEqual([
      { from: '9999-11-01', to: '9999-12-01' },
      { from: '9999-12-01', to: '9999-12-31' },
    ]);
  });
});

describe('clippedMonthsOf', () => {
  it('cuts the first and the last month to the range', () => {
    expect(clippedMonthsOf({ from: '2028-01-15', to: '2028-03-02' })).toEqual([
      { from: '2028-01-15', to: '2028-02-01' },
      { from: '2028-02-01', to: '2028-03-01' },
      { from: '2028-03-01', to: '2028-03-02' },
    ]);
  });

  it('cuts a single month on both sides', () => {
    expect(clippedMonthsOf({ from: '2026-01-10', to: '2026-01-20' })).toEqual([
      { from: '2026-01-10', to: '2026-01-20' },
    ]);
  });

  it('has the days of the range, no more and no fewer', () => {
    const days = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(days, days, (start, length) => {
        const range = { from: addDays('2026-01-01', start), to: addDays('2026-01-01', start + length) };
        const total = clippedMonthsOf(range).reduce((sum, month) => sum + daysIn(month), 0);
        expect(total).toBe(Math.max(0, length));
      }),
    );
  });
});

describe('activePart by days', () => {
  it.each([
    [april, { from: '2026-01-01' }, '1/1'],
    [april, { from: '2026-04-01', to: '2026-05-01' }, '1/1'],
    [april, { from: '2026-04-02' }, '29/30'],
    [april, { from: '2026-04-16' }, '1/2'],
    [april, { from: '2026-04-30' }, '1/30'],
    [april, { from: '2026-05-01' }, '0/1'],
    [april, { from: '2026-01-01', to: '2026-04-01' }, '0/1'],
    [april, { from: '2026-01-01', to: '2026-04-02' }, '1/30'],
    [april, { from: '2026-04-10', to: '2026-04-20' }, '1/3'],
    [april, { from: '2026-04-10', to: '2026-04-10' }, '0/1'],
    [{ from: '2026-02-01', to: '2026-03-01' }, { from: '2026-02-15' }, '1/2'],
    [{ from: '2028-02-01', to: '2028-03-01' }, { from: '2028-02-15' }, '15/29'],
  ])('of %o, active over %o, is %s', (month, active, expected) => {
    expect(text(activePart(month, active, 'days'))).toBe(expected);
  });
});

describe('activePart by months', () => {
  it.each([
    [april, { from: '2026-01-01' }, '1/1'],
    [april, { from: '2026-04-14' }, '1/1'],
    [april, { from: '2026-04-15' }, '1/1'],
    [april, { from: '2026-04-16' }, '0/1'],
    [april, { from: '2026-01-01', to: '2026-04-15' }, '0/1'],
    [april, { from: '2026-01-01', to: '2026-04-16' }, '1/1'],
    [april, { from: '2026-04-15', to: '2026-04-16' }, '1/1'],
    [april, { from: '2026-05-01' }, '0/1'],
    [april, { from: '2026-04-15', to: '2026-04-15' }, '0/1'],
  ])('of %o, active over %o, is %s', (month, active, expected) => {
    expect(text(activePart(month, active, 'months'))).toBe(expected);
  });
});

describe('two assignments, one after the other', () => {
  it.each(PRORATIONS)('make one whole month by %s, whenever the change', (proration: Proration) => {
    for (let day = 0; day <= 30; day += 1) {
      const change = addDays(april.from, day);
      const before = activePart(april, { from: '2026-01-01', to: change }, proration);
      const after = activePart(april, { from: change }, proration);
      expect(text(addRatios(before, after))).toBe('1/1');
    }
  });
});
