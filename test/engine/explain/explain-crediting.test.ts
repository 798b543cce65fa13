import { expect, test } from 'vitest';
import { explainCrediting } from '../../../src/engine/explain/explain-crediting.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Deal, Split } from '../../../src/records/record-kinds.js';
import {
  bookOf,
  calculated,
  commissionOf,
  componentOf,
  conditionOf,
  measureOf,
  planOf,
  sold,
  splitOf,
} from '../given.js';

async function explained(
  fields: Partial<Deal>,
  measure: Partial<Measure> = {},
  split: readonly Split[] = [splitOf('D', 'me', '0.25')],
) {
  const deal = sold('D', '2026-01-10', '100.00', fields);
  const plan = planOf([componentOf(commissionOf(), { measure: measureOf(measure) })]);
  const calculation = calculated([plan], { deal: [deal], split });
  return explainCrediting(calculation, bookOf(calculation), deal);
}

test('a deal that was credited is so with its share', async () => {
  const [found] = await explained({});
  expect(found).toMatchObject({
    measure: 'sales',
    event: 'booked:D:booking',
    date: '2026-01-10',
    credited: true,
  });
  expect(found?.reasons).toEqual(['credited with a share of 25%']);
});

test('a deal that was not credited tells the condition that failed, with the value found', async () => {
  const when = conditionOf({ all: [{ fact: 'discount', operator: 'lessThanInclusive', value: '30%' }] });
  const [found] = await explained({ discount: '0.31' }, { when });
  expect(found?.credited).toBe(false);
  expect(found?.reasons.join()).toContain('discount');
  expect(found?.reasons.join()).toContain('31%');
});

test('a deal without a split for the payee says so', async () => {
  const [found] = await explained({}, {}, [splitOf('D', 'you')]);
  expect(found?.reasons).toEqual(['on 2026-01-10 the payee holds no share of the deal in the roles owner']);
});

test('a deal outside of the assignment says so', async () => {
  const [found] = await explained({ closeDate: '2025-12-31' });
  expect(found?.reasons.join()).toContain('outside 2026-01-01 to before 2027-01-01');
});

test('a deal that is not won says so, and one that has nothing on the basis yet', async () => {
  expect((await explained({ stage: 'open' }))[0]?.reasons).toEqual([
    'the deal is in stage open, which is not won',
  ]);
  expect((await explained({}, { basis: 'collected', amount: { kind: 'amount' } }))[0]?.reasons).toEqual([
    'the deal has nothing collected yet',
  ]);
});

test('a deal that closed while its payee was away says so where the plan credits nothing then', async () => {
  const deal = sold('D', '2026-01-10', '100.00');
  const absences = [{ kind: null, quota: 'full', target: 'full', events: 'forfeited' }] as const;
  const plan = planOf([componentOf(commissionOf())], { absences });
  const absence = [{ payee: 'me', from: '2026-01-10', to: null, kind: 'notice' }];
  const calculation = calculated([plan], { deal: [deal], absence });
  const [found] = await explainCrediting(calculation, bookOf(calculation), deal);
  expect(found?.credited).toBe(false);
  expect(found?.reasons).toEqual([
    'the payee was away on 2026-01-10 (notice), and the plan credits nothing then',
  ]);
});
