import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../../src/ledger/reconcile/apportion.js';
import { ratio, roundRatio, sumRatios } from '../../../src/money/ratio.js';

describe('whole amounts for exact ones', () => {
  it('go to the largest remainders, ties to the first', () => {
    const third = ratio(100n, 3n);
    expect(apportion(100n, [third, third, third])).toEqual([34n, 33n, 33n]);
    expect(apportion(3n, [ratio(1n, 4n), ratio(11n, 4n)])).toEqual([0n, 3n]);
  });

  it('keep signs apart and leave alone what is nothing', () => {
    expect(apportion(-5n, [ratio(-11n, 2n), ratio(1n, 2n), ratio(0n, 1n)])).toEqual([-5n, 0n, 0n]);
    expect(apportion(1n, [ratio(0n, 1n)])).toEqual([1n]);
    expect(apportion(0n, [])).toEqual([]);
  });

  it('take from the smallest remainders where the total is less', () => {
    expect(apportion(2n, [ratio(3n, 1n), ratio(1n, 2n)])).toEqual([2n, 0n]);
  });

  it('always sum to the total, none further than a unit away', () => {
    const exact = fc
      .tuple(fc.bigInt(-10_000n, 10_000n), fc.bigInt(1n, 97n))
      .map(([numerator, denominator]) => ratio(numerator, denominator));
    fc.assert(
      fc.property(fc.array(exact, { minLength: 1, maxLength: 8 }), (parts) => {
        const total = roundRatio(sumRatios(parts), 'half-even');
        const amounts = apportion(total, parts);
        expect(amounts.reduce((sum, each) => sum + each, 0n)).toBe(total);
        for (const [place, { numerator, denominator }] of parts.entries()) {
          const off = (amounts[place] ?? 0n) * denominator - numerator;
          expect(off * off).toBeLessThanOrEqual(denominator * denominator);
        }
      }),
    );
  });
});
