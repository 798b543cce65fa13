import { expect, test } from 'vitest';
import { listening, SILENT } from '../../../src/engine/mechanisms/recorder.js';
import { RunningLines } from '../../../src/engine/mechanisms/running-lines.js';
import { addRatios, ratio, ZERO_RATIO } from '../../../src/money/ratio.js';

function identity(key: string) {
  return { kind: 'credit', key, eventKey: key, deal: key, date: '2026-01-01' } as const;
}

function amounts(denominator: bigint, ...exact: readonly (readonly [bigint, bigint])[]): readonly bigint[] {
  const running = new RunningLines(denominator, 'half-even', SILENT);
  for (const [place, [numerator, divisor]] of exact.entries())
    running.add(identity(`${place}`), { numerator, divisor }, () => ({ notes: [], leaves: [] }));
  return running.lines.map(({ amount }) => amount);
}

test('each line is the rounded running sum after it, less the one before it', () => {
  expect(amounts(2n, [1n, 1n], [1n, 1n], [1n, 1n], [1n, 1n])).toEqual([0n, 1n, 1n, 0n]);
});

test('negatives mirror positives', () => {
  expect(amounts(2n, [-1n, 1n], [-1n, 1n], [-1n, 1n])).toEqual([0n, -1n, -1n]);
});

test('divisors of their own are summed exactly', () => {
  expect(amounts(1n, [1n, 3n], [1n, 3n], [1n, 3n], [1n, 7n], [6n, 7n])).toEqual([0n, 1n, 0n, 0n, 1n]);
});

test('thousands of different divisors stay exact, and do not run away', () => {
  const running = new RunningLines(10n ** 12n, 'half-even', SILENT);
  for (let place = 1n; place <= 3000n; place += 1n)
    running.add(identity(`${place}`), { numerator: 10n ** 12n * (place % 12n), divisor: 12n }, () => ({
      notes: [],
      leaves: [],
    }));
  expect(running.lines.reduce((sum, { amount }) => sum + amount, 0n)).toBe(1375n);
});

test('whoever listens hears leaves that sum to the line, rounding among them', () => {
  const { recorder, explanations } = listening();
  const running = new RunningLines(2n, 'half-even', recorder);
  const explain = () => ({ notes: ['note'], leaves: [{ text: 'a half', exact: ratio(1n, 2n) }] });
  running.add(identity('a'), { numerator: 1n, divisor: 1n }, explain);
  running.add(identity('b'), { numerator: 1n, divisor: 1n }, explain);
  for (const [place, key] of ['a', 'b'].entries()) {
    const leaves = explanations.get(key)?.leaves ?? [];
    const sum = leaves.map(({ exact }) => exact).reduce(addRatios, ZERO_RATIO);
    expect(sum).toEqual(ratio(running.lines[place]?.amount ?? -1n, 1n));
  }
});

test('nothing is explained when nobody listens', () => {
  const running = new RunningLines(1n, 'half-even', SILENT);
  running.add(identity('a'), { numerator: 1n, divisor: 1n }, () => {
    throw new Error('nobody asked');
  });
  expect(running.lines).toHaveLength(1);
});
