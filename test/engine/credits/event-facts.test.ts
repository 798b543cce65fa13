import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../src/engine/measure.js';
import type { Commission } from '../../../src/engine/mechanisms/commission.js';
import {
  assignmentOf,
  calculated,
  commissionOf,
  componentOf,
  conditionOf,
  dueOf,
  factorOf,
  linesOf,
  measureOf,
  memberOf,
  part,
  planOf,
  sold,
  splitOf,
  tier,
} from '../given.js';

const PERSON = { email: null, region: null, leaveDate: null, payoutCurrency: null };
const RECORDS = {
  payee: [
    { ...PERSON, id: 'ada', name: 'Ada', role: 'hunter', hireDate: '2024-01-01' },
    { ...PERSON, id: 'bo', name: 'Bo', role: 'farmer', hireDate: '2025-06-01' },
  ],
  assignment: [assignmentOf('ada'), assignmentOf('bo')],
  team: [
    { id: 'east', name: 'East', parent: null },
    { id: 'west', name: 'West', parent: null },
  ],
  membership: [
    memberOf('east', 'ada', { to: '2026-03-01' }),
    memberOf('west', 'ada', { from: '2026-03-01' }),
    memberOf('west', 'bo'),
  ],
  deal: [
    sold('D-1', '2026-01-10', '100.00', { type: 'new' }),
    sold('D-2', '2026-04-10', '100.00', { type: 'renewal' }),
  ],
  split: ['D-1', 'D-2'].flatMap((deal) => [splitOf(deal, 'ada', '0.5'), splitOf(deal, 'bo', '0.5')]),
};

function lines(payee: string, measure: Partial<Measure>, commission: Partial<Commission> = {}) {
  const plan = planOf([componentOf(commissionOf(commission), { measure: measureOf(measure) })]);
  return linesOf(dueOf(plan, RECORDS, '2027-01-01', payee));
}

describe('two who share deals', () => {
  test.each([
    ['role', 'hunter', ['credit D-1 5.00', 'credit D-2 5.00'], []],
    ['hireDate', '2025-06-01', [], ['credit D-1 5.00', 'credit D-2 5.00']],
    ['team', 'west', ['credit D-2 5.00'], ['credit D-1 5.00', 'credit D-2 5.00']],
    ['team', 'east', ['credit D-1 5.00'], []],
    ['type', 'new', ['credit D-1 5.00'], ['credit D-1 5.00']],
    ['date', '2026-04-10', ['credit D-2 5.00'], ['credit D-2 5.00']],
  ])('are each credited where their own %s is %s', (fact, value, ofAda, ofBo) => {
    const when = conditionOf({ all: [{ fact, operator: 'equal', value }] });
    expect(lines('ada', { when })).toEqual(ofAda);
    expect(lines('bo', { when })).toEqual(ofBo);
  });

  test('are each credited with the factors of their own role', () => {
    const when = conditionOf({ all: [{ fact: 'role', operator: 'equal', value: 'farmer' }] });
    const factors = [factorOf({ when, credit: part('0.5'), earning: part('0.5') })];
    expect(lines('ada', { factors })).toEqual(['credit D-1 5.00', 'credit D-2 5.00']);
    expect(lines('bo', { factors })).toEqual(['credit D-1 2.50', 'credit D-2 2.50']);
  });
});

test('what a plan looks up rates by is kept with a credit, also where its measure looks at the deal alone', () => {
  const when = conditionOf({ all: [{ fact: 'type', operator: 'isGiven', value: 'true' }] });
  const over = { kind: 'fact', fact: 'amount', type: 'money' } as const;
  const rates = [tier('0', '3%')];
  expect(lines('ada', { when }, { over, rates })).toEqual(['credit D-1 1.50', 'credit D-2 1.50']);
});

test('two measures of one basis see the same facts of an event', () => {
  const [one, other] = ['hunting', 'farming'].map((id) => measureOf({ id, when: null }));
  const components = [one, other].map((measure, place) =>
    componentOf(commissionOf(), { id: `c-${place}`, ...(measure !== undefined && { measure }) }),
  );
  const { payees } = calculated([planOf(components)], RECORDS);
  const facts = payees.flatMap(({ segments }) =>
    segments.flatMap(({ measures }) =>
      measures.flatMap(({ windows }) =>
        windows.flatMap(({ credits }) => credits.map((each) => each.facts['type'])),
      ),
    ),
  );
  expect(facts).toEqual(Array.from({ length: 4 }, () => ['new', 'renewal']).flat());
});
