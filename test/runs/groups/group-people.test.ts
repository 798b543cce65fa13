import { describe, expect, it } from 'vitest';
import { groupPeople } from '../../../src/runs/groups/group-people.js';

const SPLITS: Readonly<Record<string, number>> = { ada: 300, bo: 700, cy: 1, mia: 5_000, zoe: 0 };
const splitsFor = (payee: string) => SPLITS[payee] ?? 0;

describe('parting payees into groups', () => {
  it('fills a group to the last split there is room for', () => {
    expect(groupPeople(['ada', 'bo', 'cy'], splitsFor, 1_001)).toEqual([['ada', 'bo', 'cy']]);
    expect(groupPeople(['ada', 'bo', 'cy'], splitsFor, 1_000)).toEqual([['ada', 'bo'], ['cy']]);
  });

  it('leaves whoever needs more than there is room for alone', () => {
    expect(groupPeople(['ada', 'mia', 'zoe', 'bo'], splitsFor, 1_000)).toEqual([
      ['ada'],
      ['mia'],
      ['zoe', 'bo'],
    ]);
  });

  it('makes no group of nobody', () => {
    expect(groupPeople([], splitsFor, 1_000)).toEqual([]);
  });
});
