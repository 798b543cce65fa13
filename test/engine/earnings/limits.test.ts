import { describe, expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Cap } from '../../../src/engine/modifiers/cap.js';
import type { Component } from '../../../src/engine/plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  COMPANY,
  calculated,
  cancelled,
  capOf,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  factorOf,
  incentiveOf,
  linesOf,
  measureOf,
  part,
  payablesOf,
  planOf,
  problemsOf,
  sold,
  tier,
  usd,
} from '../given.js';

function due(
  component: Partial<Component>,
  records: Partial<RecordSet>,
  measure: Partial<Measure> = {},
  through = '2027-01-01',
) {
  return dueOf(
    planOf([
      componentOf(component.mechanism ?? commissionOf(), { ...component, measure: measureOf(measure) }),
    ]),
    records,
    through,
  );
}

function deals(...amounts: readonly string[]) {
  return { deal: amounts.map((each, place) => sold(`D-${place + 1}`, `2026-0${place + 1}-10`, each)) };
}

describe('a cap', () => {
  test('of an amount stops at it: a cent below, at it, a cent above', () => {
    const cap = capOf('100.00', 'quarter');
    expect(earnedOf(due({ cap }, deals('999.90')))).toBe('99.99');
    expect(earnedOf(due({ cap }, deals('1000.00')))).toBe('100.00');
    expect(earnedOf(due({ cap }, deals('1000.10')))).toBe('100.00');
  });

  test('is counted over the lines in their order', () => {
    expect(linesOf(due({ cap: capOf('100.00', 'quarter') }, deals('600.00', '600.00', '600.00')))).toEqual([
      'credit D-1 60.00',
      'credit D-2 40.00',
      'credit D-3 0.00',
    ]);
  });

  test('is counted anew in each span, by the date of the event', () => {
    const lines = (per: Cap['per']) =>
      linesOf(
        due({ cap: capOf('50.00', per) }, deals('600.00', '600.00', '600.00', '600.00'), {
          window: { kind: 'year' },
        }),
      ).map((line) => line.split(' ')[2]);
    expect(lines('month')).toEqual(['50.00', '50.00', '50.00', '50.00']);
    expect(lines('quarter')).toEqual(['50.00', '0.00', '0.00', '50.00']);
    expect(lines('half')).toEqual(['50.00', '0.00', '0.00', '0.00']);
    expect(lines('year')).toEqual(['50.00', '0.00', '0.00', '0.00']);
    expect(lines('deal')).toEqual(['50.00', '50.00', '50.00', '50.00']);
  });

  test('over a span longer than the window reaches over windows', () => {
    const found = due({ cap: capOf('100.00', 'quarter') }, deals('600.00', '600.00', '600.00'), {
      window: { kind: 'month' },
    });
    expect(linesOf(found)).toEqual(['credit D-1 60.00', 'credit D-2 40.00', 'credit D-3 0.00']);
  });

  test('per deal is counted over the life of the deal', () => {
    const records = {
      deal: [sold('D', '2026-01-10', '600.00')],
      amendment: [{ ...cancelled('D', '2026-05-10'), kind: 'amendment' as const, amount: usd('600.00') }],
    };
    expect(linesOf(due({ cap: capOf('100.00', 'deal') }, records))).toEqual([
      'credit D 60.00',
      'credit D 40.00',
    ]);
  });

  test('of an amount sold is a share of the payee’s part, before factors', () => {
    const cap = {
      limit: { kind: 'ofAmount', share: part('0.05') },
      per: 'deal',
      excess: 'forfeited',
    } as const;
    const factors = [factorOf({ credit: part('3'), earning: part('2') })];
    expect(linesOf(due({ cap }, deals('1000.00', '10.00'), { factors }))).toEqual([
      'credit D-1 50.00',
      'credit D-2 0.50',
    ]);
  });

  test('of an amount sold holds for a spiff too', () => {
    const mechanism = {
      kind: 'spiff',
      amount: usd('100.00'),
      per: 'deal',
      startsWith: 1,
      endsWith: null,
    } as const;
    const cap = {
      limit: { kind: 'ofAmount', share: part('0.05') },
      per: 'deal',
      excess: 'forfeited',
    } as const;
    expect(linesOf(due({ mechanism, cap }, deals('1000.00', '9999.00')))).toEqual([
      'spiff D-1 50.00',
      'spiff D-2 100.00',
    ]);
  });

  test('of an amount sold over a span counts all that was sold in it', () => {
    const cap = {
      limit: { kind: 'ofAmount', share: part('0.05') },
      per: 'quarter',
      excess: 'forfeited',
    } as const;
    const retroactive = commissionOf({
      tiers: 'retroactive',
      rates: [tier('0', '10%'), tier('100000', '20%')],
    });
    expect(earnedOf(due({ mechanism: retroactive, cap }, deals('500.00', '500.00')))).toBe('50.00');
  });

  test('of the target incentive is that of the span, prorated to the assignment', () => {
    const cap = {
      limit: { kind: 'ofTargetIncentive', share: part('2') },
      per: 'quarter',
      excess: 'forfeited',
    } as const;
    const records = { ...deals('1000000.00'), targetIncentive: [incentiveOf('4000.00')] };
    expect(earnedOf(due({ cap }, records))).toBe('2000.00');
    const assignment = [assignmentOf('me', { from: '2026-02-15' })];
    const late = {
      deal: [sold('D', '2026-03-10', '1000000.00')],
      targetIncentive: [incentiveOf('4000.00')],
      assignment,
    };
    expect(earnedOf(due({ cap }, late))).toBe('1000.00');
  });

  test('of a target incentive that is not loaded can not be applied, which is a problem', () => {
    const cap = {
      limit: { kind: 'ofTargetIncentive', share: part('2') },
      per: 'quarter',
      excess: 'forfeited',
    } as const;
    expect(problemsOf(due({ cap }, deals('1000.00')))).toEqual([
      'missing-target-incentive: payee me, plan/2026-01-01, pay',
    ]);
  });

  test('leaves what is negative, and lets what is taken back make room', () => {
    const cap = capOf('100.00', 'quarter');
    expect(linesOf(due({ cap }, deals('1500.00', '-800.00')))).toEqual([
      'credit D-1 100.00',
      'credit D-2 -30.00',
    ]);
    expect(earnedOf(due({ cap }, deals('-500.00')))).toBe('-50.00');
  });

  test('belongs to the window that is computed anew: a reversal in it makes room', () => {
    const records = { ...deals('600.00', '600.00'), amendment: [cancelled('D-1', '2026-03-31')] };
    expect(linesOf(due({ cap: capOf('100.00', 'quarter') }, records))).toEqual(['credit D-2 60.00']);
  });

  test('a later reversal takes back what the deal earned after the cap, and makes no room', () => {
    const records = { ...deals('600.00', '600.00'), amendment: [cancelled('D-2', '2026-04-01')] };
    expect(linesOf(due({ cap: capOf('100.00', 'quarter') }, records))).toEqual([
      'credit D-1 60.00',
      'credit D-2 40.00',
      'reversal D-2 -40.00',
    ]);
  });

  test('of a retroactive window is shared by the deals in proportion', () => {
    const mechanism = commissionOf({
      tiers: 'retroactive',
      rates: [tier('0', '10%'), tier('100000', '20%')],
    });
    expect(
      payablesOf(due({ mechanism, cap: capOf('100.00', 'quarter') }, deals('500.00', '1500.00'))),
    ).toEqual(['D-1 25.00 of which 25.00', 'D-2 75.00 of which 75.00']);
  });

  test('of nothing pays nothing', () => {
    expect(earnedOf(due({ cap: capOf('0.00', 'year') }, deals('1000.00')))).toBe('0.00');
  });
});

describe('a floor', () => {
  test('lifts a span that is over by a line of its own', () => {
    const floor = capOf('100.00', 'month');
    expect(linesOf(due({ floor }, deals('600.00', '1000.00', '1000.10'), {}, '2026-05-01'))).toEqual([
      'credit D-1 60.00',
      'credit D-2 100.00',
      'credit D-3 100.01',
      'floor 40.00',
      'floor 100.00',
    ]);
  });

  test('lifts nothing before the span is over', () => {
    const floor = capOf('100.00', 'month');
    expect(linesOf(due({ floor }, deals('600.00'), {}, '2026-01-31'))).toEqual(['credit D-1 60.00']);
    expect(linesOf(due({ floor }, deals('600.00'), {}, '2026-02-01'))).toEqual([
      'credit D-1 60.00',
      'floor 40.00',
    ]);
  });

  test('lifts what is negative', () => {
    expect(linesOf(due({ floor: capOf('10.00', 'month') }, deals('-100.00'), {}, '2026-02-01'))).toEqual([
      'credit D-1 -10.00',
      'floor 20.00',
    ]);
  });

  test('belongs to no deal', () => {
    expect(payablesOf(due({ floor: capOf('100.00', 'quarter') }, deals('600.00'), {}, '2026-04-01'))).toEqual(
      ['D-1 60.00 of which 60.00', 'none 40.00 of which 40.00'],
    );
  });

  test('per deal lifts the deal’s own line, and no deal of less than nothing', () => {
    const floor = capOf('10.00', 'deal');
    expect(linesOf(due({ floor }, deals('50.00', '100.00', '150.00', '-50.00')))).toEqual([
      'credit D-1 10.00',
      'credit D-2 10.00',
      'credit D-3 15.00',
      'credit D-4 -5.00',
    ]);
  });

  test('of the target incentive that is not loaded is a problem', () => {
    const floor = {
      limit: { kind: 'ofTargetIncentive', share: part('0.5') },
      per: 'quarter',
      excess: 'forfeited',
    } as const;
    const found = due({ floor }, deals('50.00'), {}, '2026-04-01');
    expect(problemsOf(found)).toEqual(['missing-target-incentive: payee me, plan/2026-01-01, pay']);
    const loaded = { ...deals('50.00'), targetIncentive: [incentiveOf('800.00')] };
    expect(linesOf(due({ floor }, loaded, {}, '2026-04-01'))).toEqual(['credit D-1 5.00', 'floor 95.00']);
  });

  test('comes after the cap', () => {
    const limits = { cap: capOf('50.00', 'month'), floor: capOf('80.00', 'quarter') } as const;
    expect(linesOf(due(limits, deals('600.00'), {}, '2026-04-01'))).toEqual([
      'credit D-1 50.00',
      'floor 30.00',
    ]);
  });

  test('holds for a span that the assignment ends in', () => {
    const records = { ...deals('600.00'), assignment: [assignmentOf('me', { to: '2026-02-10' })] };
    expect(linesOf(due({ floor: capOf('100.00', 'quarter') }, records, {}, '2026-04-01'))).toEqual([
      'credit D-1 60.00',
      'floor 40.00',
    ]);
  });

  test('over windows shorter than its span belongs to the window in which the span ends', () => {
    const found = due(
      { floor: capOf('100.00', 'quarter') },
      deals('600.00'),
      { window: { kind: 'month' } },
      '2026-04-01',
    );
    expect(found.components[0]?.lines.map(({ kind, windowFrom }) => `${kind} ${windowFrom}`)).toEqual([
      'credit 2026-01-01',
      'floor 2026-03-01',
    ]);
  });
});

test('a cap per quarter follows the fiscal year', () => {
  const plan = planOf([componentOf(commissionOf(), { cap: capOf('100.00', 'quarter') })]);
  const fiscal = { ...COMPANY, fiscalYearStartMonth: 2 };
  const calculation = calculated([plan], deals('600.00', '600.00', '600.00', '600.00'), '2027-01-01', fiscal);
  // January ends a quarter; February, March and April are the next.
  expect(linesOf(dueAsOf(calculation, bookOf(calculation), '2027-01-01'))).toEqual([
    'credit D-1 60.00',
    'credit D-2 60.00',
    'credit D-3 40.00',
    'credit D-4 0.00',
  ]);
});
