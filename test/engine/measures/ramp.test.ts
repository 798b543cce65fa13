import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import type { Proration } from '../../../src/calendar/proration.js';
import { attainmentAsOf } from '../../../src/engine/measures/measure-book.js';
import type { Ramp } from '../../../src/engine/measures/ramp-rule.js';
import { formatPercent } from '../../../src/money/ratio.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  incentiveOf,
  measureOf,
  part,
  planOf,
  problemsOf,
  quotaOf,
  sold,
  text,
  tier,
} from '../given.js';

/** 40 % in the first month, 70 % in the second, all from the third on. */
const RAMP: Ramp = {
  from: 'hireDate',
  steps: [
    { upTo: 1, quota: part('0.4'), pays: null },
    { upTo: 2, quota: part('0.7'), pays: null },
  ],
};

interface Hired {
  readonly hireDate?: CivilDate | null;
  readonly ramp?: Ramp;
  readonly window?: 'month' | 'quarter' | 'year';
  readonly proration?: Proration;
  readonly assignedFrom?: CivilDate;
}

function opened({ hireDate = null, ramp = RAMP, window = 'month', proration = 'days', assignedFrom }: Hired) {
  const measure = measureOf({ ramp, window: { kind: window } });
  const plan = planOf([componentOf(commissionOf(), { measure })], {
    proration,
    effective: { from: '2023-01-01', to: '2030-01-01' },
  });
  const me = {
    id: 'me',
    name: 'me',
    email: null,
    role: null,
    region: null,
    hireDate,
    leaveDate: null,
    payoutCurrency: null,
  };
  const quota = [2024, 2026, 2027].map((year) => quotaOf('12000.00', `${year}-01-01`, `${year + 1}-01-01`));
  const from = assignedFrom ?? hireDate ?? '2026-01-01';
  const assignment = [assignmentOf('me', { from })];
  return { plan, records: { payee: [me], quota, assignment } };
}

/** The quotas of the first windows, a full month being 1,000. */
function quotas(hired: Hired, count = 4): readonly string[] {
  const { plan, records } = opened(hired);
  const [segment] = bookOf(calculated([plan], records, '2027-06-01')).segments;
  const windows = segment?.measures[0]?.windows ?? [];
  return windows.slice(0, count).map(({ quota }) => (quota === null ? 'none' : text(quota.amount)));
}

describe('a ramp from the hire date', () => {
  test('of somebody hired on the 1st has whole months', () => {
    expect(quotas({ hireDate: '2026-02-01' })).toEqual(['400.00', '700.00', '1000.00', '1000.00']);
  });

  test('of somebody hired in mid-month has its first month cut by days', () => {
    // 14 of 28 days of February at 40 %, then all of March at 70 %.
    expect(quotas({ hireDate: '2026-02-15' })).toEqual(['200.00', '700.00', '1000.00', '1000.00']);
  });

  test('of somebody hired on the last day of a month counts that month', () => {
    expect(quotas({ hireDate: '2026-02-28' })).toEqual(['14.29', '700.00', '1000.00', '1000.00']);
  });

  test('of somebody hired on a leap day counts one of 29 days', () => {
    expect(quotas({ hireDate: '2024-02-29' })).toEqual(['13.79', '700.00', '1000.00', '1000.00']);
  });

  test('by whole months begins in the first month that counts', () => {
    const by = (hireDate: CivilDate) => quotas({ hireDate, proration: 'months' });
    expect(by('2026-02-15')).toEqual(['400.00', '700.00', '1000.00', '1000.00']);
    expect(by('2026-02-16')).toEqual(['0.00', '400.00', '700.00', '1000.00']);
    expect(by('2026-01-31')).toEqual(['0.00', '400.00', '700.00', '1000.00']);
  });

  test('goes on over the turn of the year', () => {
    expect(quotas({ hireDate: '2026-12-01' }, 3)).toEqual(['400.00', '700.00', '1000.00']);
  });

  test('is over for who was hired long ago, and there is none without a hire date', () => {
    expect(quotas({ hireDate: '2020-05-20', assignedFrom: '2026-01-01' }, 2)).toEqual(['1000.00', '1000.00']);
    expect(quotas({ hireDate: null, assignedFrom: '2026-01-01' }, 2)).toEqual(['1000.00', '1000.00']);
  });
});

test('a ramp from the assignment counts its months, whatever the hire date', () => {
  const ramp: Ramp = { ...RAMP, from: 'assignment' };
  const hired = { ramp, hireDate: '2020-01-01', assignedFrom: '2026-03-01' };
  expect(quotas(hired)).toEqual(['400.00', '700.00', '1000.00', '1000.00']);
});

test('the quota of a longer window is the sum over its months, rounded once', () => {
  // Half of February at 40 % and March at 70 %; then whole quarters.
  expect(quotas({ hireDate: '2026-02-15', window: 'quarter' }, 2)).toEqual(['900.00', '3000.00']);
  // 1 of 28 days of February at 40 %: 14.2857…, and 700.
  expect(quotas({ hireDate: '2026-02-28', window: 'quarter' }, 1)).toEqual(['714.29']);
});

test('the base rate stays that of the full window, accelerators hold from the ramped quota', () => {
  const ramp: Ramp = { from: 'hireDate', steps: [{ upTo: 3, quota: part('0.5'), pays: null }] };
  const measure = measureOf({ ramp });
  const mechanism = commissionOf({
    over: { kind: 'attainment' },
    target: { kind: 'ofTargetIncentive', share: part('1') },
    rates: [tier('0', '1x'), tier('1', '2x')],
  });
  const { records } = opened({ hireDate: '2026-01-01' });
  const plan = planOf([componentOf(mechanism, { measure })]);
  // A target of 300 a quarter over 3,000: 10 %. 1,500 at that and 500 at twice as much.
  const deal = [sold('D', '2026-01-10', '2000.00')];
  const due = dueOf(plan, { ...records, deal, targetIncentive: [incentiveOf('1200.00')] });
  expect(earnedOf(due)).toBe('250.00');
});

describe('months that ask for no quota', () => {
  const zero = (pays: 'onTarget' | 'nothing' | null): Ramp => ({
    from: 'hireDate',
    steps: [{ upTo: 3, quota: part('0'), pays }],
  });
  const bonus = (ramp: Ramp) => {
    const { records } = opened({ hireDate: '2026-01-01' });
    const measure = measureOf({ ramp });
    const mechanism = commissionOf({
      over: { kind: 'attainment' },
      rates: [tier('0', '10%'), tier('1', '20%')],
    });
    const deal = [sold('D', '2026-01-10', '1000.00')];
    return dueOf(planOf([componentOf(mechanism, { measure })]), { ...records, deal }, '2026-04-01');
  };

  test('pay on target, or nothing, where the ramp says so', () => {
    expect(earnedOf(bonus(zero('onTarget')))).toBe('100.00');
    expect(earnedOf(bonus(zero('nothing')))).toBe('0.00');
  });

  test('leave it to the measure where it does not', () => {
    expect(problemsOf(bonus(zero(null)))).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
  });

  test('are no quota of a window only when all its months are', () => {
    const { plan, records } = opened({ hireDate: '2026-01-01', ramp: zero('onTarget'), window: 'year' });
    const deal = [sold('D', '2026-02-10', '4500.00')];
    const [segment] = bookOf(calculated([plan], { ...records, deal })).segments;
    const book = segment?.measures[0];
    const [window] = book?.windows ?? [];
    if (book === undefined || window === undefined) throw new Error('no window');
    // Nine months of 1,000.
    expect(text(window.quota?.amount ?? 0n)).toBe('9000.00');
    expect(window.withoutQuota).toBe('problem');
    const attained = attainmentAsOf(book, window, '2027-01-01');
    expect(attained === null ? 'none' : formatPercent(attained)).toBe('50%');
  });
});
