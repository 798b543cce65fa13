import { describe, expect, it } from 'vitest';
import { FoldedLines, type LineColumns } from '../../../src/engine/fold/folded-lines.js';
import { linesFrom, unlike } from '../../../src/engine/fold/unlike-lines.js';

const AT = { entitlement: 1, windowFrom: 20_260_101, windowTo: 20_260_401 };

/** One line of each amount, the deal of each told by its place. */
function lines(...amounts: readonly number[]): LineColumns {
  const made = new FoldedLines();
  for (const [deal, amount] of amounts.entries()) made.add(AT, 20_260_110, amount, 1, 100, deal, -1, 0);
  return made.copy();
}

describe('the part in which lines are unlike', () => {
  it('is none of the same lines', () => {
    expect(unlike(lines(1, 2, 3), lines(1, 2, 3))).toEqual({ from: 3, end: 0 });
    expect(unlike(lines(), lines())).toEqual({ from: 0, end: 0 });
  });

  it('is all where the first and the last are others', () => {
    expect(unlike(lines(1, 2, 3), lines(9, 2, 8))).toEqual({ from: 0, end: 0 });
    expect(unlike(lines(), lines(1))).toEqual({ from: 0, end: 0 });
  });

  it('is what lies between, by whichever column it is another', () => {
    expect(unlike(lines(1, 2, 3, 4), lines(1, 9, 9, 4))).toEqual({ from: 1, end: 1 });
    const [before, now] = [lines(1, 2, 3, 4, 5), lines(1, 2, 3, 4, 5)];
    now.day[1] = 20_260_111;
    now.excess[3] = -50;
    expect(unlike(before, now)).toEqual({ from: 1, end: 1 });
    expect([...linesFrom(now, { from: 1, end: 1 }).amount]).toEqual([2, 3, 4]);
  });

  it('is what was added or taken away, at the end or among the same', () => {
    expect(unlike(lines(1, 2), lines(1, 2, 3))).toEqual({ from: 2, end: 0 });
    expect(unlike(lines(1, 2, 3), lines(1, 2))).toEqual({ from: 2, end: 0 });
    expect(unlike(lines(7, 7), lines(7, 7, 7))).toEqual({ from: 2, end: 0 });
  });
});
