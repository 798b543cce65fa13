import { describe, expect, test } from 'vitest';
import { standingsOf, type TieRule } from '../../../src/engine/mechanisms/standings.js';
import { ratio } from '../../../src/money/ratio.js';

const PRIZES = [5000n, 3000n, 1000n];

/** Who gets what at which place: `"1 ann 5000"`. */
function standings(figures: Readonly<Record<string, number>>, ties: TieRule, prizes = PRIZES) {
  const contestants = Object.entries(figures).map(([key, figure]) => ({
    key,
    figure: ratio(BigInt(figure), 1n),
  }));
  return standingsOf(contestants, prizes, ties).flatMap((place) =>
    [...place.prizes].map(([key, prize]) => `${place.place} ${key} ${prize}`),
  );
}

describe('places without ties', () => {
  test.each(['share', 'higher', 'next'] as const)('go by the figure under the rule %s', (ties) => {
    expect(standings({ cid: 1, ann: 9, dan: 0, ben: 5 }, ties)).toEqual([
      '1 ann 5000',
      '2 ben 3000',
      '3 cid 1000',
      '4 dan 0',
    ]);
  });

  test('are none without contestants', () => {
    expect(standings({}, 'share')).toEqual([]);
  });

  test('leave prizes over where there are fewer contestants', () => {
    expect(standings({ ann: 1 }, 'share')).toEqual(['1 ann 5000']);
  });
});

describe('ties', () => {
  const first = { ann: 9, ben: 9, cid: 5, dan: 1 };
  const second = { ann: 9, ben: 5, cid: 5, dan: 1 };
  const last = { ann: 9, ben: 5, cid: 1, dan: 1 };

  test.each([
    ['share', first, ['1 ann 4000', '1 ben 4000', '3 cid 1000', '4 dan 0']],
    ['share', second, ['1 ann 5000', '2 ben 2000', '2 cid 2000', '4 dan 0']],
    ['share', last, ['1 ann 5000', '2 ben 3000', '3 cid 500', '3 dan 500']],
    ['higher', first, ['1 ann 5000', '1 ben 5000', '3 cid 1000', '4 dan 0']],
    ['higher', second, ['1 ann 5000', '2 ben 3000', '2 cid 3000', '4 dan 0']],
    ['higher', last, ['1 ann 5000', '2 ben 3000', '3 cid 1000', '3 dan 1000']],
    ['next', first, ['1 ann 5000', '1 ben 5000', '2 cid 3000', '3 dan 1000']],
    ['next', second, ['1 ann 5000', '2 ben 3000', '2 cid 3000', '3 dan 1000']],
    ['next', last, ['1 ann 5000', '2 ben 3000', '3 cid 1000', '3 dan 1000']],
  ] as const)('under the rule %s', (ties, figures, expected) => {
    expect(standings(figures, ties)).toEqual(expected);
  });

  test('split what does not divide by largest remainder, in order of key', () => {
    expect(standings({ cid: 1, ben: 1, ann: 1 }, 'share', [500n, 300n, 200n])).toEqual([
      '1 cid 333',
      '1 ben 333',
      '1 ann 334',
    ]);
  });

  test('beyond the last prize get nothing', () => {
    expect(standings({ ann: 9, ben: 1, cid: 1 }, 'share', [100n])).toEqual([
      '1 ann 100',
      '2 ben 0',
      '2 cid 0',
    ]);
  });
});
