import { describe, expect, test } from 'vitest';
import type { ClawbackTerm } from '../../../src/engine/modifiers/clawback.js';
import { ONE_RATIO } from '../../../src/money/ratio.js';
import {
  assignmentOf,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  linesOf,
  measureOf,
  memberOf,
  part,
  payablesOf,
  planOf,
  sold,
  splitOf,
  tier,
} from '../given.js';
import { gateOf, given, RENEWALS, SALES } from '../modifiers/renewals.js';

const ALL: ClawbackTerm = {
  on: 'cancelled',
  from: 'closeDate',
  within: null,
  after: null,
  recovers: { kind: 'share', share: ONE_RATIO },
  reversesCredit: 'never',
  instalments: 1,
};

describe('a clawback', () => {
  test('behind a gate takes back what the gate let through', () => {
    const gate = [gateOf({ otherwise: part('0.5') })];
    const plan = planOf([componentOf(commissionOf(), { measure: SALES, gate, clawback: [ALL] })], {
      measures: [SALES, RENEWALS],
    });
    const sales = given(['D-1', '01-10', '500.00'], ['D-2', '01-20', '300.00']);
    const found = dueOf(plan, { ...sales, amendment: [cancelled('D-1', '2026-05-05')] });
    expect(linesOf(found).at(-1)).toBe('clawback D-1 -25.00');
    expect(payablesOf(found)).toEqual(['D-1 0.00 of which 0.00', 'D-2 15.00 of which 15.00']);
  });

  test('under a cap of the plan takes back what the cap left of the deal', () => {
    const cap = { limit: { kind: 'amount', amount: 12_000n }, per: 'year', excess: 'forfeited' } as const;
    const caps = [{ ...cap, over: null }];
    const plan = planOf([componentOf(commissionOf(), { clawback: [ALL] })], { caps });
    const deal = [sold('A', '2026-01-10', '1000.00'), sold('B', '2026-02-10', '1000.00')];
    const found = dueOf(plan, { deal, amendment: [cancelled('B', '2026-05-05')] });
    expect(linesOf(found)).toEqual(['credit A 100.00', 'credit B 20.00', 'clawback B -20.00']);
  });

  test('of a roll-up takes the part of the manager back, at the share of the split', () => {
    const measure = measureOf({ credit: { kind: 'team', roles: ['owner'], self: false } });
    const plan = planOf([componentOf(commissionOf(), { measure, clawback: [ALL] })]);
    const found = dueOf(
      plan,
      {
        deal: [sold('A', '2026-01-10', '1000.00')],
        split: [splitOf('A', 'ann', '0.6'), splitOf('A', 'zoe', '0.4')],
        team: [{ id: 'west', name: 'West', parent: null }],
        membership: [memberOf('west', 'ann'), memberOf('west', 'mia', { as: 'manager' })],
        assignment: [assignmentOf('mia')],
        amendment: [cancelled('A', '2026-05-05')],
      },
      '2027-01-01',
      'mia',
    );
    expect(linesOf(found)).toEqual(['credit A 60.00', 'clawback A -60.00']);
  });

  test('of a deal that was booked over several windows takes each window’s part back', () => {
    const half: ClawbackTerm = { ...ALL, recovers: { kind: 'share', share: part('0.5') } };
    const plan = planOf([componentOf(commissionOf(), { clawback: [half] })]);
    const found = dueOf(plan, {
      deal: [sold('A', '2026-01-10', '1000.00')],
      amendment: [changed('A', '1', '2026-04-10', '500.00'), cancelled('A', '2026-08-08')],
    });
    expect(linesOf(found)).toEqual([
      'credit A 100.00',
      'clawback A -50.00',
      'credit A 50.00',
      'clawback A -25.00',
    ]);
  });

  test('leaves the components without one to reverse as ever', () => {
    const plan = planOf([
      componentOf(commissionOf(), { id: 'one', clawback: [{ ...ALL, within: { count: 30, unit: 'days' } }] }),
      componentOf(commissionOf(), { id: 'two' }),
    ]);
    const found = dueOf(plan, {
      deal: [sold('A', '2026-01-10', '1000.00')],
      amendment: [cancelled('A', '2026-05-05')],
    });
    expect(linesOf(found)).toEqual(['credit A 100.00', 'credit A 100.00', 'reversal A -100.00']);
  });

  test('runs a trailing window again without the deal', () => {
    const measure = measureOf({ window: { kind: 'trailing', months: 3 } });
    const rates = [tier('0', '10%'), tier('100000', '20%')];
    const commission = commissionOf({ tiers: 'marginal', over: { kind: 'accumulated' }, rates });
    const rerun: ClawbackTerm = { ...ALL, recovers: { kind: 'rerun' } };
    const plan = planOf([componentOf(commission, { measure, clawback: [rerun] })]);
    const found = dueOf(plan, {
      deal: [sold('A', '2026-01-10', '1000.00'), sold('B', '2026-01-20', '100.00')],
      amendment: [cancelled('A', '2026-08-08')],
    });
    expect(linesOf(found)).toEqual(['credit A 100.00', 'credit B 20.00', 'clawback A -110.00']);
    expect(earnedOf(found)).toBe('10.00');
  });
});
