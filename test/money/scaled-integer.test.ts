import { describe, expect, it } from 'vitest';
import { formatScaled, scaledInteger } from '../../src/money/scaled-integer.js';

describe('formatScaled', () => {
  it.each([
    [0n, 0, '0'],
    [0n, 2, '0.00'],
    [5n, 0, '5'],
    [-5n, 0, '-5'],
    [5n, 2, '0.05'],
    [-5n, 2, '-0.05'],
    [99n, 2, '0.99'],
    [100n, 2, '1.00'],
    [-100n, 2, '-1.00'],
    [123456789012345678901n, 3, '123456789012345678.901'],
  ])('writes %s with %i decimals as %s', (value, digits, expected) => {
    expect(formatScaled(value, digits)).toBe(expected);
  });
});

describe('scaledInteger', () => {
  it.each([
    ['0', 2, 0n],
    ['-0.05', 2, -5n],
    ['1.5', 6, 1_500_000n],
    ['0.33333333', 8, 33_333_333n],
    ['1.239', 2, 123n],
    ['99999999999999999999999', 6, 99_999_999_999_999_999_999_999_000_000n],
    ['many', 2, 0n],
  ])('reads %s with %i places as %s', (text, places, expected) => {
    expect(scaledInteger(text, places)).toBe(expected);
  });
});
