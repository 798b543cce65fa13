import { describe, expect, it } from 'vitest';
import { contains, daysIn, intersect, rangesOverlap } from '../../src/calendar/date-range.js';

const january = { from: '2026-01-01', to: '2026-02-01' };
const february = { from: '2026-02-01', to: '2026-03-01' };
const midJanuaryOn = { from: '2026-01-15' };
const none = { from: '2026-01-15', to: '2026-01-15' };
const backwards = { from: '2026-01-20', to: '2026-01-10' };

describe('contains', () => {
  it('includes the first day and not the end', () => {
    expect(contains(january, '2025-12-31')).toBe(false);
    expect(contains(january, '2026-01-01')).toBe(true);
    expect(contains(january, '2026-01-31')).toBe(true);
    expect(contains(january, '2026-02-01')).toBe(false);
  });

  it('has no end without one', () => {
    expect(contains(midJanuaryOn, '2026-01-14')).toBe(false);
    expect(contains(midJanuaryOn, '9999-12-31')).toBe(true);
    expect(contains({ from: '2026-01-15', to: undefined }, '9999-12-31')).toBe(true);
  });

  it('finds nothing in a range without days', () => {
    expect(contains(none, '2026-01-15')).toBe(false);
    expect(contains(backwards, '2026-01-15')).toBe(false);
  });
});

describe('intersect', () => {
  it('gives the shared days', () => {
    expect(intersect(january, midJanuaryOn)).toEqual({ from: '2026-01-15', to: '2026-02-01' });
    expect(intersect(midJanuaryOn, january)).toEqual({ from: '2026-01-15', to: '2026-02-01' });
    expect(intersect(january, january)).toEqual(january);
    expect(intersect(january, { from: '2025-01-01', to: '2026-01-02' })).toEqual({
      from: '2026-01-01',
      to: '2026-01-02',
    });
  });

  it('is open only when both are', () => {
    expect(intersect(midJanuaryOn, { from: '2026-03-01' })).toEqual({ from: '2026-03-01' });
    expect(Object.keys(intersect(midJanuaryOn, { from: '2026-03-01' }) ?? {})).toEqual(['from']);
  });

  it('is nothing for neighbours, strangers and ranges without days', () => {
    expect(intersect(january, february)).toBeUndefined();
    expect(intersect(january, { from: '2026-06-01' })).toBeUndefined();
    expect(intersect(january, none)).toBeUndefined();
    expect(intersect(midJanuaryOn, none)).toBeUndefined();
    expect(intersect(backwards, midJanuaryOn)).toBeUndefined();
  });
});

describe('rangesOverlap', () => {
  it('is true from the first shared day', () => {
    expect(rangesOverlap(january, february)).toBe(false);
    expect(rangesOverlap({ ...january, to: '2026-02-02' }, february)).toBe(true);
    expect(rangesOverlap(midJanuaryOn, february)).toBe(true);
    expect(rangesOverlap(midJanuaryOn, { from: '2020-01-01' })).toBe(true);
    expect(rangesOverlap(none, january)).toBe(false);
  });
});

describe('daysIn', () => {
  it('counts the days of a range', () => {
    expect(daysIn(january)).toBe(31);
    expect(daysIn(february)).toBe(28);
    expect(daysIn({ from: '2028-02-01', to: '2028-03-01' })).toBe(29);
    expect(daysIn({ from: '2026-01-01', to: '2026-01-02' })).toBe(1);
  });

  it('is zero for a range without days', () => {
    expect(daysIn(none)).toBe(0);
    expect(daysIn(backwards)).toBe(0);
  });
});
