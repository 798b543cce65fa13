import { describe, expect, it } from 'vitest';
import { TeamTree, teamTreeOf } from '../../src/records/team-tree.js';

const team = (id: string, parent: string | null = null) => ({ id, parent });
const moved = (id: string, parent: string | null, from: string, to: string | null = null) => {
  return { team: id, parent, from, to };
};
const TEAMS = [
  team('world'),
  team('east', 'world'),
  team('west', 'world'),
  team('north', 'east'),
  team('n-1', 'north'),
];
const treeWith = (...teamParent: ReturnType<typeof moved>[]) => new TeamTree({ team: TEAMS, teamParent });
const inOrder = (ranges: readonly { readonly from: string }[] = []) =>
  [...ranges].sort((a, b) => (a.from < b.from ? -1 : 1));
const DAYS = ['2026-02-14', '2026-02-15', '2026-02-28', '2026-03-01'];

describe('a team that moves', () => {
  const tree = treeWith(moved('north', 'west', '2026-02-15', '2026-03-01'));

  it('is part of the other team from the first day up to the day before the last', () => {
    expect(DAYS.map((day) => tree.parentOn('north', day))).toEqual(['east', 'west', 'west', 'east']);
  });

  it('takes the teams below it along', () => {
    expect(tree.above('n-1', '2026-02-14')).toEqual(['n-1', 'north', 'east', 'world']);
    expect(tree.above('n-1', '2026-02-15')).toEqual(['n-1', 'north', 'west', 'world']);
  });

  it('is below each team on the days on which it is, and below what both are part of on all days', () => {
    expect(tree.below('east').get('n-1')).toEqual([
      { from: '0001-01-01', to: '2026-02-15' },
      { from: '2026-03-01' },
    ]);
    expect(tree.below('west').get('n-1')).toEqual([{ from: '2026-02-15', to: '2026-03-01' }]);
    expect(inOrder(tree.below('world').get('n-1'))).toEqual([
      { from: '0001-01-01', to: '2026-02-15' },
      { from: '2026-02-15', to: '2026-03-01' },
      { from: '2026-03-01' },
    ]);
  });

  it('is ever below each of them', () => {
    expect([...tree.everBelow(['west'])]).toEqual(['west', 'north', 'n-1']);
    expect([...tree.everAbove(['n-1'])].sort()).toEqual(['east', 'n-1', 'north', 'west', 'world']);
    expect([...tree.movesOf(['north', 'n-1'])].sort()).toEqual(['2026-02-15', '2026-03-01']);
  });
});

describe('what a team itself names', () => {
  it('holds before, between and after the days that a move is said of', () => {
    const tree = treeWith(
      moved('north', null, '2026-02-15', '2026-02-28'),
      moved('north', 'west', '2026-03-01', '2026-04-01'),
    );
    const days = [...DAYS, '2026-03-31', '2026-04-01'];
    expect(days.map((day) => tree.parentOn('north', day))).toEqual([
      ...['east', null, 'east', 'west', 'west', 'east'],
    ]);
    expect(tree.isEverAtTop('north')).toBe(true);
    expect(tree.isEverAtTop('n-1')).toBe(false);
  });

  it('holds no longer once a move has no end', () => {
    const tree = treeWith(moved('north', 'west', '2026-02-15'));
    expect(tree.parentOn('north', '9999-12-31')).toBe('west');
  });
});

it('the earlier of two moves that share days holds on these', () => {
  const tree = treeWith(
    moved('north', 'west', '2026-02-15', '2026-03-01'),
    moved('north', null, '2026-02-20'),
  );
  expect(['2026-02-20', '2026-02-28', '2026-03-01'].map((day) => tree.parentOn('north', day))).toEqual([
    ...['west', 'west', null],
  ]);
});

it('two teams change places without being a circle on any day', () => {
  const tree = treeWith(moved('east', 'north', '2026-02-15'), moved('north', 'world', '2026-02-15'));
  expect(tree.above('east', '2026-02-15')).toEqual(['east', 'north', 'world']);
  expect(tree.below('north').get('east')).toEqual([{ from: '2026-02-15' }]);
  expect(tree.below('east').get('north')).toEqual([{ from: '0001-01-01', to: '2026-02-15' }]);
});

it('a circle is gone round once', () => {
  const tree = treeWith(moved('world', 'n-1', '2026-02-15'));
  expect(tree.above('n-1', '2026-02-15')).toEqual(['n-1', 'north', 'east', 'world']);
  expect([...tree.below('north').keys()].sort()).toEqual(['east', 'n-1', 'north', 'west', 'world']);
  expect(tree.isEverAtTop('unknown')).toBe(true);
});

it('is made once of the same records', () => {
  const records = { team: TEAMS, teamParent: [] };
  expect(teamTreeOf(records)).toBe(teamTreeOf(records));
});
