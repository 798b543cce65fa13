import { expect, test } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.js';
import { dueAsOf } from '../../src/engine/due.js';
import { explainLine } from '../../src/engine/explain/explain-line.js';
import type { Component } from '../../src/engine/plan.js';
import { buildStatements } from '../../src/ledger/build-statements.js';
import { entitlementsOf } from '../../src/ledger/entitlement.js';
import { ratio } from '../../src/money/ratio.js';
import type { RecordSet } from '../../src/records/record-set.js';
import {
  applied,
  assignmentOf,
  bookOf,
  calculated,
  commissionOf,
  componentOf,
  conditionOf,
  factorOf,
  invoiced,
  measureOf,
  part,
  planOf,
  quotaOf,
  received,
  sold,
  tier,
  usd,
} from './given.js';

/** Seconds of computing: several times what it takes, and a fraction of what a slip to a quadratic effort would. */
const LIMIT = 8;

const YEARS = { from: '2025-01-01', to: '2027-01-01' };
const COUNT = 5000;

function manyDeals(): Partial<RecordSet> {
  const deal = Array.from({ length: COUNT }, (_, place) =>
    sold(`D-${place}`, addDays(YEARS.from, Math.floor((place * 730) / COUNT)), `${1000 + (place % 977)}.37`, {
      type: place % 2 === 0 ? 'new' : 'renewal',
    }),
  );
  return {
    deal,
    invoiceLine: deal.map(({ id, closeDate }) =>
      invoiced(`I-${id}`, id, '1000.00', { date: closeDate, tax: usd('200.00') }),
    ),
    receipt: deal.map(({ id, closeDate }) => received(`R-${id}`, addDays(closeDate, 30), '1200.00')),
    application: deal.map(({ id }) => applied(`R-${id}`, `I-${id}`, '1200.00')),
    quota: [quotaOf('2000000.00', YEARS.from, YEARS.to)],
    assignment: [assignmentOf('me', { from: YEARS.from })],
  };
}

const RENEWAL = conditionOf({ all: [{ fact: 'type', operator: 'equal', value: 'renewal' }] });
const MEASURE = measureOf({
  factors: [factorOf({ when: RENEWAL, credit: part('1.2'), earning: part('0.7') })],
});
const RATES = [tier('0', '10%'), tier('1', '15%'), tier('1.5', '20%')];
const HALF_ON_CASH = [
  { share: ratio(1n, 2n), trigger: { on: 'booked' } },
  { share: ratio(1n, 2n), trigger: { on: 'collected', of: 'invoiced' } },
] as const;

function seconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

function planWith(tiers: 'marginal' | 'retroactive' | 'overage', component: Partial<Component> = {}) {
  const commission = commissionOf({ tiers, over: { kind: 'attainment' }, rates: RATES });
  return planOf([componentOf(commission, { measure: MEASURE, ...component })], { effective: YEARS });
}

test.each<[string, Parameters<typeof planWith>]>([
  ['marginal', ['marginal']],
  ['retroactive', ['retroactive']],
  ['overage', ['overage']],
  [
    'per deal',
    [
      'marginal',
      {
        mechanism: commissionOf({ over: { kind: 'deal' }, rates: [tier('0', '10%'), tier('150000', '11%')] }),
      },
    ],
  ],
  [
    'capped',
    [
      'marginal',
      { cap: { limit: { kind: 'ofAmount', share: part('0.11') }, per: 'deal', excess: 'forfeited' } },
    ],
  ],
  ['released on cash', ['marginal', { release: HALF_ON_CASH }]],
])('a payee with 5,000 deals over 24 months is calculated in seconds: %s', (_, given) => {
  const records = manyDeals();
  const took = seconds(() => {
    const calculation = calculated([planWith(...given)], records);
    const built = buildStatements(calculation, bookOf(calculation), entitlementsOf(calculation));
    expect(built).toHaveLength(24);
  });
  expect(took).toBeLessThan(LIMIT);
});

test('thousands of lines are explained in seconds', () => {
  const calculation = calculated([planWith('retroactive')], manyDeals());
  const book = bookOf(calculation);
  const took = seconds(() => {
    for (const { lines } of dueAsOf(calculation, book, '2027-01-01').components) {
      for (const line of lines) {
        const found = explainLine(book, { ...line, event: line.eventKey }, '2027-01-01', calculation);
        expect(found === null).toBe(false);
      }
    }
  });
  expect(took).toBeLessThan(LIMIT);
});
