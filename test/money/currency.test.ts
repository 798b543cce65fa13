import { describe, expect, it } from 'vitest';
import { isCurrency, minorDigits } from '../../src/money/currency.js';

describe('isCurrency', () => {
  it.each(['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'KWD', 'INR', 'XOF', 'XCG', 'ZWG'])('takes %s', (code) => {
    expect(isCurrency(code)).toBe(true);
  });

  it.each(['', 'usd', 'US', 'USDD', 'ZZZ', 'BTC', ' USD', 'constructor'])('refuses %j', (code) => {
    expect(isCurrency(code)).toBe(false);
  });

  it.each(['XAU', 'XTS', 'XXX', 'XDR'])('refuses %s, which has no minor unit', (code) => {
    expect(isCurrency(code)).toBe(false);
  });
});

describe('minorDigits', () => {
  it.each([
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['XOF', 0],
    ['USD', 2],
    ['EUR', 2],
    ['HUF', 2],
    ['XCG', 2],
    ['KWD', 3],
    ['BHD', 3],
    ['CLF', 4],
  ])('of %s are %i', (code, digits) => {
    expect(minorDigits(code)).toBe(digits);
  });

  it('throws for an unknown code', () => {
    expect(() => minorDigits('ZZZ')).toThrow('ZZZ is not a currency code of ISO 4217');
  });
});
