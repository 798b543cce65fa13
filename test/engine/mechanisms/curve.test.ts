import { describe, expect, test } from 'vitest';
import { type Curve, payoutAt } from '../../../src/engine/mechanisms/curve.js';
import { formatPercent } from '../../../src/money/ratio.js';
import { part } from '../given.js';

function point(at: string, pays: string) {
  return { at: part(at), pays: part(pays) };
}

const POINTS = [point('0.8', '0.5'), point('1', '1'), point('1.2', '1.6')];
const JUMP = [point('0.5', '0.2'), point('1', '0.6'), point('1', '1'), point('1.5', '2')];

function payout(fields: Partial<Curve>, place: string): string {
  return formatPercent(
    payoutAt({ shape: 'interpolated', beyond: 'flat', points: POINTS, ...fields }, part(place)),
    6,
  );
}

describe('interpolated', () => {
  test.each([
    ['-0.5', '0%'],
    ['0', '0%'],
    ['0.7999', '0%'],
    ['0.8', '50%'],
    ['0.9', '75%'],
    ['0.9999', '99.975%'],
    ['1', '100%'],
    ['1.0001', '100.03%'],
    ['1.1', '130%'],
    ['1.2', '160%'],
    ['1.2001', '160%'],
    ['9', '160%'],
  ])('at %s it pays %s', (place, expected) => {
    expect(payout({}, place)).toBe(expected);
  });

  test('beyond the last point it goes on in a line where the plan says so', () => {
    expect(payout({ beyond: 'linear' }, '1.2')).toBe('160%');
    expect(payout({ beyond: 'linear' }, '1.3')).toBe('190%');
  });

  test('on a jump the upper payout holds', () => {
    const jump = { points: JUMP, beyond: 'linear' } as const;
    expect(payout(jump, '0.9999')).toBe('59.992%');
    expect(payout(jump, '1')).toBe('100%');
    expect(payout(jump, '1.25')).toBe('150%');
    expect(payout(jump, '2')).toBe('300%');
  });

  test('a jump at the last point goes on along the slope before it', () => {
    const points = JUMP.slice(0, 3);
    expect(payout({ points, beyond: 'linear' }, '1.5')).toBe('140%');
    expect(payout({ points }, '1.5')).toBe('100%');
  });

  test('one point is a threshold', () => {
    expect(payout({ points: [point('1', '1')] }, '0.99')).toBe('0%');
    expect(payout({ points: [point('1', '1')] }, '1')).toBe('100%');
    expect(payout({ points: [point('1', '1')], beyond: 'linear' }, '3')).toBe('100%');
  });
});

describe('stepped', () => {
  test.each([
    ['0.7999', '0%'],
    ['0.8', '50%'],
    ['0.9999', '50%'],
    ['1', '100%'],
    ['1.1999', '100%'],
    ['1.2', '160%'],
    ['5', '160%'],
  ])('at %s it pays %s', (place, expected) => {
    expect(payout({ shape: 'stepped' }, place)).toBe(expected);
  });
});
