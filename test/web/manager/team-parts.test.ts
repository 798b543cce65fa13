import { describe, expect, it } from 'vitest';
import { memberDistance } from '../../../src/runs/team-csv.js';
import { readerFormat } from '../../../src/web/format/reader-format.js';
import { attainmentBands } from '../../../src/web/manager/attainment-bands.js';
import { rankedMembers } from '../../../src/web/manager/ranked-members.js';
import { bareStandingText, distanceText, standingText } from '../../../src/web/manager/standing-words.js';
import { inTreeOrder } from '../../../src/web/manager/team-tree.js';

const format = readerFormat('en');
const member = (name: string, attainment: string) => {
  return { payee: name, name, days: 90, credited: '0', quota: '1', attainment };
};

describe('members', () => {
  it('share a rank where they are equally far', () => {
    const ranked = rankedMembers([
      member('cy', '0.5'),
      member('bo', '1.0000000001'),
      member('ada', '1.0000000001'),
      member('dee', '0.49'),
    ]);
    expect(ranked.map(({ name, rank }) => `${rank} ${name}`)).toEqual(['1 ada', '1 bo', '3 cy', '4 dee']);
  });

  it('fall into a band by what they exactly attained, bounds upwards', () => {
    const bands = attainmentBands(['0', '0.5', '0.7999999999', '0.999999999999', '1', '1.2', '3'], format);
    expect(bands.map(({ label, members }) => `${label}: ${members}`)).toEqual([
      '<50: 1',
      '50–80: 2',
      '80–100: 1',
      '100–120: 1',
      '≥120: 2',
    ]);
  });

  it('are told what is missing to their quota, or how far beyond it they are', () => {
    const usd = (amount: string) => standingText(amount, { currency: 'USD' }, format);
    const bare = (amount: string) => bareStandingText(amount, { currency: 'USD' }, format);
    const units = (amount: string) => standingText(amount, { currency: null }, format);
    const missing = memberDistance({ credited: '87600.00', quota: '100000.00' }, 'USD');
    expect(distanceText(missing, usd)).toBe('$12,400.00 to quota');
    expect(distanceText(missing, bare)).toBe('12,400.00 to quota');
    expect(distanceText('-0.01', usd)).toBe('$0.01 over quota');
    expect(distanceText('0.00', usd)).toBe('at quota');
    expect(memberDistance({ credited: '1.5', quota: '4' }, null)).toBe('2.5');
    expect(distanceText('2.5', units)).toBe('2.5 to quota');
    expect(memberDistance({ credited: '9007199254740993', quota: '1' }, 'JPY')).toBe('-9007199254740992');
  });
});

it('teams stand below the team that they are part of, and those of a hidden one at the top', () => {
  const team = (id: string, parent: string | null) => ({ id, parent });
  const all = [team('a', 'hidden'), team('b', null), team('c', 'b'), team('d', 'c'), team('e', 'b')];
  expect(inTreeOrder(all).map(({ id, level }) => `${level} ${id}`)).toEqual([
    '0 a',
    '0 b',
    '1 c',
    '2 d',
    '1 e',
  ]);
});
