import { describe, expect, test } from 'vitest';
import { scaleFact } from '../../src/conditions/fact.js';
import type { Matrix } from '../../src/engine/mechanisms/matrix/matrix-form.js';
import type { Plan } from '../../src/engine/plan.js';
import { ratio } from '../../src/money/ratio.js';
import type { ObjectiveScore } from '../../src/records/record-kinds.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { inputsHasher } from '../../src/runs/inputs-hash.js';
import {
  assignmentOf,
  calculated,
  commissionOf,
  componentOf,
  memberOf,
  part,
  planOf,
  quotaOf,
  sold,
  tier,
} from '../engine/given.js';

const QUOTA = quotaOf('400000.00', '2026-01-01', '2027-01-01');
const RECORDS: Partial<RecordSet> = {
  deal: [sold('D-1', '2026-01-10', '1000.00', { discount: '0.1' })],
  quota: [QUOTA, { ...QUOTA, payee: 'you' }],
  team: [{ id: 'west', name: 'West', parent: null }],
  membership: [memberOf('west', 'me'), memberOf('west', 'you')],
  assignment: [assignmentOf('me'), assignmentOf('you')],
};

function hashOf(plan: Plan, more: Partial<RecordSet> = {}): string {
  return inputsHasher(calculated([plan], { ...RECORDS, ...more }, '2026-07-01'))('me');
}

function scored(fields: Partial<ObjectiveScore> = {}): ObjectiveScore {
  return {
    payee: 'me',
    objective: 'onboarding',
    from: '2026-01-01',
    scoredOn: '2026-03-31',
    score: '0.9',
    note: null,
    ...fields,
  };
}

describe('the hash of what a payee is scored', () => {
  const plan = planOf([
    componentOf({
      kind: 'objectives',
      target: { kind: 'money', amount: 100_000n },
      minimum: null,
      each: [{ id: 'onboarding', weight: part('1'), minimum: null, maximum: null, curve: null }],
    }),
  ]);

  test('has every score that counts by then, and none of others', () => {
    const without = hashOf(plan);
    const hashes = [
      scored(),
      scored({ score: '0.95' }),
      scored({ scoredOn: '2026-04-08' }),
      scored({ from: '2026-04-01' }),
      scored({ objective: 'hygiene' }),
    ].map((score) => hashOf(plan, { objectiveScore: [score] }));
    expect(new Set([without, ...hashes]).size).toBe(6);
    expect(hashOf(plan, { objectiveScore: [scored({ payee: 'you' })] })).toBe(without);
    expect(hashOf(plan, { objectiveScore: [scored({ scoredOn: '2026-07-01' })] })).toBe(without);
  });

  test('is as before where no plan of the payee has objectives', () => {
    const other = planOf([componentOf(commissionOf())]);
    expect(hashOf(other, { objectiveScore: [scored()] })).toBe(hashOf(other));
  });
});

describe('the hash of what a matrix looks up', () => {
  const discount = {
    over: { kind: 'fact', fact: 'discount', type: 'percent' },
    at: [ratio(0n, 1n), ratio(scaleFact('0.2'), 1n)],
  } as const;
  const team = {
    over: { kind: 'foreign', reads: 'attainment', measure: 'sales', of: 'teamPooled' },
    at: [part('0'), part('1')],
  } as const;

  function matrixOver(...dimensions: Matrix['dimensions']): Plan {
    const cells = ['1%', '2%', '3%', '4%'].map((rate) => tier('0', rate).rate);
    return planOf([
      componentOf({ kind: 'matrix', pays: 'rate', target: null, shape: 'stepped', dimensions, cells }),
    ]);
  }

  test('has the facts of each deal', () => {
    const plan = matrixOver({ over: { kind: 'attainment' }, at: [part('0'), part('1')] }, discount);
    const deal = [sold('D-1', '2026-01-10', '1000.00', { discount: '0.15' })];
    expect(hashOf(plan, { deal })).not.toBe(hashOf(plan));
  });

  test('has the attainment of teams', () => {
    const plan = matrixOver(team, discount);
    const quota = [QUOTA, { ...QUOTA, payee: 'you', amount: '500000.00' }];
    expect(hashOf(plan, { quota })).not.toBe(hashOf(plan));
  });
});
