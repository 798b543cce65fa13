import { describe, expect, it } from 'vitest';
import { parseNumbers, parseTexts } from '../../../src/records/columns/parse-column.js';

const packed = (...values: readonly string[]) => Buffer.from(values.join('\u001f'));

describe('the numbers of a packed column', () => {
  it('are whole, signed, and not a number where the field is empty', () => {
    expect([...parseNumbers(packed('-120', '', '0', '9007199254740991'), 4, 'integer')]).toEqual([
      -120,
      Number.NaN,
      0,
      9_007_199_254_740_991,
    ]);
  });

  it('are infinite where a number is not exact', () => {
    const [beyond] = parseNumbers(packed('9007199254740993'), 1, 'integer');
    expect(beyond).toBe(Number.POSITIVE_INFINITY);
  });

  it('are the digits of a date', () => {
    expect([...parseNumbers(packed('2026-02-10', ''), 2, 'date')]).toEqual([20_260_210, Number.NaN]);
  });

  it('are decimals times ten to the power of the places', () => {
    expect([...parseNumbers(packed('0.6', '1', '0.33333333', '-0.5'), 4, { places: 8 })]).toEqual([
      60_000_000, 100_000_000, 33_333_333, -50_000_000,
    ]);
    expect([...parseNumbers(packed('0.333'), 1, { places: 2 })]).toEqual([Number.POSITIVE_INFINITY]);
  });
});

describe('the texts of a packed column', () => {
  const textsOf = (bytes: Buffer, count: number) => {
    const column = parseTexts(bytes, count);
    if (column === null) return null;
    return [...column.starts].map((start, row) => bytes.toString('utf8', start, column.ends[row]));
  };

  it('are found by their separators, empty ones too', () => {
    expect(textsOf(packed('new', '', 'Zoë', ''), 4)).toEqual(['new', '', 'Zoë', '']);
    expect(textsOf(packed(''), 1)).toEqual(['']);
  });

  it('are none where a text has the separator in it', () => {
    expect(textsOf(packed('new', 'a\u001fb'), 2)).toBeNull();
    expect(textsOf(packed('new'), 2)).toBeNull();
  });
});
