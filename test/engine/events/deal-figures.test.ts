import { describe, expect, test } from 'vitest';
import { dealFigures, figureOf } from '../../../src/engine/events/deal-figures.js';
import type { Deal } from '../../../src/records/record-kinds.js';
import { COMPANY, dealOf, text, usd } from '../given.js';

function figures(fields: Partial<Deal>): string {
  const { tcv, acv, mrr, firstYear } = dealFigures(dealOf('D', fields), COMPANY);
  return [tcv, acv, mrr, firstYear].map((minor) => text(minor)).join(' ');
}

/** Total, annual, monthly and first-year value. */
describe('the figures of a deal', () => {
  test.each<[string, Partial<Deal>, string]>([
    [
      'an open-ended deal is worth its months of expected relationship',
      { mrr: usd('20000.00') },
      '360000.00 240000.00 20000.00 240000.00',
    ],
    [
      'a monthly deal of 24 months is worth 24 months',
      { mrr: usd('100.00'), termMonths: 24 },
      '2400.00 1200.00 100.00 1200.00',
    ],
    [
      'a monthly deal of 12 months is worth a year',
      { mrr: usd('100.00'), termMonths: 12 },
      '1200.00 1200.00 100.00 1200.00',
    ],
    [
      'a deal of less than a year is not blown up to one',
      { mrr: usd('100.00'), termMonths: 6 },
      '600.00 600.00 100.00 600.00',
    ],
    [
      'a total over 36 months gives a third a year',
      { tcv: usd('3600.00'), termMonths: 36 },
      '3600.00 1200.00 100.00 1200.00',
    ],
    [
      'a total over 13 months gives twelve of them',
      { tcv: usd('1300.00'), termMonths: 13 },
      '1300.00 1200.00 100.00 1200.00',
    ],
    [
      'a total without a term is its own year',
      { tcv: usd('200000.00') },
      '200000.00 200000.00 16666.67 200000.00',
    ],
    [
      'an annual value over 24 months gives two years',
      { acv: usd('130000.00'), termMonths: 24 },
      '260000.00 130000.00 10833.33 130000.00',
    ],
    [
      'an annual value without a term is the total',
      { acv: usd('130000.00') },
      '130000.00 130000.00 10833.33 130000.00',
    ],
    [
      'what is given stands, whatever would follow',
      { tcv: usd('10.00'), acv: usd('9.00'), mrr: usd('8.00'), firstYear: usd('7.00'), termMonths: 24 },
      '10.00 9.00 8.00 7.00',
    ],
    ['a first-year value alone is the total', { firstYear: usd('50.00') }, '50.00 50.00 4.17 50.00'],
    [
      'a total beside a monthly value is not open-ended',
      { tcv: usd('500.00'), mrr: usd('20.00') },
      '500.00 500.00 20.00 500.00',
    ],
    ['nothing given is nothing', {}, '0.00 0.00 0.00 0.00'],
    [
      'a negative total stays negative',
      { tcv: usd('-2400.00'), termMonths: 24 },
      '-2400.00 -1200.00 -100.00 -1200.00',
    ],
    [
      'what does not divide is rounded half to even',
      { tcv: usd('100.00'), termMonths: 18 },
      '100.00 66.67 5.56 66.67',
    ],
  ])('%s', (_, fields, expected) => {
    expect(figures(fields)).toBe(expected);
  });

  test('the quantity is in millionths, and 1 when it is not given', () => {
    expect(dealFigures(dealOf('D'), COMPANY).quantity).toBe(1_000_000n);
    expect(dealFigures(dealOf('D', { quantity: '2.5' }), COMPANY).quantity).toBe(2_500_000n);
    expect(dealFigures(dealOf('D', { quantity: '0' }), COMPANY).quantity).toBe(0n);
  });
});

describe('the figure a measure counts', () => {
  const counted = (kind: Parameters<typeof figureOf>[0], fields: Partial<Deal>) => {
    const deal = dealOf('D', fields);
    return figureOf(kind, dealFigures(deal, COMPANY), deal, COMPANY);
  };

  test('a deal counts once', () => expect(counted({ kind: 'count' }, {})).toBe(1_000_000n));

  test('a field of money is in minor units of the deal’s currency', () => {
    const kind = { kind: 'field', field: 'listPrice', unit: 'money' } as const;
    expect(counted(kind, { extra: { listPrice: '12.34' } })).toBe(1234n);
    expect(counted(kind, { extra: { listPrice: '12' }, currency: 'JPY' })).toBe(12n);
  });

  test('a deal that names no currency is in the home currency', () => {
    const kind = { kind: 'field', field: 'listPrice', unit: 'money' } as const;
    expect(counted(kind, { extra: { listPrice: '12.34' }, currency: null })).toBe(1234n);
  });

  test('a field of numbers is in millionths, and an empty one counts as nothing', () => {
    const kind = { kind: 'field', field: 'seats', unit: 'units' } as const;
    expect(counted(kind, { extra: { seats: '7.25' } })).toBe(7_250_000n);
    expect(counted(kind, {})).toBe(0n);
  });
});
