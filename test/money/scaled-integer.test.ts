import { describe, expect, it } from 'vitest';
import { formatScaled } from '../../src/money/scaled-integer.js';

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
