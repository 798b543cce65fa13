import { expect, test } from 'vitest';
import { dealFigures } from '../../../src/engine/events/deal-figures.js';
import { proportional } from '../../../src/engine/events/proportional.js';
import type { AmountKind } from '../../../src/engine/measure.js';
import type { Deal } from '../../../src/records/record-kinds.js';
import { COMPANY, sold, text, usd } from '../given.js';

function counted(
  kind: 'amount' | 'firstYear' | 'margin' | 'quantity' | 'count',
  amounts: readonly string[],
  fields: Partial<Deal> = {},
) {
  const deal = sold('D', '2026-01-01', '300.00', fields);
  const amount: AmountKind = { kind };
  const events = amounts.map((each, place) => ({
    key: `${place}`,
    date: `2026-0${place + 1}-01`,
    amount: usd(each),
    names: [],
  }));
  return proportional(events, amount, dealFigures(deal, COMPANY), deal, COMPANY).map((each) => each.amount);
}

test('the amount itself counts as it is', () => {
  expect(counted('amount', ['100.00', '-30.00'])).toEqual([10_000n, -3_000n]);
});

test('the first year counts until it is reached: at it, a cent beyond it, and back', () => {
  const fields = { firstYear: usd('150.00') };
  expect(counted('firstYear', ['100.00', '50.00', '0.01'], fields).map((minor) => text(minor))).toEqual([
    '100.00',
    '50.00',
    '0.00',
  ]);
  expect(counted('firstYear', ['100.00', '100.00', '-60.00'], fields).map((minor) => text(minor))).toEqual([
    '100.00',
    '50.00',
    '-10.00',
  ]);
});

test('a margin counts in proportion, and the whole deal comes to the whole margin', () => {
  const thirds = counted('margin', ['100.00', '100.00', '100.00'], { margin: usd('100.00') });
  expect(thirds.map((minor) => text(minor))).toEqual(['33.33', '33.34', '33.33']);
});

test('units and deals count in proportion', () => {
  expect(counted('quantity', ['100.00', '200.00'], { quantity: '3' })).toEqual([1_000_000n, 2_000_000n]);
  expect(counted('count', ['150.00', '150.00'])).toEqual([500_000n, 500_000n]);
});

test('of a deal without a value nothing counts', () => {
  expect(counted('count', ['150.00'], { tcv: 0n })).toEqual([0n]);
});
