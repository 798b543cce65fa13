import { describe, expect, it } from 'vitest';
import { planOnBasis } from '../../../src/ledger/reconcile/plan-on-basis.js';
import { commissionOf, componentOf, measureOf, part, planOf } from '../../engine/given.js';

const RELEASE = [{ share: part('1'), trigger: { on: 'booked' as const } }];

describe('a plan on another basis', () => {
  it('has all measures on it, and sets releases aside', () => {
    const { plan, notes } = planOnBasis(
      planOf([componentOf(commissionOf(), { release: RELEASE })]),
      'collected',
    );
    expect(
      plan.components.map(({ measure, release }) => [measure.basis, measure.amount.kind, release]),
    ).toEqual([['collected', 'tcv', []]]);
    expect(notes).toEqual([
      {
        plan: plan.id,
        component: 'pay',
        basis: 'collected',
        note: 'is released when it is earned: its release is set aside',
      },
    ]);
  });

  it('counts revenue and cash as the value of the deal when they are booked', () => {
    const measure = measureOf({ basis: 'recognized', amount: { kind: 'amount' } });
    const { plan } = planOnBasis(planOf([componentOf(commissionOf(), { measure })]), 'booked');
    expect(plan.components[0]?.measure).toMatchObject({ basis: 'booked', amount: { kind: 'tcv' } });
  });

  it('leaves a plan alone that is on that basis already', () => {
    const plan = planOf([componentOf(commissionOf(), { release: RELEASE })]);
    expect(planOnBasis(plan, 'booked')).toEqual({ plan, notes: [] });
  });

  it('tells what counts units', () => {
    const measure = measureOf({ amount: { kind: 'count' }, unit: 'units' });
    const { notes } = planOnBasis(planOf([componentOf(commissionOf(), { measure })]), 'recognized');
    expect(notes.map(({ note }) => note)).toEqual([
      'counts what is no money of the event: it is counted in proportion to the part of the deal that came in',
    ]);
  });
});
