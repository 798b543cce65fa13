import { describe, expect, it } from 'vitest';
import { ratio } from '../../src/money/ratio.js';
import { exactLeaves, sumsTo } from '../../src/runs/exact-leaves.js';

const amounts = (exact: readonly [bigint, bigint][], currency: string) =>
  exactLeaves(
    exact.map(([above, below]) => ({ text: '', exact: ratio(above, below) })),
    currency,
  ).map(({ amount }) => amount);

describe('the summands of a line as texts', () => {
  it('have the decimals of the currency, and more only where they need them', () => {
    expect(amounts([[870_000n, 1n]], 'USD')).toEqual(['8700.00']);
    expect(amounts([[-5n, 2n]], 'USD')).toEqual(['-0.025']);
    expect(amounts([[500n, 1n]], 'JPY')).toEqual(['500']);
    expect(amounts([[1n, 2n]], 'JPY')).toEqual(['0.5']);
    expect(amounts([[0n, 1n]], 'USD')).toEqual(['0.00']);
  });

  it('sum as texts to the total, though none of them can be written out', () => {
    const thirds: [bigint, bigint][] = [
      [1n, 3n],
      [1n, 3n],
      [1n, 3n],
    ];
    expect(amounts(thirds, 'USD')).toEqual(['0.00333333', '0.00333334', '0.00333333']);
  });

  it('are compared with an amount exactly', () => {
    const halves = [{ exact: ratio(1n, 2n) }, { exact: ratio(1n, 2n) }];
    expect(sumsTo(halves, 1n)).toBe(true);
    expect(sumsTo([{ exact: ratio(999_999n, 1_000_000n) }], 1n)).toBe(false);
    expect(sumsTo([], 0n)).toBe(true);
  });
});
