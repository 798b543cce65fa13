import { describe, expect, test } from 'vitest';
import { gridWeights, weighted } from '../../../../src/engine/mechanisms/matrix/grid.js';
import { formatRatio, ratio } from '../../../../src/money/ratio.js';
import { part } from '../../given.js';

const BOUNDS = [
  [part('0'), part('0.8'), part('1')],
  [part('0.1'), part('0.4')],
];

/** What a place weighs in each point: `"1: 0.5, 3: 0.5"`. */
function weights(first: string, second: string, shape: 'stepped' | 'interpolated'): string {
  return gridWeights(BOUNDS, [part(first), part(second)], shape)
    .map(({ point, weight }) => `${point}: ${formatRatio(weight, 6)}`)
    .join(', ');
}

describe('a stepped grid', () => {
  test.each([
    ['0', '0.1', '0: 1'],
    ['0.7999', '0.3999', '0: 1'],
    ['0.8', '0.3999', '2: 1'],
    ['0.7999', '0.4', '1: 1'],
    ['0.8', '0.4', '3: 1'],
    ['0.9999', '0.4', '3: 1'],
    ['1', '0.4', '5: 1'],
    ['9', '9', '5: 1'],
    ['-1', '-1', '0: 1'],
    ['-1', '9', '1: 1'],
  ])('has %s and %s in the point %s', (first, second, expected) => {
    expect(weights(first, second, 'stepped')).toBe(expected);
  });
});

describe('an interpolated grid', () => {
  test.each([
    ['0', '0.1', '0: 1'],
    ['0.4', '0.1', '0: 0.5, 2: 0.5'],
    ['0.8', '0.1', '2: 1'],
    ['0.8', '0.25', '2: 0.5, 3: 0.5'],
    ['0.9', '0.25', '2: 0.25, 3: 0.25, 4: 0.25, 5: 0.25'],
    ['0.2', '0.4', '1: 0.75, 3: 0.25'],
    ['1', '0.4', '5: 1'],
    ['9', '9', '5: 1'],
    ['-1', '-1', '0: 1'],
    ['-1', '0.25', '0: 0.5, 1: 0.5'],
  ])('has %s and %s at %s', (first, second, expected) => {
    expect(weights(first, second, 'interpolated')).toBe(expected);
  });

  test('is exact in thirds and sevenths', () => {
    const bounds = [
      [part('0'), part('0.3')],
      [part('0'), part('0.7')],
    ];
    const values = [part('0'), part('0'), part('0'), part('1')];
    const found = weighted(gridWeights(bounds, [part('0.1'), part('0.1')], 'interpolated'), values);
    expect(found).toEqual(ratio(1n, 21n));
  });
});
