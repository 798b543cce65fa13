import { describe, expect, test } from 'vitest';
import { addDays, addMonths } from '../../src/calendar/civil-date.js';
import { wholeMonths } from '../../src/calendar/whole-months.js';

describe('whole months', () => {
  test.each([
    ['2026-01-15', '2026-01-15', 0],
    ['2026-01-15', '2026-02-14', 0],
    ['2026-01-15', '2026-02-15', 1],
    ['2026-01-15', '2027-01-14', 11],
    ['2026-01-15', '2027-01-15', 12],
    ['2026-12-31', '2027-01-01', 0],
    ['2026-01-01', '2029-01-01', 36],
  ])('from %s to %s are %i', (from, to, months) => {
    expect(wholeMonths(from, to)).toBe(months);
  });

  test.each([
    ['2026-01-31', '2026-02-27', 0],
    ['2026-01-31', '2026-02-28', 1],
    ['2026-01-31', '2026-03-30', 1],
    ['2026-01-31', '2026-03-31', 2],
    ['2028-02-29', '2029-02-28', 12],
    ['2028-02-29', '2032-02-28', 47],
    ['2028-02-29', '2032-02-29', 48],
  ])('of a shorter month are full on its last day: from %s to %s are %i', (from, to, months) => {
    expect(wholeMonths(from, to)).toBe(months);
  });

  test('before the first day are none', () => {
    expect(wholeMonths('2026-05-15', '2025-01-01')).toBe(0);
  });

  test('are as many as can be added without going beyond the other day', () => {
    for (const from of ['2027-01-28', '2027-01-29', '2027-01-30', '2027-01-31', '2028-02-29', '2027-11-30']) {
      for (let days = 0; days < 800; days += 1) {
        const to = addDays(from, days);
        const months = wholeMonths(from, to);
        expect([addMonths(from, months) <= to, addMonths(from, months + 1) > to], `${from} ${to}`).toEqual([
          true,
          true,
        ]);
      }
    }
  });
});
