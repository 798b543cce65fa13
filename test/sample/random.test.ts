import { expect, it } from 'vitest';
import { Random } from '../../src/sample/random.js';

function draws(random: Random, count: number): readonly number[] {
  return Array.from({ length: count }, () => random.below(1000));
}

it('gives the same draws for the same seed and stream', () => {
  expect(draws(new Random(7, 'deals'), 200)).toEqual(draws(new Random(7, 'deals'), 200));
});

it('gives other draws for another seed and for another stream', () => {
  const first = draws(new Random(7, 'deals'), 20);
  expect(draws(new Random(8, 'deals'), 20)).not.toEqual(first);
  expect(draws(new Random(7, 'splits'), 20)).not.toEqual(first);
});

it('draws the numbers it has always drawn', () => {
  expect(draws(new Random(2026, 'golden'), 8)).toEqual([749, 860, 563, 27, 339, 484, 619, 846]);
});

it('draws both ends of a range and nothing beyond', () => {
  const random = new Random(1, 'range');
  const drawn = new Set(Array.from({ length: 500 }, () => random.between(-2, 2)));
  expect([...drawn].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
});

it('draws every number about as often as any other', () => {
  const random = new Random(1, 'even');
  const counts = new Array<number>(10).fill(0);
  for (let draw = 0; draw < 20_000; draw += 1) {
    const drawn = random.below(10);
    counts[drawn] = (counts[drawn] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

it('never draws a choice without weight', () => {
  const random = new Random(1, 'weights');
  const drawn = Array.from({ length: 300 }, () =>
    random.weighted([
      ['never', 0],
      ['often', 3],
      ['seldom', 1],
    ]),
  );
  expect(new Set(drawn)).toEqual(new Set(['often', 'seldom']));
});

it('refuses to pick from nothing', () => {
  const random = new Random(1, 'nothing');
  expect(() => random.pick([])).toThrow(RangeError);
  expect(() => random.weighted([['never', 0]])).toThrow(RangeError);
});

it('keeps every value when it shuffles', () => {
  const shuffled = new Random(1, 'shuffle').shuffled([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([...shuffled].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(shuffled).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
