import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  earlier,
  FIRST_DATE,
  firstOfMonth,
  isCivilDate,
  LAST_DATE,
  later,
  nextMonth,
} from '../../src/calendar/civil-date.js';

describe('isCivilDate', () => {
  it.each(['2026-01-01', '2026-12-31', '2028-02-29', '2000-02-29', '2026-04-30', '0001-01-01', '9999-12-31'])(
    'takes %s',
    (text) => {
      expect(isCivilDate(text)).toBe(true);
    },
  );

  it.each([
    '',
    '2026',
    '2026-02',
    '2026-2-1',
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-01',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
    '0000-00-00',
    '26-01-01',
    '20260101',
    '2026/01/01',
    '01-02-2026',
    '2026-01-01T00:00',
    '2026-01-01Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '+002026-01-01',
    '-000001-01-01',
    'tomorrow',
  ])('refuses %j', (text) => {
    expect(isCivilDate(text)).toBe(false);
  });

  it('answers the same when it is asked again', () => {
    expect([isCivilDate('2026-02-28'), isCivilDate('2026-02-28')]).toEqual([true, true]);
    expect([isCivilDate('2026-02-29'), isCivilDate('2026-02-29')]).toEqual([false, false]);
  });

  it('knows every day of more years than it remembers', () => {
    let day = '1960-01-01';
    for (let count = 0; count < 31_000; count += 1) day = addDays(day, 1);
    expect(day).toBe('2044-11-15');
    expect(isCivilDate('1960-01-02')).toBe(true);
  });
});

describe('addDays', () => {
  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-01-01', 0, '2026-01-01'],
    ['2026-01-01', 365, '2027-01-01'],
    ['2028-01-01', 365, '2028-12-31'],
  ])('from %s by %i is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  it('stops at the ends of the calendar', () => {
    expect(addDays('9999-12-31', 1)).toBe(LAST_DATE);
    expect(addDays('2026-01-01', 999_999_999_999)).toBe(LAST_DATE);
    expect(addDays('0001-01-01', -1)).toBe(FIRST_DATE);
    expect(addDays('2026-01-01', -999_999_999_999)).toBe(FIRST_DATE);
    expect(addDays(FIRST_DATE, 3_652_058)).toBe(LAST_DATE);
  });
});

describe('addMonths', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', 12, '2027-01-15'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-05-31', 0, '2026-05-31'],
    ['2026-01-31', -1, '2025-12-31'],
  ])('from %s by %i is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('stops at the ends of the calendar', () => {
    expect(addMonths('9999-12-01', 1)).toBe(LAST_DATE);
    expect(addMonths('2026-01-01', 999_999_999)).toBe(LAST_DATE);
    expect(addMonths('0001-01-31', -1)).toBe(FIRST_DATE);
    expect(addMonths('2026-01-01', -999_999_999)).toBe(FIRST_DATE);
  });
});

describe('daysBetween', () => {
  it.each([
    ['2026-01-01', '2026-01-01', 0],
    ['2026-01-01', '2026-01-02', 1],
    ['2026-01-02', '2026-01-01', -1],
    ['2026-02-01', '2026-03-01', 28],
    ['2028-02-01', '2028-03-01', 29],
    ['2026-01-01', '2027-01-01', 365],
    ['2028-01-01', '2029-01-01', 366],
    // a change of the clocks is no change of the calendar
    ['2026-03-28', '2026-03-30', 2],
  ])('from %s to %s are %i', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days);
  });

  it('undoes addDays', () => {
    const days = fc.integer({ min: -200_000, max: 200_000 });
    fc.assert(
      fc.property(days, days, (start, count) => {
        const date = addDays('2026-01-01', start);
        expect(daysBetween(date, addDays(date, count))).toBe(count);
      }),
    );
  });
});

describe('months of a date', () => {
  it.each([
    ['2026-02-01', '2026-02-01', '2026-03-01'],
    ['2026-02-28', '2026-02-01', '2026-03-01'],
    ['2028-02-29', '2028-02-01', '2028-03-01'],
    ['2026-12-31', '2026-12-01', '2027-01-01'],
    ['9999-12-05', '9999-12-01', LAST_DATE],
  ])('%s lies in the month from %s to %s', (date, first, next) => {
    expect([firstOfMonth(date), nextMonth(date)]).toEqual([first, next]);
  });
});

describe('earlier and later', () => {
  it('pick by the order of days', () => {
    expect(earlier('2026-01-01', '2025-12-31')).toBe('2025-12-31');
    expect(later('2026-01-01', '2025-12-31')).toBe('2026-01-01');
    expect(earlier('2026-01-01', '2026-01-02')).toBe('2026-01-01');
    expect(later('2026-01-01', '2026-01-02')).toBe('2026-01-02');
    expect(earlier('2026-01-01', '2026-01-01')).toBe('2026-01-01');
    expect(later('2026-01-01', '2026-01-01')).toBe('2026-01-01');
  });
});
