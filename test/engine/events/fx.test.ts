import { describe, expect, test } from 'vitest';
import { DealStreams } from '../../../src/engine/events/deal-events.js';
import { type ConversionPlan, inMinorUnits, rateAt } from '../../../src/engine/events/fx.js';
import type { FxRule } from '../../../src/engine/events/fx-rule.js';
import { moneyFact } from '../../../src/engine/facts.js';
import type { Rounding } from '../../../src/money/rounding.js';
import type { Amendment, Deal, FxRate } from '../../../src/records/record-kinds.js';
import {
  COMPANY,
  cancelled,
  changed,
  indexOf,
  measureOf,
  part,
  planOf,
  rateOf,
  sold,
  text,
  usd,
} from '../given.js';

const RATES = [rateOf('EUR', 'USD', '2026-01-01', '1.1'), rateOf('EUR', 'USD', '2026-02-01', '1.2')];

function converted(
  fields: Partial<Deal>,
  amendments: readonly Amendment[] = [],
  rates: readonly FxRate[] = RATES,
  changes: Partial<ConversionPlan> = {},
) {
  const plan = planOf([], changes);
  const deal = sold('D', '2026-01-10', '100.00', { currency: 'EUR', ...fields });
  const index = indexOf({ deal: [deal], amendment: amendments, fxRate: rates });
  return new DealStreams(index, COMPANY, '2027-01-01').counted(deal, measureOf(), plan);
}

function amounts(...given: Parameters<typeof converted>): readonly string[] {
  return converted(...given).events.map(({ amount }) => text(amount));
}

describe('the rate of a date', () => {
  const index = indexOf({ fxRate: RATES });
  const at = (date: string) => rateAt('EUR', 'USD', date, index);

  test('is the latest on or before it', () => {
    expect(at('2026-01-01')).toEqual({ numerator: 11n, denominator: 10n });
    expect(at('2026-01-31')).toEqual({ numerator: 11n, denominator: 10n });
    expect(at('2026-02-01')).toEqual({ numerator: 6n, denominator: 5n });
  });

  test('is unknown before the first, and from a pair that is not loaded', () => {
    expect(at('2025-12-31')).toBeUndefined();
    expect(rateAt('USD', 'EUR', '2026-02-01', index)).toBeUndefined();
  });

  test('of a currency to itself is one', () => {
    expect(rateAt('USD', 'USD', '1999-01-01', index)).toEqual({ numerator: 1n, denominator: 1n });
  });

  test('in minor units takes account of the decimals of both currencies', () => {
    expect(inMinorUnits(part('0.0065'), 'JPY', 'USD')).toEqual({ numerator: 13n, denominator: 20n });
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

describe('a plan that says which rate it converts at', () => {
  const rates = [
    rateOf('EUR', 'USD', '2025-12-31', '3'),
    rateOf('EUR', 'USD', '2026-01-01', '1.1'),
    rateOf('EUR', 'USD', '2026-01-31', '1.2'),
    rateOf('EUR', 'USD', '2026-02-01', '2'),
    rateOf('EUR', 'USD', '2026-03-15', '1.5'),
  ];
  const later = [changed('D', 'A', '2026-03-01', '100.00')];
  const at = (fields: Partial<ConversionPlan>, amendments = later) => amounts({}, amendments, rates, fields);

  test('takes that of the close date for all that a deal says', () => {
    expect(at({ fx: { kind: 'closeDate' } })).toEqual(['110.00', '110.00']);
  });

  test('takes the mean of the rates that are dated in the pay period of the event', () => {
    expect(at({ fx: { kind: 'periodAverage' } })).toEqual(['115.00', '150.00']);
    // (1.1 + 1.2 + 2 + 1.5) ÷ 4
    expect(at({ fx: { kind: 'periodAverage' }, payFrequency: 'quarterly' })).toEqual(['145.00', '145.00']);
  });

  test('takes an average exactly, and rounds the event once', () => {
    const thirds = ['1', '1', '2'].map((rate, day) => rateOf('EUR', 'USD', `2026-01-0${day + 1}`, rate));
    const fields: Partial<ConversionPlan> = { fx: { kind: 'periodAverage' } };
    expect(amounts({}, [], thirds, fields)).toEqual(['133.33']);
  });

  test('takes the rate that it fixes, whatever is loaded', () => {
    const fx: FxRule = { kind: 'fixed', rates: [{ from: 'EUR', to: 'USD', rate: part('1.25') }] };
    expect(at({ fx })).toEqual(['125.00', '125.00']);
    const yen: FxRule = { kind: 'fixed', rates: [{ from: 'JPY', to: 'USD', rate: part('0.0065') }] };
    expect(amounts({ currency: 'JPY', tcv: 10_000n }, [], [], { fx: yen })).toEqual(['65.00']);
  });

  test('takes back at the rate of what is taken back', () => {
    const back = [changed('D', 'A', '2026-03-01', '-50.00')];
    expect(at({ fx: { kind: 'periodAverage' } }, back)).toEqual(['115.00', '-57.50']);
  });

  test('names the pair and the date or period that no rate is there for', () => {
    const missing = (fields: Partial<ConversionPlan>, given: readonly FxRate[] = []) =>
      converted({}, [], given, fields).withoutRate.get('booked:D:booking')?.message;
    expect(missing({ fx: { kind: 'closeDate' } })).toBe('no rate from EUR to USD is loaded for 2026-01-10');
    const before = [rateOf('EUR', 'USD', '2025-12-31', '3')];
    expect(missing({ fx: { kind: 'periodAverage' } }, before)).toBe(
      'no rate from EUR to USD is dated in 2026-01, the pay period of 2026-01-10',
    );
    expect(missing({ fx: { kind: 'fixed', rates: [] } }, rates)).toBe(
      'the plan fixes no rate from EUR to USD, which it needs for 2026-01-10',
    );
  });

  test('keeps both amounts and the rate', () => {
    const [booking] = converted({}, [], rates, { fx: { kind: 'periodAverage' } }).events;
    expect(booking?.original).toEqual({ amount: 10_000n, currency: 'EUR', rate: part('1.15') });
    expect(converted({ currency: 'USD' }).events[0]?.original).toBeUndefined();
  });

  test('compares money in conditions at the rate of the plan on the close date', () => {
    const deal = sold('D', '2026-01-10', '100.00', { currency: 'EUR' });
    const streams = new DealStreams(indexOf({ deal: [deal], fxRate: rates }), COMPANY, '2027-01-01');
    const tcv = (fx: FxRule) => streams.facts(deal, planOf([], { fx }))['tcv'];
    const money = (amount: string) => moneyFact(usd(amount), 'USD');
    expect(tcv({ kind: 'eventDate' })).toBe(money('110.00'));
    expect(tcv({ kind: 'periodAverage' })).toBe(money('115.00'));
    expect(tcv({ kind: 'fixed', rates: [{ from: 'EUR', to: 'USD', rate: part('2') }] })).toBe(
      money('200.00'),
    );
    expect(tcv({ kind: 'fixed', rates: [] })).toBeNull();
  });
});
