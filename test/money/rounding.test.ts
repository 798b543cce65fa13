import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, formatDecimal } from '../../src/money/decimal.js';
import { divideRounded, ROUNDINGS, type Rounding } from '../../src/money/rounding.js';

const rounded = (numerator: bigint, denominator: bigint) =>
  ROUNDINGS.map((rounding) => String(divideRounded(numerator, denominator, rounding)));

describe('divideRounded', () => {
  it.each([
    // numerator, denominator, half-even, half-up, half-down, down
    [0n, 10n, ['0', '0', '0', '0']],
    [4n, 10n, ['0', '0', '0', '0']],
    [5n, 10n, ['0', '1', '0', '0']],
    [6n, 10n, ['1', '1', '1', '0']],
    [10n, 10n, ['1', '1', '1', '1']],
    [14n, 10n, ['1', '1', '1', '1']],
    [15n, 10n, ['2', '2', '1', '1']],
    [16n, 10n, ['2', '2', '2', '1']],
    [25n, 10n, ['2', '3', '2', '2']],
    [-4n, 10n, ['0', '0', '0', '0']],
    [-5n, 10n, ['0', '-1', '0', '0']],
    [-6n, 10n, ['-1', '-1', '-1', '0']],
    [-15n, 10n, ['-2', '-2', '-1', '-1']],
    [-16n, 10n, ['-2', '-2', '-2', '-1']],
    [-25n, 10n, ['-2', '-3', '-2', '-2']],
    [15n, -10n, ['-2', '-2', '-1', '-1']],
    [-15n, -10n, ['2', '2', '1', '1']],
    [0n, -10n, ['0', '0', '0', '0']],
    [1n, 3n, ['0', '0', '0', '0']],
    [2n, 3n, ['1', '1', '1', '0']],
  ])('of %s by %s is half-even, half-up, half-down, down: %j', (numerator, denominator, expected) => {
    expect(rounded(numerator, denominator)).toEqual(expected);
  });

  it('throws for a denominator of zero', () => {
    expect(() => divideRounded(1n, 0n, 'down')).toThrow(RangeError);
  });

  const integers = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
  const small = fc.bigInt({ min: -20n, max: 20n });
  const numerators = fc.oneof(integers, small);
  const denominators = fc.oneof(integers, small).filter((denominator) => denominator !== 0n);
  const modes = {
    'half-even': Decimal.ROUND_HALF_EVEN,
    'half-up': Decimal.ROUND_HALF_UP,
    'half-down': Decimal.ROUND_HALF_DOWN,
    down: Decimal.ROUND_DOWN,
  } as const satisfies Record<Rounding, number>;

  it.each(ROUNDINGS)('rounds %s as decimal.js does', (rounding) => {
    fc.assert(
      fc.property(numerators, denominators, (numerator, denominator) => {
        const exact = new Decimal(numerator.toString()).dividedBy(denominator.toString());
        expect(String(divideRounded(numerator, denominator, rounding))).toBe(
          formatDecimal(exact.toDecimalPlaces(0, modes[rounding])),
        );
      }),
      { numRuns: 500 },
    );
  });

  it.each(ROUNDINGS)('rounds a reversal %s to the negative of what it reverses', (rounding) => {
    fc.assert(
      fc.property(numerators, denominators, (numerator, denominator) => {
        const forward = divideRounded(numerator, denominator, rounding);
        expect(divideRounded(-numerator, denominator, rounding)).toBe(-forward);
        expect(divideRounded(numerator, -denominator, rounding)).toBe(-forward);
      }),
    );
  });
});
