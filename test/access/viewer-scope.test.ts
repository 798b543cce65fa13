import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/access/permissions.js';
import { EVERY_PAYEE, inScope, inScopeIn, type PayeeScope, teamInScope } from '../../src/access/scope.js';
import { payeesBelow, payeesOfTeam, type TeamRecords } from '../../src/access/subtree.js';
import { scopeOfViewer } from '../../src/access/viewer-scope.js';
import { addDays } from '../../src/calendar/civil-date.js';

const team = (id: string, parent: string | null = null) => ({ id, parent });
const is = (payee: string, as: 'member' | 'manager', of: string, from: string, to: string | null = null) => {
  return { team: of, payee, as, from, to };
};

/** Ada moves from Mia's team to Max's in the middle of February; Vic is above both until the end of March. */
const RECORDS: TeamRecords = {
  team: [
    team('emea'),
    team('north', 'emea'),
    team('south', 'emea'),
    team('apac'),
    team('loop', 'pool'),
    team('pool', 'loop'),
  ],
  teamParent: [],
  membership: [
    is('vic', 'manager', 'emea', '2026-01-01', '2026-04-01'),
    is('mia', 'manager', 'north', '2026-01-01'),
    is('mo', 'manager', 'north', '2026-01-01'),
    is('max', 'manager', 'south', '2026-01-01'),
    is('ada', 'member', 'north', '2026-01-01', '2026-02-15'),
    is('ada', 'member', 'south', '2026-02-15'),
    is('ada', 'member', 'south', '2025-01-01', '2025-07-01'),
    is('bo', 'member', 'south', '2026-01-01'),
    is('cy', 'member', 'apac', '2026-01-01'),
    is('dee', 'member', 'emea', '2026-01-01'),
    is('lou', 'manager', 'loop', '2026-01-01'),
    is('pat', 'member', 'pool', '2026-01-01'),
  ],
};

const month = (number: number) => {
  const day = (each: number) => `2026-${String(each).padStart(2, '0')}-01`;
  return { from: day(number), to: day(number + 1) };
};

const scopeOf = (payee: string | null, ...roles: readonly Role[]): Promise<PayeeScope> =>
  scopeOfViewer({ id: 'x', name: 'X', roles, payee }, async () => RECORDS);

const EVERYBODY = ['ada', 'bo', 'cy', 'dee', 'lou', 'max', 'mia', 'mo', 'pat', 'vic'];

const shownIn = (scope: PayeeScope, number: number) =>
  EVERYBODY.filter((payee) => inScopeIn(scope, payee, month(number)));

describe('whoever is responsible for the company', () => {
  it.each(['compAdmin', 'finance', 'auditor', 'administrator'] as const)(
    'sees everybody as %s',
    async (role) => {
      expect(await scopeOf(null, role)).toEqual(EVERY_PAYEE);
      expect(await scopeOf('ada', 'payee', role)).toEqual(EVERY_PAYEE);
    },
  );
});

describe('a payee', () => {
  it('sees themselves, and the figures of their team while they are in it', async () => {
    const scope = await scopeOf('ada', 'payee');
    expect(EVERYBODY.filter((payee) => inScope(scope, payee))).toEqual(['ada']);
    expect(inScopeIn(scope, 'ada', month(11))).toBe(true);
    expect(teamInScope(scope, 'north', '2026-02-14')).toBe(true);
    expect(teamInScope(scope, 'north', '2026-02-15')).toBe(false);
    expect(['2025-06-30', '2025-07-01', '2026-02-28'].map((day) => teamInScope(scope, 'south', day))).toEqual(
      [true, false, true],
    );
    expect(teamInScope(scope, 'emea')).toBe(false);
  });

  it('sees no team for managing it, as long as they are not here as a manager', async () => {
    const scope = await scopeOf('mia', 'payee');
    expect(shownIn(scope, 1)).toEqual(['mia']);
    expect(teamInScope(scope, 'north')).toBe(false);
  });
});

describe('a manager', () => {
  it('sees whoever is in their team, in the periods in which they are', async () => {
    const mia = await scopeOf('mia', 'manager');
    expect([1, 2, 3].map((each) => shownIn(mia, each))).toEqual([['ada', 'mia'], ['ada', 'mia'], ['mia']]);
    const max = await scopeOf('max', 'payee', 'manager');
    expect([1, 2, 3].map((each) => shownIn(max, each))).toEqual([
      ['bo', 'max'],
      ['ada', 'bo', 'max'],
      ['ada', 'bo', 'max'],
    ]);
  });

  it('sees all below, managers among them, as long as they manage', async () => {
    const vic = await scopeOf('vic', 'manager');
    const all = ['ada', 'bo', 'dee', 'max', 'mia', 'mo', 'vic'];
    expect([3, 4].map((each) => shownIn(vic, each))).toEqual([all, ['vic']]);
    expect(['emea', 'north', 'south', 'apac'].filter((each) => teamInScope(vic, each, '2026-03-31'))).toEqual(
      ['emea', 'north', 'south'],
    );
    expect(teamInScope(vic, 'north', '2026-04-01')).toBe(false);
  });

  it('does not see who manages the same team', async () => {
    expect(inScope(await scopeOf('mia', 'manager'), 'mo')).toBe(false);
  });

  it('who is no payee sees nobody', async () => {
    expect(EVERYBODY.filter((payee) => inScope({ ...EMPTY }, payee))).toEqual([]);
    expect(await scopeOf(null, 'manager')).toEqual(EMPTY);
  });

  it('is not held up by teams that go round in a circle', async () => {
    expect(shownIn(await scopeOf('lou', 'manager'), 1)).toEqual(['lou', 'pat']);
  });
});

const EMPTY: PayeeScope = { all: false, payees: new Set(), spans: new Map(), teams: new Map() };

describe('without a role', () => {
  it('nobody is seen', async () => {
    expect(await scopeOf('ada')).toEqual(EMPTY);
  });
});

/** South moves from EMEA to APAC, of Ash, on 15 February, for two weeks. */
const REORGANISED: TeamRecords = {
  ...RECORDS,
  teamParent: [{ team: 'south', parent: 'apac', from: '2026-02-15', to: '2026-03-01' }],
  membership: [...RECORDS.membership, is('ash', 'manager', 'apac', '2026-01-01')],
};

describe('where a team is part of another one on some days', () => {
  const scopeIn = (payee: string) =>
    scopeOfViewer({ id: 'x', name: 'X', roles: ['manager'], payee }, async () => REORGANISED);
  const DAYS = ['2026-02-14', '2026-02-15', '2026-02-28', '2026-03-01'];
  const on = (day: string) => ({ from: day, to: addDays(day, 1) });

  it('the manager above sees its people and figures on these days alone', async () => {
    const ash = await scopeIn('ash');
    expect(DAYS.map((day) => inScopeIn(ash, 'bo', on(day)))).toEqual([false, true, true, false]);
    expect(DAYS.map((day) => teamInScope(ash, 'south', day))).toEqual([false, true, true, false]);
    expect([1, 2, 3].map((each) => shownIn(ash, each))).toEqual([['cy'], ['ada', 'bo', 'cy', 'max'], ['cy']]);
  });

  it('the manager that it leaves sees them until the day before, and again from the day on which it is back', async () => {
    const vic = await scopeIn('vic');
    expect(DAYS.map((day) => inScopeIn(vic, 'bo', on(day)))).toEqual([true, false, false, true]);
    expect(DAYS.map((day) => teamInScope(vic, 'south', day))).toEqual([true, false, false, true]);
  });

  it('its own manager sees what they saw', async () => {
    expect(await scopeIn('max')).toEqual(await scopeOf('max', 'manager'));
  });

  it('who approves are those above on some day of the period', () => {
    expect([1, 2, 3].map((each) => payeesBelow(REORGANISED, 'ash', month(each)).has('bo'))).toEqual([
      ...[false, true, false],
    ]);
    expect([1, 2, 3].map((each) => payeesOfTeam(REORGANISED, 'apac', month(each)).has('bo'))).toEqual([
      ...[false, true, false],
    ]);
  });
});

describe('for approvals', () => {
  it('whoever is below on some day of the period is', () => {
    expect([...payeesBelow(RECORDS, 'mia', month(2))]).toEqual(['ada']);
    expect([...payeesBelow(RECORDS, 'mia', month(3))]).toEqual([]);
  });

  it('a team is everybody in it or below it', () => {
    expect([...payeesOfTeam(RECORDS, 'south', month(1))].sort()).toEqual(['bo', 'max']);
    expect([...payeesOfTeam(RECORDS, 'emea', month(3))].sort()).toEqual([
      ...['ada', 'bo', 'dee', 'max', 'mia', 'mo', 'vic'],
    ]);
  });
});
