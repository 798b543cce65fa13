import { describe, expect, test } from 'vitest';
import type { Cap } from '../../../src/engine/modifiers/cap.js';
import type { Component } from '../../../src/engine/plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  cancelled,
  commissionOf,
  componentOf,
  dueOf,
  linesOf,
  part,
  payablesOf,
  planOf,
  quotaOf,
  sold,
  tier,
  usd,
} from '../given.js';

/** 10 %, and 20 % of everything from 1,000.00 on. */
const mechanism = commissionOf({ tiers: 'retroactive', rates: [tier('0', '10%'), tier('100000', '20%')] });

function perDeal(text: string): Cap {
  return { limit: { kind: 'amount', amount: usd(text) }, per: 'deal', excess: 'forfeited' };
}

function due(component: Partial<Component>, records: Partial<RecordSet>, through = '2027-01-01') {
  const plan = planOf([componentOf(component.mechanism ?? mechanism, component)]);
  return dueOf(plan, records, through);
}

const two = { deal: [sold('D-1', '2026-01-10', '500.00'), sold('D-2', '2026-02-10', '1500.00')] };

describe('a cap per deal where deals are rated together', () => {
  test('is a line of its own for each deal whose part of the total is above it', () => {
    expect(linesOf(due({ cap: perDeal('150.00') }, two))).toEqual([
      'credit D-1 50.00',
      'trueUp 50.00',
      'credit D-2 300.00',
      'cap D-2 -150.00',
    ]);
    expect(payablesOf(due({ cap: perDeal('150.00') }, two))).toEqual([
      'D-1 100.00 of which 100.00',
      'D-2 150.00 of which 150.00',
    ]);
  });

  test('stops at it: a cent below, at it, a cent above', () => {
    const lines = (cap: string) =>
      linesOf(due({ cap: perDeal(cap) }, two)).filter((line) => line.startsWith('cap'));
    expect(lines('300.01')).toEqual([]);
    expect(lines('300.00')).toEqual([]);
    expect(lines('299.99')).toEqual(['cap D-2 -0.01']);
    expect(lines('99.99')).toEqual(['cap D-1 -0.01', 'cap D-2 -200.01']);
  });

  test('of what is sold looks at all of the deal’s part', () => {
    const cap: Cap = { limit: { kind: 'ofAmount', share: part('0.15') }, per: 'deal', excess: 'forfeited' };
    expect(payablesOf(due({ cap }, two))).toEqual(['D-1 75.00 of which 75.00', 'D-2 225.00 of which 225.00']);
  });

  test('takes nothing back twice when the deal is taken back after the window', () => {
    const records = { ...two, amendment: [cancelled('D-2', '2026-04-10')] };
    const found = due({ cap: perDeal('150.00') }, records);
    expect(linesOf(found).slice(-2)).toEqual(['cap D-2 -150.00', 'reversal D-2 -150.00']);
    expect(payablesOf(found)).toEqual(['D-1 100.00 of which 100.00', 'D-2 0.00 of which 0.00']);
  });

  test('goes with its deal when that is taken back inside the window', () => {
    const records = { ...two, amendment: [cancelled('D-2', '2026-03-10')] };
    expect(linesOf(due({ cap: perDeal('150.00') }, records))).toEqual(['credit D-1 50.00']);
  });

  test('is counted over windows', () => {
    const again = [
      { ...cancelled('D-2', '2026-05-10'), id: 'more', kind: 'amendment' as const, amount: usd('1500.00') },
    ];
    expect(payablesOf(due({ cap: perDeal('450.00') }, { ...two, amendment: again }))).toEqual([
      'D-1 100.00 of which 100.00',
      'D-2 450.00 of which 450.00',
    ]);
  });

  test('holds for overage, where a deal has a part above 100 %', () => {
    const overage = commissionOf({
      tiers: 'overage',
      over: { kind: 'attainment' },
      rates: [tier('0', '10%'), tier('1', '20%')],
    });
    const records = { ...two, quota: [quotaOf('1000', '2026-01-01', '2026-04-01')] };
    const free = payablesOf(due({ mechanism: overage }, records, '2026-04-01'));
    expect(free).toEqual(['D-1 50.00 of which 50.00', 'D-2 250.00 of which 250.00']);
    const capped = due({ mechanism: overage, cap: perDeal('200.00') }, records, '2026-04-01');
    expect(payablesOf(capped)).toEqual(['D-1 50.00 of which 50.00', 'D-2 200.00 of which 200.00']);
  });
});

describe('a floor per deal where deals are rated together', () => {
  test('lifts each deal whose part is below it, and no deal of less than nothing', () => {
    const records = { deal: [...two.deal, sold('D-3', '2026-02-11', '-100.00')] };
    const { limit } = perDeal('120.00');
    const found = due({ floor: { limit, per: 'deal' } }, records);
    expect(payablesOf(found)).toEqual([
      'D-1 120.00 of which 120.00',
      'D-2 300.00 of which 300.00',
      'D-3 -20.00 of which -20.00',
    ]);
    expect(linesOf(found)).toContain('floor D-1 20.00');
  });
});
