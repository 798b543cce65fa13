import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../src/engine/measure.js';
import type { Commission } from '../../../src/engine/mechanisms/commission.js';
import type { Plan } from '../../../src/engine/plan.js';
import type { Deal } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  conditionOf,
  dueOf,
  earnedOf,
  factorOf,
  incentiveOf,
  linesOf,
  measureOf,
  part,
  payablesOf,
  planOf,
  problemsOf,
  quotaOf,
  sold,
  tier,
} from '../given.js';

const QUOTA = quotaOf('100000.00', '2026-01-01', '2026-04-01');
const THREE_RATES = [tier('0', '10%'), tier('1', '15%'), tier('1.5', '20%')];

function over(tiers: Commission['tiers'], fields: Partial<Commission> = {}): Commission {
  return commissionOf({ tiers, over: { kind: 'attainment' }, rates: THREE_RATES, ...fields });
}

function planWith(commission: Commission, measure: Partial<Measure> = {}, plan: Partial<Plan> = {}): Plan {
  return planOf([componentOf(commission, { measure: measureOf(measure) })], plan);
}

/** What deals of the first quarter come to, one after the other, day by day. */
function due(
  commission: Commission,
  amounts: readonly string[],
  more: Partial<RecordSet> = {},
  measure: Partial<Measure> = {},
  fields: readonly Partial<Deal>[] = [],
) {
  const deal = amounts.map((amount, place) =>
    sold(`D-${place + 1}`, `2026-01-${String(place + 10)}`, amount, fields[place]),
  );
  return dueOf(planWith(commission, measure), { deal, quota: [QUOTA], ...more }, '2026-04-01');
}

describe('one table, three meanings, at every bound', () => {
  test.each([
    ['0.01', '0.00', '0.00', '0.00'],
    ['0.10', '0.01', '0.01', '0.01'],
    ['80000.00', '8000.00', '8000.00', '8000.00'],
    ['99999.90', '9999.99', '9999.99', '9999.99'],
    ['99999.99', '10000.00', '10000.00', '10000.00'],
    ['100000.00', '10000.00', '15000.00', '10000.00'],
    ['100000.10', '10000.02', '15000.02', '10000.02'],
    ['149999.90', '17499.98', '22499.98', '17499.98'],
    ['150000.00', '17500.00', '30000.00', '20000.00'],
    ['150000.10', '17500.02', '30000.02', '20000.02'],
    ['200000.00', '27500.00', '40000.00', '30000.00'],
    ['-1000.00', '-100.00', '-100.00', '-100.00'],
  ])('%s sold pays %s marginal, %s retroactive, %s overage', (amount, marginal, retroactive, overage) => {
    expect(earnedOf(due(over('marginal'), [amount]))).toBe(marginal);
    expect(earnedOf(due(over('retroactive'), [amount]))).toBe(retroactive);
    expect(earnedOf(due(over('overage'), [amount]))).toBe(overage);
  });

  test('nothing sold pays nothing, and there is no line', () => {
    expect(linesOf(due(over('marginal'), []))).toEqual([]);
  });

  test('the total does not depend on how sales are cut into deals', () => {
    for (const tiers of ['marginal', 'retroactive', 'overage'] as const) {
      const whole = earnedOf(due(over(tiers), ['150000.00']));
      expect(earnedOf(due(over(tiers), ['33333.33', '66666.66', '0.01', '49999.99', '0.01']))).toBe(whole);
    }
  });
});

describe('lines', () => {
  test('marginal: each deal is paid by the slices it crosses, and earns its own line', () => {
    const found = due(over('marginal'), ['80000.00', '70000.00', '10000.00']);
    expect(linesOf(found)).toEqual(['credit D-1 8000.00', 'credit D-2 9500.00', 'credit D-3 2000.00']);
    expect(payablesOf(found).map((each) => each.split(' of ')[0])).toEqual([
      'D-1 8000.00',
      'D-2 9500.00',
      'D-3 2000.00',
    ]);
  });

  test('retroactive: a new rate re-rates what came before by a line of its own', () => {
    const found = due(over('retroactive'), ['80000.00', '70000.00', '10000.00']);
    expect(linesOf(found)).toEqual([
      'credit D-1 8000.00',
      'trueUp 8000.00',
      'credit D-2 14000.00',
      'credit D-3 2000.00',
    ]);
  });

  test('retroactive: each deal earned its part of the total by what is paid on', () => {
    expect(payablesOf(due(over('retroactive'), ['80000.00', '70000.00', '10000.00']))).toEqual([
      'D-1 16000.00 of which 16000.00',
      'D-2 14000.00 of which 14000.00',
      'D-3 2000.00 of which 2000.00',
    ]);
  });

  test('overage: a new rate re-rates what was above quota', () => {
    const found = due(over('overage'), ['110000.00', '40000.00']);
    expect(linesOf(found)).toEqual(['credit D-1 11500.00', 'trueUp 500.00', 'credit D-2 8000.00']);
    expect(payablesOf(found)).toEqual(['D-1 12000.00 of which 12000.00', 'D-2 8000.00 of which 8000.00']);
  });

  test('overage: without a rate from 100% the base rate goes on until the next bound', () => {
    const rates = [tier('0', '10%'), tier('1.2', '20%')];
    expect(earnedOf(due(over('overage', { rates }), ['119999.90']))).toBe('11999.99');
    expect(earnedOf(due(over('overage', { rates }), ['120000.00']))).toBe('14000.00');
  });

  test('a negative deal brings a table back to where it was', () => {
    const found = due(over('retroactive'), ['100000.00', '-0.10']);
    expect(linesOf(found)).toEqual(['credit D-1 15000.00', 'trueUp -5000.00', 'credit D-2 -0.01']);
    expect(earnedOf(due(over('overage'), ['150000.00', '-50000.00']))).toBe('10000.00');
    expect(earnedOf(due(over('marginal'), ['150000.00', '-50000.00']))).toBe('10000.00');
  });

  test('they sum to the rounded total, whatever each of them rounds to', () => {
    const rates = [tier('0', '33.3333%')];
    const found = due(over('marginal', { rates }), ['0.01', '0.01', '0.01', '0.01', '0.01', '0.01']);
    expect(linesOf(found).map((line) => line.split(' ')[2])).toEqual([
      '0.00',
      '0.01',
      '0.00',
      '0.00',
      '0.01',
      '0.00',
    ]);
  });

  test('a plan rounds as it says', () => {
    const rates = [tier('0', '50%')];
    const deal = [sold('D', '2026-01-10', '0.01')];
    const at = (rounding: Plan['rounding']) =>
      earnedOf(dueOf(planWith(commissionOf({ rates }), {}, { rounding }), { deal }));
    expect(at('half-even')).toBe('0.00');
    expect(at('half-up')).toBe('0.01');
    expect(at('half-down')).toBe('0.00');
    expect(at('down')).toBe('0.00');
  });
});

describe('the base rate', () => {
  const rates = [tier('0', '1x'), tier('1', '1.5x'), tier('1.5', '2x')];
  const target = { kind: 'ofTargetIncentive', share: part('0.6') } as const;
  const incentive = { targetIncentive: [incentiveOf('40000.00')] };

  test('the example of the language pays 8,700.00', () => {
    expect(earnedOf(due(over('marginal', { rates, target }), ['130000.00'], incentive))).toBe('8700.00');
  });

  test('may be of an amount of money for the full window', () => {
    const money = { kind: 'money', amount: 600_000n } as const;
    expect(earnedOf(due(over('marginal', { rates, target: money }), ['130000.00']))).toBe('8700.00');
  });

  test('is taken before proration: who is hired in mid-quarter has the same rate on half the quota', () => {
    const assignment = [assignmentOf('me', { from: '2026-02-15' })];
    const deal = [sold('D', '2026-03-01', '60000.00')];
    const found = dueOf(
      planWith(over('marginal', { rates, target })),
      { deal, quota: [QUOTA], assignment, ...incentive },
      '2026-04-01',
    );
    // 50,000 at 6 %, 10,000 at 9 %
    expect(earnedOf(found)).toBe('3900.00');
  });

  test('needs a target incentive', () => {
    const found = due(over('marginal', { rates, target }), ['130000.00']);
    expect(earnedOf(found)).toBe('0.00');
    expect(problemsOf(found)).toEqual(['missing-target-incentive: payee me, plan/2026-01-01, pay']);
  });

  test('a target incentive in another currency is none', () => {
    const euros = { targetIncentive: [incentiveOf('40000.00', { currency: 'EUR' })] };
    expect(problemsOf(due(over('marginal', { rates, target }), ['130000.00'], euros))).toHaveLength(1);
  });
});

describe('without a quota', () => {
  const rates = [tier('0', '5%'), tier('0.5', '8%'), tier('1', '12%')];
  const nobody = { quota: [] };

  test('that is a problem of the payee, and nothing is paid', () => {
    const found = due(over('marginal', { rates }), ['1000.00'], nobody);
    expect(linesOf(found)).toEqual([]);
    expect(problemsOf(found)).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
  });

  test('a quota of zero is no quota', () => {
    const zero = { quota: [quotaOf('0.00', '2026-01-01', '2026-04-01')] };
    expect(problemsOf(due(over('marginal', { rates }), ['1000.00'], zero))).toHaveLength(1);
  });

  test('a quota in another currency, or in units, is none', () => {
    const euros = { quota: [{ ...QUOTA, currency: 'EUR' }] };
    expect(problemsOf(due(over('marginal', { rates }), ['1000.00'], euros))).toHaveLength(1);
    const units = { quota: [{ ...QUOTA, currency: null }] };
    expect(problemsOf(due(over('marginal', { rates }), ['1000.00'], units))).toHaveLength(1);
  });

  test('nothing is paid where the measure says so, with a line that shows it', () => {
    const found = due(over('marginal', { rates }), ['1000.00'], nobody, { withoutQuota: 'nothing' });
    expect(linesOf(found)).toEqual(['credit D-1 0.00']);
    expect(problemsOf(found)).toEqual([]);
  });

  test('the rate just below 100 % is paid on everything where the measure says so', () => {
    for (const tiers of ['marginal', 'retroactive'] as const) {
      const found = due(over(tiers, { rates }), ['1000000.00'], nobody, { withoutQuota: 'onTarget' });
      expect(linesOf(found)).toEqual(['credit D-1 80000.00']);
    }
    const overage = due(over('overage'), ['1000.00'], nobody, { withoutQuota: 'onTarget' });
    expect(linesOf(overage)).toEqual(['credit D-1 100.00']);
  });

  test('multiples have no base rate then, which is a problem unless nothing is to be paid', () => {
    const target = { kind: 'money', amount: 100n } as const;
    const multiples = over('marginal', { rates: [tier('0', '1x')], target });
    const at = (withoutQuota: Measure['withoutQuota']) =>
      problemsOf(due(multiples, ['1000.00'], nobody, { withoutQuota }));
    expect(at('problem')).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
    expect(at('onTarget')).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
    expect(at('nothing')).toEqual([]);
  });

  test('a table that is not over attainment needs none', () => {
    expect(earnedOf(due(commissionOf(), ['1000.00'], nobody))).toBe('100.00');
  });
});

describe('credit and pay apart', () => {
  const renewal = conditionOf({ all: [{ fact: 'type', operator: 'equal', value: 'renewal' }] });

  test('what is paid on is spread over the slices that the credit crosses', () => {
    const factors = [factorOf({ credit: part('1.2'), earning: part('0.5') })];
    // 50,000 paid on; 100 of 120 parts at 10 %, 20 of 120 at 15 %
    expect(earnedOf(due(over('marginal'), ['100000.00'], {}, { factors }))).toBe('5416.67');
    expect(earnedOf(due(over('retroactive'), ['100000.00'], {}, { factors }))).toBe('7500.00');
    expect(earnedOf(due(over('overage'), ['100000.00'], {}, { factors }))).toBe('5416.67');
  });

  test('an event without credit is paid at the slice where the window stands', () => {
    const factors = [factorOf({ when: renewal, credit: part('0') })];
    const fields = [{}, { type: 'renewal' }];
    const at = (tiers: Commission['tiers'], first: string) =>
      linesOf(due(over(tiers), [first, '1000.00'], {}, { factors }, fields)).at(-1);
    expect(at('marginal', '99999.99')).toBe('credit D-2 100.00');
    expect(at('marginal', '100000.00')).toBe('credit D-2 150.00');
    expect(at('retroactive', '100000.00')).toBe('credit D-2 150.00');
    expect(at('overage', '100000.00')).toBe('credit D-2 150.00');
    expect(at('overage', '99999.99')).toBe('credit D-2 100.00');
  });

  test('an event that is not paid on moves the position', () => {
    const factors = [factorOf({ when: renewal, earning: part('0') })];
    const found = due(over('marginal'), ['100000.00', '1000.00'], {}, { factors }, [{ type: 'renewal' }]);
    expect(linesOf(found)).toEqual(['credit D-1 0.00', 'credit D-2 150.00']);
  });
});

describe('over other positions', () => {
  test('an amount: at the bound, a cent below and above', () => {
    const rates = [tier('0', '3%'), tier('2000000', '5%'), tier('2500000', '10%')];
    const amount = (tiers: Commission['tiers']) => commissionOf({ tiers, rates });
    expect(earnedOf(due(amount('marginal'), ['27000.00']))).toBe('1050.00');
    expect(earnedOf(due(amount('retroactive'), ['19999.99']))).toBe('600.00');
    expect(earnedOf(due(amount('retroactive'), ['20000.00']))).toBe('1000.00');
    expect(earnedOf(due(amount('retroactive'), ['25000.01']))).toBe('2500.00');
  });

  test('a quantity, at an amount for each unit', () => {
    const rates = [
      tier('0', '110.00 a unit'),
      tier('7000000', '125.00 a unit'),
      tier('17000000', '145.00 a unit'),
    ];
    const units = { unit: 'units', amount: { kind: 'quantity' } } as const;
    const at = (tiers: Commission['tiers'], quantity: string) =>
      earnedOf(due(commissionOf({ tiers, rates }), ['1.00'], {}, units, [{ quantity }]));
    expect(at('retroactive', '6')).toBe('660.00');
    expect(at('retroactive', '7')).toBe('875.00');
    expect(at('retroactive', '16')).toBe('2000.00');
    expect(at('retroactive', '17')).toBe('2465.00');
    expect(at('marginal', '7')).toBe('770.00');
    expect(at('marginal', '17.5')).toBe('2092.50');
  });

  test('attainment of a quota in units', () => {
    const rates = [tier('0', '100.00 a unit'), tier('1', '200.00 a unit')];
    const units = { unit: 'units', amount: { kind: 'count' } } as const;
    const quota = [quotaOf('2', '2026-01-01', '2026-04-01', { currency: null })];
    const found = due(over('marginal', { rates }), ['1.00', '1.00', '1.00'], { quota }, units);
    expect(linesOf(found)).toEqual(['credit D-1 100.00', 'credit D-2 100.00', 'credit D-3 200.00']);
  });

  test('a bound may be a fraction that no cent meets', () => {
    const rates = [tier('0', '10%'), tier('0.333333', '20%')];
    expect(earnedOf(due(over('retroactive', { rates }), ['33333.29']))).toBe('3333.33');
    expect(earnedOf(due(over('retroactive', { rates }), ['33333.30']))).toBe('6666.66');
  });

  const STEPS = [tier('0', '1%'), tier('100000', '2%'), tier('300000', '3%'), tier('800000', '5%')];

  test('the deal: each runs through the table on its own', () => {
    const perDeal = commissionOf({ over: { kind: 'deal' }, rates: STEPS });
    const found = due(perDeal, ['200.00', '300.00', '1500.00', '1200.00', '2000.00', '4500.00']);
    expect(linesOf(found).map((line) => line.split(' ')[2])).toEqual([
      '2.00',
      '3.00',
      '20.00',
      '14.00',
      '30.00',
      '95.00',
    ]);
  });

  test('the deal accumulates over its life, across windows', () => {
    const amendment = [changed('D-1', 'A', '2026-05-01', '700.00')];
    const deal = [sold('D-1', '2026-01-10', '800.00')];
    const at = (tiers: Commission['tiers']) =>
      linesOf(
        dueOf(planWith(commissionOf({ tiers, over: { kind: 'deal' }, rates: STEPS })), { deal, amendment }),
      );
    expect(at('marginal')).toEqual(['credit D-1 8.00', 'credit D-1 12.00']);
    expect(at('retroactive')).toEqual(['credit D-1 8.00', 'trueUp D-1 8.00', 'credit D-1 14.00']);
  });

  test('the life of a deal is less what was taken back before', () => {
    const amendment = [cancelled('D-1', '2026-05-01'), changed('D-1', 'Z', '2026-08-01', '700.00')];
    const deal = [sold('D-1', '2026-01-10', '800.00')];
    const at = (tiers: Commission['tiers']) =>
      linesOf(
        dueOf(planWith(commissionOf({ tiers, over: { kind: 'deal' }, rates: STEPS })), { deal, amendment }),
      );
    for (const tiers of ['marginal', 'retroactive'] as const)
      expect(at(tiers)).toEqual(['credit D-1 8.00', 'reversal D-1 -8.00', 'credit D-1 7.00']);
  });

  test('a fact of the deal: at the bound, below and empty', () => {
    const byDiscount = commissionOf({
      over: { kind: 'fact', fact: 'discount', type: 'percent' },
      rates: [tier('0', '10%'), tier('200000000000', '5%')],
    });
    const fields = [{ discount: '0.1999' }, { discount: '0.2' }, { discount: null }];
    expect(linesOf(due(byDiscount, ['100.00', '100.00', '100.00'], {}, {}, fields))).toEqual([
      'credit D-1 10.00',
      'credit D-2 5.00',
      'credit D-3 10.00',
    ]);
    const byTerm = commissionOf({ over: { kind: 'fact', fact: 'termMonths', type: 'number' } });
    expect(linesOf(due(byTerm, ['100.00'], {}, {}, [{ termMonths: null }]))).toEqual(['credit D-1 0.00']);
  });
});

describe('a rate from another measure', () => {
  const renewals = measureOf({
    id: 'renewals',
    quota: 'renewals',
    when: conditionOf({ all: [{ fact: 'type', operator: 'equal', value: 'renewal' }] }),
  });
  const sales = measureOf({
    when: conditionOf({ all: [{ fact: 'type', operator: 'equal', value: 'new' }] }),
  });
  const records: Partial<RecordSet> = {
    quota: [quotaOf('1000.00', '2026-01-01', '2026-04-01', { quota: 'renewals' })],
    deal: [
      sold('N-1', '2026-01-10', '1000.00', { type: 'new' }),
      sold('N-2', '2026-02-10', '2000.00', { type: 'new' }),
      sold('R-1', '2026-01-15', '500.00', { type: 'renewal' }),
      sold('R-2', '2026-02-28', '500.00', { type: 'renewal' }),
    ],
  };

  function planOver(
    reads: 'attainment' | 'amount',
    rates: Commission['rates'],
    settles: 'asEarned' | 'windowEnd' = 'asEarned',
  ) {
    const commission = commissionOf({
      tiers: 'retroactive',
      over: { kind: 'foreign', reads, measure: 'renewals', of: 'self' },
      rates,
    });
    return planOf([componentOf(commission, { measure: sales, settles })], { measures: [sales, renewals] });
  }

  const rates = [tier('0', '10%'), tier('1', '15%')];

  test('is read at each pay-period end, and re-rates what came before by one line', () => {
    expect(linesOf(dueOf(planOver('attainment', rates), records, '2026-02-01'))).toEqual([
      'credit N-1 100.00',
    ]);
    const found = dueOf(planOver('attainment', rates), records, '2026-04-01');
    expect(linesOf(found)).toEqual(['credit N-1 100.00', 'credit N-2 300.00', 'trueUp 50.00']);
    expect(payablesOf(found)).toEqual(['N-1 150.00 of which 150.00', 'N-2 300.00 of which 300.00']);
  });

  test('settled at the window’s end it is read once, there', () => {
    const found = dueOf(planOver('attainment', rates, 'windowEnd'), records, '2026-04-01');
    expect(linesOf(found)).toEqual(['credit N-1 150.00', 'credit N-2 300.00']);
    expect(linesOf(dueOf(planOver('attainment', rates, 'windowEnd'), records, '2026-03-31'))).toEqual([]);
  });

  test('may be of what was credited there', () => {
    const found = dueOf(planOver('amount', [tier('0', '10%'), tier('100000', '15%')]), records, '2026-04-01');
    expect(earnedOf(found)).toBe('450.00');
    const higher = dueOf(
      planOver('amount', [tier('0', '10%'), tier('100001', '15%')]),
      records,
      '2026-04-01',
    );
    expect(earnedOf(higher)).toBe('300.00');
  });

  test('without a quota there it is a problem, and pays nothing', () => {
    const found = dueOf(planOver('attainment', rates), { ...records, quota: [] }, '2026-04-01');
    expect(earnedOf(found)).toBe('0.00');
    expect(problemsOf(found)).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
  });

  test('without a quota the rate just below 100 % is paid where the measure says so', () => {
    const plan = planOver('attainment', [tier('0', '5%'), tier('0.9', '10%'), tier('1', '15%')]);
    const onTarget = { ...sales, withoutQuota: 'onTarget' as const };
    const components = plan.components.map((each) => ({ ...each, measure: onTarget }));
    const found = dueOf(
      { ...plan, components, measures: [onTarget, renewals] },
      { ...records, quota: [] },
      '2026-04-01',
    );
    expect(linesOf(found)).toEqual(['credit N-1 100.00', 'credit N-2 200.00']);
    expect(problemsOf(found)).toEqual([]);
  });
});

test('a whole calculation says the same whatever is asked first', () => {
  const plan = planWith(over('retroactive'));
  const records = {
    deal: [sold('A', '2026-01-10', '80000.00'), sold('B', '2026-02-10', '70000.00')],
    quota: [QUOTA],
  };
  const calculation = calculated([plan], records, '2026-04-01');
  const component = calculation.payees[0]?.segments[0]?.components[0];
  const at = (through: string) =>
    component?.asOf(through).windows.flatMap(({ lines }) => lines.map(({ amount }) => amount));
  const later = at('2026-04-01');
  expect(at('2026-02-01')).toEqual([800_000n]);
  expect(at('2026-04-01')).toEqual(later);
});
