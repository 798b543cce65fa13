import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, decimalPlaces, formatDecimal, parseDecimal } from '../../src/money/decimal.js';

const canonical = (text: string): string | undefined => {
  const decimal = parseDecimal(text);
  return decimal && formatDecimal(decimal);
};

describe('parseDecimal', () => {
  it.each([
    ['0', '0'],
    ['7', '7'],
    ['-7', '-7'],
    ['0.08', '0.08'],
    ['-0.05', '-0.05'],
    ['12.50', '12.5'],
    ['007', '7'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['0.0000000000000000000000001', '0.0000000000000000000000001'],
    [
      '123456789012345678901234567890.123456789012345678901',
      '123456789012345678901234567890.123456789012345678901',
    ],
  ])('reads %s as %s', (text, expected) => {
    expect(canonical(text)).toBe(expected);
  });

  it.each([
    '',
    ' ',
    '1 ',
    ' 1',
    '+1',
    '--1',
    '1.',
    '.5',
    '-.5',
    '1e5',
    '1E-5',
    '0x10',
    '0b1',
    'NaN',
    'Infinity',
    '-Infinity',
    '1,000',
    '1_000',
    '1.2.3',
    '8%',
    '1.5x',
    '١',
    '1\n',
  ])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it('gives a zero without sign', () => {
    expect(parseDecimal('-0')?.isNegative()).toBe(false);
  });
});

describe('formatDecimal', () => {
  it.each([
    ['1e-30', '0.000000000000000000000000000001'],
    ['1e30', '1000000000000000000000000000000'],
    ['-0', '0'],
    ['1.500', '1.5'],
    ['-1.5', '-1.5'],
  ])('writes %s as %s', (made, expected) => {
    expect(formatDecimal(new Decimal(made))).toBe(expected);
  });

  it('writes plain notation for decimals of other settings too', () => {
    expect(formatDecimal(new (Decimal.clone({ toExpPos: 3, toExpNeg: -3 }))('1234567'))).toBe('1234567');
  });

  it.each(['NaN', 'Infinity', '-Infinity'])('throws for %s', (made) => {
    expect(() => formatDecimal(new Decimal(made))).toThrow(RangeError);
  });

  it('writes what parseDecimal reads back as the same decimal', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: -30, max: 30 }), (digits, exponent) => {
        const decimal = new Decimal(`${digits}e${exponent}`);
        const text = formatDecimal(decimal);
        expect(parseDecimal(text)?.equals(decimal)).toBe(true);
        expect(canonical(text)).toBe(text);
      }),
    );
  });
});

describe('Decimal', () => {
  it('calculates with 40 digits', () => {
    expect(formatDecimal(new Decimal(1).dividedBy(3))).toBe(`0.${'3'.repeat(40)}`);
  });

  it('keeps the cents of large sums', () => {
    expect(formatDecimal(new Decimal('99999999999999999999999999.99').plus('0.01'))).toBe(
      '100000000000000000000000000',
    );
  });

  it('rounds half to even', () => {
    expect(
      ['0.5', '1.5', '2.5', '-2.5'].map((text) => formatDecimal(new Decimal(text).toDecimalPlaces(0))),
    ).toEqual(['0', '2', '2', '-2']);
  });
});

describe('decimalPlaces', () => {
  it.each([
    ['0', 0],
    ['100', 0],
    ['1.250', 2],
    ['-0.001', 3],
    ['1e-30', 30],
  ])('of %s are %i', (text, places) => {
    expect(decimalPlaces(new Decimal(text))).toBe(places);
  });
});
