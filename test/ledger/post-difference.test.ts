import { describe, expect, test } from 'vitest';
import type { DueLine } from '../../src/engine/due.js';
import { comparePostings, type Posted, postDifference } from '../../src/ledger/post-difference.js';

function line(key: string, amount: number, fields: Partial<DueLine> = {}): DueLine {
  return {
    kind: 'credit',
    key,
    eventKey: key,
    deal: 'D',
    date: '2026-01-10',
    amount: BigInt(amount),
    assignment: 'plan/2026-01-01',
    component: 'pay',
    measure: 'sales',
    segmentFrom: '2026-01-01',
    windowFrom: '2026-01-01',
    windowTo: '2026-04-01',
    planHash: 'hash',
    share: null,
    base: null,
    credit: null,
    original: null,
    scale: 1n,
    ...fields,
  };
}

const NOTHING: Posted = new Map();
const asIs = (each: DueLine) => each;

/** Posts what is due in each of several periods: `key amount (before, first posted)`. */
function posted(...periods: readonly (readonly DueLine[])[]): readonly (readonly string[])[] {
  let before = NOTHING;
  return periods.map((due, place) => {
    const result = postDifference(due, asIs, before, `P${place + 1}`);
    before = result.posted;
    return result.postings.map(
      (each) => `${each.line.key} ${each.amount} (${each.before ?? 'none'}, ${each.firstPosted ?? 'now'})`,
    );
  });
}

describe('what is posted', () => {
  test('is what is due, the first time', () => {
    expect(posted([line('a', 100)])).toEqual([['a 100 (none, now)']]);
  });

  test('is nothing when nothing changed: posting twice changes nothing', () => {
    expect(posted([line('a', 100)], [line('a', 100)], [line('a', 100)])).toEqual([
      ['a 100 (none, now)'],
      [],
      [],
    ]);
  });

  test('is the difference, which names what was posted and when first', () => {
    expect(posted([line('a', 100)], [line('a', 130)], [line('a', 90)])).toEqual([
      ['a 100 (none, now)'],
      ['a 30 (100, P1)'],
      ['a -40 (130, P1)'],
    ]);
  });

  test('is the negative of a key that vanished, once', () => {
    expect(posted([line('a', 100)], [], [])).toEqual([['a 100 (none, now)'], ['a -100 (100, P1)'], []]);
  });

  test('is the whole again of a key that came back', () => {
    expect(posted([line('a', 100)], [], [line('a', 70)])[2]).toEqual(['a 70 (0, P1)']);
  });

  test('has a line of nothing once, so that it can be asked why', () => {
    expect(posted([line('a', 0)], [line('a', 0)], [])).toEqual([['a 0 (none, now)'], [], []]);
  });

  test('tells the lines of a window apart by key and deal', () => {
    const lines = [line('a', 1), line('a', 6, { deal: 'E' }), line('a', 8, { deal: null }), line('b', 7)];
    const [first, second] = posted(lines, lines);
    expect(first).toHaveLength(4);
    expect(second).toEqual([]);
  });

  test('is put in an order that does not depend on that of what is due', () => {
    const lines = [
      line('f', 1, { assignment: 'plan/2026-02-01' }),
      line('e', 1, { component: 'quick', date: '2026-01-01' }),
      line('d', 1, { date: '2026-02-01' }),
      line('b', 1, { windowFrom: '2026-04-01' }),
      line('c', 1, { segmentFrom: '2026-01-02' }),
      line('a', 1, { deal: 'E' }),
      line('b', 1),
      line('a', 1, { deal: 'C' }),
    ];
    const inOrder = (due: readonly DueLine[]) =>
      [...postDifference(due, asIs, NOTHING, 'P').postings]
        .sort(comparePostings)
        .map((each) => `${each.line.key} ${each.line.deal}`);
    expect(inOrder(lines)).toEqual(['a C', 'b D', 'b D', 'c D', 'a E', 'd D', 'e D', 'f D']);
    expect(inOrder([...lines].reverse())).toEqual(inOrder(lines));
  });

  test('sums to what is due at the end, whatever was due between', () => {
    let before = NOTHING;
    let sum = 0n;
    for (const due of [
      [line('a', 5)],
      [line('a', -3), line('b', 9)],
      [line('b', 4)],
      [line('a', 1), line('b', 4)],
    ]) {
      const result = postDifference(due, asIs, before, 'P');
      before = result.posted;
      sum += result.postings.reduce((total, { amount }) => total + amount, 0n);
    }
    expect(sum).toBe(5n);
  });
});
