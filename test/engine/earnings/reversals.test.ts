import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../src/engine/measure.js';
import type { Commission } from '../../../src/engine/mechanisms/commission.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  creditNoteOf,
  dueOf,
  earnedOf,
  factorOf,
  invoiced,
  linesOf,
  measureOf,
  part,
  payablesOf,
  planOf,
  quotaOf,
  rateOf,
  received,
  refunded,
  sold,
  tier,
} from '../given.js';

const QUOTA = quotaOf('400000.00', '2026-01-01', '2027-01-01');
const RATES = [tier('0', '10%'), tier('1', '15%'), tier('1.5', '20%')];
const MEANINGS = ['marginal', 'retroactive', 'overage'] as const;

function due(
  tiers: Commission['tiers'],
  records: Partial<RecordSet>,
  through = '2027-01-01',
  measure: Partial<Measure> = {},
  fields: Partial<Commission> = {},
) {
  const commission = commissionOf({ tiers, over: { kind: 'attainment' }, rates: RATES, ...fields });
  return dueOf(
    planOf([componentOf(commission, { measure: measureOf(measure) })]),
    { quota: [QUOTA], ...records },
    through,
  );
}

const THREE = [
  sold('A', '2026-01-10', '80000.00'),
  sold('B', '2026-02-10', '70000.00'),
  sold('C', '2026-03-10', '10000.00'),
];

describe('a reversal in the same window', () => {
  test.each(MEANINGS)('leaves a %s window as if the pair had never been', (tiers) => {
    const without = { deal: THREE.filter(({ id }) => id !== 'B') };
    const withPair = { deal: THREE, amendment: [cancelled('B', '2026-03-31')] };
    expect(linesOf(due(tiers, withPair))).toEqual(linesOf(due(tiers, without)));
  });

  test.each(MEANINGS)('in part leaves a %s window as if the deal had been smaller', (tiers) => {
    const smaller = { deal: [...THREE.slice(0, 1), sold('B', '2026-02-10', '45000.00'), ...THREE.slice(2)] };
    const reduced = { deal: THREE, amendment: [changed('B', 'A', '2026-03-20', '-25000.00')] };
    expect(linesOf(due(tiers, reduced))).toEqual(linesOf(due(tiers, smaller)));
  });

  test('is not known before its day', () => {
    const records = { deal: THREE, amendment: [cancelled('B', '2026-03-31')] };
    expect(earnedOf(due('marginal', records, '2026-03-31'))).toBe('19500.00');
    expect(earnedOf(due('marginal', records, '2026-04-01'))).toBe('9000.00');
  });

  test('on the day of the deal itself leaves nothing', () => {
    expect(
      linesOf(due('marginal', { deal: THREE.slice(0, 1), amendment: [cancelled('A', '2026-01-10')] })),
    ).toEqual([]);
  });

  test('with factors takes back exactly what was credited', () => {
    const factors = [factorOf({ credit: part('1.2'), earning: part('0.7') })];
    const records = { deal: THREE, amendment: [cancelled('B', '2026-03-31')] };
    const without = { deal: THREE.filter(({ id }) => id !== 'B') };
    expect(linesOf(due('marginal', records, '2027-01-01', { factors }))).toEqual(
      linesOf(due('marginal', without, '2027-01-01', { factors })),
    );
  });
});

describe('a reversal in a later window', () => {
  test('takes back what the deal earned, and re-rates nothing else', () => {
    const records = {
      deal: [...THREE, sold('D', '2026-04-02', '100000.00')],
      amendment: [cancelled('B', '2026-04-01')],
    };
    expect(linesOf(due('marginal', records))).toEqual([
      'credit A 8000.00',
      'credit B 9500.00',
      'credit C 2000.00',
      'reversal B -9500.00',
      'credit D 10000.00',
    ]);
  });

  test('of a retroactive window takes back the deal’s part of the total, true-ups included', () => {
    const records = { deal: THREE, amendment: [cancelled('A', '2026-04-01')] };
    expect(linesOf(due('retroactive', records))).toEqual([
      'credit A 8000.00',
      'trueUp 8000.00',
      'credit B 14000.00',
      'credit C 2000.00',
      'reversal A -16000.00',
    ]);
  });

  test('of an overage window takes back the base slice and the part above 100 %', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '110000.00'), sold('B', '2026-02-10', '40000.00')],
      amendment: [cancelled('A', '2026-04-01')],
    };
    expect(linesOf(due('overage', records)).at(-1)).toBe('reversal A -12000.00');
  });

  test('in part takes back that part', () => {
    const records = { deal: THREE, amendment: [changed('B', 'A', '2026-04-01', '-17500.00')] };
    expect(linesOf(due('marginal', records)).at(-1)).toBe('reversal B -2375.00');
  });

  test('in several parts sums to the whole: rounding is cumulative', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '1.00')],
      amendment: [
        changed('A', '1', '2026-04-01', '-0.33'),
        changed('A', '2', '2026-05-01', '-0.33'),
        changed('A', '3', '2026-08-01', '-0.33'),
        cancelled('A', '2026-09-01'),
      ],
    };
    expect(linesOf(due('marginal', records))).toEqual([
      'credit A 0.10',
      'reversal A -0.03',
      'reversal A -0.04',
      'reversal A -0.03',
      'reversal A 0.00',
    ]);
  });

  test.each(MEANINGS)('of every deal leaves nothing of a %s window', (tiers) => {
    const amendment = THREE.map(({ id }) => cancelled(id, '2026-05-05'));
    const found = due(tiers, { deal: THREE, amendment });
    expect(earnedOf(found)).toBe('0.00');
    expect(payablesOf(found)).toEqual(['A', 'B', 'C'].map((id) => `${id} 0.00 of which 0.00`));
  });

  test('moves the attainment of neither window', () => {
    const records = {
      deal: [...THREE, sold('D', '2026-04-02', '100000.00')],
      amendment: [cancelled('B', '2026-04-01')],
    };
    // The deal of the second quarter is paid up to 100 % at the first rate, not beyond.
    expect(linesOf(due('marginal', records)).at(-1)).toBe('credit D 10000.00');
  });

  test('over two windows takes the latest back first', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '1000.00')],
      amendment: [changed('A', '1', '2026-04-10', '500.00'), changed('A', '2', '2026-08-10', '-700.00')],
    };
    expect(linesOf(due('marginal', records))).toEqual([
      'credit A 100.00',
      'reversal A -20.00',
      'credit A 50.00',
      'reversal A -50.00',
    ]);
  });

  test('partly in the window and partly after it', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '1000.00')],
      amendment: [changed('A', '1', '2026-03-31', '-400.00'), changed('A', '2', '2026-04-01', '-150.00')],
    };
    expect(linesOf(due('marginal', records))).toEqual(['credit A 60.00', 'reversal A -15.00']);
  });

  test('is of the original rate of exchange', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '100.00', { currency: 'EUR' })],
      amendment: [{ ...cancelled('A', '2026-05-01'), currency: 'EUR' }],
      fxRate: [rateOf('EUR', 'USD', '2026-01-01', '1.1'), rateOf('EUR', 'USD', '2026-04-01', '2')],
    };
    expect(linesOf(due('marginal', records))).toEqual(['credit A 11.00', 'reversal A -11.00']);
  });

  test('takes back what a floor had lifted a deal to that is paid on nothing', () => {
    const factors = [factorOf({ earning: part('0') })];
    const measure = measureOf({ factors });
    const floor = { limit: { kind: 'amount', amount: 1000n }, per: 'deal' } as const;
    const plan = planOf([componentOf(commissionOf(), { measure, floor })]);
    const records = {
      deal: THREE.slice(0, 1),
      amendment: [changed('A', '1', '2026-05-01', '-20000.00'), cancelled('A', '2026-06-01')],
    };
    expect(linesOf(dueOf(plan, records))).toEqual(['credit A 10.00', 'reversal A -2.50', 'reversal A -7.50']);
  });

  test('takes nothing back of what was credited and not paid', () => {
    const factors = [factorOf({ earning: part('0') })];
    const records = { deal: THREE.slice(0, 1), amendment: [cancelled('A', '2026-05-01')] };
    expect(linesOf(due('marginal', records, '2027-01-01', { factors }))).toEqual(['credit A 0.00']);
  });
});

describe('a positive amendment', () => {
  test('counts in its own window, at the rate there', () => {
    const records = {
      deal: THREE,
      amendment: [changed('A', '1', '2026-04-10', '100000.00'), changed('A', '2', '2026-04-11', '10000.00')],
    };
    expect(linesOf(due('marginal', records)).slice(3)).toEqual(['credit A 10000.00', 'credit A 1500.00']);
  });
});

describe('cash', () => {
  const collected = { basis: 'collected', amount: { kind: 'amount' } } as const;
  const sale = {
    deal: [sold('A', '2026-01-10', '1000.00')],
    invoiceLine: [invoiced('I', 'A', '1000.00')],
    receipt: [received('R', '2026-02-10', '1000.00')],
    application: [applied('R', 'I', '1000.00')],
  };

  test('a refund in the window is as if that cash had never come', () => {
    const found = due(
      'marginal',
      { ...sale, refund: [refunded('F', 'R', '2026-03-31', '250.00')] },
      '2027-01-01',
      collected,
    );
    expect(linesOf(found)).toEqual(['credit A 75.00']);
  });

  test('a refund, a chargeback or a credit note after it takes back its part', () => {
    const refund = [
      refunded('F', 'R', '2026-04-01', '250.00'),
      refunded('G', 'R', '2026-05-01', '250.00', { kind: 'chargeback' }),
    ];
    expect(linesOf(due('marginal', { ...sale, refund }, '2027-01-01', collected))).toEqual([
      'credit A 100.00',
      'reversal A -25.00',
      'reversal A -25.00',
    ]);
    const creditNote = [creditNoteOf('C', 'I', '2026-04-01', '1000.00')];
    expect(linesOf(due('marginal', { ...sale, creditNote }, '2027-01-01', collected))).toEqual([
      'credit A 100.00',
      'reversal A -100.00',
    ]);
  });

  test('a credit note takes back the cash of the invoice it names, not the latest of the deal', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '1000.00')],
      invoiceLine: [invoiced('I', 'A', '600.00'), invoiced('J', 'A', '400.00')],
      receipt: [received('R', '2026-02-10', '600.00'), received('S', '2026-05-10', '400.00')],
      application: [applied('R', 'I', '600.00'), applied('S', 'J', '400.00')],
      creditNote: [creditNoteOf('C', 'I', '2026-08-01', '300.00')],
    };
    const found = due('marginal', records, '2027-01-01', collected);
    expect(linesOf(found)).toEqual(['credit A 60.00', 'reversal A -30.00', 'credit A 40.00']);
  });

  test('a refund is no event of a booked measure', () => {
    const records = { ...sale, refund: [refunded('F', 'R', '2026-04-01', '250.00')] };
    expect(linesOf(due('marginal', records))).toEqual(['credit A 100.00']);
  });
});

describe('sums', () => {
  const records = {
    deal: Array.from({ length: 12 }, (_, place) =>
      sold(`D-${place}`, `2026-0${(place % 3) + 1}-1${place % 10}`, `${7000 + 991 * place}.37`),
    ),
    amendment: [
      changed('D-3', '1', '2026-04-03', '-1234.56'),
      cancelled('D-5', '2026-05-05'),
      changed('D-7', '1', '2026-03-28', '-0.01'),
    ],
  };

  test.each(MEANINGS)('what the deals of a %s window earned sums to its lines', (tiers) => {
    const found = due(tiers, records);
    const byDeal = found.components
      .flatMap(({ payables }) => payables)
      .reduce((sum, { earned }) => sum + earned, 0n);
    const lines = found.components
      .flatMap((each) => each.lines)
      .reduce((sum, { amount }) => sum + amount, 0n);
    expect(byDeal).toBe(lines);
    expect(lines).not.toBe(0n);
  });
});
