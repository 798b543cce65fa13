import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideRounded, ROUNDINGS } from '../../src/money/rounding.js';
import { shareOut, telescope } from '../../src/money/share-out.js';

const parts = (weights: Readonly<Record<string, bigint>>) =>
  Object.entries(weights).map(([key, weight]) => ({ key, weight }));

const shares = (total: bigint, weights: Readonly<Record<string, bigint>>) =>
  [...shareOut(total, parts(weights))].map(([key, share]) => `${key} ${share}`).join(', ');

const sum = (values: Iterable<bigint>) => [...values].reduce((total, value) => total + value, 0n);

describe('shareOut', () => {
  it('divides without remainder in proportion to the weights', () => {
    expect(shares(100n, { ada: 1n, ben: 3n })).toBe('ada 25, ben 75');
  });

  it('gives the unit left over to the largest remainder', () => {
    expect(shares(100n, { ada: 1n, ben: 2n, cy: 4n })).toBe('ada 14, ben 29, cy 57');
  });

  it('breaks ties by key, whatever the order of the parts', () => {
    expect(shares(100n, { cy: 1n, ben: 1n, ada: 1n })).toBe('cy 33, ben 33, ada 34');
    expect(shares(101n, { cy: 1n, ben: 1n, ada: 1n })).toBe('cy 33, ben 34, ada 34');
  });

  it('orders keys by code unit', () => {
    expect(shares(1n, { a: 1n, B: 1n, é: 1n })).toBe('a 0, B 1, é 0');
  });

  it('gives the negatives of a positive total for a negative one', () => {
    expect(shares(-100n, { ada: 1n, ben: 1n, cy: 1n })).toBe('ada -34, ben -33, cy -33');
  });

  it('gives nothing of nothing', () => {
    expect(shares(0n, { ada: 1n, ben: 2n })).toBe('ada 0, ben 0');
  });

  it('gives nothing to a weight of zero beside others', () => {
    expect(shares(100n, { ada: 0n, ben: 1n, cy: 2n })).toBe('ada 0, ben 33, cy 67');
  });

  it('gives equal parts where all weights are zero', () => {
    expect(shares(100n, { ada: 0n, ben: 0n, cy: 0n })).toBe('ada 34, ben 33, cy 33');
    expect(shares(100n, { ada: 5n, ben: -5n })).toBe('ada 50, ben 50');
  });

  it('gives everything to a single part, also of weight zero', () => {
    expect(shares(-7n, { ada: 9n })).toBe('ada -7');
    expect(shares(7n, { ada: 0n })).toBe('ada 7');
  });

  it('gives an empty map for no parts', () => {
    expect(shareOut(100n, [])).toEqual(new Map());
  });

  it('follows negative weights in proportion', () => {
    expect(shares(100n, { ada: 3n, ben: -1n })).toBe('ada 150, ben -50');
    expect(shares(100n, { ada: -1n, ben: -3n })).toBe('ada 25, ben 75');
  });

  it('gives both shares to a key that is given twice', () => {
    const twice = [
      { key: 'ada', weight: 1n },
      { key: 'ben', weight: 1n },
      { key: 'ada', weight: 1n },
    ];
    expect([...shareOut(100n, twice)]).toEqual([
      ['ada', 67n],
      ['ben', 33n],
    ]);
  });

  const weighted = fc.uniqueArray(
    fc.record({ key: fc.string({ maxLength: 3 }), weight: fc.bigInt({ min: -50n, max: 1000n }) }),
    { selector: ({ key }) => key, minLength: 1 },
  );
  const totals = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });

  it('always sums to the total', () => {
    fc.assert(
      fc.property(totals, weighted, (total, drawn) => {
        expect(sum(shareOut(total, drawn).values())).toBe(total);
      }),
    );
  });

  it('is never a whole unit off the exact share', () => {
    fc.assert(
      fc.property(totals, weighted, (total, drawn) => {
        const whole = sum(drawn.map(({ weight }) => weight));
        fc.pre(whole !== 0n);
        const given = shareOut(total, drawn);
        for (const { key, weight } of drawn) {
          const off = (given.get(key) ?? 0n) * whole - total * weight;
          expect(off * off < whole * whole).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the order of the parts, and mirrors at zero', () => {
    fc.assert(
      fc.property(totals, weighted, (total, drawn) => {
        const given = shareOut(total, drawn);
        const again = shareOut(total, [...drawn].reverse());
        const mirrored = shareOut(-total, drawn);
        for (const [key, share] of given) {
          expect(again.get(key)).toBe(share);
          expect(mirrored.get(key)).toBe(share === 0n ? 0n : -share);
        }
      }),
    );
  });
});

describe('telescope', () => {
  it('keeps every running sum rounded', () => {
    expect(telescope(100n, [1n, 1n, 1n], 3n, 'half-even')).toEqual([33n, 34n, 33n]);
    expect(telescope(5n, [1n, 1n], 2n, 'half-even')).toEqual([2n, 3n]);
    expect(telescope(5n, [1n, 1n], 2n, 'half-up')).toEqual([3n, 2n]);
  });

  it('sums to the rounded share of the weights where they do not make up the denominator', () => {
    expect(telescope(100n, [1n, 1n], 3n, 'half-even')).toEqual([33n, 34n]);
    expect(telescope(100n, [2n, 2n], 3n, 'down')).toEqual([66n, 67n]);
  });

  it('takes weights of zero and below zero, and negative totals and denominators', () => {
    expect(telescope(100n, [1n, 0n, -1n], 3n, 'half-even')).toEqual([33n, 0n, -33n]);
    expect(telescope(-100n, [1n, 1n, 1n], 3n, 'half-even')).toEqual([-33n, -34n, -33n]);
    expect(telescope(100n, [-1n, -1n], -2n, 'half-even')).toEqual([50n, 50n]);
    expect(telescope(0n, [1n, 2n], 3n, 'half-up')).toEqual([0n, 0n]);
  });

  it('gives nothing for no weights and throws for a denominator of zero', () => {
    expect(telescope(100n, [], 3n, 'half-even')).toEqual([]);
    expect(() => telescope(100n, [1n], 0n, 'half-even')).toThrow(RangeError);
  });

  it('sums to what rounding once would give, at every step', () => {
    const integers = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n });
    const denominators = integers.filter((denominator) => denominator !== 0n);
    fc.assert(
      fc.property(
        integers,
        fc.array(integers),
        denominators,
        fc.constantFrom(...ROUNDINGS),
        (total, weights, denominator, rounding) => {
          const entries = telescope(total, weights, denominator, rounding);
          weights.forEach((_, index) => {
            const running = sum(entries.slice(0, index + 1));
            const exact = total * sum(weights.slice(0, index + 1));
            expect(running).toBe(divideRounded(exact, denominator, rounding));
          });
        },
      ),
    );
  });
});
