import { describe, expect, test } from 'vitest';
import { DealStreams } from '../../../src/engine/events/deal-events.js';
import { conversionAt } from '../../../src/engine/events/fx.js';
import type { Rounding } from '../../../src/money/rounding.js';
import type { Amendment, Deal, FxRate } from '../../../src/records/record-kinds.js';
import { COMPANY, cancelled, changed, indexOf, measureOf, rateOf, sold, text } from '../given.js';

const RATES = [rateOf('EUR', 'USD', '2026-01-01', '1.1'), rateOf('EUR', 'USD', '2026-02-01', '1.2')];

function converted(
  fields: Partial<Deal>,
  amendments: readonly Amendment[] = [],
  rates: readonly FxRate[] = RATES,
  plan: { currency: string; rounding: Rounding } = { currency: 'USD', rounding: 'half-even' },
) {
  const deal = sold('D', '2026-01-10', '100.00', { currency: 'EUR', ...fields });
  const index = indexOf({ deal: [deal], amendment: amendments, fxRate: rates });
  return new DealStreams(index, COMPANY, '2027-01-01').counted(deal, measureOf(), plan);
}

function amounts(...given: Parameters<typeof converted>): readonly string[] {
  return converted(...given).events.map(({ amount }) => text(amount));
}

describe('the rate of a date', () => {
  const index = indexOf({ fxRate: RATES });
  const at = (date: string) => conversionAt('EUR', 'USD', date, index);

  test('is the latest on or before it', () => {
    expect(at('2026-01-01')).toEqual({ numerator: 11n, denominator: 10n });
    expect(at('2026-01-31')).toEqual({ numerator: 11n, denominator: 10n });
    expect(at('2026-02-01')).toEqual({ numerator: 6n, denominator: 5n });
  });

  test('is unknown before the first, and from a pair that is not loaded', () => {
    expect(at('2025-12-31')).toBeUndefined();
    expect(conversionAt('USD', 'EUR', '2026-02-01', index)).toBeUndefined();
  });

  test('of a currency to itself is one', () => {
    expect(conversionAt('USD', 'USD', '1999-01-01', index)).toEqual({ numerator: 1n, denominator: 1n });
  });

  test('takes account of the decimals of both currencies', () => {
    const yen = indexOf({ fxRate: [rateOf('JPY', 'USD', '2026-01-01', '0.0065')] });
    expect(conversionAt('JPY', 'USD', '2026-01-01', yen)).toEqual({ numerator: 13n, denominator: 20n });
  });
});

test('an event is converted at the rate of its own date', () => {
  expect(amounts({}, [changed('D', 'A', '2026-03-01', '100.00')])).toEqual(['110.00', '120.00']);
});

test('a reversal is converted at the rate of what it takes back', () => {
  expect(amounts({}, [changed('D', 'A', '2026-03-01', '-50.00')])).toEqual(['110.00', '-55.00']);
  expect(amounts({}, [cancelled('D', '2026-03-01')])).toEqual(['110.00', '-110.00']);
});

test('partial reversals are rounded cumulatively, so that a whole one leaves nothing', () => {
  const rates = [rateOf('EUR', 'USD', '2026-01-01', '1.005')];
  const thirds = ['A', 'B'].map((id) => changed('D', id, '2026-02-01', '-0.01'));
  const all = amounts({ tcv: 3n }, [...thirds, cancelled('D', '2026-03-01')], rates);
  expect(all).toEqual(['0.03', '-0.01', '-0.01', '-0.01']);
});

test('an event is rounded once, as the plan rounds', () => {
  const rates = [rateOf('EUR', 'USD', '2026-01-01', '1.3625')];
  const at = (rounding: Rounding) => amounts({ tcv: 1_000n }, [], rates, { currency: 'USD', rounding });
  expect(at('half-even')).toEqual(['13.62']);
  expect(at('half-up')).toEqual(['13.63']);
  expect(at('down')).toEqual(['13.62']);
});

test('an event without a rate counts as nothing and is told by its pair and date', () => {
  const { events, withoutRate } = converted({}, [], []);
  expect(events.map(({ amount }) => amount)).toEqual([0n]);
  expect(withoutRate.get('booked:D:booking')).toMatchObject({
    code: 'missing-rate',
    message: 'no rate from EUR to USD is loaded for 2026-01-10',
  });
});

test('a deal that names no currency is in the home currency', () => {
  expect(amounts({ currency: null }, [], [])).toEqual(['100.00']);
});
