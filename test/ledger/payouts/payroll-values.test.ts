import { describe, expect, it } from 'vitest';
import {
  isDatePattern,
  payrollAmount,
  payrollDate,
  readPayrollAmount,
  readPayrollDate,
} from '../../../src/ledger/payouts/payroll-values.js';

const PLAIN = { decimal: '.', inMinorUnits: false, isReversed: false } as const;

describe('an amount as a provider writes it', () => {
  it('has the decimals of its currency, a point or a comma, or none, and either sign', () => {
    expect(payrollAmount(123_450n, 'USD', PLAIN)).toBe('1234.50');
    expect(payrollAmount(123_450n, 'JPY', PLAIN)).toBe('123450');
    expect(payrollAmount(123_450n, 'EUR', { ...PLAIN, decimal: ',' })).toBe('1234,50');
    expect(payrollAmount(123_450n, 'USD', { ...PLAIN, inMinorUnits: true })).toBe('123450');
    expect(payrollAmount(123_450n, 'USD', { ...PLAIN, isReversed: true })).toBe('-1234.50');
  });

  it.each([
    ['1234.50', 123_450n],
    ['1,234.50', 123_450n],
    ['1234.5', 123_450n],
    ['1234', 123_400n],
    ['1234.500', 123_450n],
    ['-0.01', -1n],
    ['0', 0n],
    ['1234.505', null],
    ['1,23.50', null],
    ['1234,50', null],
    ['1.234,50', null],
    ['$1234.50', null],
    ['1e3', null],
    ['', null],
    ['+5.00', null],
  ])('%s is read as %s', (text, minor) => {
    expect(readPayrollAmount(text, 'USD', PLAIN)).toBe(minor);
  });

  it('is read with a comma, in cents, reversed, and in a currency without decimals', () => {
    expect(readPayrollAmount('1.234,50', 'EUR', { ...PLAIN, decimal: ',' })).toBe(123_450n);
    expect(readPayrollAmount('1234.50', 'EUR', { ...PLAIN, decimal: ',' })).toBeNull();
    expect(readPayrollAmount('123450', 'USD', { ...PLAIN, inMinorUnits: true })).toBe(123_450n);
    expect(readPayrollAmount('1234.50', 'USD', { ...PLAIN, inMinorUnits: true })).toBeNull();
    expect(readPayrollAmount('-5.00', 'USD', { ...PLAIN, isReversed: true })).toBe(500n);
    expect(readPayrollAmount('1000.00', 'JPY', PLAIN)).toBe(1_000n);
    expect(readPayrollAmount('1000.50', 'JPY', PLAIN)).toBeNull();
  });
});

describe('a day as a provider writes it', () => {
  it('is written and read by its pattern', () => {
    expect(payrollDate('2026-03-31', 'MM/DD/YYYY')).toBe('03/31/2026');
    expect(payrollDate('2026-03-31', 'DD.MM.YYYY')).toBe('31.03.2026');
    expect(payrollDate('2026-03-31', 'YYYYMMDD')).toBe('20260331');
    expect(readPayrollDate('31.03.2026', 'DD.MM.YYYY')).toBe('2026-03-31');
    expect(readPayrollDate('20260331', 'YYYYMMDD')).toBe('2026-03-31');
  });

  it('is none where it does not exist or is written otherwise', () => {
    expect(readPayrollDate('02/29/2026', 'MM/DD/YYYY')).toBeNull();
    expect(readPayrollDate('3/31/2026', 'MM/DD/YYYY')).toBeNull();
    expect(readPayrollDate('31x03x2026', 'DD.MM.YYYY')).toBeNull();
    expect(readPayrollDate('03/31/2026 ', 'MM/DD/YYYY')).toBeNull();
  });

  it('has a pattern with year, month and day once each', () => {
    expect(['YYYY-MM-DD', 'DD.MM.YYYY', 'YYYYMMDD'].every(isDatePattern)).toBe(true);
    expect(['', 'MM/DD/YY', 'MM/DD', 'YYYY-MM-DD-DD', 'YYYY-MM-DD hh'].some(isDatePattern)).toBe(false);
  });
});
