import { describe, expect, it } from 'vitest';
import { alignedTable, atBothEnds, plainLine, wrapped } from '../../src/ledger/text-layout.js';
import { groupedAmount } from '../../src/money/readable-amount.js';

const COLUMNS = [
  { title: 'Deal', align: 'left', shrinks: true },
  { title: 'Amount', align: 'right' },
] as const;

describe('an aligned table', () => {
  it('is as wide as its longest cells, texts to the left and amounts to the right', () => {
    expect(
      alignedTable(
        COLUMNS,
        [
          ['D-1', '8.00'],
          ['D-22222', '12,345.00'],
        ],
        40,
      ),
    ).toEqual(['Deal        Amount', 'D-1           8.00', 'D-22222  12,345.00']);
  });

  it('cuts off the column that may shrink where it is too wide, and no other', () => {
    const rows = [['a-very-long-deal-id', '12,345.00']];
    expect(alignedTable(COLUMNS, rows, 20)[1]).toBe('a-very-l…  12,345.00');
    expect(alignedTable(COLUMNS, rows, 3)[1]).toBe('a-ver…  12,345.00');
  });

  it('has its titles only where there are no rows', () => {
    expect(alignedTable(COLUMNS, [], 40)).toEqual(['Deal  Amount']);
  });
});

describe('a wrapped text', () => {
  it('breaks at blanks and never within a word', () => {
    expect(wrapped('waits for the cash', 10)).toEqual(['waits for', 'the cash']);
    expect(wrapped('waits for the cash', 9)).toEqual(['waits for', 'the cash']);
    expect(wrapped('extraordinarily so', 5)).toEqual(['extraordinarily', 'so']);
    expect(wrapped('', 5)).toEqual(['']);
  });
});

describe('texts at both ends of a line', () => {
  it('fill the width, and take two lines where they do not fit', () => {
    expect(atBothEnds('Ada', '2026', 10)).toEqual(['Ada   2026']);
    expect(atBothEnds('Ada', '2026', 9)).toEqual(['Ada  2026']);
    expect(atBothEnds('Ada', '2026', 8)).toEqual(['Ada', '    2026']);
  });
});

describe('a grouped amount', () => {
  it('has its thousands apart, whatever its sign and decimals', () => {
    expect(
      ['0.00', '999.99', '1000.00', '-1234567.80', '-999', '1234567', '0.12345'].map(groupedAmount),
    ).toEqual(['0.00', '999.99', '1,000.00', '-1,234,567.80', '-999', '1,234,567', '0.12345']);
  });
});

describe('a plain line', () => {
  it('has no line breaks and nothing that steers a terminal', () => {
    expect(plainLine('Ada\n\u001b[31mByron\u2028!')).toBe('Ada [31mByron !');
  });
});
