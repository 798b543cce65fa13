import { describe, expect, test } from 'vitest';
import type { Pool } from '../../src/engine/mechanisms/pool.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { inputsHasher } from '../../src/runs/inputs-hash.js';
import { assignmentOf, calculated, componentOf, planOf, sold, splitOf, usd } from '../engine/given.js';

const EQUALLY: Pool = {
  kind: 'pool',
  fund: { kind: 'amount', amount: usd('1000.00') },
  shared: 'equally',
  peers: {
    among: 'plan',
    membership: 'days',
    measure: 'sales',
    reads: [],
    qualifier: null,
    weights: null,
    fund: null,
  },
};
const BY_CREDIT: Pool = { ...EQUALLY, shared: 'byCredit', peers: { ...EQUALLY.peers, reads: ['credited'] } };

const RECORDS: Partial<RecordSet> = {
  assignment: [assignmentOf('ann'), assignmentOf('ben')],
  deal: [sold('D-1', '2026-01-10', '100.00')],
  split: [splitOf('D-1', 'ben')],
};

function hashOfAnn(pool: Pool, changes: Partial<RecordSet> = {}, through = '2026-04-01'): string {
  const plan = planOf([componentOf(pool, { settles: 'windowEnd' })]);
  return inputsHasher(calculated([plan], { ...RECORDS, ...changes }, through))('ann');
}

describe('the hash of what a payee of a pool is paid from', () => {
  const more = { deal: [sold('D-1', '2026-01-10', '200.00')] };
  const shorter = { assignment: [assignmentOf('ann'), assignmentOf('ben', { to: '2026-02-01' })] };

  test('changes with the days of the others', () => {
    expect(hashOfAnn(EQUALLY, shorter)).not.toBe(hashOfAnn(EQUALLY));
  });

  test('changes with the credit of the others where that counts, and only there', () => {
    expect(hashOfAnn(BY_CREDIT, more)).not.toBe(hashOfAnn(BY_CREDIT));
    expect(hashOfAnn(EQUALLY, more)).toBe(hashOfAnn(EQUALLY));
  });

  test('does not change before the window closes', () => {
    expect(hashOfAnn(BY_CREDIT, more, '2026-03-31')).toBe(hashOfAnn(BY_CREDIT, {}, '2026-03-31'));
  });
});
