import { describe, expect, test } from 'vitest';
import { Hierarchy } from '../../../src/engine/credits/hierarchy.js';
import { shareOf } from '../../../src/engine/credits/share.js';
import type { CreditRule } from '../../../src/engine/measure.js';
import { formatPercent, ratio } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { indexOf, memberOf, splitOf } from '../given.js';

const OWN: CreditRule = { kind: 'own', roles: ['owner'] };
const TEAM: CreditRule = { kind: 'team', roles: ['owner'], self: false };

function share(
  records: Partial<RecordSet>,
  rule: CreditRule = OWN,
  date = '2026-02-01',
  payee = 'me',
): string {
  const index = indexOf(records);
  const scaled = shareOf(payee, 'D', date, rule, index, new Hierarchy(index));
  return formatPercent(ratio(scaled, 100_000_000n), 6);
}

describe('a share of one’s own', () => {
  test('is that of the splits in the roles that the measure credits', () => {
    const split = [
      splitOf('D', 'me', '0.6'),
      splitOf('D', 'me', '0.25', { role: 'engineer' }),
      splitOf('D', 'you', '0.4'),
    ];
    expect(share({ split })).toBe('60%');
    expect(share({ split }, { kind: 'own', roles: ['owner', 'engineer'] })).toBe('85%');
    expect(share({ split }, { kind: 'own', roles: ['manager'] })).toBe('0%');
  });

  test('is exact to the last of its decimals', () => {
    expect(share({ split: [splitOf('D', 'me', '0.33333333')] })).toBe('33.333333%');
  });

  test('may exceed the whole where roles overlay each other', () => {
    const split = [splitOf('D', 'me', '1'), splitOf('D', 'me', '1', { role: 'engineer' })];
    expect(share({ split }, { kind: 'own', roles: ['owner', 'engineer'] })).toBe('200%');
  });

  test('is the one in force on the day: from its first day to the day before its last', () => {
    const split = [
      splitOf('D', 'me', '0.3', { to: '2026-02-01' }),
      splitOf('D', 'me', '0.7', { from: '2026-02-01', to: '2026-03-01' }),
    ];
    expect(share({ split }, OWN, '2026-01-31')).toBe('30%');
    expect(share({ split }, OWN, '2026-02-01')).toBe('70%');
    expect(share({ split }, OWN, '2026-02-28')).toBe('70%');
    expect(share({ split }, OWN, '2026-03-01')).toBe('0%');
  });
});

describe('a roll-up', () => {
  const team = [
    { id: 'WEST', name: 'West', parent: null },
    { id: 'NORTH', name: 'North', parent: 'WEST' },
    { id: 'DEEP', name: 'Deep', parent: 'NORTH' },
  ];
  const manager = memberOf('WEST', 'me', { as: 'manager' });

  test('takes the splits held in the whole subtree', () => {
    const membership = [manager, memberOf('WEST', 'a'), memberOf('DEEP', 'b'), memberOf('OTHER', 'c')];
    const split = [splitOf('D', 'a', '0.2'), splitOf('D', 'b', '0.3'), splitOf('D', 'c', '0.5')];
    expect(share({ team, membership, split }, TEAM)).toBe('50%');
  });

  test('is never more than the whole deal', () => {
    const membership = [manager, memberOf('WEST', 'a'), memberOf('WEST', 'b')];
    const split = [splitOf('D', 'a', '1'), splitOf('D', 'b', '1', { role: 'engineer' })];
    expect(share({ team, membership, split }, { ...TEAM, roles: ['owner', 'engineer'] })).toBe('100%');
    expect(share({ team, membership, split }, TEAM)).toBe('100%');
  });

  test('is of those who are members on the day, under who manages on the day', () => {
    const membership = [
      memberOf('WEST', 'me', { as: 'manager', from: '2026-02-01', to: '2026-03-01' }),
      memberOf('WEST', 'a', { to: '2026-02-15' }),
    ];
    const split = [splitOf('D', 'a')];
    const at = (date: string) => share({ team, membership, split }, TEAM, date);
    expect(at('2026-01-31')).toBe('0%');
    expect(at('2026-02-01')).toBe('100%');
    expect(at('2026-02-14')).toBe('100%');
    expect(at('2026-02-15')).toBe('0%');
  });

  test('leaves the manager’s own splits out, unless the measure says self', () => {
    const membership = [manager, memberOf('WEST', 'me'), memberOf('WEST', 'a')];
    const split = [splitOf('D', 'me', '0.4'), splitOf('D', 'a', '0.6')];
    expect(share({ team, membership, split }, TEAM)).toBe('60%');
    expect(share({ team, membership, split }, { ...TEAM, self: true })).toBe('100%');
  });

  test('looks down, never up', () => {
    const membership = [memberOf('NORTH', 'me', { as: 'manager' }), memberOf('WEST', 'a')];
    expect(share({ team, membership, split: [splitOf('D', 'a')] }, TEAM)).toBe('0%');
  });

  test('does not loop on teams that are part of themselves', () => {
    const circle = [
      { id: 'X', name: 'X', parent: 'Y' },
      { id: 'Y', name: 'Y', parent: 'X' },
    ];
    const membership = [memberOf('X', 'me', { as: 'manager' }), memberOf('Y', 'a')];
    expect(share({ team: circle, membership, split: [splitOf('D', 'a')] }, TEAM)).toBe('100%');
  });
});
