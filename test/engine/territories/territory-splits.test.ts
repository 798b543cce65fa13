import { describe, expect, test } from 'vitest';
import { dealFacts } from '../../../src/engine/facts.js';
import type {
  Territories,
  Territory,
  TerritoryAssignment,
} from '../../../src/engine/territories/territory.js';
import { claimants, territorySplits } from '../../../src/engine/territories/territory-splits.js';
import type { Deal } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { COMPANY, conditionOf, indexOf, memberOf, sold, splitOf } from '../given.js';

const EMEA = sold('D', '2026-06-15', '100.00', { region: 'emea' });

function assigned(payee: string, fields: Partial<TerritoryAssignment> = {}): TerritoryAssignment {
  return {
    holder: { kind: 'payee', id: payee },
    role: 'owner',
    share: 100_000_000n,
    from: null,
    to: null,
    ...fields,
  };
}

function region(id: string, value: string | null, ...list: readonly TerritoryAssignment[]): Territory {
  const when = value === null ? null : conditionOf({ all: [{ fact: 'region', operator: 'equal', value }] });
  return { id, when, assigned: list };
}

function territories(list: readonly Territory[], fields: Partial<Territories> = {}): Territories {
  return { match: 'first', governedBy: 'eventDate', list, ...fields };
}

/** The splits of a deal as text: `north: ada owner 1 2026-01-01 to -`. */
function splits(given: Territories, deal: Deal = EMEA, records: Partial<RecordSet> = {}): readonly string[] {
  const index = indexOf({ deal: [deal], split: [], ...records });
  const facts = dealFacts(deal, 'USD', COMPANY, index);
  return territorySplits(given, deal, facts, index).map(
    ({ territory, payee, role, share, from, to }) =>
      `${territory}: ${payee} ${role} ${share} ${from ?? '-'} to ${to ?? '-'}`,
  );
}

describe('a territory', () => {
  test('gives the deals that meet its condition, and no others', () => {
    const given = territories([region('north', 'emea', assigned('ada'))]);
    expect(splits(given)).toEqual(['north: ada owner 1 - to -']);
    expect(splits(given, sold('D', '2026-06-15', '1.00', { region: 'apac' }))).toEqual([]);
    expect(splits(given, sold('D', '2026-06-15', '1.00'))).toEqual([]);
  });

  test('without a condition takes every deal', () => {
    const given = territories([region('rest', null, assigned('house'))]);
    expect(splits(given, sold('D', '2026-06-15', '1.00'))).toEqual(['rest: house owner 1 - to -']);
  });

  test('is handed over on a day: the first day of the next is the day the one before ends', () => {
    const given = territories([
      region('north', 'emea', assigned('ada', { to: '2026-07-01' }), assigned('bo', { from: '2026-07-01' })),
    ]);
    expect(splits(given)).toEqual([
      'north: ada owner 1 - to 2026-07-01',
      'north: bo owner 1 2026-07-01 to -',
    ]);
  });

  test('is held for good by whoever had it when the deal closed, where the close date governs', () => {
    const list = [
      region('north', 'emea', assigned('ada', { to: '2026-07-01' }), assigned('bo', { from: '2026-07-01' })),
    ];
    const given = territories(list, { governedBy: 'closeDate' });
    const closed = (date: string) => splits(given, { ...EMEA, closeDate: date });
    expect(closed('2026-06-30')).toEqual(['north: ada owner 1 - to -']);
    expect(closed('2026-07-01')).toEqual(['north: bo owner 1 - to -']);
  });

  test('gives shares that go on unchanged as one split, whatever happens to the others', () => {
    const given = territories([
      region(
        'north',
        'emea',
        assigned('ada', { share: 60_000_000n }),
        assigned('bo', { share: 40_000_000n, to: '2026-07-01' }),
        assigned('cy', { share: 40_000_000n, from: '2026-07-01' }),
      ),
    ]);
    expect(splits(given)).toEqual([
      'north: ada owner 0.6 - to -',
      'north: bo owner 0.4 - to 2026-07-01',
      'north: cy owner 0.4 2026-07-01 to -',
    ]);
  });

  test('gives nothing in a role that the records share out, on whatever days', () => {
    const list = [region('north', 'emea', assigned('ada'), assigned('eve', { role: 'engineer' }))];
    const split = [splitOf('D', 'me', '1', { from: '2027-01-01' })];
    expect(splits(territories(list), EMEA, { split })).toEqual(['north: eve engineer 1 - to -']);
  });
});

describe('a team that is assigned', () => {
  const team = [{ id: 'T', name: 'T', parent: null }];
  const given = territories([
    region('north', 'emea', { ...assigned(''), holder: { kind: 'team', id: 'T' } }),
  ]);

  test('shares equally among its members of the day; the last decimal goes by order of id', () => {
    const membership = [
      memberOf('T', 'cy', { from: '2026-05-01' }),
      memberOf('T', 'ada', { from: '2026-01-01', to: '2026-08-01' }),
      memberOf('T', 'bo', { from: '2026-01-01' }),
      memberOf('T', 'boss', { as: 'manager' }),
    ];
    expect(splits(given, EMEA, { team, membership })).toEqual([
      'north: ada owner 0.5 2026-01-01 to 2026-05-01',
      'north: bo owner 0.5 2026-01-01 to 2026-05-01',
      'north: ada owner 0.33333334 2026-05-01 to 2026-08-01',
      'north: bo owner 0.33333333 2026-05-01 to 2026-08-01',
      'north: cy owner 0.33333333 2026-05-01 to 2026-08-01',
      'north: bo owner 0.5 2026-08-01 to -',
      'north: cy owner 0.5 2026-08-01 to -',
    ]);
  });

  test('that has no member on a day gives it to nobody', () => {
    expect(splits(given, EMEA, { team, membership: [] })).toEqual([]);
  });
});

describe('of several territories', () => {
  const named = region('key-accounts', null, assigned('kay', { from: '2026-07-01' }));
  const north = region('north', 'emea', assigned('ada'), assigned('eve', { role: 'engineer' }));

  test('the first that has somebody in a role on the day takes it, the others where it has nobody', () => {
    expect(splits(territories([named, north]))).toEqual([
      'north: eve engineer 1 - to -',
      'north: ada owner 1 - to 2026-07-01',
      'key-accounts: kay owner 1 2026-07-01 to -',
    ]);
  });

  test('all give their shares, where all do', () => {
    const half = { share: 50_000_000n };
    const list = [
      region('by-region', 'emea', assigned('ada', half)),
      region('by-industry', null, assigned('ada', half), assigned('kay', { role: 'engineer' })),
    ];
    expect(splits(territories(list, { match: 'all' }))).toEqual([
      'by-industry: kay engineer 1 - to -',
      'by-region: ada owner 0.5 - to -',
      'by-industry: ada owner 0.5 - to -',
    ]);
  });

  test('tell who claims a role on a day', () => {
    const index = indexOf({ deal: [EMEA], split: [] });
    const facts = dealFacts(EMEA, 'USD', COMPANY, index);
    const on = (date: string) => claimants(territories([named, north]), EMEA, facts, date, index);
    expect(on('2026-06-30')).toEqual([
      ['engineer', ['north']],
      ['owner', ['north']],
    ]);
    expect(on('2026-07-01')).toEqual([
      ['engineer', ['north']],
      ['owner', ['key-accounts', 'north']],
    ]);
  });
});
