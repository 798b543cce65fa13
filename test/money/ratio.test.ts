import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/money/decimal.js';
import {
  addRatios,
  compareRatios,
  divideRatios,
  formatPercent,
  formatRatio,
  formatReached,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  ratio,
  ratioFromDecimal,
  roundRatio,
  subtractRatios,
  ZERO_RATIO,
} from '../../src/money/ratio.js';

const text = ({ numerator, denominator }: Ratio): string => `${numerator}/${denominator}`;

describe('ratio', () => {
  it.each([
    [6n, 4n, '3/2'],
    [6n, -4n, '-3/2'],
    [-6n, -4n, '3/2'],
    [0n, -7n, '0/1'],
    [7n, 7n, '1/1'],
    [7n, 1n, '7/1'],
  ])('of %s and %s is %s', (numerator, denominator, expected) => {
    expect(text(ratio(numerator, denominator))).toBe(expected);
  });

  it('throws for a denominator of zero', () => {
    expect(() => ratio(1n, 0n)).toThrow(RangeError);
    expect(() => ratio(0n, 0n)).toThrow(RangeError);
  });

  it('is frozen', () => {
    expect(Object.isFrozen(ratio(1n, 2n))).toBe(true);
  });
});

describe('ratioFromDecimal', () => {
  it.each([
    ['0', '0/1'],
    ['0.08', '2/25'],
    ['-1.5', '-3/2'],
    ['-0.05', '-1/20'],
    ['100', '100/1'],
    ['1e-7', '1/10000000'],
  ])('of %s is %s', (decimal, expected) => {
    expect(text(ratioFromDecimal(new Decimal(decimal)))).toBe(expected);
  });

  it('throws for what is no number', () => {
    expect(() => ratioFromDecimal(new Decimal('NaN'))).toThrow(RangeError);
  });
});

describe('arithmetic of ratios', () => {
  const half = ratio(1n, 2n);
  const third = ratio(1n, 3n);

  it('is exact', () => {
    expect(text(addRatios(half, third))).toBe('5/6');
    expect(text(subtractRatios(third, half))).toBe('-1/6');
    expect(text(multiplyRatios(half, ratio(-2n, 3n)))).toBe('-1/3');
    expect(text(divideRatios(half, ratio(-3n, 4n)))).toBe('-2/3');
  });

  it('knows nothing and the whole', () => {
    expect(text(addRatios(half, ZERO_RATIO))).toBe('1/2');
    expect(text(multiplyRatios(half, ONE_RATIO))).toBe('1/2');
    expect(text(multiplyRatios(half, ZERO_RATIO))).toBe('0/1');
    expect(text(divideRatios(ZERO_RATIO, half))).toBe('0/1');
  });

  it('throws where it would divide by zero', () => {
    expect(() => divideRatios(half, ZERO_RATIO)).toThrow(RangeError);
  });

  it('undoes what it did, whatever the ratios', () => {
    const ratios = fc
      .tuple(
        fc.bigInt(),
        fc.bigInt().filter((value) => value !== 0n),
      )
      .map(([numerator, denominator]) => ratio(numerator, denominator));
    fc.assert(
      fc.property(ratios, ratios, (a, b) => {
        expect(subtractRatios(addRatios(a, b), b)).toEqual(a);
        if (b.numerator !== 0n) expect(multiplyRatios(divideRatios(a, b), b)).toEqual(a);
        expect(compareRatios(a, b)).toBe(Math.sign(Number(subtractRatios(a, b).numerator)));
      }),
    );
  });
});

describe('compareRatios', () => {
  it.each([
    [ratio(1n, 2n), ratio(2n, 3n), -1],
    [ratio(2n, 4n), ratio(1n, 2n), 0],
    [ratio(2n, 3n), ratio(1n, 2n), 1],
    [ratio(-2n, 3n), ratio(-1n, 2n), -1],
    [ratio(-1n, 2n), ZERO_RATIO, -1],
  ])('of %o and %o is %i', (a, b, expected) => {
    expect(compareRatios(a, b)).toBe(expected);
  });
});

describe('roundRatio', () => {
  it('rounds a tie as it is told', () => {
    const tie = ratio(-5n, 2n);
    expect(roundRatio(tie, 'half-even')).toBe(-2n);
    expect(roundRatio(tie, 'half-up')).toBe(-3n);
    expect(roundRatio(tie, 'half-down')).toBe(-2n);
    expect(roundRatio(tie, 'down')).toBe(-2n);
  });
});

describe('formatRatio', () => {
  it.each([
    [ZERO_RATIO, 4, '0'],
    [ratio(2n, 3n), 4, '0.6667'],
    [ratio(-2n, 3n), 4, '-0.6667'],
    [ratio(2n, 3n), 0, '1'],
    [ratio(100n, 1n), 0, '100'],
    [ratio(100n, 1n), 2, '100'],
    [ratio(3n, 2n), 4, '1.5'],
    [ratio(1n, 20n), 1, '0'],
    [ratio(3n, 20n), 1, '0.2'],
    [ratio(-1n, 1000n), 2, '0'],
  ])('writes %o with %i places as %s', (value, places, expected) => {
    expect(formatRatio(value, places)).toBe(expected);
  });
});

describe('formatReached', () => {
  it.each([
    [ratio(99_996n, 100_000n), '99.99%'],
    [ratio(1n, 1n), '100%'],
    [ratio(100_009n, 100_000n), '100%'],
    [ratio(214_600n, 625_000n), '34.33%'],
    [ratio(-1n, 100_000n), '0%'],
    [ratio(-99_996n, 100_000n), '-99.99%'],
    [ratio(0n, 1n), '0%'],
  ])('cuts off what is more than two decimals of %o: %s', (value, expected) => {
    expect(formatReached(value)).toBe(expected);
  });

  it('has as many decimals as are asked for', () => {
    expect(formatReached(ratio(99_996n, 100_000n), 3)).toBe('99.996%');
  });
});

describe('formatPercent', () => {
  it.each([
    [ZERO_RATIO, '0%'],
    [ONE_RATIO, '100%'],
    [ratio(13n, 10n), '130%'],
    [ratio(34n, 35n), '97.14%'],
    [ratio(-1n, 8n), '-12.5%'],
    [ratio(99_995n, 100_000n), '100%'],
    [ratio(99_994n, 100_000n), '99.99%'],
  ])('writes %o as %s', (value, expected) => {
    expect(formatPercent(value)).toBe(expected);
  });

  it('takes the number of decimals', () => {
    expect(formatPercent(ratio(34n, 35n), 0)).toBe('97%');
    expect(formatPercent(ratio(34n, 35n), 4)).toBe('97.1429%');
  });
});
