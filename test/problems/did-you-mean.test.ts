import { describe, expect, it } from 'vitest';
import { didYouMean, nearestWord } from '../../src/problems/did-you-mean.js';

const KNOWN = ['measure', 'commission', 'cap', 'release'];

describe('the word that was meant', () => {
  it.each([
    ['a letter wrong', 'meesure', 'measure'],
    ['a letter missing', 'comission', 'commission'],
    ['a letter too many', 'capp', 'cap'],
    ['two letters swapped', 'realese', 'release'],
    ['only the case wrong', 'CAP', 'cap'],
  ])('is found with %s', (_, written, meant) => {
    expect(nearestWord(written, KNOWN)).toBe(meant);
    expect(didYouMean(written, KNOWN)).toBe(`did you mean ${meant}?`);
  });

  it.each(['', 'gate', 'missions', 'xyz'])('is not guessed from %j', (written) => {
    expect(nearestWord(written, KNOWN)).toBeUndefined();
    expect(didYouMean(written, KNOWN)).toBeUndefined();
  });

  it('is the first of several that are equally near', () => {
    expect(nearestWord('cat', ['cap', 'car'])).toBe('cap');
  });
});
