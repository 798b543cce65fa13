import type { Measure } from '../../../src/engine/measure.js';
import type { Gate } from '../../../src/engine/modifiers/gate.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { assignmentOf, conditionOf, measureOf, memberOf, part, quotaOf, sold, splitOf } from '../given.js';

const ofType = (value: string) => conditionOf({ all: [{ fact: 'type', operator: 'equal', value }] });

/** What is paid on, and what opens a gate or moves a multiplier; both by the quarter. */
export const SALES: Measure = measureOf({ when: ofType('new') });
export const RENEWALS: Measure = measureOf({ id: 'renewals', quota: 'renewals', when: ofType('renewal') });

/** A quota of 1,000.00 a quarter to sell and to renew, and deals: new ones unless their id begins with R. */
export function given(...deals: readonly [id: string, day: string, amount: string][]): Partial<RecordSet> {
  return {
    quota: [
      quotaOf('4000.00', '2026-01-01', '2027-01-01', { quota: 'renewals' }),
      quotaOf('4000.00', '2026-01-01', '2027-01-01'),
    ],
    deal: deals.map(([id, day, amount]) =>
      sold(id, `2026-${day}`, amount, { type: id.startsWith('R') ? 'renewal' : 'new' }),
    ),
  };
}

/** Mia sells 500.00. Of her team, Ann renews all of her 3,000.00 and Ben 600.00 of his 1,000.00. */
export const A_TEAM: Partial<RecordSet> = {
  deal: [
    sold('D-1', '2026-01-10', '500.00', { type: 'new' }),
    sold('R-1', '2026-01-10', '3000.00', { type: 'renewal' }),
    sold('R-2', '2026-01-10', '600.00', { type: 'renewal' }),
  ],
  split: [splitOf('D-1', 'mia'), splitOf('R-1', 'ann'), splitOf('R-2', 'ben')],
  team: [{ id: 'west', name: 'West', parent: null }],
  membership: [memberOf('west', 'ann'), memberOf('west', 'ben'), memberOf('west', 'mia', { as: 'manager' })],
  assignment: [assignmentOf('ann'), assignmentOf('ben'), assignmentOf('mia')],
  quota: [
    quotaOf('12000.00', '2026-01-01', '2027-01-01', { quota: 'renewals', payee: 'ann' }),
    quotaOf('4000.00', '2026-01-01', '2027-01-01', { quota: 'renewals', payee: 'ben' }),
  ],
};

/** A gate at 90 % of renewals to date, below which nothing is paid. */
export function gateOf(fields: Partial<Gate> = {}): Gate {
  return {
    position: { kind: 'foreign', reads: 'attainment', measure: 'renewals', of: 'self' },
    bound: part('0.9'),
    exceeds: false,
    decided: 'toDate',
    otherwise: part('0'),
    appliesAbove: part('0'),
    withoutQuota: 'problem',
    path: [],
    ...fields,
  };
}
