import { describe, expect, test } from 'vitest';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { PayCap } from '../../../src/engine/modifiers/pay-cap.js';
import { paidPeriods } from '../../../src/engine/pay/paid-periods.js';
import type { Plan } from '../../../src/engine/plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  commissionOf,
  componentOf,
  incentiveOf,
  measureOf,
  part,
  planOf,
  sold,
  splitOf,
  text,
  usd,
} from '../given.js';

const CAP: PayCap = {
  amount: { kind: 'money', amount: usd('100.00') },
  paidOut: null,
  from: null,
  until: null,
};

function planWith(caps: readonly Partial<PayCap>[], fields: Partial<Plan> = {}): Plan {
  const payCaps = caps.map((each) => ({ ...CAP, ...each }));
  return planOf([componentOf(commissionOf(), { measure: measureOf({ window: { kind: 'month' } }) })], {
    payCaps,
    ...fields,
  });
}

/** 1,000.00 are earned in January, and nothing later. */
const DEAL = sold('D', '2026-01-10', '10000.00');

/** What each month pays. */
function paid(
  plans: readonly Plan[],
  records: Partial<RecordSet> = {},
  through = '2026-07-01',
): readonly string[] {
  const calculation = calculated(plans, { deal: [DEAL], ...records }, through);
  return paidPeriods(calculation, bookOf(calculation)).map(({ movement }) => text(movement.paid));
}

describe('a cap of pay', () => {
  test('pays so much in each pay period until nothing is left', () => {
    const plan = planWith([{ amount: { kind: 'money', amount: usd('300.00') } }]);
    expect(paid([plan])).toEqual(['300.00', '300.00', '300.00', '100.00', '0.00', '0.00']);
  });

  test('pays all in the pay period in which a window ends', () => {
    expect(paid([planWith([{ paidOut: 'quarter' }])])).toEqual([
      '100.00',
      '100.00',
      '800.00',
      '0.00',
      '0.00',
      '0.00',
    ]);
    expect(paid([planWith([{ paidOut: 'half' }])])).toEqual([
      '100.00',
      '100.00',
      '100.00',
      '100.00',
      '100.00',
      '500.00',
    ]);
    expect(paid([planWith([{ paidOut: 'month' }])])[0]).toBe('1000.00');
  });

  test('pays all of a week in which the quarter ends inside it', () => {
    const plan = planWith([{ paidOut: 'quarter' }], { payFrequency: 'weekly' });
    const deal = [sold('D', '2026-03-17', '10000.00')];
    // The week from Monday 30 March to Sunday 5 April.
    expect(paid([plan], { deal }, '2026-04-13').slice(-4)).toEqual(['100.00', '100.00', '800.00', '0.00']);
  });

  test('holds in a pay period on whose last day it is in force', () => {
    expect(paid([planWith([{ until: '2026-02-28' }])]).slice(0, 3)).toEqual(['100.00', '900.00', '0.00']);
    expect(paid([planWith([{ until: '2026-03-01' }])]).slice(0, 3)).toEqual(['100.00', '100.00', '800.00']);
    expect(paid([planWith([{ from: '2026-01-31' }])]).slice(0, 2)).toEqual(['100.00', '100.00']);
    expect(paid([planWith([{ from: '2026-02-01' }])]).slice(0, 2)).toEqual(['1000.00', '0.00']);
  });

  test('is one after the other in a list', () => {
    const months = { count: 2, unit: 'months' } as const;
    const more = { amount: { kind: 'money', amount: usd('350.00') }, from: months } as const;
    expect(paid([planWith([{ until: months }, more])])).toEqual([
      '100.00',
      '100.00',
      '350.00',
      '350.00',
      '100.00',
      '0.00',
    ]);
  });

  test('is whole for who joins inside a pay period, and pays all to who has left', () => {
    const assignment = [assignmentOf('me', { from: '2026-01-10', to: '2026-02-10' })];
    expect(paid([planWith([])], { assignment })[0]).toBe('1000.00');
    expect(paid([planWith([{}])], { assignment }).slice(0, 3)).toEqual(['100.00', '900.00', '0.00']);
  });

  test('adds up over plans, and is none where one of them has none', () => {
    const assignment = [assignmentOf('me'), assignmentOf('me', { plan: 'other' })];
    const other = (caps: readonly Partial<PayCap>[]) => planWith(caps, { id: 'other', hash: 'other' });
    expect(paid([planWith([{}]), other([{}])], { assignment })[0]).toBe('200.00');
    expect(paid([planWith([{}]), other([])], { assignment })[0]).toBe('2000.00');
  });

  test('may be a share of the target incentive of the pay period', () => {
    const plan = planWith([{ amount: { kind: 'ofTargetIncentive', share: part('0.5') } }]);
    const targetIncentive = [incentiveOf('2400.00')];
    expect(paid([plan], { targetIncentive })[0]).toBe('100.00');
    const calculation = calculated([plan], { deal: [DEAL], split: [splitOf('D')] }, '2026-02-01');
    const [january] = paidPeriods(calculation, bookOf(calculation));
    expect(january?.problems.map(({ code, subject }) => `${code}: ${subject}`)).toEqual([
      'missing-target-incentive: payee me, plan/2026-01-01, payCap',
    ]);
  });

  test('keeps a plan from being folded', () => {
    expect(foldPlan(planWith([]))).not.toBeNull();
    expect(foldPlan(planWith([{}]))).toBeNull();
  });
});
