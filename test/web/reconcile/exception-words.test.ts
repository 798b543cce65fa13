import { describe, expect, it } from 'vitest';
import { readerFormat } from '../../../src/web/format/reader-format.js';
import { reasonText, remedyText } from '../../../src/web/reconcile/exception-words.js';
import { negated, sumAmounts, sumWithoutSigns } from '../../../src/web/reconcile/sum-amounts.js';

const format = readerFormat('en');

describe('the reason of an exception', () => {
  it('has its amounts and days as the reader writes them, and names as they are', () => {
    const why = '1,965.20 was payable before the cash; INV-006339 open with 45,450.00 USD, due for 168 days';
    expect(reasonText(why, 'USD', format)).toBe(
      '1,965.20 was payable before the cash; INV-006339 open with 45,450.00 USD, due for 168 days',
    );
    expect(reasonText(why, 'USD', readerFormat('de'))).toContain('1.965,20 was payable');
    expect(reasonText('INV-1 open with 45,450 JPY', 'USD', format)).toBe('INV-1 open with 45,450 JPY');
    expect(reasonText('INV-1 open with 1,045,450.50 USD, due for 9 days', 'USD', readerFormat('de'))).toBe(
      'INV-1 open with 1.045.450,50 USD, due for 9 days',
    );
    expect(reasonText('receipt R-1000.50 of 2026-03-01', 'USD', format)).toBe(
      'receipt R-1000.50 of Mar 1, 2026',
    );
    expect(reasonText('the shares of owner sum to 110.5% on 2026-03-01', 'USD', format)).toBe(
      'the shares of owner sum to 110.5% on Mar 1, 2026',
    );
  });

  it('leads readers of a page to the deal, not to a command', () => {
    expect(remedyText('see why with attain explain --deal D-1, unless it is meant')).toBe(
      'see why on the page of the deal, unless it is meant',
    );
  });
});

describe('amounts of a currency', () => {
  it('are summed exactly', () => {
    expect(sumAmounts(['0.10', '0.20', '9007199254740993.00'], 'USD')).toBe('9007199254740993.30');
    expect(sumAmounts([], 'JPY')).toBe('0');
    expect(sumWithoutSigns(['-0.10', '0.10'], 'USD')).toBe('0.20');
    expect(() => sumAmounts(['1.234'], 'USD')).toThrow(RangeError);
  });

  it('are turned round', () => {
    expect([negated('12.50'), negated('-12.50'), negated('0.00')]).toEqual(['-12.50', '12.50', '0.00']);
  });
});
