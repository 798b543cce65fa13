import { describe, expect, test } from 'vitest';
import type { TeamAttainment } from '../../../src/engine/measures/team-attainment.js';
import type { Bonus } from '../../../src/engine/mechanisms/bonus.js';
import type { Plan } from '../../../src/engine/plan.js';
import { formatPercent, roundRatio } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  assignmentOf,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  dueOf,
  invoiced,
  linesOf,
  measureOf,
  memberOf,
  part,
  planOf,
  problemsOf,
  quotaOf,
  rateOf,
  received,
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
  return shown(calculated([PLAN], { ...RECORDS, ...fields }, '2026-07-01').teamAttainment(id, 'sales', date));
}

function shown(found: TeamAttainment | null) {
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

describe('a team that is part of another one on some days', () => {
  const teams = [...TEAMS, { id: 'EAST', name: 'East', parent: null }];
  const under = (from: string, to: string | null = null) => [{ team: 'NORTH', parent: 'EAST', from, to }];

  test('brings each of them the credit and the quota of its days', () => {
    // North is in West for 40 of 90 days; Bob sells on the first of the others.
    const found = { team: teams, teamParent: under('2026-02-10') };
    expect(team(found)).toMatchObject({ pooled: '800.00 of 1222.22, 65.45%', members: ['ann 90', 'bob 40'] });
    expect(team(found, 'EAST')).toMatchObject({ pooled: '600.00 of 277.78, 216%', members: ['bob 50'] });
    const dayLater = { team: teams, teamParent: under('2026-02-11') };
    expect(team(dayLater)?.pooled).toBe('1400.00 of 1227.78, 114.03%');
    expect(team(dayLater, 'EAST')?.pooled).toBe('0.00 of 272.22, 0%');
  });

  test('is weighed by its days in the average', () => {
    // (90 × 80 % + 40 × 120 %) ÷ 130
    expect(team({ team: teams, teamParent: under('2026-02-10') })?.average).toBe('92.31%');
  });

  test('counts again once it is back', () => {
    const found = { team: teams, teamParent: under('2026-02-10', '2026-02-11') };
    expect(team(found)?.members).toEqual(['ann 90', 'bob 89']);
    expect(team(found, 'EAST')).toMatchObject({ pooled: '600.00 of 5.56, 10800%', members: ['bob 1'] });
  });

  test('is not there yet on the day before, and itself stays as it is', () => {
    const found = { team: teams, teamParent: under('2026-02-10') };
    expect(team(found, 'EAST', '2026-02-09')).toMatchObject({ members: [] });
    expect(team(found, 'NORTH')).toEqual(team({}, 'NORTH'));
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

  test('does not count before the day of joining, and from it on with all days of the window', () => {
    const membership = [memberOf('WEST', 'ann'), memberOf('WEST', 'bob', { from: '2026-03-02' })];
    const alone = {
      pooled: '800.00 of 1000.00, 80%',
      average: '80%',
      members: ['ann 90'],
      withoutQuota: [],
    };
    expect(team({ membership }, 'WEST', '2026-01-31')).toEqual(alone);
    expect(team({ membership }, 'WEST', '2026-03-01')).toEqual(alone);
    expect(team({ membership }, 'WEST', '2026-03-02')?.members).toEqual(['ann 90', 'bob 30']);
    expect(team({ membership }, 'WEST', '2026-03-02')?.pooled).toBe('800.00 of 1166.67, 68.57%');
  });

  test('leaves a team with a quota of its own at zero until somebody joins', () => {
    const membership = [memberOf('WEST', 'ann', { from: '2026-03-02' })];
    const quota = [quotaOf('2000.00', ...FIRST, { payee: null, team: 'WEST' })];
    expect(team({ membership, quota }, 'WEST', '2026-01-31')?.pooled).toBe('0.00 of 2000.00, 0%');
  });

  test('is among the people of the team, with a measure or not', () => {
    const membership = [
      memberOf('WEST', 'ann'),
      memberOf('NORTH', 'dot'),
      memberOf('WEST', 'eve', { to: '2026-01-01' }),
      memberOf('WEST', 'fay', { from: '2026-02-01' }),
    ];
    const at = (date: string) =>
      calculated([PLAN], { ...RECORDS, membership }, '2026-07-01').teamAttainment('WEST', 'sales', date)
        ?.people;
    expect(at('2026-01-31')).toEqual(['ann', 'dot']);
    expect(at('2026-02-01')).toEqual(['ann', 'dot', 'fay']);
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

describe('a trailing measure', () => {
  const trailing = measureOf({ window: { kind: 'trailing', months: 3 } });
  const plan = planOf([componentOf(commissionOf(), { measure: trailing })]);
  const records: Partial<RecordSet> = {
    team: TEAMS,
    membership: [memberOf('WEST', 'ann')],
    assignment: [assignmentOf('ann')],
    quota: [quotaOf('100000.00', ...FIRST, { payee: 'ann' })],
    deal: [sold('A', '2026-01-10', '50000.00'), sold('B', '2026-03-10', '50000.00')],
    split: [splitOf('A', 'ann'), splitOf('B', 'ann')],
  };
  const at = (date: string, fields: Partial<RecordSet> = {}) =>
    shown(calculated([plan], { ...records, ...fields }, '2026-07-01').teamAttainment('WEST', 'sales', date));

  test('counts the months that its window reaches back over', () => {
    expect(at('2026-03-31')).toEqual({
      pooled: '100000.00 of 100000.00, 100%',
      average: '100%',
      members: ['ann 90'],
      withoutQuota: [],
    });
    expect(at('2026-02-28')?.pooled).toBe('50000.00 of 66666.67, 75%');
  });

  test('does not count what was taken back of them while it reaches them', () => {
    const amendment = [cancelled('A', '2026-03-20')];
    expect(at('2026-03-19', { amendment })?.pooled).toBe('100000.00 of 100000.00, 100%');
    expect(at('2026-03-20', { amendment })?.pooled).toBe('50000.00 of 100000.00, 50%');
    expect(at('2026-03-20', { amendment })?.average).toBe('50%');
  });

  test('counts only what was credited while a member, with the quota of those days', () => {
    const membership = [memberOf('WEST', 'ann', { from: '2026-03-02' })];
    expect(at('2026-03-31', { membership })?.pooled).toBe('50000.00 of 33333.33, 150%');
  });
});

describe('who cannot be added up', () => {
  const EUROPE = { ...planOf([componentOf(commissionOf())], { currency: 'EUR' }), id: 'europe' };
  const onOther = [assignmentOf('ann'), assignmentOf('bob', { plan: 'europe' }), assignmentOf('cid')];
  const alone = {
    pooled: '800.00 of 1000.00, 80%',
    average: '80%',
    members: ['ann 90'],
    withoutQuota: ['bob', 'cid'],
  };

  test('for another currency is left out and listed', () => {
    const quota = [
      quotaOf('1000.00', ...FIRST, { payee: 'ann' }),
      quotaOf('500.00', ...FIRST, { payee: 'bob', currency: 'EUR' }),
    ];
    const fxRate = [rateOf('USD', 'EUR', '2026-01-01', '0.5')];
    const records = { ...RECORDS, assignment: onOther, quota, fxRate };
    expect(shown(calculated([PLAN, EUROPE], records).teamAttainment('WEST', 'sales', '2026-03-31'))).toEqual(
      alone,
    );
  });

  test('for another unit is left out and listed', () => {
    const units = measureOf({ unit: 'units', amount: { kind: 'quantity' } });
    const plan = { ...planOf([componentOf(commissionOf(), { measure: units })]), id: 'europe' };
    const quota = [
      quotaOf('1000.00', ...FIRST, { payee: 'ann' }),
      quotaOf('5', ...FIRST, { payee: 'bob', currency: null }),
    ];
    const records = { ...RECORDS, assignment: onOther, quota };
    expect(shown(calculated([PLAN, plan], records).teamAttainment('WEST', 'sales', '2026-03-31'))).toEqual(
      alone,
    );
  });

  test('for another window is left out and listed', () => {
    const monthly = measureOf({ window: { kind: 'month' } });
    const plan = { ...planOf([componentOf(commissionOf(), { measure: monthly })]), id: 'europe' };
    const records = { ...RECORDS, assignment: onOther };
    expect(shown(calculated([PLAN, plan], records).teamAttainment('WEST', 'sales', '2026-03-31'))).toEqual(
      alone,
    );
  });
});

describe('under a plan governed by the close date', () => {
  // The first version is over on 04-01; cash for its deal comes in on 05-10, that of the second on 06-10.
  const collected = measureOf({ basis: 'collected' });
  const version = (from: string, to: string) =>
    planOf([componentOf(commissionOf(), { measure: collected })], {
      governedBy: 'closeDate',
      effective: { from, to },
    });
  const records: Partial<RecordSet> = {
    team: TEAMS,
    membership: [memberOf('WEST', 'ann')],
    assignment: [assignmentOf('ann')],
    quota: [quotaOf('1000.00', '2026-04-01', '2026-07-01', { payee: 'ann' })],
    deal: [sold('A', '2026-03-10', '200.00'), sold('B', '2026-04-10', '600.00')],
    split: [splitOf('A', 'ann'), splitOf('B', 'ann')],
    invoiceLine: [invoiced('I', 'A', '200.00'), invoiced('J', 'B', '600.00')],
    receipt: [received('R', '2026-05-10', '200.00'), received('S', '2026-06-10', '600.00')],
    application: [applied('R', 'I', '200.00'), applied('S', 'J', '600.00')],
  };

  test('a segment that is over brings its credit, but neither a quota nor a place in the average', () => {
    const plans = [version('2026-01-01', '2026-04-01'), version('2026-04-01', '2027-01-01')];
    const found = calculated(plans, records, '2026-07-01').teamAttainment('WEST', 'sales', '2026-06-30');
    expect(shown(found)).toEqual({
      pooled: '800.00 of 1000.00, 80%',
      average: '60%',
      members: ['ann 0', 'ann 91'],
      withoutQuota: [],
    });
  });

  test('a segment that ends in the window has the days up to its end', () => {
    const plans = [version('2026-01-01', '2026-05-01'), version('2026-05-01', '2027-01-01')];
    const found = calculated(plans, records, '2026-07-01').teamAttainment('WEST', 'sales', '2026-06-30');
    expect(shown(found)?.members).toEqual(['ann 30', 'ann 61']);
    expect(shown(found)?.pooled).toBe('800.00 of 1000.00, 80%');
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

  describe('of who has left the team', () => {
    const managed = (to: string, fields: Partial<RecordSet> = {}) => {
      const left = memberOf('WEST', 'boss', { as: 'manager', to });
      const due = bossOf('teamAverage', { membership: [...(RECORDS.membership ?? []), left], ...fields });
      const lines = due?.windows.flatMap((window) => window.lines) ?? [];
      return [...lines.map(({ amount }) => text(amount)), ...(due?.problems ?? []).map(({ code }) => code)];
    };

    test('in mid-window is the team’s, as it stands when it is read', () => {
      expect(managed('2026-01-02')).toEqual(['1000.00']);
      expect(managed('2026-03-31')).toEqual(['1000.00']);
    });

    test('before the window is none', () => {
      expect(managed('2026-01-01')).toEqual(['0.00', 'missing-quota']);
    });

    test('is that of the team they are in now, where there is one', () => {
      const left = memberOf('EAST', 'boss', { as: 'manager', to: '2026-02-01' });
      const now = memberOf('WEST', 'boss', { as: 'manager', from: '2026-02-01' });
      const membership = [...(RECORDS.membership ?? []), left, now];
      expect(managed('2026-02-01', { membership })).toEqual(['1000.00']);
    });
  });

  describe('of a manager of several teams', () => {
    // 80 % of 1,000.00 and 120 % of 500.00: together 1,400.00 of 1,500.00, and 100 % on average.
    const pays = (
      of: 'teamPooled' | 'teamAverage',
      from: string,
      fields: Partial<RecordSet> = {},
      more: readonly Plan[] = [],
    ) => managing(of, from, { team: APART, ...fields }, more);
    const APART = [
      { id: 'EAST', name: 'East', parent: null },
      { id: 'WEST', name: 'West', parent: null },
    ];
    const apart = (...more: NonNullable<RecordSet['membership']>) => [
      memberOf('EAST', 'ann'),
      memberOf('WEST', 'bob'),
      memberOf('EAST', 'boss', { as: 'manager' }),
      memberOf('WEST', 'boss', { as: 'manager' }),
      ...more,
    ];

    /** What is paid when the bonus of 1,000.00 starts at an attainment, and what is missing for it. */
    function managing(
      of: 'teamPooled' | 'teamAverage',
      from: string,
      fields: Partial<RecordSet>,
      more: readonly Plan[],
    ) {
      const curve: Bonus['curve'] = {
        shape: 'stepped',
        beyond: 'flat',
        points: [{ at: part(from), pays: part('1') }],
      };
      const plans = [
        PLAN,
        ...more,
        { ...planOf([componentOf({ ...bonus(of), curve }, { measure: rolled })]), id: 'managers' },
      ];
      const { records } = paid(of, { membership: apart(), ...fields });
      const book = calculated(plans, records, '2026-04-01').payees.find(({ payee }) => payee === 'boss');
      const due = book?.segments[0]?.components[0]?.asOf('2026-04-01');
      const lines = due?.windows.flatMap((window) => window.lines) ?? [];
      return [...lines.map(({ amount }) => text(amount)), ...(due?.problems ?? []).map(({ code }) => code)];
    }

    test('is read from all of them together', () => {
      expect(pays('teamPooled', '0.9333')).toEqual(['1000.00']);
      expect(pays('teamPooled', '0.9334')).toEqual(['0.00']);
      expect(pays('teamAverage', '1')).toEqual(['1000.00']);
      expect(pays('teamAverage', '1.0001')).toEqual(['0.00']);
    });

    test('counts nobody twice', () => {
      const membership = apart(memberOf('WEST', 'ann'));
      expect(pays('teamPooled', '0.9333', { membership })).toEqual(['1000.00']);
      expect(pays('teamPooled', '0.9334', { membership })).toEqual(['0.00']);
      expect(pays('teamAverage', '1', { membership })).toEqual(['1000.00']);
      expect(pays('teamAverage', '1.0001', { membership })).toEqual(['0.00']);
    });

    test('counts the teams’ own quotas where they are loaded', () => {
      // 800.00 of 2,000.00 and 600.00 of Bob's 500.00: 56 %.
      const quota = [...(RECORDS.quota ?? []), quotaOf('2000.00', ...FIRST, { payee: null, team: 'EAST' })];
      expect(pays('teamPooled', '0.56', { quota })).toEqual(['1000.00']);
      expect(pays('teamPooled', '0.5601', { quota })).toEqual(['0.00']);
    });

    test('of different currencies has an average, and no pooled attainment', () => {
      const europe = { ...planOf([componentOf(commissionOf())], { currency: 'EUR' }), id: 'europe' };
      const assignment = [
        assignmentOf('ann'),
        assignmentOf('bob', { plan: 'europe' }),
        assignmentOf('boss', { plan: 'managers' }),
      ];
      const quota = [
        quotaOf('1000.00', ...FIRST, { payee: 'ann' }),
        quotaOf('250.00', ...FIRST, { payee: 'bob', currency: 'EUR' }),
      ];
      const fields = { assignment, quota, fxRate: [rateOf('USD', 'EUR', '2026-01-01', '0.5')] };
      expect(pays('teamAverage', '1', fields, [europe])).toEqual(['1000.00']);
      expect(pays('teamAverage', '1.0001', fields, [europe])).toEqual(['0.00']);
      expect(pays('teamPooled', '0', fields, [europe])).toEqual(['0.00', 'missing-quota']);
    });

    test('leaves out a team below another that is managed', () => {
      const team = [
        { id: 'EAST', name: 'East', parent: 'WEST' },
        { id: 'WEST', name: 'West', parent: null },
      ];
      const quota = [...(RECORDS.quota ?? []), quotaOf('2000.00', ...FIRST, { payee: null, team: 'WEST' })];
      // 1,400.00 of 2,000.00, East's 800.00 being part of it.
      expect(pays('teamPooled', '0.7', { team, quota })).toEqual(['1000.00']);
      expect(pays('teamPooled', '0.7001', { team, quota })).toEqual(['0.00']);
    });
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
