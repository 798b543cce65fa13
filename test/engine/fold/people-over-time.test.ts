import { describe, expect, test } from 'vitest';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Plan } from '../../../src/engine/plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { canBeFolded, peopleOnPlans } from '../../../src/runs/folding/people-on-plans.js';
import { commissionOf, componentOf, indexOf, measureOf, part, planOf } from '../given.js';

const SIMPLE = planOf([componentOf(commissionOf())]);

describe('a plan is folded', () => {
  test('when it says nothing of ramps, carrying, leaving and rates', () => {
    expect(foldPlan(SIMPLE)).not.toBeNull();
    expect(foldPlan({ ...SIMPLE, absences: [], targetIncentive: 'days' })).not.toBeNull();
  });

  test.each<[string, Partial<Plan>]>([
    ['carries', { carriesFrom: 'previous' }],
    ['pays after leaving', { afterLeaving: { kind: 'pay' } }],
    ['converts at an average', { fx: { kind: 'periodAverage' } }],
    ['fixes rates', { fx: { kind: 'fixed', rates: [] } }],
  ])('not when it %s', (_, fields) => {
    expect(foldPlan({ ...SIMPLE, ...fields })).toBeNull();
  });

  test('not when it ramps', () => {
    const ramp = { from: 'hireDate', steps: [{ upTo: 1, quota: part('0.5'), pays: null }] } as const;
    expect(foldPlan(planOf([componentOf(commissionOf(), { measure: measureOf({ ramp }) })]))).toBeNull();
  });
});

test('who is away at any time is not folded', () => {
  const folded = (records: Partial<RecordSet>) => {
    const versions = [{ plan: SIMPLE, inForce: [SIMPLE.effective] }];
    const plan = foldPlan(SIMPLE);
    const plans = new Map(plan === null ? [] : [[SIMPLE, plan] as const]);
    return peopleOnPlans(versions, indexOf(records), '2026-07-01').map((each) => canBeFolded(each, plans));
  };
  expect(folded({})).toEqual([true]);
  expect(folded({ absence: [{ payee: 'me', from: '2026-02-01', to: '2026-03-01', kind: null }] })).toEqual([
    false,
  ]);
});
