import { expect, test } from 'vitest';
import { dealFigures } from '../../../src/engine/events/deal-figures.js';
import { proportional } from '../../../src/engine/events/proportional.js';
import type { AmountKind } from '../../../src/engine/measure.js';
import type { Amendment, Deal } from '../../../src/records/record-kinds.js';
import { amendmentOf, COMPANY, cancelled, changed, sold, text, usd } from '../given.js';

function counted(
  kind: 'amount' | 'firstYear' | 'margin' | 'quantity' | 'count',
  amounts: readonly string[],
  fields: Partial<Deal> = {},
  amendments: readonly Amendment[] = [],
) {
  const deal = sold('D', '2026-01-01', '300.00', fields);
  const amount: AmountKind = { kind };
  const events = amounts.map((each, place) => ({
    key: `${place}`,
    date: `2026-0${place + 1}-01`,
    amount: usd(each),
    names: [],
  }));
  const figures = dealFigures(deal, COMPANY);
  return proportional(events, amount, figures, deal, amendments, COMPANY).map((each) => each.amount);
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

const LARGE = { tcv: usd('100000.00'), margin: usd('40000.00'), quantity: '10' };
const DOUBLED = amendmentOf('D', 'A', '2026-02-01', {
  amount: usd('100000.00'),
  margin: usd('10000.00'),
  quantity: '0',
});

test('an amended deal that came in whole comes to the amended figures, once', () => {
  const whole = ['200000.00'];
  const amendments = [{ ...DOUBLED, date: '2026-01-01' }];
  expect(counted('margin', whole, LARGE, amendments).map((minor) => text(minor))).toEqual(['50000.00']);
  expect(counted('count', whole, LARGE, amendments)).toEqual([1_000_000n]);
  expect(counted('quantity', whole, LARGE, amendments)).toEqual([10_000_000n]);
});

test('an amendment counts from the events of its date on, cumulatively', () => {
  const halves = ['50000.00', '50000.00', '100000.00'];
  expect(counted('margin', halves, LARGE, [DOUBLED]).map((minor) => text(minor))).toEqual([
    '20000.00',
    '5000.00',
    '25000.00',
  ]);
  const dayAfter = [{ ...DOUBLED, date: '2026-02-02' }];
  expect(counted('margin', halves, LARGE, dayAfter).map((minor) => text(minor))).toEqual([
    '20000.00',
    '20000.00',
    '10000.00',
  ]);
  expect(counted('count', halves, LARGE, dayAfter)).toEqual([500_000n, 500_000n, 0n]);
});

test('a reduced deal that came in whole is one deal, also after what was too much is refunded', () => {
  const halved = [changed('D', 'A', '2026-01-01', '-50000.00')];
  expect(counted('count', ['50000.00'], LARGE, halved)).toEqual([1_000_000n]);
  expect(counted('margin', ['50000.00'], LARGE, halved).map((minor) => text(minor))).toEqual(['20000.00']);
  const later = [changed('D', 'A', '2026-02-01', '-50000.00')];
  expect(counted('count', ['100000.00', '-50000.00', '-25000.00'], LARGE, later)).toEqual([
    1_000_000n,
    0n,
    -500_000n,
  ]);
});

test('a deal never counts more than once: at its value, a cent beyond it, and twice it', () => {
  expect(counted('count', ['300.00', '0.01', '299.99'])).toEqual([1_000_000n, 0n, 0n]);
});

test('an open-ended deal is one deal after twice its expected months', () => {
  const monthly = { tcv: null, mrr: usd('100.00') };
  expect(counted('count', ['1800.00', '1800.00'], monthly)).toEqual([1_000_000n, 0n]);
});

test('a refund takes back in proportion, and all of it takes back everything', () => {
  expect(counted('count', ['300.00', '-150.00', '-150.00'])).toEqual([1_000_000n, -500_000n, -500_000n]);
});

test('a deal of a negative value is the mirror image', () => {
  const credit = { tcv: usd('-300.00'), margin: usd('-90.00'), firstYear: usd('-200.00') };
  const parts = ['-100.00', '-200.00', '-0.01'];
  expect(counted('margin', parts, credit).map((minor) => text(minor))).toEqual(['-30.00', '-60.00', '0.00']);
  expect(counted('firstYear', parts, credit).map((minor) => text(minor))).toEqual([
    '-100.00',
    '-100.00',
    '0.00',
  ]);
});

test('the first year counts until it is reached as amended', () => {
  const fields = { firstYear: usd('100.00') };
  const raised = [amendmentOf('D', 'A', '2026-02-01', { amount: usd('300.00'), firstYear: usd('50.00') })];
  expect(
    counted('firstYear', ['120.00', '20.00', '20.00'], fields, raised).map((minor) => text(minor)),
  ).toEqual(['100.00', '40.00', '10.00']);
});

test('a cancellation changes nothing of what is counted so far', () => {
  const amendments = [cancelled('D', '2026-02-01')];
  expect(counted('count', ['150.00', '-75.00'], {}, amendments)).toEqual([500_000n, -250_000n]);
});

test('of a deal that was reduced to nothing, or beyond, nothing counts', () => {
  const toNothing = [changed('D', 'A', '2026-02-01', '-300.00')];
  const beyond = [changed('D', 'A', '2026-02-01', '-300.01')];
  expect(counted('count', ['300.00', '-200.00'], {}, toNothing)).toEqual([1_000_000n, -1_000_000n]);
  expect(counted('count', ['300.00', '-200.00'], {}, beyond)).toEqual([1_000_000n, -1_000_000n]);
});
