import { describe, expect, test } from 'vitest';
import type { ClosedRange } from '../../../src/calendar/date-range.js';
import { windowQuota } from '../../../src/engine/measures/quota.js';
import { windowTargetIncentive } from '../../../src/engine/measures/target-incentive.js';
import { roundRatio } from '../../../src/money/ratio.js';
import type { Quota, TargetIncentive } from '../../../src/records/record-kinds.js';
import { COMPANY, incentiveOf, quotaOf, text } from '../given.js';

const TERMS = {
  unit: 'money',
  currency: 'USD',
  homeCurrency: 'USD',
  proration: 'days',
  rounding: 'half-even',
} as const;
const YEAR = ['2026-01-01', '2027-01-01'] as const;
const FIRST: ClosedRange = { from: '2026-01-01', to: '2026-04-01' };

function range(from: string, to: string): ClosedRange {
  return { from, to };
}

/** The prorated quota and that of the full window. */
function quota(quotas: readonly Quota[], window: ClosedRange, active = window, terms = {}): string {
  const found = windowQuota(quotas, window, active, { ...TERMS, ...terms });
  return found === null ? 'none' : `${text(found.amount)} of ${text(roundRatio(found.full, 'half-even'))}`;
}

describe('spread', () => {
  test('equally: each month has the same part, whatever its days', () => {
    const year = [quotaOf('1200.00', ...YEAR)];
    expect(quota(year, range('2026-02-01', '2026-03-01'))).toBe('100.00 of 100.00');
    expect(quota(year, FIRST)).toBe('300.00 of 300.00');
    expect(quota(year, range(...YEAR))).toBe('1200.00 of 1200.00');
  });

  test('by days: each month has the part of its days', () => {
    const year = [quotaOf('365.00', ...YEAR, { spread: 'days' })];
    expect(quota(year, range('2026-02-01', '2026-03-01'))).toBe('28.00 of 28.00');
    expect(quota(year, FIRST)).toBe('90.00 of 90.00');
  });

  test('by weights: one for each equal part of the range', () => {
    const year = [
      quotaOf('100000.00', ...YEAR, { spread: 'weights', weights: ['0.2', '0.2', '0.2', '0.4'] }),
    ];
    expect(quota(year, FIRST)).toBe('20000.00 of 20000.00');
    expect(quota(year, range('2026-10-01', '2027-01-01'))).toBe('40000.00 of 40000.00');
    expect(quota(year, range('2026-12-01', '2027-01-01'))).toBe('13333.33 of 13333.33');
    // Hired on the first of March: a third of the first quarter's.
    expect(quota(year, FIRST, range('2026-03-01', '2027-01-01'))).toBe('6666.67 of 20000.00');
  });

  test('a weight of zero leaves a part without quota', () => {
    const half = [quotaOf('100.00', '2026-01-01', '2026-07-01', { spread: 'weights', weights: ['0', '1'] })];
    expect(quota(half, FIRST)).toBe('0.00 of 0.00');
    expect(quota(half, range('2026-04-01', '2026-07-01'))).toBe('100.00 of 100.00');
  });

  test('what does not divide is rounded once, for the window', () => {
    expect(quota([quotaOf('100.00', ...YEAR)], FIRST)).toBe('25.00 of 25.00');
    expect(quota([quotaOf('100.00', ...YEAR)], range('2026-01-01', '2026-02-01'))).toBe('8.33 of 8.33');
    const cent = [quotaOf('0.01', '2026-01-01', '2026-03-01')];
    expect(quota(cent, range('2026-01-01', '2026-02-01'), undefined, { rounding: 'half-up' })).toBe(
      '0.01 of 0.00',
    );
    expect(quota(cent, range('2026-01-01', '2026-02-01'))).toBe('0.00 of 0.00');
  });
});

describe('proration', () => {
  const year = [quotaOf('36500.00', ...YEAR)];
  const month = [quotaOf('10000.00', '2026-01-01', '2026-02-01')];

  test('by days: a month counts by its active days, both ends in', () => {
    expect(quota(month, range('2026-01-01', '2026-02-01'), range('2026-01-15', '2027-01-01'))).toBe(
      '5483.87 of 10000.00',
    );
    expect(quota(month, range('2026-01-01', '2026-02-01'), range('2026-01-31', '2026-02-01'))).toBe(
      '322.58 of 10000.00',
    );
  });

  test('by months: a month counts whole when its 15th is active, and not at all else', () => {
    const at = (from: string) =>
      quota(month, range('2026-01-01', '2026-02-01'), range(from, '2027-01-01'), { proration: 'months' });
    expect(at('2026-01-14')).toBe('10000.00 of 10000.00');
    expect(at('2026-01-15')).toBe('10000.00 of 10000.00');
    expect(at('2026-01-16')).toBe('0.00 of 10000.00');
  });

  test('of two assignments one after the other no month is counted twice or never', () => {
    for (const day of ['2026-02-15', '2026-02-16', '2026-02-02']) {
      const before = windowQuota(year, FIRST, range('2026-01-01', day), { ...TERMS, proration: 'months' });
      const after = windowQuota(year, FIRST, range(day, '2027-01-01'), { ...TERMS, proration: 'months' });
      expect((before?.amount ?? 0n) + (after?.amount ?? 0n)).toBe(912_500n);
    }
  });

  test('a mid-quarter hire has the active part of each month', () => {
    const quarter = [quotaOf('90000.00', '2026-01-01', '2026-04-01')];
    expect(quota(quarter, FIRST, range('2026-02-15', '2026-04-01'))).toBe('45000.00 of 90000.00');
  });

  test('outside of the assignment there is nothing', () => {
    expect(quota(year, FIRST, range('2026-04-01', '2026-05-01'))).toBe('0.00 of 9125.00');
  });
});

describe('several quotas', () => {
  test('a change in mid-window makes one blended quota', () => {
    const changed = [
      quotaOf('3000.00', '2026-01-01', '2026-02-15'),
      quotaOf('9000.00', '2026-02-15', '2026-04-01'),
    ];
    expect(quota(changed, FIRST)).toBe('12000.00 of 12000.00');
  });

  test('a quota that covers a part of the window is stretched for the full one only', () => {
    expect(quota([quotaOf('1000.00', '2026-02-01', '2026-04-01')], FIRST)).toBe('1000.00 of 1500.00');
  });

  test('none for the window, in another currency or in units is none', () => {
    expect(quota([], FIRST)).toBe('none');
    expect(quota([quotaOf('1.00', '2026-04-01', '2026-07-01')], FIRST)).toBe('none');
    expect(quota([quotaOf('1.00', ...YEAR, { currency: 'EUR' })], FIRST)).toBe('none');
    expect(quota([quotaOf('1', ...YEAR, { currency: null })], FIRST)).toBe('none');
  });

  test('a quota in units is in millionths', () => {
    const found = windowQuota([quotaOf('12', ...YEAR, { currency: null })], FIRST, FIRST, {
      ...TERMS,
      unit: 'units',
    });
    expect(found?.amount).toBe(3_000_000n);
  });
});

describe('target incentive', () => {
  /** Prorated to the active part, and for the full window. */
  function incentive(
    incentives: readonly TargetIncentive[],
    window: ClosedRange,
    active = window,
    terms = {},
  ): string {
    const found = windowTargetIncentive(incentives, window, active, {
      ...TERMS,
      spread: 'months',
      calendar: COMPANY,
      ...terms,
    });
    return found === null
      ? 'none'
      : `${text(roundRatio(found.prorated, 'half-even'))} of ${text(roundRatio(found.full, 'half-even'))}`;
  }

  test('a month has a twelfth of the year’s', () => {
    expect(incentive([incentiveOf('40000.00')], FIRST)).toBe('10000.00 of 10000.00');
    expect(incentive([incentiveOf('40000.00')], range(...YEAR))).toBe('40000.00 of 40000.00');
  });

  test('is prorated to the active part, and not where the full window is meant', () => {
    expect(incentive([incentiveOf('40000.00')], FIRST, range('2026-02-15', '2026-04-01'))).toBe(
      '5000.00 of 10000.00',
    );
  });

  test('a change in mid-month is blended by days', () => {
    const raised = [
      incentiveOf('12000.00', { to: '2026-02-15' }),
      incentiveOf('24000.00', { from: '2026-02-15' }),
    ];
    expect(incentive(raised, range('2026-02-01', '2026-03-01'))).toBe('1500.00 of 1500.00');
  });

  test('one that begins later, however open its end, is none yet', () => {
    expect(incentive([incentiveOf('1.00', { from: '2026-04-01' })], FIRST)).toBe('none');
  });

  test('is stretched to the full window where it begins in it', () => {
    expect(incentive([incentiveOf('12000.00', { from: '2026-03-01' })], FIRST)).toBe('1000.00 of 3000.00');
  });

  test('in another currency is none; one that names none is in the home currency', () => {
    expect(incentive([incentiveOf('1200.00', { currency: 'EUR' })], FIRST)).toBe('none');
    expect(incentive([incentiveOf('1200.00', { currency: null })], FIRST)).toBe('300.00 of 300.00');
    expect(
      incentive([incentiveOf('1200.00', { currency: null })], FIRST, FIRST, { homeCurrency: 'EUR' }),
    ).toBe('none');
  });
});
