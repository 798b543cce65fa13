import { expect, test } from 'vitest';
import { bookedEvents } from '../../../src/engine/events/booked-events.js';
import type { AmountKind } from '../../../src/engine/measure.js';
import type { Amendment, Deal } from '../../../src/records/record-kinds.js';
import { amendmentOf, COMPANY, cancelled, changed, sold, text, usd } from '../given.js';

function booked(
  fields: Partial<Deal>,
  amendments: readonly Amendment[] = [],
  kind: AmountKind['kind'] = 'tcv',
): readonly string[] {
  const deal = sold('D', '2026-01-10', '1200.00', fields);
  const amount = kind === 'field' ? { kind, field: 'seats', unit: 'units' as const } : { kind };
  return bookedEvents(deal, amendments, amount, COMPANY).map(
    ({ key, date, amount: minor }) => `${date} ${key} ${text(minor)}`,
  );
}

test('a won deal is booked on its close date', () => {
  expect(booked({})).toEqual(['2026-01-10 booked:D:booking 1200.00']);
  expect(booked({ stage: 'won' })).toEqual(['2026-01-10 booked:D:booking 1200.00']);
});

test('a deal in a stage that is not won says nothing, nor one in a stage nobody knows', () => {
  expect(booked({ stage: 'open' })).toEqual([]);
  expect(booked({ stage: 'gone' })).toEqual([]);
});

test('an amendment adds or takes back on its own date', () => {
  const amendments = [changed('D', 'A', '2026-02-01', '300.00'), changed('D', 'B', '2026-03-01', '-100.00')];
  expect(booked({}, amendments)).toEqual([
    '2026-01-10 booked:D:booking 1200.00',
    '2026-02-01 booked:D:amendment:A 300.00',
    '2026-03-01 booked:D:amendment:B -100.00',
  ]);
});

test('a cancellation takes back all that is left, whatever its own amount says', () => {
  const amendments = [
    changed('D', 'A', '2026-02-01', '-200.00'),
    { ...cancelled('D', '2026-03-01'), amount: usd('-1.00') },
  ];
  expect(booked({}, amendments).at(-1)).toBe('2026-03-01 booked:D:amendment:cancellation -1000.00');
});

test('what is amended after a cancellation starts from nothing', () => {
  const amendments = [cancelled('D', '2026-03-01'), changed('D', 'B', '2026-04-01', '50.00')];
  expect(booked({}, amendments).at(-1)).toBe('2026-04-01 booked:D:amendment:B 50.00');
});

test('other figures change pro rata to the amount', () => {
  const amendments = [changed('D', 'A', '2026-02-01', '-400.00')];
  expect(booked({ termMonths: 24 }, amendments, 'acv').at(-1)).toContain('-200.00');
  expect(booked({ margin: usd('100.00') }, amendments, 'margin').at(-1)).toContain('-33.33');
});

test('a change that is given for a figure stands', () => {
  const amendments = [amendmentOf('D', 'A', '2026-02-01', { amount: usd('-400.00'), acv: usd('-7.00') })];
  expect(booked({}, amendments, 'acv').at(-1)).toContain('-7.00');
});

test('after rounded changes a cancellation still leaves nothing', () => {
  const amendments = [
    changed('D', 'A', '2026-02-01', '-0.01'),
    changed('D', 'B', '2026-02-02', '-0.01'),
    cancelled('D', '2026-03-01'),
  ];
  const deal = sold('D', '2026-01-10', '1200.00', { termMonths: 36 });
  const events = bookedEvents(deal, amendments, { kind: 'acv' }, COMPANY);
  expect(events.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
});

test('an amendment without a quantity changes no quantity, and none changes the count', () => {
  const amendments = [changed('D', 'A', '2026-02-01', '-400.00')];
  expect(booked({}, amendments, 'quantity')).toHaveLength(1);
  expect(booked({}, amendments, 'count')).toHaveLength(1);
  expect(booked({ extra: { seats: '3' } }, amendments, 'field')).toHaveLength(1);
});

test('a cancellation takes the count and the quantity back', () => {
  expect(booked({ quantity: '3' }, [cancelled('D', '2026-03-01')], 'quantity').at(-1)).toContain(
    ' -30000.00',
  );
  expect(booked({}, [cancelled('D', '2026-03-01')], 'count').at(-1)).toContain(' -10000.00');
});

test('a deal without a total has no pro rata', () => {
  const deal = { ...sold('D', '2026-01-10', '0.00'), margin: usd('50.00') };
  const events = bookedEvents(deal, [changed('D', 'A', '2026-02-01', '10.00')], { kind: 'margin' }, COMPANY);
  expect(events.map(({ amount }) => text(amount))).toEqual(['50.00']);
});

test('what is amended before the deal is won, is won with it', () => {
  expect(booked({}, [changed('D', 'A', '2026-01-02', '-200.00')]).at(-1)).toBe(
    '2026-01-10 booked:D:amendment:A -200.00',
  );
});

test('pro rata changes are rounded cumulatively: three thirds take back exactly the whole', () => {
  const amendments = ['A', 'B', 'C'].map((id) => changed('D', id, '2026-02-01', '-100.00'));
  const fields = { tcv: usd('300.00'), acv: usd('100.00') };
  expect(booked(fields, amendments, 'acv')).toEqual([
    '2026-01-10 booked:D:booking 100.00',
    '2026-02-01 booked:D:amendment:A -33.33',
    '2026-02-01 booked:D:amendment:B -33.34',
    '2026-02-01 booked:D:amendment:C -33.33',
  ]);
});

test('a change that is given is left out of the cumulative rounding of the others', () => {
  const third = (id: string) => changed('D', id, '2026-02-01', '-100.00');
  const amendments = [third('A'), { ...third('B'), acv: usd('-10.00') }, third('C')];
  expect(booked({ tcv: usd('300.00'), acv: usd('100.00') }, amendments, 'acv').slice(1)).toEqual([
    '2026-02-01 booked:D:amendment:A -33.33',
    '2026-02-01 booked:D:amendment:B -10.00',
    '2026-02-01 booked:D:amendment:C -33.34',
  ]);
});
