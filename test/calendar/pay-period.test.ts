import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.js';
import { contains } from '../../src/calendar/date-range.js';
import type { FiscalCalendar } from '../../src/calendar/fiscal-calendar.js';
import {
  PAY_FREQUENCIES,
  type PayFrequency,
  parseThrough,
  payPeriodContaining,
  payPeriodNamed,
  payPeriodsIn,
} from '../../src/calendar/pay-period.js';

const plain: FiscalCalendar = { fiscalYearStartMonth: 1, biweeklyFrom: '2026-01-05', weekStartsOn: 'monday' };
const fromFebruary: FiscalCalendar = { ...plain, fiscalYearStartMonth: 2 };
const fromJuly: FiscalCalendar = { ...plain, fiscalYearStartMonth: 7 };
const fromSunday: FiscalCalendar = { ...plain, weekStartsOn: 'sunday' };

describe('payPeriodContaining', () => {
  const cases: readonly (readonly [PayFrequency, FiscalCalendar, string, string, string, string])[] = [
    ['monthly', plain, '2026-03-01', '2026-03', '2026-03-01', '2026-04-01'],
    ['monthly', plain, '2026-03-31', '2026-03', '2026-03-01', '2026-04-01'],
    ['monthly', fromFebruary, '2028-02-29', '2028-02', '2028-02-01', '2028-03-01'],
    ['quarterly', plain, '2026-03-31', '2026-Q1', '2026-01-01', '2026-04-01'],
    ['quarterly', plain, '2026-10-01', '2026-Q4', '2026-10-01', '2027-01-01'],
    ['quarterly', fromFebruary, '2026-01-31', '2026-Q4', '2025-11-01', '2026-02-01'],
    ['quarterly', fromFebruary, '2026-02-01', '2027-Q1', '2026-02-01', '2026-05-01'],
    ['quarterly', fromJuly, '2026-06-30', '2026-Q4', '2026-04-01', '2026-07-01'],
    ['quarterly', fromJuly, '2026-07-01', '2027-Q1', '2026-07-01', '2026-10-01'],
    ['semiannual', plain, '2026-06-30', '2026-H1', '2026-01-01', '2026-07-01'],
    ['semiannual', plain, '2026-07-01', '2026-H2', '2026-07-01', '2027-01-01'],
    ['semiannual', fromFebruary, '2026-08-01', '2027-H2', '2026-08-01', '2027-02-01'],
    ['annual', plain, '2026-12-31', '2026', '2026-01-01', '2027-01-01'],
    ['annual', fromFebruary, '2026-01-31', '2026', '2025-02-01', '2026-02-01'],
    ['annual', fromFebruary, '2026-02-01', '2027', '2026-02-01', '2027-02-01'],
    ['annual', fromJuly, '2026-07-01', '2027', '2026-07-01', '2027-07-01'],
    ['semimonthly', plain, '2026-03-15', '2026-03-1', '2026-03-01', '2026-03-16'],
    ['semimonthly', plain, '2026-03-16', '2026-03-2', '2026-03-16', '2026-04-01'],
    ['semimonthly', plain, '2028-02-29', '2028-02-2', '2028-02-16', '2028-03-01'],
    ['semimonthly', plain, '2026-12-31', '2026-12-2', '2026-12-16', '2027-01-01'],
    ['weekly', plain, '2026-03-02', '2026-W10', '2026-03-02', '2026-03-09'],
    ['weekly', plain, '2026-03-08', '2026-W10', '2026-03-02', '2026-03-09'],
    ['weekly', plain, '2026-01-01', '2026-W01', '2025-12-29', '2026-01-05'],
    ['weekly', plain, '2027-01-03', '2026-W53', '2026-12-28', '2027-01-04'],
    ['weekly', fromSunday, '2026-03-01', 'W-2026-03-01', '2026-03-01', '2026-03-08'],
    ['weekly', fromSunday, '2026-03-07', 'W-2026-03-01', '2026-03-01', '2026-03-08'],
    ['weekly', fromSunday, '2026-02-28', 'W-2026-02-22', '2026-02-22', '2026-03-01'],
    ['biweekly', plain, '2026-01-05', 'B-2026-01-05', '2026-01-05', '2026-01-19'],
    ['biweekly', plain, '2026-01-18', 'B-2026-01-05', '2026-01-05', '2026-01-19'],
    ['biweekly', plain, '2026-01-19', 'B-2026-01-19', '2026-01-19', '2026-02-02'],
    ['biweekly', plain, '2026-01-04', 'B-2025-12-22', '2025-12-22', '2026-01-05'],
    ['biweekly', plain, '2025-12-22', 'B-2025-12-22', '2025-12-22', '2026-01-05'],
    ['biweekly', plain, '2025-12-21', 'B-2025-12-08', '2025-12-08', '2025-12-22'],
  ];

  it.each(cases)('%s under %o, %s lies in %s from %s to %s', (frequency, calendar, date, id, from, to) => {
    expect(payPeriodContaining(frequency, date, calendar)).toEqual({ id, from, to });
  });
});

describe('payPeriodsIn', () => {
  const ids = (frequency: PayFrequency, from: string, to: string, calendar = plain) =>
    payPeriodsIn(frequency, from, to, calendar).map(({ id }) => id);

  it('gives the periods of a year in order', () => {
    expect(ids('quarterly', '2026-01-01', '2027-01-01')).toEqual([
      '2026-Q1',
      '2026-Q2',
      '2026-Q3',
      '2026-Q4',
    ]);
    expect(ids('monthly', '2026-01-01', '2027-01-01')).toHaveLength(12);
    expect(ids('semimonthly', '2026-01-01', '2027-01-01')).toHaveLength(24);
    expect(ids('semiannual', '2026-02-01', '2027-02-01', fromFebruary)).toEqual(['2027-H1', '2027-H2']);
    expect(ids('annual', '2026-02-01', '2027-02-01', fromFebruary)).toEqual(['2027']);
  });

  it('includes a period of which one day is in the range, with its full days', () => {
    expect(payPeriodsIn('monthly', '2026-01-31', '2026-02-02', plain)).toEqual([
      { id: '2026-01', from: '2026-01-01', to: '2026-02-01' },
      { id: '2026-02', from: '2026-02-01', to: '2026-03-01' },
    ]);
  });

  it('leaves out the period that starts where the range ends', () => {
    expect(ids('monthly', '2026-01-01', '2026-02-01')).toEqual(['2026-01']);
    expect(ids('weekly', '2026-03-02', '2026-03-09')).toEqual(['2026-W10']);
  });

  it('gives none for a range without days', () => {
    expect(ids('monthly', '2026-01-01', '2026-01-01')).toEqual([]);
    expect(ids('monthly', '2026-02-01', '2026-01-01')).toEqual([]);
  });

  it.each(PAY_FREQUENCIES)('ends at the last day of the calendar when %s', (frequency) => {
    expect(payPeriodsIn(frequency, '9999-11-30', '9999-12-31', plain).at(-1)?.to).toBe('9999-12-31');
  });
});

describe('payPeriodNamed', () => {
  it.each([
    '2026-13',
    '2026-00',
    '2026-Q0',
    '2026-Q5',
    '2026-H3',
    '2026-03-0',
    '2026-03-3',
    '2026-13-1',
    '2026-W00',
    '2026-W54',
    '2025-W53',
    'W-2026-03-01',
    'B-2026-01-06',
    'B-2026-02-30',
    '0000',
    '0000-Q1',
    '26',
    '2026-3',
    '',
    '2026-q1',
    '2026Q1',
    '2026-03-15',
    ' 2026',
  ])('finds no period named %j', (id) => {
    expect(payPeriodNamed(id, plain)).toBeUndefined();
  });

  it('knows weeks by the first day of the calendar’s weeks', () => {
    expect(payPeriodNamed('W-2026-03-01', fromSunday)?.to).toBe('2026-03-08');
    expect(payPeriodNamed('2026-W10', fromSunday)).toBeUndefined();
    expect(payPeriodNamed('2026-W53', plain)?.from).toBe('2026-12-28');
  });

  it('finds every period by its id, and every period holds its day', () => {
    const calendars = fc.record({
      fiscalYearStartMonth: fc.integer({ min: 1, max: 12 }),
      biweeklyFrom: fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days)),
      weekStartsOn: fc.constantFrom('monday' as const, 'sunday' as const),
    });
    const offsets = fc.integer({ min: -20_000, max: 20_000 });
    fc.assert(
      fc.property(fc.constantFrom(...PAY_FREQUENCIES), offsets, calendars, (frequency, offset, calendar) => {
        const date = addDays('2026-01-01', offset);
        const period = payPeriodContaining(frequency, date, calendar);
        expect(contains(period, date)).toBe(true);
        expect(payPeriodNamed(period.id, calendar)).toEqual(period);
        expect(payPeriodContaining(frequency, period.from, calendar)).toEqual(period);
        expect(payPeriodContaining(frequency, period.to, calendar).from).toBe(period.to);
      }),
      { numRuns: 300 },
    );
  });
});

describe('parseThrough', () => {
  it.each([
    ['2026-03', plain, '2026-04-01'],
    ['2026-12', plain, '2027-01-01'],
    ['2028-02', plain, '2028-03-01'],
    ['2026-Q1', plain, '2026-04-01'],
    ['2026-Q4', plain, '2027-01-01'],
    ['2027-Q1', fromFebruary, '2026-05-01'],
    ['2026-Q4', fromFebruary, '2026-02-01'],
    ['2026-H1', plain, '2026-07-01'],
    ['2027-H1', fromJuly, '2027-01-01'],
    ['2026', plain, '2027-01-01'],
    ['2026', fromFebruary, '2026-02-01'],
    ['2026', fromJuly, '2026-07-01'],
    ['2026-03-15', plain, '2026-03-16'],
    ['2026-12-31', plain, '2027-01-01'],
    ['2028-02-28', plain, '2028-02-29'],
    ['2026-03-1', plain, '2026-03-16'],
    ['2026-W10', plain, '2026-03-09'],
    ['B-2026-01-05', plain, '2026-01-19'],
    ['9999-12-31', plain, '9999-12-31'],
  ])('%s under %o ends before %s', (text, calendar, expected) => {
    expect(parseThrough(text, calendar)).toBe(expected);
  });

  it.each(['', 'today', '2026-13', '2026-Q5', '2026-02-29', '2026-3-1', '2026/03'])('refuses %j', (text) => {
    expect(parseThrough(text, plain)).toBeUndefined();
  });
});
