import { describe, expect, test } from 'vitest';
import type { Bonus } from '../../../src/engine/mechanisms/bonus.js';
import { formatPercent, roundRatio } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  dueOf,
  linesOf,
  measureOf,
  memberOf,
  part,
  planOf,
  problemsOf,
  quotaOf,
  sold,
  splitOf,
  text,
  tier,
  usd,
} from '../given.js';

const PLAN = planOf([componentOf(commissionOf())]);
const FIRST = ['2026-01-01', '2026-04-01'] as const;

const TEAMS = [
  { id: 'WEST', name: 'West', parent: null },
  { id: 'NORTH', name: 'North', parent: 'WEST' },
];

/** Ann has sold 80 % of 1,000.00, Bob 120 % of 500.00, Cid has no quota and sold 300.00. */
const RECORDS: Partial<RecordSet> = {
  team: TEAMS,
  membership: [memberOf('WEST', 'ann'), memberOf('NORTH', 'bob'), memberOf('NORTH', 'cid')],
  assignment: ['ann', 'bob', 'cid'].map((payee) => assignmentOf(payee)),
  quota: [quotaOf('1000.00', ...FIRST, { payee: 'ann' }), quotaOf('500.00', ...FIRST, { payee: 'bob' })],
  deal: [
    sold('A', '2026-01-10', '800.00'),
    sold('B', '2026-02-10', '600.00'),
    sold('C', '2026-03-10', '300.00'),
  ],
  split: [splitOf('A', 'ann'), splitOf('B', 'bob'), splitOf('C', 'cid')],
};

function team(fields: Partial<RecordSet> = {}, id = 'WEST', date = '2026-03-31') {
  const found = calculated([PLAN], { ...RECORDS, ...fields }, '2026-07-01').teamAttainment(id, 'sales', date);
  if (found === null) return null;
  const { pooled, average } = found;
  return {
    pooled: `${text(roundRatio(pooled.credited, 'half-even'))} of ${text(roundRatio(pooled.quota, 'half-even'))}, ${pooled.attainment === null ? 'none' : formatPercent(pooled.attainment)}`,
    average: average === null ? 'none' : formatPercent(average),
    members: found.members.map(({ payee, days }) => `${payee} ${days}`),
    withoutQuota: found.withoutQuota,
  };
}

describe('a team’s attainment', () => {
  test('is reported pooled and on average, down the whole subtree', () => {
    expect(team()).toEqual({
      pooled: '1400.00 of 1500.00, 93.33%',
      average: '100%',
      members: ['ann 90', 'bob 90'],
      withoutQuota: ['cid'],
    });
    expect(team({}, 'NORTH')?.pooled).toBe('600.00 of 500.00, 120%');
  });

  test('to date holds what is credited so far against the whole window’s quotas', () => {
    expect(team({}, 'WEST', '2026-01-31')?.pooled).toBe('800.00 of 1500.00, 53.33%');
    expect(team({}, 'WEST', '2026-01-31')?.average).toBe('40%');
    expect(team({}, 'WEST', '2026-02-10')?.pooled).toBe('1400.00 of 1500.00, 93.33%');
  });

  test('pools everybody’s credit over the team’s own quota where one is loaded', () => {
    const own = quotaOf('2000.00', ...FIRST, { payee: null, team: 'WEST' });
    const found = team({ quota: [...(RECORDS.quota ?? []), own] });
    expect(found?.pooled).toBe('1700.00 of 2000.00, 85%');
    expect(found?.average).toBe('100%');
    expect(found?.withoutQuota).toEqual(['cid']);
  });

  test('has neither form where nobody has a quota', () => {
    expect(team({ quota: [] })).toEqual({
      pooled: '0.00 of 0.00, none',
      average: 'none',
      members: [],
      withoutQuota: ['ann', 'bob', 'cid'],
    });
  });

  test('leaves a quota of zero out like none', () => {
    const quota = [
      quotaOf('1000.00', ...FIRST, { payee: 'ann' }),
      quotaOf('0.00', ...FIRST, { payee: 'bob' }),
    ];
    expect(team({ quota })?.withoutQuota).toEqual(['bob', 'cid']);
  });

  test('is none for a team that nobody with such a measure is in', () => {
    expect(team({}, 'NOWHERE')).toBeNull();
    expect(team({ membership: [] })).toBeNull();
  });

  test('leaves managers and roll-ups out', () => {
    const membership = [...(RECORDS.membership ?? []), memberOf('WEST', 'dan', { as: 'manager' })];
    const assignment = [...(RECORDS.assignment ?? []), assignmentOf('dan')];
    const split = [...(RECORDS.split ?? []), splitOf('A', 'dan')];
    expect(team({ membership, assignment, split })?.pooled).toBe('1400.00 of 1500.00, 93.33%');
  });

  test('does not count what is taken back inside the window', () => {
    expect(team({ amendment: [cancelled('B', '2026-03-31')] })?.pooled).toBe('800.00 of 1500.00, 53.33%');
    expect(team({ amendment: [cancelled('B', '2026-03-31')] }, 'WEST', '2026-03-30')?.pooled).toBe(
      '1400.00 of 1500.00, 93.33%',
    );
    expect(team({ amendment: [cancelled('B', '2026-04-01')] })?.pooled).toBe('1400.00 of 1500.00, 93.33%');
  });
});

describe('who comes and goes', () => {
  test('brings the credit and the quota of the days in the team', () => {
    // Bob is a member for 30 of 90 days, and sold outside of them.
    const membership = [
      memberOf('WEST', 'ann'),
      memberOf('WEST', 'bob', { from: '2026-03-02', to: '2026-04-01' }),
    ];
    expect(team({ membership })).toEqual({
      pooled: '800.00 of 1166.67, 68.57%',
      average: '90%',
      members: ['ann 90', 'bob 30'],
      withoutQuota: [],
    });
  });

  test('is counted once when in two teams of the subtree at a time', () => {
    const membership = [
      memberOf('WEST', 'ann', { to: '2026-02-15' }),
      memberOf('NORTH', 'ann', { from: '2026-01-10', to: '2026-02-15' }),
      memberOf('NORTH', 'bob'),
    ];
    expect(team({ membership })?.members).toEqual(['ann 45', 'bob 90']);
    expect(team({ membership })?.pooled).toBe('1400.00 of 1000.00, 140%');
  });

  test('moves from one team of the subtree to another without a gap', () => {
    const membership = [
      memberOf('WEST', 'bob', { to: '2026-02-01' }),
      memberOf('NORTH', 'bob', { from: '2026-02-01' }),
    ];
    expect(team({ membership })?.members).toEqual(['bob 90']);
    expect(team({ membership }, 'NORTH')?.members).toEqual(['bob 59']);
    expect(team({ membership }, 'NORTH')?.pooled).toBe('600.00 of 327.78, 183.05%');
  });

  test('who was hired in the window counts from that day, with the prorated quota', () => {
    const assignment = [assignmentOf('ann'), assignmentOf('bob', { from: '2026-02-15' })];
    const deal = [sold('A', '2026-01-10', '800.00'), sold('B', '2026-02-20', '250.00')];
    const found = team({ assignment, deal, split: [splitOf('A', 'ann'), splitOf('B', 'bob')] });
    expect(found?.pooled).toBe('1050.00 of 1250.00, 84%');
    expect(found?.members).toEqual(['ann 90', 'bob 45']);
    // (90 × 80 % + 45 × 100 %) ÷ 135
    expect(found?.average).toBe('86.67%');
  });

  test('who left the plan in the window stays in for what was', () => {
    const assignment = [assignmentOf('ann'), assignmentOf('bob', { to: '2026-02-15' })];
    const found = team({ assignment });
    expect(found?.members).toEqual(['ann 90', 'bob 45']);
    expect(found?.pooled).toBe('1400.00 of 1250.00, 112%');
  });

  test('is not in the team before or after', () => {
    const membership = [
      memberOf('WEST', 'ann'),
      memberOf('WEST', 'bob', { to: '2026-01-01' }),
      memberOf('WEST', 'cid', { from: '2026-04-01' }),
    ];
    expect(team({ membership })?.members).toEqual(['ann 90']);
    expect(team({ membership })?.withoutQuota).toEqual([]);
  });
});

describe('pay that reads a team', () => {
  const bonus = (of: 'teamPooled' | 'teamAverage'): Bonus => ({
    kind: 'bonus',
    target: { kind: 'money', amount: usd('1000.00') },
    over: { kind: 'foreign', reads: 'attainment', measure: 'sales', of },
    curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('1'), pays: part('1') }] },
  });
  const rolled = measureOf({ id: 'rolled', credit: { kind: 'team', roles: ['owner'], self: false } });

  function paid(of: 'teamPooled' | 'teamAverage', fields: Partial<RecordSet> = {}) {
    const plans = [PLAN, { ...planOf([componentOf(bonus(of), { measure: rolled })]), id: 'managers' }];
    const records = {
      ...RECORDS,
      membership: [...(RECORDS.membership ?? []), memberOf('WEST', 'boss', { as: 'manager' })],
      assignment: [...(RECORDS.assignment ?? []), assignmentOf('boss', { plan: 'managers' })],
      ...fields,
    };
    return { plans, records };
  }

  function bossOf(of: 'teamPooled' | 'teamAverage', fields: Partial<RecordSet> = {}) {
    const { plans, records } = paid(of, fields);
    const calculation = calculated(plans, records, '2026-04-01');
    const book = calculation.payees.find(({ payee }) => payee === 'boss');
    return book?.segments[0]?.components[0]?.asOf('2026-04-01');
  }

  test('a manager’s bonus reads the team managed', () => {
    const amounts = (of: 'teamPooled' | 'teamAverage') =>
      bossOf(of)?.windows.flatMap(({ lines }) => lines.map(({ amount }) => text(amount)));
    expect(amounts('teamAverage')).toEqual(['1000.00']);
    expect(amounts('teamPooled')).toEqual(['0.00']);
  });

  test('where the team has no quota, that is a problem', () => {
    expect(bossOf('teamPooled', { quota: [] })?.problems.map(({ code }) => code)).toEqual(['missing-quota']);
  });

  test('a member’s commission reads the team the member is in', () => {
    const commission = commissionOf({
      tiers: 'retroactive',
      over: { kind: 'foreign', reads: 'attainment', measure: 'sales', of: 'teamAverage' },
      rates: [tier('0', '10%'), tier('1', '20%')],
    });
    const plan = planOf([componentOf(commission)]);
    expect(linesOf(dueOf(plan, RECORDS, '2026-04-01', 'ann'))).toEqual(['credit A 80.00', 'trueUp 80.00']);
    // North alone, of which Bob is the only one with a quota.
    expect(linesOf(dueOf(plan, RECORDS, '2026-04-01', 'bob'))).toEqual(['credit B 120.00']);
    expect(problemsOf(dueOf(plan, RECORDS, '2026-04-01', 'bob'))).toEqual([]);
  });
});
