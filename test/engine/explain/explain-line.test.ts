import { describe, expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Bonus } from '../../../src/engine/mechanisms/bonus.js';
import type { Commission } from '../../../src/engine/mechanisms/commission.js';
import type { Spiff } from '../../../src/engine/mechanisms/spiff.js';
import type { Component, Plan } from '../../../src/engine/plan.js';
import { addRatios, ratio, ZERO_RATIO } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  bookOf,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  factorOf,
  incentiveOf,
  measureOf,
  part,
  planOf,
  quotaOf,
  sold,
  splitOf,
  tier,
  usd,
} from '../given.js';

const THROUGH = '2026-07-01';
const RATES = [tier('0', '10%'), tier('1', '15%'), tier('1.5', '20%')];
const QUOTA = [quotaOf('200000.00', '2026-01-01', '2026-07-01')];
const DEALS = [
  sold('A', '2026-01-10', '80000.01'),
  sold('B', '2026-02-10', '70000.37'),
  sold('C', '2026-03-10', '66666.66'),
  sold('D', '2026-04-10', '123.45'),
];

/** Every line that is due, as `kind deal`, with its explanation; that the leaves sum to it is asserted here. */
function explained(plan: Plan, records: Partial<RecordSet>) {
  const calculation = calculated([plan], records, THROUGH);
  const book = bookOf(calculation);
  const lines = dueAsOf(calculation, book, THROUGH).components.flatMap((each) => each.lines);
  return lines.map((line) => {
    const found = explainLine(book, { ...line, event: line.eventKey }, THROUGH, calculation);
    if (found === null) throw new Error(`no explanation of ${line.key}`);
    const sum = found.leaves.map(({ exact }) => exact).reduce(addRatios, ZERO_RATIO);
    expect({ key: line.key, sum }).toEqual({ key: line.key, sum: ratio(line.amount, 1n) });
    return { line: `${line.kind} ${line.deal ?? ''}`.trim(), ...found };
  });
}

function planWith(
  mechanism: Component['mechanism'],
  component: Partial<Component> = {},
  measure: Partial<Measure> = {},
): Plan {
  return planOf([componentOf(mechanism, { measure: measureOf(measure), ...component })]);
}

const RECORDS: Partial<RecordSet> = {
  deal: DEALS,
  quota: QUOTA,
  split: [splitOf('A'), splitOf('B', 'me', '0.33333333'), splitOf('C'), splitOf('D')],
  amendment: [
    changed('A', '1', '2026-04-15', '-1000.01'),
    changed('B', '1', '2026-03-20', '-10000.00'),
    cancelled('C', '2026-05-01'),
  ],
};

const CURVE: Bonus['curve'] = {
  shape: 'interpolated',
  beyond: 'linear',
  points: [
    { at: part('0.5'), pays: part('0.5') },
    { at: part('0.9'), pays: part('1') },
  ],
};

const BONUS: Bonus = {
  kind: 'bonus',
  target: { kind: 'money', amount: usd('5000.00') },
  over: { kind: 'attainment' },
  curve: CURVE,
};

function over(fields: Partial<Commission>): Commission {
  return commissionOf({ over: { kind: 'attainment' }, rates: RATES, ...fields });
}

const SPIFF: Spiff = { kind: 'spiff', amount: usd('100.00'), per: 'deal', startsWith: 2, endsWith: null };

describe('the leaves of every line sum to it exactly', () => {
  const factors = [factorOf({ credit: part('1.2'), earning: part('0.7') })];
  const foreign = { kind: 'foreign', reads: 'attainment', measure: 'sales', of: 'self' } as const;
  const byFact = { kind: 'fact', fact: 'tcv', type: 'money' } as const;

  test.each<[string, Plan]>([
    ['marginal', planWith(over({}))],
    ['marginal with factors', planWith(over({}), {}, { factors })],
    [
      'marginal per deal',
      planWith(over({ over: { kind: 'deal' }, rates: [tier('0', '10%'), tier('5000000', '11%')] })),
    ],
    ['retroactive', planWith(over({ tiers: 'retroactive' }))],
    [
      'retroactive per deal',
      planWith(
        over({ tiers: 'retroactive', over: { kind: 'deal' }, rates: [tier('0', '10%'), tier('1', '11%')] }),
      ),
    ],
    ['overage', planWith(over({ tiers: 'overage' }), {}, { factors })],
    [
      'by a fact',
      planWith(over({ over: byFact, rates: [tier('0', '3.3333%'), tier('70000000000000000', '5%')] })),
    ],
    ['by a reading', planWith(over({ tiers: 'retroactive', over: foreign }))],
    [
      'capped',
      planWith(over({}), {
        cap: { limit: { kind: 'amount', amount: usd('9000.00') }, per: 'quarter', excess: 'forfeited' },
      }),
    ],
    [
      'capped by a share',
      planWith(over({}), {
        cap: { limit: { kind: 'ofAmount', share: part('0.11') }, per: 'deal', excess: 'forfeited' },
      }),
    ],
    [
      'floored',
      planWith(over({}), { floor: { limit: { kind: 'amount', amount: usd('20000.00') }, per: 'quarter' } }),
    ],
    [
      'floored per deal',
      planWith(over({}), { floor: { limit: { kind: 'amount', amount: usd('50.00') }, per: 'deal' } }),
    ],
    ['a bonus', planWith(BONUS)],
    ['a bonus as earned', planWith(BONUS, { settles: 'asEarned' })],
    ['a spiff per deal', planWith(SPIFF)],
    [
      'a spiff per unit',
      planWith({ ...SPIFF, per: 'unit' }, {}, { unit: 'units', amount: { kind: 'count' } }),
    ],
    ['without a quota', planWith(over({}), {}, { quota: 'none', withoutQuota: 'onTarget' })],
  ])('%s', (_, plan) => {
    expect(explained(plan, RECORDS).length).toBeGreaterThan(0);
  });
});

describe('what is said', () => {
  const target = { kind: 'ofTargetIncentive', share: part('0.6') } as const;
  const multiples = over({ target, rates: [tier('0', '1x'), tier('1', '1.5x')] });

  test('of an event: plan, window, quota, deal, share, factors', () => {
    const records = { ...RECORDS, targetIncentive: [incentiveOf('40000.00')], amendment: [] };
    const factors = [factorOf({ credit: part('2') })];
    const [first, second] = explained(planWith(multiples, {}, { factors }), records);
    const said = (sentences: readonly string[] = []) => sentences.join('\n');
    expect(said(first?.sentences)).toContain('component pay pays on measure sales');
    expect(said(first?.sentences)).toContain('2026-01-01 to before 2026-04-01');
    expect(said(first?.sentences)).toMatch(/quota 100,?000(\.00)? USD/);
    expect(said(first?.sentences)).toMatch(/80,?000\.01 USD on 2026-01-10/);
    expect(said(second?.sentences)).toContain('33.333333%');
    expect(said(first?.sentences)).toMatch(/counts as 160,?000\.02 USD toward quota/);
    expect(first?.leaves.map(({ text }) => text).join('\n')).toMatch(/1x.*\n.*1\.5x/);
  });

  test('of a part that was taken back inside the window', () => {
    const found = explained(planWith(over({})), RECORDS).find(({ line }) => line === 'credit B');
    expect(found?.sentences.join('\n')).toContain('taken back on 2026-03-20');
  });

  test('of a reversal: what the deal earned, and how much of that is taken back by now', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '1000.00')],
      amendment: [changed('A', '1', '2026-04-15', '-250.00'), cancelled('A', '2026-05-01')],
    };
    const [, first, second] = explained(planWith(commissionOf()), records);
    const said = [first, second].map((each) =>
      [...(each?.sentences ?? []), ...(each?.leaves ?? []).map(({ text }) => text)].join('\n'),
    );
    expect(said[0]).toContain('booked:A:amendment:1');
    expect(said[0]).toContain('2026-04-15');
    expect(said[0]).toContain('100.00 USD');
    expect(said[0]).toContain('25%');
    expect(said[1]).toContain('100%');
  });

  test('of a cap: its amount and span', () => {
    const cap = {
      limit: { kind: 'amount', amount: usd('9000.00') },
      per: 'quarter',
      excess: 'forfeited',
    } as const;
    const found = explained(planWith(over({}), { cap }), RECORDS);
    expect(found.flatMap(({ leaves }) => leaves.map(({ text }) => text)).join('\n')).toContain(
      'cap of 9,000.00 USD per quarter',
    );
  });

  test('of a spiff: which deal it is, and since which it pays', () => {
    const found = explained(planWith(SPIFF), { deal: DEALS.slice(0, 2), split: RECORDS.split ?? [] });
    expect(found.map(({ sentences }) => sentences.at(-1))).toEqual([
      expect.stringMatching(/eals in the window so far: 1; pays from number 2 on/),
      expect.stringMatching(/eals in the window so far: 2; pays from number 2 on/),
    ]);
    expect(found[1]?.leaves[0]?.text).toContain('33.333333%');
  });
});

test('a line that is not due has no explanation', () => {
  const calculation = calculated([planWith(commissionOf())], { deal: DEALS }, THROUGH);
  const reference = {
    assignment: 'plan/2026-01-01',
    segmentFrom: '2026-01-01',
    component: 'pay',
    windowFrom: '2026-01-01',
    event: null,
    deal: null,
  };
  expect(
    explainLine(bookOf(calculation), { ...reference, key: 'credit:nothing' }, THROUGH, calculation),
  ).toBeNull();
  expect(
    explainLine(bookOf(calculation), { ...reference, assignment: 'other', key: 'x' }, THROUGH, calculation),
  ).toBeNull();
});

test('a line is explained as of the day it was due, whatever is asked in between', () => {
  const calculation = calculated([planWith(over({ tiers: 'retroactive' }))], RECORDS, THROUGH);
  const book = bookOf(calculation);
  const reference = {
    assignment: 'plan/2026-01-01',
    segmentFrom: '2026-01-01',
    component: 'pay',
    windowFrom: '2026-01-01',
    event: 'booked:B:booking',
    deal: 'B',
    key: 'credit:booked:B:booking',
  };
  const before = explainLine(book, reference, '2026-03-01', calculation);
  explainLine(book, reference, THROUGH, calculation);
  expect(explainLine(book, reference, '2026-03-01', calculation)).toEqual(before);
});
