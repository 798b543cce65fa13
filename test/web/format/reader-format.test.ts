import { describe, expect, it } from 'vitest';
import { readerFormat } from '../../../src/web/format/reader-format.js';

const en = readerFormat('en');
const de = readerFormat('de');
const plain = (text: string) => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

describe('amounts', () => {
  it.each([
    ['0.00', 'USD', '$0.00', '0,00 $'],
    ['1200.5', 'USD', '$1,200.50', '1.200,50 $'],
    ['-1200.50', 'EUR', '−€1,200.50', '−1.200,50 €'],
    ['-0.01', 'USD', '−$0.01', '−0,01 $'],
    ['-0.00', 'USD', '$0.00', '0,00 $'],
    ['1200', 'JPY', '¥1,200', '1.200 ¥'],
    ['1.234', 'KWD', 'KWD 1.234', '1,234 KWD'],
    // Beyond 2^53, where a float has lost the cents, and the last digits before them.
    ['9007199254740993.10', 'USD', '$9,007,199,254,740,993.10', '9.007.199.254.740.993,10 $'],
    [
      '-90071992547409930000.07',
      'USD',
      '−$90,071,992,547,409,930,000.07',
      '−90.071.992.547.409.930.000,07 $',
    ],
    // An amount that is finer than its currency stays as fine as it is.
    ['600.006', 'USD', '$600.006', '600,006 $'],
  ])('%s %s', (amount, currency, english, german) => {
    expect(plain(en.money(amount, currency))).toBe(english);
    expect(plain(de.money(amount, currency))).toBe(german);
  });

  it('stand without their currency where that is named elsewhere', () => {
    expect(en.amount('-9007199254740993.1', 'USD')).toBe('−9,007,199,254,740,993.10');
    expect(readerFormat('fr-CH').amount('1200', 'CHF')).toMatch(/^1\s200,00$/);
    expect(readerFormat('en-IN').amount('1234567.8', 'INR')).toBe('12,34,567.80');
  });
});

describe('numbers', () => {
  it('keep the decimals that they have, unless fewer are asked for', () => {
    expect(en.quantity('9007199254740993.123456789')).toBe('9,007,199,254,740,993.123456789');
    expect(en.quantity('0.999', 2)).toBe('0.99');
    expect(en.quantity('12', 2)).toBe('12');
    expect(de.count(9007199254740993n)).toBe('9.007.199.254.740.993');
  });

  it('are brief where there is little room', () => {
    expect(en.brief('1250000')).toBe('1.2M');
    expect(en.brief('-900')).toBe('−900');
  });
});

describe('percents', () => {
  it.each([
    ['0', '0%'],
    ['0.08', '8%'],
    ['0.7550025', '75.5%'],
    ['1', '100%'],
    ['0.99999999', '99.99%'],
    ['-0.125', '−12.5%'],
    ['12.5', '1,250%'],
  ])('%s is never rounded up to what is not reached', (fraction, written) => {
    expect(en.percent(fraction)).toBe(written);
  });

  it('are written as the reader does', () => {
    expect(plain(de.percent('0.7550025'))).toBe('75,5 %');
    expect(en.percent('0.7550025', 5)).toBe('75.50025%');
  });
});

describe('days', () => {
  it('are those that they are, wherever the reader is', () => {
    expect(en.day('2026-03-01')).toBe('Mar 1, 2026');
    expect(de.day('2026-03-01')).toBe('01.03.2026');
    expect(plain(en.days('2026-03-01', '2026-04-01'))).toBe('Mar 1 – 31, 2026');
    expect(plain(en.moment('2026-03-01T23:30:00.000Z'))).toBe('Mar 1, 2026, 11:30 PM UTC');
  });

  it.each([
    ['2026-03', 'March 2026'],
    ['2026-03-1', 'March 2026, 1st to 15th'],
    ['2026-03-2', 'March 2026, from the 16th'],
    ['2026-Q1', 'Q1 2026'],
    ['2026-H2', 'H2 2026'],
    ['2026-W10', 'W10 2026'],
    ['W-2026-03-01', 'Week from Mar 1, 2026'],
    ['B-2026-03-02', 'Two weeks from Mar 2, 2026'],
    ['2026', '2026'],
    ['2026-99', '2026-99'],
    ['<b>', '<b>'],
  ])('the pay period %s is %s', (id, words) => {
    expect(en.period(id)).toBe(words);
  });
});
