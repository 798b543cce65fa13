import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import type { Pool } from '../../../src/engine/mechanisms/pool.js';
import type { Fund, Sharing } from '../../../src/engine/mechanisms/pool-division.js';
import type { Plan } from '../../../src/engine/plan.js';
import { formatRatio } from '../../../src/money/ratio.js';
import type { Deal, PoolWeight } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  changed,
  componentOf,
  earnedOf,
  linesOf,
  measureOf,
  memberOf,
  part,
  planOf,
  problemsOf,
  sold,
  splitOf,
  usd,
} from '../given.js';

const FIXED: Fund = { kind: 'amount', amount: usd('1000.00') };
const TWO_PERCENT: Fund = { kind: 'ofMeasure', share: part('0.02'), measure: 'sales', of: 'members' };

interface Terms {
  readonly fund?: Fund;
  readonly shared?: Sharing;
  readonly among?: 'team' | 'plan';
  readonly membership?: 'days' | 'atEnd';
}

function poolOf({ fund = FIXED, shared = 'equally', among = 'plan', membership = 'days' }: Terms = {}): Pool {
  return {
    kind: 'pool',
    fund,
    shared,
    peers: {
      among,
      membership,
      measure: 'sales',
      reads: shared === 'byCredit' ? ['credited'] : [],
      qualifier: null,
      weights: shared === 'byWeight' ? 'hours' : null,
      fund: fund.kind === 'amount' ? null : { measure: fund.measure, of: fund.of },
    },
  };
}

function planWith(
  terms: Terms,
  fields: Partial<Plan> = {},
  settles: 'asEarned' | 'windowEnd' = 'windowEnd',
): Plan {
  return planOf([componentOf(poolOf(terms), { settles })], fields);
}

/** What everybody earns until a day: `{ ann: '500.00' }`. */
function earned(plans: readonly Plan[], records: Partial<RecordSet>, through: CivilDate = '2026-04-01') {
  const calculation = calculated(plans, records, through);
  return Object.fromEntries(
    calculation.payees.map((book) => [book.payee, earnedOf(dueAsOf(calculation, book, through))]),
  );
}

const ANN_AND_BEN = [assignmentOf('ann'), assignmentOf('ben')];

function soldBy(payee: string, id: string, date: CivilDate, amount: string): Partial<RecordSet> {
  return { deal: [sold(id, date, amount)], split: [splitOf(id, payee)] };
}

function together(...parts: readonly Partial<RecordSet>[]): Pick<RecordSet, 'deal' | 'split'> {
  return {
    deal: parts.flatMap(({ deal }): readonly Deal[] => deal ?? []),
    split: parts.flatMap(({ split }) => split ?? []),
  };
}

function weightOf(payee: string, weight: string, fields: Partial<PoolWeight> = {}): PoolWeight {
  return { payee, pool: 'hours', from: '2026-01-01', to: null, weight, ...fields };
}

describe('a fixed fund shared equally', () => {
  test('goes in equal parts to who is there all the time', () => {
    expect(earned([planWith({})], { assignment: ANN_AND_BEN })).toEqual({ ann: '500.00', ben: '500.00' });
  });

  test('goes whole to the only member', () => {
    expect(earned([planWith({})], { assignment: [assignmentOf('ann')] })).toEqual({ ann: '1000.00' });
  });

  test('counts days for who joins or leaves, and pays the leaver when the window closes', () => {
    const assignment = [assignmentOf('ann'), assignmentOf('ben', { to: '2026-02-15' })];
    expect(earned([planWith({})], { assignment }, '2026-03-01')).toEqual({ ann: '0.00', ben: '0.00' });
    expect(earned([planWith({})], { assignment })).toEqual({ ann: '666.67', ben: '333.33' });
  });

  test('gives a member for one day one part of all days', () => {
    const assignment = [assignmentOf('ann'), assignmentOf('ben', { from: '2026-03-31' })];
    expect(earned([planWith({})], { assignment })).toEqual({ ann: '989.01', ben: '10.99' });
  });

  test('gives the spare cent to the largest remainder, ties to the first in order of id', () => {
    const assignment = ['cid', 'ann', 'ben'].map((payee) => assignmentOf(payee));
    expect(earned([planWith({})], { assignment })).toEqual({ ann: '333.34', ben: '333.33', cid: '333.33' });
  });

  test('of nothing pays nothing', () => {
    const fund: Fund = { kind: 'amount', amount: 0n };
    expect(earned([planWith({ fund })], { assignment: ANN_AND_BEN })).toEqual({ ann: '0.00', ben: '0.00' });
  });

  test('is for the part of the window in which the version of the plan is in force', () => {
    const plan = planWith({}, { effective: { from: '2026-02-15', to: '2027-01-01' } });
    const assignment = ANN_AND_BEN.map((each) => ({ ...each, from: '2026-02-15' }));
    // Half of February and all of March: one and a half of three months.
    expect(earned([plan], { assignment })).toEqual({ ann: '250.00', ben: '250.00' });
  });

  test('goes whole to who is there at the end, if the plan says so', () => {
    const assignment = [
      assignmentOf('ann', { to: '2026-03-31' }),
      assignmentOf('ben', { from: '2026-03-31' }),
      assignmentOf('cid'),
    ];
    expect(earned([planWith({ membership: 'atEnd' })], { assignment })).toEqual({
      ann: '0.00',
      ben: '500.00',
      cid: '500.00',
    });
  });

  test('counts both stretches of who comes back in the same window', () => {
    const assignment = [
      assignmentOf('ann', { to: '2026-02-01' }),
      assignmentOf('ann', { from: '2026-03-01' }),
      assignmentOf('ben'),
    ];
    // 62 of 152 days and 90 of them.
    expect(earned([planWith({})], { assignment })).toEqual({ ann: '407.90', ben: '592.10' });
  });
});

describe('a fund of a measure', () => {
  const assignment = ANN_AND_BEN;
  const deals = together(
    soldBy('ann', 'D-1', '2026-01-10', '30000.00'),
    soldBy('ben', 'D-2', '2026-02-10', '10000.00'),
  );

  test('is shared by what each was credited', () => {
    expect(earned([planWith({ fund: TWO_PERCENT, shared: 'byCredit' })], { assignment, ...deals })).toEqual({
      ann: '600.00',
      ben: '200.00',
    });
  });

  test('is rounded once, and the shares sum to it', () => {
    const odd = together(
      soldBy('ann', 'D-1', '2026-01-10', '10.25'),
      soldBy('ben', 'D-2', '2026-02-10', '10.00'),
    );
    // 2 % of 20.25 is 0.405, which is 0.40: half to even.
    expect(earned([planWith({ fund: TWO_PERCENT })], { assignment, ...odd })).toEqual({
      ann: '0.20',
      ben: '0.20',
    });
  });

  test('takes credit below zero for none, and is itself never below nothing', () => {
    const lost = together(
      soldBy('ann', 'D-1', '2026-01-10', '30000.00'),
      soldBy('ben', 'D-2', '2026-02-10', '-10000.00'),
    );
    expect(earned([planWith({ fund: TWO_PERCENT, shared: 'byCredit' })], { assignment, ...lost })).toEqual({
      ann: '400.00',
      ben: '0.00',
    });
    const all = soldBy('ben', 'D-2', '2026-02-10', '-10000.00');
    expect(earned([planWith({ fund: TWO_PERCENT })], { assignment, ...all })).toEqual({
      ann: '0.00',
      ben: '0.00',
    });
  });

  test('pays nothing by credit where nobody has any', () => {
    expect(earned([planWith({ shared: 'byCredit' })], { assignment })).toEqual({ ann: '0.00', ben: '0.00' });
  });

  test('posts to date where the plan says so', () => {
    const plan = planWith({ fund: TWO_PERCENT, shared: 'byCredit' }, {}, 'asEarned');
    const records = { assignment, ...deals };
    expect(earned([plan], records, '2026-02-01')).toEqual({ ann: '600.00', ben: '0.00' });
    expect(earned([plan], records)).toEqual({ ann: '600.00', ben: '200.00' });
    const calculation = calculated([planWith({ fund: TWO_PERCENT }, {}, 'asEarned')], records, '2026-04-01');
    const book = calculation.payees.find(({ payee }) => payee === 'ann');
    expect(book && linesOf(dueAsOf(calculation, book, '2026-04-01'))).toEqual([
      'pool 300.00',
      'pool 100.00',
      'pool 0.00',
    ]);
  });

  test('counts what is taken back inside the window and not what is after it', () => {
    const plan = planWith({ fund: TWO_PERCENT, shared: 'byCredit' });
    const inside = { assignment, ...deals, amendment: [changed('D-1', 'A-1', '2026-03-31', '-10000.00')] };
    expect(earned([plan], inside)).toEqual({ ann: '400.00', ben: '200.00' });
    const after = { assignment, ...deals, amendment: [changed('D-1', 'A-1', '2026-04-01', '-10000.00')] };
    expect(earned([plan], after, '2026-07-01')).toEqual({ ann: '600.00', ben: '200.00' });
  });
});

describe('a fund of what others were credited', () => {
  const others = planOf([componentOf(poolOf())], { id: 'others', components: [] });
  const team = [
    { id: 'west', name: 'West', parent: null },
    { id: 'north', name: 'North', parent: 'west' },
  ];
  const records = {
    team,
    assignment: [
      ...ANN_AND_BEN,
      assignmentOf('cid', { plan: 'others' }),
      assignmentOf('dan', { plan: 'others' }),
    ],
    membership: [
      memberOf('west', 'ann'),
      memberOf('west', 'ben', { from: '2026-03-01' }),
      memberOf('north', 'cid'),
    ],
    ...together(
      soldBy('ann', 'D-1', '2026-01-10', '10000.00'),
      soldBy('cid', 'D-2', '2026-01-11', '20000.00'),
      soldBy('dan', 'D-3', '2026-01-12', '40000.00'),
    ),
  };

  test.each([
    ['members', { ann: '148.76', ben: '51.24' }],
    ['teamPooled', { ann: '446.28', ben: '153.72' }],
    ['everybody', { ann: '1041.32', ben: '358.68' }],
  ] as const)('is of %s', (of, expected) => {
    const fund: Fund = { kind: 'ofMeasure', share: part('0.02'), measure: 'sales', of };
    expect(earned([planWith({ fund, among: 'team' }), others], records)).toEqual({
      ...expected,
      cid: '0.00',
      dan: '0.00',
    });
  });

  test('says that what is in another currency can not be added up', () => {
    const fund: Fund = { kind: 'ofMeasure', share: part('0.02'), measure: 'sales', of: 'everybody' };
    const calculation = calculated([planWith({ fund }), { ...others, currency: 'EUR' }], {
      ...records,
      deal: [],
      split: [],
    });
    const ann = calculation.payees.find(({ payee }) => payee === 'ann');
    expect(ann && problemsOf(dueAsOf(calculation, ann, '2026-04-01'))).toEqual([
      'currency-mismatch: payee ann, plan/2026-01-01, pay',
    ]);
  });
});

describe('a pool of a team', () => {
  const team = [
    { id: 'west', name: 'West', parent: null },
    { id: 'east', name: 'East', parent: null },
  ];
  const assignment = ['ann', 'ben', 'cid'].map((payee) => assignmentOf(payee));

  test('is one for each team, and who is in two has a share in both', () => {
    const membership = [
      memberOf('west', 'ann'),
      memberOf('west', 'ben'),
      memberOf('east', 'ben'),
      memberOf('east', 'cid'),
    ];
    expect(earned([planWith({ among: 'team' })], { team, assignment, membership })).toEqual({
      ann: '500.00',
      ben: '1000.00',
      cid: '500.00',
    });
  });

  test('counts the days in each team of who changes it', () => {
    const membership = [
      memberOf('west', 'ann'),
      memberOf('west', 'ben', { to: '2026-02-15' }),
      memberOf('east', 'ben', { from: '2026-02-15' }),
      memberOf('east', 'cid'),
    ];
    expect(earned([planWith({ among: 'team' })], { team, assignment, membership })).toEqual({
      ann: '666.67',
      ben: '666.66',
      cid: '666.67',
    });
  });

  test('counts credit only of the days of membership', () => {
    const membership = [memberOf('west', 'ann'), memberOf('west', 'ben', { from: '2026-02-01' })];
    const deals = together(
      soldBy('ann', 'D-1', '2026-02-10', '300.00'),
      soldBy('ben', 'D-2', '2026-01-31', '5000.00'),
      soldBy('ben', 'D-3', '2026-02-01', '100.00'),
    );
    const terms = { among: 'team', shared: 'byCredit' } as const;
    const records = { team, assignment: ANN_AND_BEN, membership, ...deals };
    expect(earned([planWith(terms)], records)).toEqual({ ann: '750.00', ben: '250.00' });
    expect(earned([planWith({ ...terms, membership: 'atEnd' })], records)).toEqual({
      ann: '55.56',
      ben: '944.44',
    });
  });

  test('does not change with people who do not belong to it', () => {
    const membership = [memberOf('west', 'ann'), memberOf('west', 'ben'), memberOf('east', 'cid')];
    const records = { team, assignment, membership };
    const manager = { ...records, membership: [...membership, memberOf('west', 'cid', { as: 'manager' })] };
    expect(earned([planWith({ among: 'team' })], manager)).toEqual(
      earned([planWith({ among: 'team' })], records),
    );
  });

  test('lacks a team for who is in none', () => {
    const calculation = calculated([planWith({ among: 'team' })], {
      team,
      assignment: ANN_AND_BEN,
      membership: [memberOf('west', 'ann')],
    });
    const found = calculation.payees.map((book) => problemsOf(dueAsOf(calculation, book, '2026-04-01')));
    expect(found).toEqual([[], ['missing-team: payee ben, plan/2026-01-01, pay']]);
  });
});

describe('a pool by weight', () => {
  const plan = planWith({ shared: 'byWeight' });

  test('counts each weight for its days', () => {
    const poolWeight = [
      weightOf('ann', '8', { to: '2026-02-15' }),
      weightOf('ann', '4', { from: '2026-02-15' }),
      weightOf('ben', '2'),
    ];
    // 8 × 45 + 4 × 45 = 540 and 2 × 90 = 180.
    expect(earned([plan], { assignment: ANN_AND_BEN, poolWeight })).toEqual({ ann: '750.00', ben: '250.00' });
  });

  test('goes by the weight of the last day at the end', () => {
    const poolWeight = [
      weightOf('ann', '8', { to: '2026-03-31' }),
      weightOf('ann', '1', { from: '2026-03-31' }),
      weightOf('ben', '0.5'),
    ];
    const atEnd = planWith({ shared: 'byWeight', membership: 'atEnd' });
    expect(earned([atEnd], { assignment: ANN_AND_BEN, poolWeight })).toEqual({
      ann: '666.67',
      ben: '333.33',
    });
  });

  test('knows weights of other pools apart', () => {
    const poolWeight = [weightOf('ann', '1'), weightOf('ben', '1'), weightOf('ben', '9', { pool: 'points' })];
    expect(earned([plan], { assignment: ANN_AND_BEN, poolWeight })).toEqual({ ann: '500.00', ben: '500.00' });
  });

  test('tells who has none, and the others that somebody has none', () => {
    const calculation = calculated([plan], { assignment: ANN_AND_BEN, poolWeight: [weightOf('ann', '1')] });
    const found = calculation.payees.map((book) =>
      dueAsOf(calculation, book, '2026-04-01').problems.map(({ code, message }) => `${code}: ${message}`),
    );
    expect(found).toEqual([
      [
        'missing-weight: something is missing for another who takes part, so that what everybody gets may still change',
      ],
      ['missing-weight: the payee has no weight in the pool "hours" up to 2026-03-31'],
    ]);
  });

  test('takes a weight of zero for a weight', () => {
    const poolWeight = [weightOf('ann', '1'), weightOf('ben', '0')];
    const calculation = calculated([plan], { assignment: ANN_AND_BEN, poolWeight });
    const problems = calculation.payees.flatMap((book) => dueAsOf(calculation, book, '2026-04-01').problems);
    expect(problems).toEqual([]);
    expect(earned([plan], { assignment: ANN_AND_BEN, poolWeight })).toEqual({ ann: '1000.00', ben: '0.00' });
  });
});

test('windows of a month have a pool each', () => {
  const component = componentOf(poolOf(), {
    settles: 'windowEnd',
    measure: measureOf({ window: { kind: 'month' } }),
  });
  expect(earned([planOf([component])], { assignment: ANN_AND_BEN }, '2026-03-15')).toEqual({
    ann: '1000.00',
    ben: '1000.00',
  });
});

describe('the explanation of a share', () => {
  function explained(plan: Plan, records: Partial<RecordSet>, payee: string) {
    const calculation = calculated([plan], records, '2026-04-01');
    const found = explainLine(
      bookOf(calculation, payee),
      {
        assignment: 'plan/2026-01-01',
        segmentFrom: '2026-01-01',
        component: 'pay',
        windowFrom: '2026-01-01',
        key: 'pool:2026-03-31',
        event: null,
        deal: null,
      },
      '2026-04-01',
      calculation,
    );
    return {
      sentences: found?.sentences.slice(2),
      leaves: found?.leaves.map(({ text, exact }) => `${text}: ${formatRatio(exact, 4)}`),
    };
  }

  test('says the fund, the number of members, the own part and the whole, and no names', () => {
    const assignment = ['ann', 'ben', 'cid'].map((payee) => assignmentOf(payee));
    expect(explained(planWith({}), { assignment }, 'ann')).toEqual({
      sentences: [
        'The fund of the plan is 1,000.00 USD.',
        'It is shared by 3 members, by days of membership: 90 of 270.',
      ],
      leaves: [
        '33.3333% of the fund of 1,000.00 USD: 33333.3333',
        'shared out in whole minor units, by largest remainder: 0.6667',
      ],
    });
  });

  test('says what a fund is a share of', () => {
    const deals = together(
      soldBy('ann', 'D-1', '2026-01-10', '30000.00'),
      soldBy('ben', 'D-2', '2026-02-10', '10000.00'),
    );
    const plan = planWith({ fund: TWO_PERCENT, shared: 'byCredit' });
    expect(explained(plan, { assignment: ANN_AND_BEN, ...deals }, 'ben')).toEqual({
      sentences: [
        'The fund of the plan is 800.00 USD: 2% of 40,000.00 USD credited to its members under sales up to the end of 2026-03-31.',
        'It is shared by 2 members, by what was credited to each under sales: 10,000.00 USD of 40,000.00 USD.',
      ],
      leaves: ['25% of the fund of 800.00 USD: 20000'],
    });
  });

  test('says that nothing is shared out where nobody has a part', () => {
    expect(explained(planWith({ shared: 'byCredit' }), { assignment: ANN_AND_BEN }, 'ann')).toEqual({
      sentences: [
        'The fund of the plan is 1,000.00 USD.',
        'It is shared by 2 members, by what was credited to each under sales: 0.00 USD of 0.00 USD; as nobody has any, nothing is shared out.',
      ],
      leaves: ['nothing of the fund of 1,000.00 USD: 0'],
    });
  });
});
