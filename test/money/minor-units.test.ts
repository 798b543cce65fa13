import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMinorUnits, parseMinorUnits } from '../../src/money/minor-units.js';

describe('parseMinorUnits', () => {
  it.each([
    ['8700.00', 'USD', 870000n],
    ['8700.5', 'USD', 870050n],
    ['8700', 'USD', 870000n],
    ['0.01', 'USD', 1n],
    ['-0.05', 'USD', -5n],
    ['-12.3', 'USD', -1230n],
    ['0', 'USD', 0n],
    ['-0.00', 'USD', 0n],
    ['007', 'USD', 700n],
    ['500', 'JPY', 500n],
    ['-1', 'JPY', -1n],
    ['1.234', 'KWD', 1234n],
    ['1.2', 'KWD', 1200n],
    ['90071992547409930.01', 'USD', 9007199254740993001n],
  ])('reads %s %s as %s', (text, currency, minor) => {
    expect(parseMinorUnits(text, currency)).toBe(minor);
  });

  it.each([
    ['0.001', 'USD'],
    ['8700.005', 'USD'],
    ['8700.000', 'USD'],
    ['0.5', 'JPY'],
    ['500.00', 'JPY'],
    ['1.2345', 'KWD'],
  ])('refuses the decimals of %s %s', (text, currency) => {
    expect(parseMinorUnits(text, currency)).toBe('too-many-decimals');
  });

  it.each([
    '',
    '-',
    '.5',
    '5.',
    '+5',
    '1e3',
    '0x10',
    '8,700',
    '8 700',
    'USD 5',
    '$5',
    '5%',
    'NaN',
    ' 5',
    '5\n',
  ])('refuses %j as no number', (text) => {
    expect(parseMinorUnits(text, 'USD')).toBe('not-a-number');
  });

  it('throws for an unknown currency', () => {
    expect(() => parseMinorUnits('5', 'ZZZ')).toThrow(RangeError);
  });
});

describe('formatMinorUnits', () => {
  it.each([
    [870000n, 'USD', '8700.00'],
    [-5n, 'USD', '-0.05'],
    [0n, 'USD', '0.00'],
    [500n, 'JPY', '500'],
    [0n, 'JPY', '0'],
    [-1234n, 'KWD', '-1.234'],
  ])('writes %s of %s as %s', (minor, currency, expected) => {
    expect(formatMinorUnits(minor, currency)).toBe(expected);
  });

  it('writes what parseMinorUnits reads back', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.constantFrom('JPY', 'USD', 'KWD', 'CLF'), (minor, currency) => {
        expect(parseMinorUnits(formatMinorUnits(minor, currency), currency)).toBe(minor);
      }),
    );
  });
});
