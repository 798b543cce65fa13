import { describe, expect, it } from 'vitest';
import { closestName, didYouMean } from '../../src/conditions/closest-name.js';

const NAMES = ['discount', 'type', 'termMonths', 'closeDate', 'region'];

describe('closestName', () => {
  it.each([
    ['dicsount', 'discount'],
    ['discuont', 'discount'],
    ['discoun', 'discount'],
    ['discounts', 'discount'],
    ['Discount', 'discount'],
    ['TERMMONTHS', 'termMonths'],
    ['termMonth', 'termMonths'],
    ['typ', 'type'],
    ['tpye', 'type'],
    ['regoin', 'region'],
  ])('takes %s for %s', (written, meant) => {
    expect(closestName(written, NAMES)).toBe(meant);
  });

  it.each(['', 'x', 'currency', 'date', 'discotheque'])('takes %j for nothing', (written) => {
    expect(closestName(written, NAMES)).toBeUndefined();
  });

  it('takes the first of names that are equally near', () => {
    expect(closestName('bat', ['cat', 'bad'])).toBe('cat');
  });

  it('takes a name that is nearer though it comes later', () => {
    expect(closestName('regions', ['reasons', 'region'])).toBe('region');
  });
});

describe('didYouMean', () => {
  it('asks for the name that is near', () => {
    expect(didYouMean('dicsount', NAMES)).toBe('did you mean discount?');
  });

  it('asks nothing where no name is near', () => {
    expect(didYouMean('currency', NAMES)).toBeUndefined();
  });
});
