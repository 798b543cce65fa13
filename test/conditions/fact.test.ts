import { describe, expect, it } from 'vitest';
import { formatFact, scaleFact } from '../../src/conditions/fact.js';

describe('scaleFact', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['1', '1000000000000'],
    ['-1', '-1000000000000'],
    ['0.3', '300000000000'],
    ['-12.5', '-12500000000000'],
    ['007', '7000000000000'],
    ['0.000000000001', '1'],
    ['-0.000000000001', '-1'],
    ['0.0000000000010000', '1'],
    ['9007199254740993.01', '9007199254740993010000000000'],
  ])('counts %s in units of the twelfth place', (text, expected) => {
    expect(scaleFact(text).toString()).toBe(expected);
  });

  it.each(['', '1e5', '+1', '.5', '1.', '1,000', ' 1', '0x10', 'NaN', '8%'])('refuses %j', (text) => {
    expect(() => scaleFact(text)).toThrow(RangeError);
  });

  it('refuses a thirteenth decimal place', () => {
    expect(() => scaleFact('0.0000000000001')).toThrow('at most 12 decimal places');
  });
});

describe('formatFact', () => {
  it.each([
    ['0.3', 'percent', '30%'],
    ['0.125', 'percent', '12.5%'],
    ['1', 'percent', '100%'],
    ['0', 'percent', '0%'],
    ['-0.05', 'percent', '-5%'],
    ['0.000000000001', 'percent', '0.0000000001%'],
    ['12000.50', 'money', '12000.5'],
    ['12000', 'money', '12000'],
    ['-0.01', 'money', '-0.01'],
    ['24', 'number', '24'],
    ['100', 'number', '100'],
    ['0', 'number', '0'],
  ] as const)('writes %s as a %s as %s', (text, type, expected) => {
    expect(formatFact(scaleFact(text), type)).toBe(expected);
  });

  it.each([
    ['new', 'text', 'new'],
    ['2026-01-31', 'date', '2026-01-31'],
    [true, 'boolean', 'true'],
    [false, 'boolean', 'false'],
  ] as const)('writes %j as it is', (value, type, expected) => {
    expect(formatFact(value, type)).toBe(expected);
  });
});
