import { describe, expect, test } from 'vitest';
import { scaleFact } from '../../../src/conditions/fact.js';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Dimension, Matrix } from '../../../src/engine/mechanisms/matrix/matrix-form.js';
import type { Component } from '../../../src/engine/plan.js';
import { formatRatio, ratio, sumRatios } from '../../../src/money/ratio.js';
import type { Deal } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  componentOf,
  dueOf,
  earnedOf,
  incentiveOf,
  linesOf,
  measureOf,
  memberOf,
  part,
  payablesOf,
  planOf,
  problemsOf,
  quotaOf,
  sold,
  splitOf,
  tier,
  usd,
} from '../given.js';

const attainment: Dimension = { over: { kind: 'attainment' }, at: [part('0'), part('0.8'), part('1')] };

function discount(...at: readonly string[]): Dimension {
  return {
    over: { kind: 'fact', fact: 'discount', type: 'percent' },
    at: at.map((bound) => ratio(scaleFact(bound), 1n)),
  };
}

/** Rates as a plan writes them, the last dimension fastest. */
function cells(...rates: readonly string[]): Matrix['cells'] {
  return rates.map((rate) => tier('0', rate).rate);
}

function matrixOf(fields: Partial<Matrix> = {}): Matrix {
  return {
    kind: 'matrix',
    pays: 'rate',
    target: null,
    shape: 'stepped',
    dimensions: [attainment, discount('0', '0.1', '0.3')],
    cells: cells('4%', '3%', '1%', '8%', '6%', '2%', '10%', '8%', '0%'),
    ...fields,
  };
}

const QUOTA = quotaOf('1000.00', '2026-01-01', '2026-04-01');

interface Given {
  readonly matrix?: Matrix;
  readonly records?: Partial<RecordSet>;
  readonly measure?: Partial<Measure>;
  readonly component?: Partial<Component>;
  readonly through?: string;
}

function planWith({ matrix = matrixOf(), measure, component }: Given) {
  return planOf([componentOf(matrix, { measure: measureOf(measure), settles: 'windowEnd', ...component })]);
}

/** What a payee is due who sells each of these amounts at a discount, one a month. */
function due(sales: readonly (readonly [amount: string, discount?: string | null])[], given: Given = {}) {
  const deal = sales.map(([amount, off], place) =>
    sold(`D-${place + 1}`, `2026-0${place + 1}-10`, amount, {
      discount: off ?? null,
    } satisfies Partial<Deal>),
  );
  return dueOf(planWith(given), { deal, quota: [QUOTA], ...given.records }, given.through ?? '2026-04-01');
}

describe('a stepped matrix of rates', () => {
  test.each([
    ['799.99', '0.0999', '32.00'],
    ['800.00', '0.0999', '64.00'],
    ['799.99', '0.1', '24.00'],
    ['800.00', '0.1', '48.00'],
    ['999.99', '0.2999', '60.00'],
    ['1000.00', '0.2999', '80.00'],
    ['799.99', '0.3', '8.00'],
    ['800.00', '0.3', '16.00'],
    ['1000.00', '0.3', '0.00'],
    ['5000.00', '0.1', '400.00'],
    ['1000.00', '0', '100.00'],
    ['1000.00', '0.9', '0.00'],
  ])('on %s of 1,000.00 at a discount of %s pays %s', (amount, off, expected) => {
    expect(earnedOf(due([[amount, off]]))).toBe(expected);
  });

  test('pays each deal by its own discount and all of them by the attainment of the window', () => {
    expect(
      linesOf(
        due([
          ['500.00', '0'],
          ['500.00', '0.2'],
        ]),
      ),
    ).toEqual(['credit D-1 50.00', 'credit D-2 40.00']);
  });

  test('does not depend on the order of its dimensions', () => {
    const matrix = matrixOf({
      dimensions: [discount('0', '0.1', '0.3'), attainment],
      cells: cells('4%', '8%', '10%', '3%', '6%', '8%', '1%', '2%', '0%'),
    });
    const sales = [
      ['500.00', '0'],
      ['400.00', '0.2'],
      ['50.00', '0.5'],
    ] as const;
    expect(linesOf(due(sales, { matrix }))).toEqual(linesOf(due(sales)));
  });

  test('settled as earned it re-rates what came before at the end of the pay period', () => {
    const component = { settles: 'asEarned' } as const;
    expect(
      linesOf(
        due(
          [
            ['500.00', '0'],
            ['500.00', '0.2'],
          ],
          { component },
        ),
      ),
    ).toEqual(['credit D-1 20.00', 'credit D-2 40.00', 'trueUp 30.00']);
  });

  test('has each deal earn what it pays at the rates reached', () => {
    const component = { settles: 'asEarned' } as const;
    const sales = [
      ['500.00', '0'],
      ['500.00', '0.3'],
    ] as const;
    expect(payablesOf(due(sales, { component }))).toEqual([
      'D-1 50.00 of which 50.00',
      'D-2 0.00 of which 0.00',
    ]);
  });

  test('pays a deal whose fact is empty nothing', () => {
    const seats: Dimension = {
      over: { kind: 'fact', fact: 'seats', type: 'number' },
      at: [ratio(scaleFact('0'), 1n), ratio(scaleFact('10'), 1n)],
    };
    const matrix = matrixOf({
      dimensions: [attainment, seats],
      cells: cells('1%', '2%', '3%', '4%', '5%', '6%'),
    });
    expect(linesOf(due([['1000.00']], { matrix }))).toEqual(['credit D-1 0.00']);
  });

  test('nets a cancellation in its window, and takes the deal back in proportion after it', () => {
    const inside = { amendment: [cancelled('D-2', '2026-03-20')] };
    expect(
      earnedOf(
        due(
          [
            ['500.00', '0'],
            ['500.00', '0.2'],
          ],
          { records: inside },
        ),
      ),
    ).toBe('20.00');
    const after = { amendment: [cancelled('D-2', '2026-04-20')] };
    const sales = [
      ['500.00', '0'],
      ['500.00', '0.2'],
    ] as const;
    expect(linesOf(due(sales, { records: after, through: '2026-05-01' }))).toEqual([
      'credit D-1 50.00',
      'credit D-2 40.00',
      'reversal D-2 -40.00',
    ]);
  });

  test('rounds the running total, so that lines sum to the rounded total', () => {
    const sales = [
      ['0.33', '0'],
      ['0.33', '0'],
      ['0.34', '0'],
    ] as const;
    const matrix = matrixOf({ cells: cells('15%', '15%', '15%', '15%', '15%', '15%', '15%', '15%', '15%') });
    const found = due(sales, { matrix, records: { quota: [quotaOf('1.00', '2026-01-01', '2026-04-01')] } });
    expect(linesOf(found)).toEqual(['credit D-1 0.05', 'credit D-2 0.05', 'credit D-3 0.05']);
  });
});

describe('an interpolated matrix of rates', () => {
  const matrix = matrixOf({
    shape: 'interpolated',
    dimensions: [attainment, discount('0', '0.2')],
    cells: cells('0%', '0%', '8%', '4%', '10%', '6%'),
  });

  test.each([
    ['800.00', '0', '64.00'],
    ['900.00', '0', '81.00'],
    ['900.00', '0.1', '63.00'],
    ['400.00', '0.2', '8.00'],
    ['1000.00', '0.1', '80.00'],
    ['2000.00', '0.5', '120.00'],
  ])('on %s of 1,000.00 at a discount of %s pays %s', (amount, off, expected) => {
    expect(earnedOf(due([[amount, off]], { matrix }))).toBe(expected);
  });

  test('comes to the same whether it re-rates month by month or looks once', () => {
    const sales = [
      ['333.33', '0.07'],
      ['333.33', '0.13'],
      ['233.34', '0.01'],
    ] as const;
    const once = due(sales, { matrix });
    const monthly = due(sales, { matrix, component: { settles: 'asEarned' } });
    expect(earnedOf(monthly)).toBe(earnedOf(once));
    expect(linesOf(monthly).filter((line) => line.startsWith('trueUp'))).toHaveLength(2);
  });
});

describe('a matrix over multiples, amounts and units', () => {
  test('pays multiples of the base rate', () => {
    const matrix = matrixOf({
      target: { kind: 'money', amount: usd('60.00') },
      dimensions: [attainment, discount('0', '0.1')],
      cells: cells('0.5x', '0.25x', '1x', '0.5x', '2x', '1x'),
    });
    expect(earnedOf(due([['1000.00', '0.1']], { matrix }))).toBe('60.00');
    expect(earnedOf(due([['1000.00', '0']], { matrix }))).toBe('120.00');
  });

  test('pays an amount for each unit', () => {
    const matrix = matrixOf({
      dimensions: [
        { over: { kind: 'accumulated' }, at: [ratio(0n, 1n), ratio(2_000_000n, 1n)] },
        discount('0', '0.1'),
      ],
      cells: cells('5.00 a unit', '3.00 a unit', '9.00 a unit', '7.00 a unit'),
    });
    const measure = { amount: { kind: 'count' }, unit: 'units' } as const;
    expect(earnedOf(due([['1.00', '0']], { matrix, measure }))).toBe('5.00');
    expect(
      linesOf(
        due(
          [
            ['1.00', '0'],
            ['1.00', '0.1'],
          ],
          { matrix, measure },
        ),
      ),
    ).toEqual(['credit D-1 9.00', 'credit D-2 7.00']);
  });

  test('over facts alone it is per deal, and never re-rated', () => {
    const seats: Dimension = {
      over: { kind: 'fact', fact: 'seats', type: 'number' },
      at: [ratio(scaleFact('0'), 1n), ratio(scaleFact('10'), 1n)],
    };
    const matrix = matrixOf({
      dimensions: [seats, discount('0', '0.1')],
      cells: cells('1%', '2%', '3%', '4%'),
    });
    const deal = [
      sold('D-1', '2026-01-10', '100.00', { discount: '0.1', extra: { seats: '9' } }),
      sold('D-2', '2026-02-10', '100.00', { discount: '0', extra: { seats: '10' } }),
    ];
    const plan = planWith({ matrix, component: { settles: 'asEarned' } });
    expect(linesOf(dueOf(plan, { deal }))).toEqual(['credit D-1 2.00', 'credit D-2 3.00']);
  });
});

describe('a matrix of three dimensions', () => {
  const other: Dimension = {
    over: { kind: 'foreign', reads: 'attainment', measure: 'sales', of: 'teamPooled' },
    at: [part('0'), part('1')],
  };
  const matrix = matrixOf({
    dimensions: [attainment, other, discount('0', '0.5')],
    cells: cells('1%', '2%', '3%', '4%', '5%', '6%', '7%', '8%', '9%', '10%', '11%', '12%'),
  });
  const team = {
    team: [{ id: 'west', name: 'West', parent: null }],
    membership: [memberOf('west', 'me'), memberOf('west', 'you')],
    assignment: [assignmentOf('me'), assignmentOf('you')],
    quota: [QUOTA, quotaOf('1000.00', '2026-01-01', '2026-04-01', { payee: 'you' })],
  };

  test.each([
    ['900.00', '1099.99', '0', '45.00'],
    ['900.00', '1100.00', '0', '63.00'],
    ['900.00', '1100.00', '0.5', '72.00'],
    ['1000.00', '1000.00', '0.5', '120.00'],
    ['1000.00', '999.99', '0.5', '100.00'],
  ])('on %s beside %s of a colleague at a discount of %s pays %s', (mine, yours, off, expected) => {
    const deal = [
      sold('D-1', '2026-01-10', mine, { discount: off }),
      sold('D-2', '2026-01-10', yours, { discount: off }),
    ];
    const split = [splitOf('D-1'), splitOf('D-2', 'you')];
    expect(earnedOf(dueOf(planWith({ matrix }), { deal, split, ...team }, '2026-04-01'))).toBe(expected);
  });

  test('says what it can not read', () => {
    const found = due([['1000.00', '0']], { matrix });
    expect(problemsOf(found)).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
    expect(earnedOf(found)).toBe('0.00');
  });
});

describe('a matrix of parts of a target', () => {
  const target = { kind: 'money', amount: usd('5000.00') } as const;
  const amount: Dimension = { over: { kind: 'accumulated' }, at: [ratio(0n, 1n), ratio(usd('900.00'), 1n)] };
  const matrix = matrixOf({
    pays: 'target',
    target,
    dimensions: [attainment, amount],
    cells: cells('0%', '10%', '50%', '60%', '100%', '120%'),
  });

  test.each([
    ['799.99', '0.00'],
    ['800.00', '2500.00'],
    ['899.99', '2500.00'],
    ['900.00', '3000.00'],
    ['1000.00', '6000.00'],
    ['9000.00', '6000.00'],
  ])('on %s of 1,000.00 pays %s in one line', (sale, expected) => {
    expect(linesOf(due([[sale]], { matrix }))).toEqual([`matrix ${expected}`]);
  });

  test('interpolates in both dimensions', () => {
    const smooth = { ...matrix, shape: 'interpolated' } as const;
    // 850.00 is 17/18 of the way to 900.00, so 59.44 % and 118.89 %; 85 % is a quarter of the way between them.
    expect(earnedOf(due([['850.00']], { matrix: smooth }))).toBe('3715.28');
  });

  test('posts what it comes to at each pay-period end less what it came to before', () => {
    const component = { settles: 'asEarned' } as const;
    expect(linesOf(due([['800.00'], ['200.00']], { matrix, component }))).toEqual([
      'matrix 2500.00',
      'matrix 3500.00',
      'matrix 0.00',
    ]);
  });

  test('takes a share of the target incentive, prorated to the assignment', () => {
    const ofIncentive = { ...matrix, target: { kind: 'ofTargetIncentive', share: part('0.5') } } as const;
    const records = { targetIncentive: [incentiveOf('40000.00')] };
    expect(earnedOf(due([['1000.00']], { matrix: ofIncentive, records }))).toBe('6000.00');
    expect(problemsOf(due([['1000.00']], { matrix: ofIncentive }))).toEqual([
      'missing-target-incentive: payee me, plan/2026-01-01, pay',
    ]);
  });
});

describe('a matrix without a quota', () => {
  const records = { quota: [] };

  test('is a problem, or pays nothing, or pays the rate just below target, as the measure says', () => {
    const missing = due([['1000.00', '0']], { records });
    expect(problemsOf(missing)).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
    expect(linesOf(missing)).toEqual([]);
    const nothing = due([['1000.00', '0']], { records, measure: { withoutQuota: 'nothing' } });
    expect([linesOf(nothing), problemsOf(nothing)]).toEqual([['credit D-1 0.00'], []]);
    const onTarget = due([['1000.00', '0']], { records, measure: { withoutQuota: 'onTarget' } });
    expect([linesOf(onTarget), problemsOf(onTarget)]).toEqual([['credit D-1 80.00'], []]);
  });
});

test('every line of a matrix explains itself to the cent', () => {
  const plan = planWith({ component: { settles: 'asEarned' } });
  const deal = [
    sold('D-1', '2026-01-10', '333.33', { discount: '0.05' }),
    sold('D-2', '2026-02-10', '555.55', { discount: '0.15' }),
    sold('D-3', '2026-03-10', '222.22', { discount: '0.35' }),
  ];
  const calculation = calculated([plan], { deal, quota: [QUOTA] }, '2026-04-01');
  const book = bookOf(calculation);
  const { components } = dueAsOf(calculation, book, '2026-04-01');
  const lines = components.flatMap((component) => component.lines);
  expect(lines.map(({ kind }) => kind)).toEqual(['credit', 'credit', 'trueUp', 'credit', 'trueUp']);
  const told = lines.map((line) => {
    const explained = explainLine(book, { ...line, event: line.eventKey }, '2026-04-01', calculation);
    const leaves = explained?.leaves ?? [];
    expect(formatRatio(sumRatios(leaves.map(({ exact }) => exact)), 6)).toBe(String(line.amount));
    return leaves.map(({ text }) => text).filter((text) => !text.startsWith('rounding'));
  });
  expect(told).toEqual([
    ['333.33 USD at 4%'],
    ['555.55 USD at 6%'],
    ['now 333.33 USD at 8% (from discount 0%)', 'before -333.33 USD at 4% (from discount 0%)'],
    ['222.22 USD at 0%'],
    [
      'now 333.33 USD at 10% (from discount 0%)',
      'before -333.33 USD at 8% (from discount 0%)',
      'now 555.55 USD at 8% (from discount 10%)',
      'before -555.55 USD at 6% (from discount 10%)',
    ],
  ]);
});

test('a plan with a matrix is not folded', () => {
  expect(foldPlan(planWith({ component: { settles: 'asEarned' } }))).toBeNull();
});
