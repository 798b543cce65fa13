import { describe, expect, test } from 'vitest';
import type { CreditRule } from '../../../src/engine/measure.js';
import type { Membership } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  amendmentOf,
  assignmentOf,
  bookOf,
  calculated,
  commissionOf,
  componentOf,
  measureOf,
  memberOf,
  planOf,
  sold,
  splitOf,
  text,
  usd,
} from '../given.js';

/** Two regions of a company, each with a district in it: three levels of managers. */
const team = [
  { id: 'world', name: 'World', parent: null },
  { id: 'east', name: 'East', parent: 'world' },
  { id: 'east-1', name: 'East 1', parent: 'east' },
  { id: 'west', name: 'West', parent: 'world' },
  { id: 'west-1', name: 'West 1', parent: 'west' },
];
const manages = (of: string, payee: string, fields: Partial<Membership> = {}) =>
  memberOf(of, payee, { as: 'manager', ...fields });
const managers = [
  manages('world', 'ceo'),
  manages('east', 'vp-east'),
  manages('east-1', 'lead-east'),
  manages('west', 'vp-west'),
  manages('west-1', 'lead-west'),
];
const members = [memberOf('east-1', 'ann'), memberOf('west-1', 'bo')];
const EVERYBODY = ['ceo', 'vp-east', 'lead-east', 'vp-west', 'lead-west'];

/** What each manager is credited, as `payee deal date base`. */
function rolledUp(
  records: Partial<RecordSet>,
  credit: Partial<Extract<CreditRule, { kind: 'team' }>> = {},
): readonly string[] {
  const rule: CreditRule = { kind: 'team', roles: ['owner'], self: false, ...credit };
  const plan = planOf([componentOf(commissionOf(), { measure: measureOf({ credit: rule }) })]);
  const membership = [...managers, ...members];
  const assignment = EVERYBODY.map((payee) => assignmentOf(payee));
  const calculation = calculated([plan], { team, membership, assignment, ...records });
  return EVERYBODY.flatMap((payee) => {
    const book = bookOf(calculation, payee).segments[0]?.measures[0];
    if (book === undefined) return [];
    return book.windows.flatMap(({ credits }) =>
      credits.map(({ deal, date, base }) => `${payee} ${deal} ${date} ${text(base / book.scale)}`),
    );
  });
}

const deal = [sold('D', '2026-02-10', '1000.00')];

describe('a roll-up through three levels', () => {
  test('credits every manager above who holds the share, and nobody beside', () => {
    expect(rolledUp({ deal, split: [splitOf('D', 'ann')] })).toEqual([
      'ceo D 2026-02-10 1000.00',
      'vp-east D 2026-02-10 1000.00',
      'lead-east D 2026-02-10 1000.00',
    ]);
  });

  test('rolls each part of a cross-team split to its own managers, and the whole to whom both are under', () => {
    const split = [splitOf('D', 'ann', '0.7'), splitOf('D', 'bo', '0.3')];
    expect(rolledUp({ deal, split })).toEqual([
      'ceo D 2026-02-10 1000.00',
      'vp-east D 2026-02-10 700.00',
      'lead-east D 2026-02-10 700.00',
      'vp-west D 2026-02-10 300.00',
      'lead-west D 2026-02-10 300.00',
    ]);
  });

  test('counts nothing twice: not two roles of one person, nor the splits of two', () => {
    const roles = ['owner', 'engineer'];
    const split = [
      splitOf('D', 'ann', '1'),
      splitOf('D', 'ann', '1', { role: 'engineer' }),
      splitOf('D', 'bo', '0.5', { role: 'engineer' }),
    ];
    expect(rolledUp({ deal, split }, { roles })).toEqual([
      'ceo D 2026-02-10 1000.00',
      'vp-east D 2026-02-10 1000.00',
      'lead-east D 2026-02-10 1000.00',
      'vp-west D 2026-02-10 500.00',
      'lead-west D 2026-02-10 500.00',
    ]);
  });

  test('adds two splits of one person up', () => {
    const split = [
      splitOf('D', 'ann', '0.4'),
      splitOf('D', 'ann', '0.25', { role: 'engineer' }),
      splitOf('D', 'cy', '0.6'),
    ];
    expect(rolledUp({ deal, split }, { roles: ['owner', 'engineer'] }).at(-1)).toBe(
      'lead-east D 2026-02-10 650.00',
    );
  });

  test('credits whoever is in two teams once to each manager', () => {
    const membership = [...managers, ...members, memberOf('east', 'ann'), memberOf('west-1', 'ann')];
    expect(rolledUp({ deal, membership, split: [splitOf('D', 'ann')] })).toEqual([
      'ceo D 2026-02-10 1000.00',
      'vp-east D 2026-02-10 1000.00',
      'lead-east D 2026-02-10 1000.00',
      'vp-west D 2026-02-10 1000.00',
      'lead-west D 2026-02-10 1000.00',
    ]);
  });

  test('credits who manages two teams of a chain once', () => {
    const membership = [...managers, ...members, manages('east', 'lead-east')];
    const found = rolledUp({ deal, membership, split: [splitOf('D', 'ann')] });
    expect(found.filter((each) => each.startsWith('lead-east'))).toEqual(['lead-east D 2026-02-10 1000.00']);
  });

  test('leaves a manager’s own deals to those above, unless the measure says self', () => {
    const membership = [...managers, ...members, memberOf('east-1', 'lead-east')];
    const split = [splitOf('D', 'lead-east')];
    const above = ['ceo D 2026-02-10 1000.00', 'vp-east D 2026-02-10 1000.00'];
    expect(rolledUp({ deal, membership, split })).toEqual(above);
    expect(rolledUp({ deal, membership, split }, { self: true })).toEqual([
      ...above,
      'lead-east D 2026-02-10 1000.00',
    ]);
  });
});

describe('the hierarchy as it stood on the date of the event', () => {
  const grown = {
    deal,
    split: [splitOf('D', 'ann')],
    amendment: [
      amendmentOf('D', 'A', '2026-02-28', { amount: usd('10.00') }),
      amendmentOf('D', 'B', '2026-03-01', { amount: usd('20.00') }),
    ],
  };

  test('decides, where a member changes teams in mid-window', () => {
    const membership = [
      ...managers,
      memberOf('east-1', 'ann', { to: '2026-03-01' }),
      memberOf('west-1', 'ann', { from: '2026-03-01' }),
    ];
    expect(rolledUp({ ...grown, membership })).toEqual([
      'ceo D 2026-02-10 1000.00',
      'ceo D 2026-02-28 10.00',
      'ceo D 2026-03-01 20.00',
      'vp-east D 2026-02-10 1000.00',
      'vp-east D 2026-02-28 10.00',
      'lead-east D 2026-02-10 1000.00',
      'lead-east D 2026-02-28 10.00',
      'vp-west D 2026-03-01 20.00',
      'lead-west D 2026-03-01 20.00',
    ]);
  });

  test('decides, where a manager takes over from another in mid-window', () => {
    const membership = [
      manages('east-1', 'lead-east', { to: '2026-03-01' }),
      manages('east-1', 'lead-west', { from: '2026-03-01' }),
      ...members,
    ];
    expect(rolledUp({ ...grown, membership })).toEqual([
      'lead-east D 2026-02-10 1000.00',
      'lead-east D 2026-02-28 10.00',
      'lead-west D 2026-03-01 20.00',
    ]);
  });
});

describe('a team that is part of another one from a day on', () => {
  const moves = (...days: readonly string[]) => ({
    deal: days.map((day) => sold(`D ${day}`, day, '1000.00')),
    split: days.map((day) => splitOf(`D ${day}`, 'ann')),
    membership: [...managers.filter(({ payee }) => payee !== 'ceo'), ...members],
  });
  const under = (parent: string | null, from: string, to: string | null = null) => {
    return { team: 'east-1', parent, from, to };
  };

  test('is rolled up to the one on the day before and to the other on that day', () => {
    const records = moves('2026-02-14', '2026-02-15');
    expect(rolledUp({ ...records, teamParent: [under('west', '2026-02-15')] })).toEqual([
      'vp-east D 2026-02-14 2026-02-14 1000.00',
      'lead-east D 2026-02-14 2026-02-14 1000.00',
      'lead-east D 2026-02-15 2026-02-15 1000.00',
      'vp-west D 2026-02-15 2026-02-15 1000.00',
    ]);
  });

  test('is back on the first day after, and at the top where no parent is named', () => {
    const records = moves('2026-02-14', '2026-02-15', '2026-02-28', '2026-03-01');
    const teamParent = [under('west', '2026-02-15', '2026-02-28'), under(null, '2026-02-28', '2026-03-01')];
    const regions = rolledUp({ ...records, teamParent }).filter((each) => each.startsWith('vp'));
    expect(regions).toEqual([
      'vp-east D 2026-02-14 2026-02-14 1000.00',
      'vp-east D 2026-03-01 2026-03-01 1000.00',
      'vp-west D 2026-02-15 2026-02-15 1000.00',
    ]);
  });

  test('is rolled up once to whoever is above both', () => {
    const records = { ...moves('2026-02-14', '2026-02-15'), membership: [...managers, ...members] };
    const all = rolledUp({ ...records, teamParent: [under('west', '2026-02-15')] });
    expect(all.filter((each) => each.startsWith('ceo'))).toEqual([
      'ceo D 2026-02-14 2026-02-14 1000.00',
      'ceo D 2026-02-15 2026-02-15 1000.00',
    ]);
  });

  test('takes along an amendment of its day, and not the deal from before', () => {
    const amendment = [amendmentOf('D', 'A', '2026-03-01', { amount: usd('20.00') })];
    const records = { ...moves(), deal, split: [splitOf('D', 'ann')], amendment };
    const teamParent = [under('west', '2026-03-01')];
    expect(rolledUp({ ...records, teamParent })).toEqual([
      'vp-east D 2026-02-10 1000.00',
      'lead-east D 2026-02-10 1000.00',
      'lead-east D 2026-03-01 20.00',
      'vp-west D 2026-03-01 20.00',
    ]);
  });
});

describe('overlays', () => {
  test('credit several specialists beside the owner, each in full', () => {
    const plan = planOf([
      componentOf(commissionOf(), { measure: measureOf({ credit: { kind: 'own', roles: ['engineer'] } }) }),
    ]);
    const split = [
      splitOf('D', 'owner'),
      splitOf('D', 'eve', '1', { role: 'engineer' }),
      splitOf('D', 'fay', '1', { role: 'engineer' }),
      splitOf('D', 'gus', '0.5', { role: 'engineer' }),
    ];
    const assignment = ['owner', 'eve', 'fay', 'gus'].map((payee) => assignmentOf(payee));
    const calculation = calculated([plan], { deal, split, assignment });
    const bases = ['owner', 'eve', 'fay', 'gus'].map((payee) => {
      const book = bookOf(calculation, payee).segments[0]?.measures[0];
      return book?.windows.flatMap(({ credits }) => credits.map(({ base }) => text(base / book.scale)));
    });
    expect(bases).toEqual([[], ['1000.00'], ['1000.00'], ['500.00']]);
  });
});

test('a house account is a payee on no plan: it takes its share, earns nothing and lacks nothing', () => {
  const plan = planOf([componentOf(commissionOf(), { measure: measureOf() })]);
  const payee = ['ann', 'house'].map((id) => ({
    id,
    name: id,
    email: null,
    role: null,
    region: null,
    hireDate: null,
    leaveDate: null,
    payoutCurrency: null,
  }));
  const split = [splitOf('D', 'ann', '0.6'), splitOf('D', 'house', '0.4')];
  const calculation = calculated([plan], { deal, payee, split, assignment: [assignmentOf('ann')] });
  expect(bookOf(calculation, 'house')).toMatchObject({ segments: [], problems: [] });
  const book = bookOf(calculation, 'ann').segments[0]?.measures[0];
  expect(book?.windows.flatMap(({ credits }) => credits.map(({ base }) => base / book.scale))).toEqual([
    usd('600.00'),
  ]);
});
