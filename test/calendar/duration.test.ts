import { describe, expect, it } from 'vitest';
import { addDuration, formatDuration, parseDuration, withinDuration } from '../../src/calendar/duration.js';

describe('parseDuration', () => {
  it.each([
    ['90 days', 90, 'days'],
    ['1 day', 1, 'days'],
    ['0 days', 0, 'days'],
    ['2 weeks', 14, 'days'],
    ['1 week', 7, 'days'],
    ['12 months', 12, 'months'],
    ['1 month', 1, 'months'],
    ['1 year', 12, 'months'],
    ['3 years', 36, 'months'],
  ])('reads %s', (text, count, unit) => {
    expect(parseDuration(text)).toEqual({ count, unit });
  });

  it.each([
    '',
    '90',
    'days',
    '90days',
    '90  days',
    ' 90 days',
    '90 days ',
    '-1 days',
    '+1 day',
    '1.5 months',
    '1e2 days',
    '90 Days',
    '3 quarters',
    '1 hour',
    'one month',
    '1000000 days',
    '1 constructor',
    'P90D',
  ])('refuses %j', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });
});

describe('addDuration', () => {
  it('adds days by the calendar', () => {
    expect(addDuration('2026-01-31', { count: 28, unit: 'days' })).toBe('2026-02-28');
    expect(addDuration('2026-01-31', { count: 0, unit: 'days' })).toBe('2026-01-31');
  });

  it('adds months to the same day, or the last of a shorter month', () => {
    expect(addDuration('2026-01-15', { count: 1, unit: 'months' })).toBe('2026-02-15');
    expect(addDuration('2026-01-31', { count: 1, unit: 'months' })).toBe('2026-02-28');
    expect(addDuration('2028-02-29', { count: 12, unit: 'months' })).toBe('2029-02-28');
  });

  it('stops at the last day of the calendar', () => {
    expect(addDuration('9999-12-31', { count: 90, unit: 'days' })).toBe('9999-12-31');
  });
});

describe('withinDuration', () => {
  const thirtyDays = { count: 30, unit: 'days' } as const;
  const oneMonth = { count: 1, unit: 'months' } as const;

  it('includes the last day and not the one after', () => {
    expect(withinDuration('2026-01-01', thirtyDays, '2026-01-30')).toBe(true);
    expect(withinDuration('2026-01-01', thirtyDays, '2026-01-31')).toBe(true);
    expect(withinDuration('2026-01-01', thirtyDays, '2026-02-01')).toBe(false);
  });

  it('includes the same day of the month and not the one after', () => {
    expect(withinDuration('2026-01-31', oneMonth, '2026-02-28')).toBe(true);
    expect(withinDuration('2026-01-31', oneMonth, '2026-03-01')).toBe(false);
  });

  it('includes the start, also when it lasts no time', () => {
    expect(withinDuration('2026-01-01', { count: 0, unit: 'days' }, '2026-01-01')).toBe(true);
    expect(withinDuration('2026-01-01', { count: 0, unit: 'days' }, '2026-01-02')).toBe(false);
  });

  it('includes a date before the start: only the end is a limit', () => {
    expect(withinDuration('2026-01-01', thirtyDays, '2025-12-31')).toBe(true);
  });
});

describe('formatDuration', () => {
  it.each(['0 days', '1 day', '90 days', '1 month', '12 months'])('writes %s as it was read', (text) => {
    const duration = parseDuration(text);
    expect(duration && formatDuration(duration)).toBe(text);
  });
});
