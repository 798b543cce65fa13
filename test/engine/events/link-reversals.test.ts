import { expect, test } from 'vitest';
import type { BaseEvent } from '../../../src/engine/events/deal-event.js';
import { linkReversals } from '../../../src/engine/events/link-reversals.js';

function event(key: string, date: string, amount: number, ...names: readonly string[]): BaseEvent {
  return { key, date, amount: BigInt(amount), names };
}

/** What the last of the events takes back. */
function taken(...events: readonly BaseEvent[]): readonly string[] {
  const last = linkReversals(events).at(-1);
  return (last?.parts ?? []).map(({ target, amount }) => `${target ?? 'itself'} ${amount}`);
}

const JANUARY = event('a', '2026-01-01', 100);
const FEBRUARY = event('b', '2026-02-01', 50);

test('an event that adds takes nothing back', () => {
  expect(linkReversals([JANUARY])[0]?.parts).toEqual([]);
});

test('what names an event takes that one back', () => {
  expect(taken(JANUARY, FEBRUARY, event('c', '2026-03-01', -30, 'a'))).toEqual(['a -30']);
});

test('what names none takes the latest back first', () => {
  expect(taken(JANUARY, FEBRUARY, event('c', '2026-03-01', -30))).toEqual(['b -30']);
  expect(taken(JANUARY, FEBRUARY, event('c', '2026-03-01', -51))).toEqual(['b -50', 'a -1']);
});

test('what is left over after the named event goes to the latest', () => {
  expect(taken(JANUARY, FEBRUARY, event('c', '2026-03-01', -120, 'a'))).toEqual(['a -100', 'b -20']);
});

test('what names several events takes them back in that order', () => {
  const march = event('m', '2026-03-01', 70);
  expect(taken(JANUARY, FEBRUARY, march, event('c', '2026-04-01', -160, 'b', 'a'))).toEqual([
    'b -50',
    'a -100',
    'm -10',
  ]);
});

test('what finds nothing left stands for itself', () => {
  expect(taken(JANUARY, FEBRUARY, event('c', '2026-03-01', -151))).toEqual(['b -50', 'a -100', 'itself -1']);
  expect(taken(event('c', '2026-03-01', -7))).toEqual(['itself -7']);
});

test('what was taken back already is not taken back again', () => {
  const first = event('c', '2026-03-01', -50);
  expect(taken(JANUARY, FEBRUARY, first, event('d', '2026-04-01', -10))).toEqual(['a -10']);
});

test('a later event is not taken back by an earlier one', () => {
  const linked = linkReversals([event('c', '2025-12-01', -5), JANUARY]);
  expect(linked[0]?.parts).toEqual([{ target: null, amount: -5n }]);
  expect(linked[1]?.parts).toEqual([]);
});

test('on one date what adds comes first, whatever the keys say', () => {
  const linked = linkReversals([event('z', '2026-01-01', 100), event('a', '2026-01-01', -100)]);
  expect(linked.map(({ key }) => key)).toEqual(['z', 'a']);
  expect(linked[1]?.parts).toEqual([{ target: 'z', amount: -100n }]);
});

test('the parts always sum to the amount', () => {
  const last = linkReversals([JANUARY, FEBRUARY, event('c', '2026-03-01', -163, 'a')]).at(-1);
  expect(last?.parts.reduce((sum, { amount }) => sum + amount, 0n)).toBe(-163n);
});
