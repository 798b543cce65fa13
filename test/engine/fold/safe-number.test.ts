import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideExactly, exactNumber, partOf } from '../../../src/engine/fold/safe-number.js';
import { divideRounded, ROUNDINGS } from '../../../src/money/rounding.js';
import { holds } from '../../property/seed.js';

describe('a quotient of exact numbers', () => {
  it('is rounded as that of integers, at ties and for negatives', () => {
    for (const rounding of ROUNDINGS) {
      for (const [numerator, denominator] of [
        [5, 2],
        [-5, 2],
        [7, 2],
        [-7, 2],
        [4, 2],
        [1, 3],
        [-2, 3],
        [0, 9],
      ] as const) {
        const expected = divideRounded(BigInt(numerator), BigInt(denominator), rounding);
        expect(BigInt(divideExactly(numerator, denominator, rounding))).toBe(expected);
      }
    }
  });

  it('is that of integers up to the largest', () => {
    const whole = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
    const divisor = fc.oneof(
      fc.integer({ min: 1, max: 2_000_000 }),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    );
    holds(
      'quotients of exact numbers',
      fc.property(whole, divisor, fc.constantFrom(...ROUNDINGS), (numerator, denominator, rounding) => {
        const expected = divideRounded(BigInt(numerator), BigInt(denominator), rounding);
        expect(BigInt(divideExactly(numerator, denominator, rounding))).toBe(expected);
      }),
      { runs: 2_000 },
    );
  });

  it('is that of integers also where it is a part of an amount', () => {
    const whole = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
    const small = fc.integer({ min: -1_000, max: 1_000 });
    const divisor = fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 2 ** 52 }));
    holds(
      'parts of exact numbers',
      fc.property(
        fc.oneof(whole, small),
        fc.oneof(whole, small),
        divisor,
        (amount, numerator, denominator) => {
          const expected = divideRounded(
            BigInt(amount) * BigInt(numerator),
            BigInt(denominator),
            'half-even',
          );
          fc.pre(expected <= BigInt(Number.MAX_SAFE_INTEGER) && expected >= -BigInt(Number.MAX_SAFE_INTEGER));
          expect(BigInt(partOf(amount, numerator, denominator, 'half-even'))).toBe(expected);
        },
      ),
      { runs: 1_000 },
    );
  });

  it('knows which integers are exact', () => {
    expect(exactNumber(9_007_199_254_740_991n)).toBe(9_007_199_254_740_991);
    expect(exactNumber(9_007_199_254_740_992n)).toBeNull();
  });
});
