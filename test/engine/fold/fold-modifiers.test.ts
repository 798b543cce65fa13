import { describe, expect, test } from 'vitest';
import { CappedSpans, foldCap } from '../../../src/engine/fold/fold-cap.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import { foldRelease, payableOf } from '../../../src/engine/fold/fold-release.js';
import type { Cap } from '../../../src/engine/modifiers/cap.js';
import type { ReleaseShare } from '../../../src/engine/modifiers/release.js';
import type { Component } from '../../../src/engine/plan.js';
import { ratio } from '../../../src/money/ratio.js';
import { commissionOf, componentOf, measureOf, part, planOf } from '../given.js';

const CAP: Cap = { limit: { kind: 'amount', amount: 100n }, per: 'quarter', excess: 'forfeited' };

const isFolded = (fields: Partial<Component>) =>
  foldPlan(planOf([componentOf(commissionOf(), fields)])) !== null;

describe('a component is folded', () => {
  test('with a cap on an amount per span of time, what exceeds it being lost', () => {
    expect(isFolded({ cap: CAP })).toBe(true);
    expect(isFolded({ cap: { ...CAP, per: 'deal' } })).toBe(false);
    expect(isFolded({ cap: { ...CAP, excess: 'carried' } })).toBe(false);
    expect(isFolded({ cap: { ...CAP, limit: { kind: 'ofTargetIncentive', share: part('2') } } })).toBe(false);
  });

  test('with a release that waits for the booking or for the cash', () => {
    const shareOn = (trigger: ReleaseShare['trigger']): ReleaseShare => ({ share: part('0.5'), trigger });
    const half = shareOn({ on: 'booked' });
    expect(isFolded({ release: [half, shareOn({ on: 'collected', of: 'deal' })] })).toBe(true);
    expect(isFolded({ release: [half, shareOn({ on: 'collected', of: 'invoiced' })] })).toBe(false);
    expect(isFolded({ release: [half, shareOn({ on: 'recognized' })] })).toBe(false);
    expect(isFolded({ release: [half, shareOn({ on: 'date', date: '2026-12-31' })] })).toBe(false);
  });

  test('when its measure rolls up', () => {
    const measure = measureOf({ credit: { kind: 'team', roles: ['owner'], self: false } });
    expect(isFolded({ measure })).toBe(true);
  });
});

describe('a cap of 100 on spans that end each tenth day', () => {
  const capped = (...lines: readonly (readonly [day: number, amount: number])[]) => {
    const cap = foldCap(CAP);
    if (cap === undefined) throw new Error('the cap is folded');
    const spans = new CappedSpans(cap, (day) => day - (day % 10) + 10);
    return lines.map(([day, amount]) => spans.after(day, amount));
  };

  test('takes what is above it from the line that reaches it and from all after it', () => {
    expect(capped([1, 99], [2, 1], [3, 1])).toEqual([99, 1, 0]);
    expect(capped([1, 60], [2, 60], [3, 60])).toEqual([60, 40, 0]);
  });

  test('begins anew with each span', () => {
    expect(capped([9, 150], [10, 150])).toEqual([100, 100]);
  });

  test('gives back what was above it where something is taken back', () => {
    expect(capped([1, 150], [2, -20], [3, -50])).toEqual([100, 0, -20]);
    expect(capped([1, -30], [2, 150])).toEqual([-30, 130]);
  });
});

describe('what is payable of a deal that earned 100.01', () => {
  const half: ReleaseShare = { share: part('0.5'), trigger: { on: 'booked' } };
  const cash: ReleaseShare = { share: part('0.5'), trigger: { on: 'collected', of: 'deal' } };
  const payable = (shares: readonly ReleaseShare[], collected: number, isBooked = true) => {
    const release = foldRelease(shares);
    if (release === undefined) throw new Error('the release is folded');
    return payableOf(release, 100_01, { isBooked, cash: collected, value: 300 }, 'half-even');
  };

  test('is half when booked and the rest with the cash, each time rounded in all', () => {
    expect(payable([half, cash], 0, false)).toBe(0);
    expect(payable([half, cash], 0)).toBe(50_00);
    expect(payable([half, cash], 100)).toBe(66_67);
    expect(payable([half, cash], 299)).toBe(99_84);
    expect(payable([half, cash], 300)).toBe(100_01);
    expect(payable([half, cash], 301)).toBe(100_01);
  });

  test('is nothing below a threshold and all from it on', () => {
    const late: ReleaseShare = { ...cash, share: part('1'), atLeast: ratio(9n, 10n) };
    expect(payable([late], 269)).toBe(0);
    expect(payable([late], 270)).toBe(100_01);
  });
});
