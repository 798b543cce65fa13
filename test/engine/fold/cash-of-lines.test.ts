import { describe, expect, it } from 'vitest';
import { CashOfLines } from '../../../src/engine/fold/cash-of-lines.js';
import { EventCollector } from '../../../src/engine/fold/event-table.js';

/** What was applied to lines by number: of each line so many events, which came in the other way round. */
function applied(counts: readonly number[]) {
  const events = new EventCollector();
  for (const line of [...counts.keys()].reverse()) {
    for (let event = (counts[line] ?? 0) - 1; event >= 0; event -= 1) {
      const name = Buffer.from(`R-${line}-${event}`);
      events.append(name, 0, name.length);
      events.add(line, 20_260_101 + event, line * 10_000 + event);
    }
  }
  return events.ordered(counts.length);
}

/** The amounts and names of all lines, as they are taken. */
function taken(cash: CashOfLines, lines: Int32Array): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (let place = 0; place < lines.length; ) {
    const end = cash.take(lines, place);
    for (; place < end; place += 1) {
      const { first, end: last } = cash.next(lines[place] ?? 0);
      const { bytes, starts } = cash.names;
      found.push(
        Array.from({ length: last - first }, (_, each) => {
          const name = bytes.toString('utf8', starts[first + each], starts[first + each + 1]);
          return `${name} ${cash.day[first + each]} ${cash.amount[first + each]}`;
        }),
      );
    }
  }
  return found;
}

describe('what was applied to lines', () => {
  it('comes line by line in the order that is asked for, of each by day', () => {
    const cash = new CashOfLines(applied([2, 0, 1]));
    expect(taken(cash, Int32Array.of(2, 1, 0))).toEqual([
      ['R-2-0 20260101 20000'],
      [],
      ['R-0-0 20260101 0', 'R-0-1 20260102 1'],
    ]);
  });

  it('is all there of one line that has more than is taken at a time, and of those after it', () => {
    const counts = [3, 2_000, 1, ...Array.from({ length: 700 }, () => 1)];
    const found = taken(new CashOfLines(applied(counts)), Int32Array.from(counts.keys()));
    expect(found.map(({ length }) => length)).toEqual(counts);
    expect(found[1]?.at(-1)).toBe('R-1-1999 20262100 11999');
    expect(found.at(-1)).toEqual(['R-702-0 20260101 7020000']);
  });
});
