import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../src/engine/measure.js';
import type { Bonus } from '../../../src/engine/mechanisms/bonus.js';
import type { Component } from '../../../src/engine/plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  cancelled,
  componentOf,
  dueOf,
  earnedOf,
  incentiveOf,
  linesOf,
  measureOf,
  part,
  planOf,
  problemsOf,
  quotaOf,
  sold,
  usd,
} from '../given.js';

function bonusOf(fields: Partial<Bonus> = {}): Bonus {
  return {
    kind: 'bonus',
    target: { kind: 'money', amount: usd('5000.00') },
    over: { kind: 'attainment' },
    curve: {
      shape: 'interpolated',
      beyond: 'flat',
      points: [
        { at: part('0.8'), pays: part('0.5') },
        { at: part('1'), pays: part('1') },
        { at: part('1.2'), pays: part('1.6') },
      ],
    },
    ...fields,
  };
}

const QUOTA = quotaOf('1000.00', '2026-01-01', '2026-04-01');

function due(
  amounts: readonly string[],
  bonus: Bonus = bonusOf(),
  records: Partial<RecordSet> = {},
  measure: Partial<Measure> = {},
  component: Partial<Component> = {},
  through = '2026-04-01',
) {
  const deal = amounts.map((amount, place) => sold(`D-${place + 1}`, `2026-0${place + 1}-10`, amount));
  const plan = planOf([componentOf(bonus, { measure: measureOf(measure), ...component })]);
  return dueOf(plan, { deal, quota: [QUOTA], ...records }, through);
}

describe('a bonus', () => {
  test.each([
    ['799.99', '0.00'],
    ['800.00', '2500.00'],
    ['900.00', '3750.00'],
    ['1000.00', '5000.00'],
    ['1200.00', '8000.00'],
    ['1200.01', '8000.00'],
  ])('on %s of a quota of 1,000.00 pays %s of a target of 5,000.00', (amount, expected) => {
    expect(earnedOf(due([amount]))).toBe(expected);
  });

  test('pays nothing without sales, and says so in a line', () => {
    expect(linesOf(due([]))).toEqual(['bonus 0.00']);
  });

  test('pays nothing before its window is over', () => {
    expect(linesOf(due(['1000.00'], bonusOf(), {}, {}, {}, '2026-03-31'))).toEqual([]);
    expect(linesOf(due(['1000.00'], bonusOf(), {}, {}, {}, '2026-04-01'))).toEqual(['bonus 5000.00']);
  });

  test('settled as earned it posts at each pay-period end what it comes to then', () => {
    const found = due(['800.00', '200.00', '50.00'], bonusOf(), {}, {}, { settles: 'asEarned' });
    expect(linesOf(found)).toEqual(['bonus 2500.00', 'bonus 2500.00', 'bonus 750.00']);
  });

  test('settled as earned it takes back what a reversal costs', () => {
    const amendment = [cancelled('D-1', '2026-02-20')];
    const found = due(
      ['800.00', '200.00'],
      bonusOf(),
      { amendment },
      {},
      { settles: 'asEarned' },
      '2026-03-01',
    );
    // The pair never was: of the 800.00 nothing is left in any reading.
    expect(linesOf(found)).toEqual(['bonus 0.00', 'bonus 0.00']);
  });

  test('a cancellation after the window changes nothing', () => {
    const amendment = [cancelled('D-1', '2026-04-20')];
    const found = due(['1000.00'], bonusOf(), { amendment }, {}, {}, '2026-06-01');
    expect(earnedOf(found)).toBe('5000.00');
  });

  test('its target may be a share of the window’s target incentive', () => {
    const bonus = bonusOf({ target: { kind: 'ofTargetIncentive', share: part('0.25') } });
    expect(earnedOf(due(['1000.00'], bonus, { targetIncentive: [incentiveOf('40000.00')] }))).toBe('2500.00');
    expect(problemsOf(due(['1000.00'], bonus))).toEqual([
      'missing-target-incentive: payee me, plan/2026-01-01, pay',
    ]);
  });

  test('the target and the quota of who is hired in mid-window are prorated', () => {
    const assignment = [assignmentOf('me', { from: '2026-02-15' })];
    // The active part is 14/28 of a month and a month, of three: one half.
    expect(earnedOf(due(['0.00', '0.00', '500.00'], bonusOf(), { assignment }))).toBe('2500.00');
    expect(earnedOf(due(['0.00', '0.00', '400.00'], bonusOf(), { assignment }))).toBe('1250.00');
  });

  test('over an amount stands on what is accumulated', () => {
    const curve = {
      shape: 'stepped',
      beyond: 'flat',
      points: [{ at: part('100000'), pays: part('1') }],
    } as const;
    const bonus = bonusOf({ over: { kind: 'accumulated' }, curve });
    expect(earnedOf(due(['999.99'], bonus, { quota: [] }))).toBe('0.00');
    expect(earnedOf(due(['1000.00'], bonus, { quota: [] }))).toBe('5000.00');
  });
});

describe('without a quota', () => {
  test('a bonus is a problem', () => {
    expect(problemsOf(due(['1000.00'], bonusOf(), { quota: [] }))).toEqual([
      'missing-quota: payee me, plan/2026-01-01, pay',
    ]);
  });

  test('it pays nothing, or the curve’s value at 100 %, where the measure says so', () => {
    const at = (withoutQuota: Measure['withoutQuota']) =>
      linesOf(due(['1.00'], bonusOf(), { quota: [] }, { withoutQuota }));
    expect(at('nothing')).toEqual(['bonus 0.00']);
    expect(at('onTarget')).toEqual(['bonus 5000.00']);
  });
});

describe('each window has its own bonus', () => {
  test('a quota of a year is a quarter of it in each quarter', () => {
    const quota = [quotaOf('4000.00', '2026-01-01', '2027-01-01')];
    const deal = [
      sold('A', '2026-02-10', '1000.00'),
      sold('B', '2026-05-10', '799.99'),
      sold('C', '2026-09-30', '900.00'),
    ];
    const plan = planOf([componentOf(bonusOf(), { measure: measureOf() })]);
    expect(linesOf(dueOf(plan, { deal, quota }, '2027-01-01'))).toEqual([
      'bonus 5000.00',
      'bonus 0.00',
      'bonus 3750.00',
      'bonus 0.00',
    ]);
  });
});
