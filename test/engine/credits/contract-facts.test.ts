import { describe, expect, test } from 'vitest';
import { scaleFact } from '../../../src/conditions/fact.js';
import { explainCrediting } from '../../../src/engine/explain/explain-crediting.js';
import { FACTS_BEYOND_DEALS } from '../../../src/engine/facts.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Commission } from '../../../src/engine/mechanisms/commission.js';
import type { Plan } from '../../../src/engine/plan.js';
import type { RevenueEntry } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  bookOf,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  conditionOf,
  dueOf,
  linesOf,
  measureOf,
  part,
  planOf,
  revenueOf,
  sold,
  tier,
} from '../given.js';

/** Revenue of 100.00 on each of some days. */
function earnedOn(deal: string, ...days: readonly string[]): readonly RevenueEntry[] {
  return days.map((date, place) => revenueOf(deal, `E-${place}`, date, '100.00'));
}

function planWith(measure: Partial<Measure>, commission: Partial<Commission> = {}): Plan {
  const own = measureOf({
    basis: 'recognized',
    amount: { kind: 'amount' },
    window: { kind: 'month' },
    ...measure,
  });
  const effective = { from: '2026-01-01', to: '2030-01-01' };
  return planOf([componentOf(commissionOf(commission), { measure: own })], { effective });
}

function lines(plan: Plan, records: Partial<RecordSet>): readonly string[] {
  return linesOf(dueOf(plan, records, '2030-01-01'));
}

/** A bound of a table over months, as it is compared. */
function months(count: string): string {
  return String(scaleFact(count));
}

const BY_AGE: Partial<Commission> = {
  over: { kind: 'fact', fact: 'monthsSinceStart', type: 'number' },
  rates: [tier('0', '10%'), tier(months('12'), '4%'), tier(months('36'), '0%')],
};

describe('the months of a contract', () => {
  const days = ['2026-01-15', '2027-01-14', '2027-01-15', '2029-01-14', '2029-01-15'];

  test('are told on the day of each event, from the start date on', () => {
    const deal = sold('D', '2026-01-05', '5000.00', { startDate: '2026-01-15' });
    expect(lines(planWith({}, BY_AGE), { deal: [deal], revenueEntry: earnedOn('D', ...days) })).toEqual([
      'credit D 10.00',
      'credit D 10.00',
      'credit D 4.00',
      'credit D 4.00',
      'credit D 0.00',
    ]);
  });

  test('are those from the close date on where a deal has no start date', () => {
    const revenueEntry = earnedOn('D', '2027-01-04', '2027-01-05');
    expect(lines(planWith({}, BY_AGE), { deal: [sold('D', '2026-01-05', '5000.00')], revenueEntry })).toEqual(
      ['credit D 10.00', 'credit D 4.00'],
    );
  });

  test('let a measure count months 13 to 36 from the close date, whatever the start date', () => {
    const when = conditionOf({
      all: [
        { fact: 'monthsSinceClose', operator: 'greaterThanInclusive', value: '12' },
        { fact: 'monthsSinceClose', operator: 'lessThan', value: '36' },
      ],
    });
    const deal = sold('D', '2026-01-15', '5000.00', { startDate: '2026-06-01' });
    const credited = lines(planWith({ when }), { deal: [deal], revenueEntry: earnedOn('D', ...days) });
    expect(credited).toHaveLength(2);
  });

  test('are none before the contract starts', () => {
    const deal = sold('D', '2026-01-05', '5000.00', { startDate: '2026-06-01' });
    expect(lines(planWith({}, BY_AGE), { deal: [deal], revenueEntry: earnedOn('D', '2026-02-01') })).toEqual([
      'credit D 10.00',
    ]);
  });

  test('choose a factor', () => {
    const when = conditionOf({
      all: [{ fact: 'monthsSinceClose', operator: 'greaterThanInclusive', value: '12' }],
    });
    const factors = [{ when, credit: part('1'), earning: part('0.5') }];
    const deal = sold('D', '2026-01-05', '5000.00');
    const revenueEntry = earnedOn('D', '2027-01-04', '2027-01-05');
    expect(lines(planWith({ factors }), { deal: [deal], revenueEntry })).toEqual([
      'credit D 10.00',
      'credit D 5.00',
    ]);
  });
});

describe('whether a contract is cancelled', () => {
  const when = conditionOf({ all: [{ fact: 'cancelled', operator: 'equal', value: 'false' }] });
  const records: Partial<RecordSet> = {
    deal: [sold('D', '2026-01-05', '5000.00')],
    amendment: [cancelled('D', '2026-03-10')],
    revenueEntry: earnedOn('D', '2026-03-09', '2026-03-10', '2026-04-01'),
  };

  test('is told from the day of the cancellation on', () => {
    expect(lines(planWith({ when }), records)).toEqual(['credit D 10.00']);
  });

  test('is named where somebody asks why an event was not credited', async () => {
    const calculation = calculated([planWith({ when })], records, '2030-01-01');
    const [deal] = records.deal ?? [];
    if (deal === undefined) throw new Error('there is a deal');
    const explained = await explainCrediting(calculation, bookOf(calculation), deal);
    expect(explained.map(({ date, credited, reasons }) => [date, credited, ...reasons])).toEqual([
      ['2026-03-09', true, 'credited with a share of 100%'],
      ['2026-03-10', false, 'cancelled is true, wanted false'],
      ['2026-04-01', false, 'cancelled is true, wanted false'],
    ]);
  });

  test('keeps a plan from being folded, as do the months', () => {
    const booked = { basis: 'booked', amount: { kind: 'tcv' } } as const;
    const older = conditionOf({ all: [{ fact: 'monthsSinceClose', operator: 'lessThan', value: '12' }] });
    expect(foldPlan(planWith(booked))).not.toBeNull();
    expect(foldPlan(planWith({ ...booked, when }))).toBeNull();
    expect(foldPlan(planWith({ ...booked, when: older }))).toBeNull();
    expect(foldPlan(planWith(booked, BY_AGE))).toBeNull();
  });

  test('is known of events only, not of deals as such', () => {
    expect([...FACTS_BEYOND_DEALS]).toEqual(
      expect.arrayContaining(['monthsSinceClose', 'monthsSinceStart', 'cancelled']),
    );
  });
});
