import { describe, expect, test } from 'vitest';
import type { Windfall } from '../../../src/engine/credits/windfall-rule.js';
import { withinWindfall } from '../../../src/engine/credits/within-windfall.js';
import { explainCrediting } from '../../../src/engine/explain/explain-crediting.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Plan } from '../../../src/engine/plan.js';
import type { Company } from '../../../src/records/company.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  bookOf,
  COMPANY,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  invoiced,
  linesOf,
  measureOf,
  part,
  planOf,
  quotaOf,
  rateOf,
  received,
  refunded,
  sold,
  splitOf,
  usd,
} from '../given.js';

const LIMIT: Windfall = {
  above: { kind: 'amount', amount: usd('1000.00') },
  excess: 'forfeited',
  decidedBy: null,
};

function planWith(windfall: Partial<Windfall> = {}, measure: Partial<Measure> = {}): Plan {
  const own = measureOf({ windfall: { ...LIMIT, ...windfall }, ...measure });
  return planOf([componentOf(commissionOf(), { measure: own })]);
}

/** What a deal earns at 10 %. */
function earned(records: Partial<RecordSet>, plan = planWith(), through = '2027-01-01'): string {
  return earnedOf(dueOf(plan, records, through));
}

describe('a windfall rule', () => {
  test('counts a deal in full up to the limit, and no more of it above', () => {
    const of = (tcv: string) => earned({ deal: [sold('D', '2026-01-10', tcv)] });
    expect(of('999.99')).toBe('100.00');
    expect(of('1000.00')).toBe('100.00');
    expect(of('1000.01')).toBe('100.00');
    expect(of('250000.00')).toBe('100.00');
  });

  test('limits each deal by itself', () => {
    const deal = [sold('D', '2026-01-10', '1500.00'), sold('E', '2026-01-11', '1500.00')];
    expect(linesOf(dueOf(planWith(), { deal }))).toEqual(['credit D 100.00', 'credit E 100.00']);
  });

  test('goes by the whole deal, of which everybody has the share', () => {
    const deal = [sold('D', '2026-01-10', '1600.00')];
    const split = [splitOf('D', 'me', '0.25'), splitOf('D', 'you', '0.75')];
    expect(earned({ deal, split })).toBe('25.00');
  });

  test('goes over the life of the deal: later events fill it up', () => {
    const deal = [sold('D', '2026-01-10', '800.00')];
    const amendment = [changed('D', 'A', '2026-04-10', '300.00'), changed('D', 'B', '2026-07-10', '50.00')];
    expect(linesOf(dueOf(planWith(), { deal, amendment }))).toEqual(['credit D 80.00', 'credit D 20.00']);
  });

  test('lets a reduction take the excess first, and a cancellation leave nothing', () => {
    const deal = [sold('D', '2026-01-10', '1600.00')];
    const reduced = (amount: string) =>
      earned({ deal, amendment: [changed('D', 'A', '2026-02-10', amount)] });
    expect(reduced('-600.00')).toBe('100.00');
    expect(reduced('-600.01')).toBe('100.00');
    expect(reduced('-700.00')).toBe('90.00');
    expect(reduced('-1600.00')).toBe('0.00');
    expect(earned({ deal, amendment: [cancelled('D', '2026-05-10')] })).toBe('0.00');
    const amendment = [changed('D', 'A', '2026-02-10', '-700.00'), cancelled('D', '2026-05-10')];
    expect(earned({ deal, amendment })).toBe('0.00');
  });

  test('fills up again with what comes after a reduction', () => {
    const deal = [sold('D', '2026-01-10', '1600.00')];
    const amendment = [changed('D', 'A', '2026-02-10', '-700.00'), changed('D', 'B', '2026-03-10', '500.00')];
    expect(earned({ deal, amendment })).toBe('100.00');
  });

  test('counts cash as it comes in, and a refund takes back what of it counted', () => {
    const plan = planWith({}, { basis: 'collected', amount: { kind: 'amount' } });
    const cash = {
      deal: [sold('D', '2026-01-10', '1600.00')],
      invoiceLine: [invoiced('I', 'D', '1600.00')],
      receipt: [received('R', '2026-01-20', '800.00'), received('S', '2026-02-20', '800.00')],
      application: [applied('R', 'I', '800.00'), applied('S', 'I', '800.00')],
    };
    expect(earned(cash, plan)).toBe('100.00');
    const refund = [refunded('F', 'R', '2026-03-01', '800.00')];
    expect(earned({ ...cash, refund }, plan)).toBe('80.00');
    const both = [...refund, refunded('G', 'S', '2026-03-02', '800.00')];
    expect(earned({ ...cash, refund: both }, plan)).toBe('0.00');
  });

  test('can be a share of the full quota of the window in which the deal closed', () => {
    const plan = planWith({ above: { kind: 'ofQuota', share: part('0.5') } });
    const quota = [
      quotaOf('3000.00', '2026-01-01', '2026-04-01'),
      quotaOf('1000.00', '2026-04-01', '2026-07-01'),
    ];
    const deal = [sold('D', '2026-02-10', '9000.00'), sold('E', '2026-04-10', '9000.00')];
    expect(linesOf(dueOf(plan, { deal, quota }))).toEqual(['credit D 150.00', 'credit E 50.00']);
    expect(linesOf(dueOf(plan, { deal }))).toEqual(['credit D 900.00', 'credit E 900.00']);
  });

  test('counts in the currency of the plan', () => {
    const deal = [sold('D', '2026-01-10', '900.00', { currency: 'EUR' })];
    const fxRate = [rateOf('EUR', 'USD', '2026-01-01', '1.2')];
    expect(earned({ deal, fxRate })).toBe('100.00');
  });

  test('comes before factors', () => {
    const factors = [{ when: null, credit: part('1'), earning: part('2') }];
    expect(earned({ deal: [sold('D', '2026-01-10', '1600.00')] }, planWith({}, { factors }))).toBe('200.00');
  });

  test('keeps a plan from being folded', () => {
    expect(foldPlan(planWith())).toBeNull();
    expect(foldPlan(planWith({}, { windfall: null }))).not.toBeNull();
  });
});

describe('an excess that is held', () => {
  const company: Company = {
    ...COMPANY,
    dealFields: [...COMPANY.dealFields, { name: 'approved', type: 'money' }],
  };
  const plan = planWith({ excess: 'held', decidedBy: 'approved' });
  const large = (extra: Readonly<Record<string, string>> = {}) => ({
    deal: [sold('D', '2026-02-10', '1600.00', { extra })],
  });

  function told(records: Partial<RecordSet>, through = '2027-01-01') {
    const calculation = calculated([plan], records, through, company);
    return bookOf(calculation)
      .problemsBefore(through)
      .map(({ code, severity, subject, message }) => `${severity} ${code} ${subject}: ${message}`);
  }

  test('is told as a warning that names the deal, from the day of the event', () => {
    const warning =
      'warning windfall-held deal D: of 1,600.00 USD the measure sales counts 1,000.00 USD; the rest waits for a decision';
    expect(told(large())).toEqual([warning]);
    const book = bookOf(calculated([plan], large(), '2027-01-01', company));
    expect(book.problemsBefore('2026-02-10')).toEqual([]);
    expect(book.problemsBefore('2026-02-11').map(({ code }) => code)).toEqual(['windfall-held']);
  });

  test('is credited as far as somebody decided', () => {
    const decided = (amount: string) => [
      earned(large({ approved: amount }), plan),
      told(large({ approved: amount })),
    ];
    expect(decided('1600.00')).toEqual(['160.00', []]);
    expect(decided('1200.00')).toEqual(['120.00', []]);
    expect(decided('0')).toEqual(['0.00', []]);
    expect(earned(large(), plan)).toBe('100.00');
  });

  test('is not told of deals below the limit, nor to who holds no share', () => {
    expect(told({ deal: [sold('D', '2026-02-10', '1000.00')] })).toEqual([]);
    expect(told({ ...large(), split: [splitOf('D', 'you')] })).toEqual([]);
  });

  test('is named when the deal is explained', async () => {
    const calculation = calculated([plan], large(), '2027-01-01', company);
    const deal = large().deal[0];
    if (deal === undefined) throw new Error('no deal');
    const [found] = await explainCrediting(calculation, bookOf(calculation), deal);
    expect(found?.credited).toBe(true);
    expect(found?.reasons).toEqual([
      'credited with a share of 100%',
      '1,000.00 USD of 1,600.00 USD count: the measure counts no more than 1,000.00 USD of this deal, the rest waits for a decision',
    ]);
  });
});

test('what counts of the events of a deal sums to the deal up to the limit', () => {
  const events = [
    { key: 'a', date: '2026-01-01', amount: 700n, parts: [] },
    { key: 'b', date: '2026-01-02', amount: 700n, parts: [] },
    { key: 'c', date: '2026-01-03', amount: -700n, parts: [{ target: 'a', amount: -700n }] },
    { key: 'd', date: '2026-01-04', amount: -700n, parts: [{ target: 'b', amount: -700n }] },
  ];
  const parts = (limit: bigint) =>
    withinWindfall(events, limit).map(({ key, amount, parts: taken }) =>
      [key, amount, ...taken.map(({ target, amount: each }) => `${target}${each}`)].join(' '),
    );
  expect(parts(1000n)).toEqual(['a 700', 'b 300', 'c -300 a-300', 'd -700 b-300 a-400']);
  expect(parts(0n)).toEqual(['a 0', 'b 0']);
  expect(parts(1400n)).toEqual(['a 700', 'b 700', 'c -700 a-700', 'd -700 b-700']);
});
