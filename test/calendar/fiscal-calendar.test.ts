import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../src/calendar/civil-date.js';
import { contains } from '../../src/calendar/date-range.js';
import {
  type FiscalCalendar,
  fiscalYearOf,
  monthOfFiscalYear,
  startOfFiscalYear,
  WINDOW_KINDS,
  type WindowKind,
  windowContaining,
} from '../../src/calendar/fiscal-calendar.js';

const startingIn = (fiscalYearStartMonth: number): FiscalCalendar => ({
  fiscalYearStartMonth,
  biweeklyFrom: '2026-01-05',
  weekStartsOn: 'monday',
});

describe('windowContaining', () => {
  const cases: readonly (readonly [number, WindowKind, string, string, string])[] = [
    [1, 'month', '2026-02-28', '2026-02-01', '2026-03-01'],
    [1, 'month', '2028-02-29', '2028-02-01', '2028-03-01'],
    [1, 'quarter', '2026-03-31', '2026-01-01', '2026-04-01'],
    [1, 'quarter', '2026-04-01', '2026-04-01', '2026-07-01'],
    [1, 'half', '2026-06-30', '2026-01-01', '2026-07-01'],
    [1, 'half', '2026-07-01', '2026-07-01', '2027-01-01'],
    [1, 'year', '2026-01-01', '2026-01-01', '2027-01-01'],
    [1, 'year', '2026-12-31', '2026-01-01', '2027-01-01'],
    [2, 'month', '2026-01-31', '2026-01-01', '2026-02-01'],
    [2, 'quarter', '2026-01-31', '2025-11-01', '2026-02-01'],
    [2, 'quarter', '2026-02-01', '2026-02-01', '2026-05-01'],
    [2, 'quarter', '2026-12-31', '2026-11-01', '2027-02-01'],
    [2, 'half', '2026-07-31', '2026-02-01', '2026-08-01'],
    [2, 'half', '2026-08-01', '2026-08-01', '2027-02-01'],
    [2, 'year', '2026-01-31', '2025-02-01', '2026-02-01'],
    [2, 'year', '2026-02-01', '2026-02-01', '2027-02-01'],
    [7, 'quarter', '2026-06-30', '2026-04-01', '2026-07-01'],
    [7, 'half', '2026-06-30', '2026-01-01', '2026-07-01'],
    [7, 'half', '2026-07-01', '2026-07-01', '2027-01-01'],
    [7, 'year', '2026-06-30', '2025-07-01', '2026-07-01'],
    [7, 'year', '2026-07-01', '2026-07-01', '2027-07-01'],
    [12, 'year', '2026-11-30', '2025-12-01', '2026-12-01'],
    [12, 'year', '2026-12-01', '2026-12-01', '2027-12-01'],
    [1, 'year', '9999-06-01', '9999-01-01', '9999-12-31'],
  ];

  it.each(cases)('with a year from month %i, the %s of %s is %s to %s', (month, kind, date, from, to) => {
    expect(windowContaining(kind, date, startingIn(month))).toEqual({ from, to });
  });

  it('holds its day, and its neighbours begin where it ends', () => {
    const days = fc.integer({ min: -20_000, max: 20_000 });
    const months = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(days, months, fc.constantFrom(...WINDOW_KINDS), (offset, month, kind) => {
        const date = addDays('2026-01-01', offset);
        const window = windowContaining(kind, date, startingIn(month));
        expect(contains(window, date)).toBe(true);
        expect(windowContaining(kind, window.to, startingIn(month)).from).toBe(window.to);
        expect(windowContaining(kind, addDays(window.from, -1), startingIn(month)).to).toBe(window.from);
      }),
    );
  });
});

describe('the fiscal year of a day', () => {
  it.each([
    [1, '2026-01-01', 2026, 0],
    [1, '2026-12-31', 2026, 11],
    [2, '2026-01-31', 2026, 11],
    [2, '2026-02-01', 2027, 0],
    [7, '2026-06-30', 2026, 11],
    [7, '2026-07-01', 2027, 0],
    [12, '2026-11-30', 2026, 11],
    [12, '2026-12-01', 2027, 0],
  ])('with a year from month %i, %s lies in %i, in its month %i', (month, date, year, index) => {
    expect(fiscalYearOf(date, startingIn(month))).toBe(year);
    expect(monthOfFiscalYear(date, startingIn(month))).toBe(index);
  });

  it.each([
    [1, 2026, '2026-01-01'],
    [2, 2027, '2026-02-01'],
    [7, 2027, '2026-07-01'],
    [12, 2027, '2026-12-01'],
  ])('with a year from month %i, %i starts on %s', (month, year, date) => {
    expect(startOfFiscalYear(year, startingIn(month))).toBe(date);
  });

  it('is the year whose start and end hold the day', () => {
    for (let month = 1; month <= 12; month += 1) {
      const start = startOfFiscalYear(2026, startingIn(month));
      expect(fiscalYearOf(start, startingIn(month))).toBe(2026);
      expect(fiscalYearOf(addDays(start, -1), startingIn(month))).toBe(2025);
      expect(fiscalYearOf(addDays(addMonths(start, 12), -1), startingIn(month))).toBe(2026);
    }
  });
});
