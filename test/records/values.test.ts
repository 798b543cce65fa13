import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatRatio, type Ratio } from '../../src/money/ratio.js';
import {
  civilDate,
  currency,
  decimalNumber,
  duration,
  kebabId,
  money,
  multiple,
  percent,
  text,
  truth,
  wholeNumber,
  word,
} from '../../src/records/values.js';

/** What a schema makes of a text: the value, or the code and hint of its refusal. */
function read(schema: z.ZodType, written: unknown): unknown {
  const result = schema.safeParse(written);
  if (result.success) return isRatio(result.data) ? formatRatio(result.data, 6) : result.data;
  const [issue] = result.error.issues;
  if (issue?.code !== 'custom') return issue?.code;
  const { code, hint } = issue.params ?? {};
  return hint === undefined ? code : `${code}: ${hint}`;
}

function isRatio(value: unknown): value is Ratio {
  return typeof value === 'object' && value !== null && 'numerator' in value;
}

describe('a percent', () => {
  it.each([
    ['8%', '0.08'],
    ['12.5%', '0.125'],
    ['0.08', '0.08'],
    ['0', '0'],
    ['1', '1'],
    ['150%', '1.5'],
    ['0%', '0'],
  ])('%s is %s', (written, value) => {
    expect(read(percent(), written)).toBe(value);
  });

  it.each([
    ['8', 'percent-expected: did you mean 8%?'],
    ['1.2', 'percent-expected: did you mean 1.2%?'],
    ['100 percent', 'percent-expected: did you mean 100%?'],
    ['8 %', 'percent-expected: did you mean 8%?'],
    ['1,250', 'percent-expected: did you mean 1250?'],
    ['eight', 'percent-expected'],
    ['1e-2', 'percent-expected'],
    ['.5', 'percent-expected'],
    ['%', 'percent-expected'],
    ['-0.01%', 'out-of-range'],
    ['', 'wrong-type'],
    [undefined, 'missing-key'],
    [['8%'], 'percent-expected'],
  ])('%s is refused', (written, refusal) => {
    expect(read(percent(), written)).toBe(refusal);
  });

  it('keeps to its limits, both included', () => {
    const share = percent({ max: '100%' });
    expect(read(share, '100%')).toBe('1');
    expect(read(share, '100.01%')).toBe('out-of-range');
    expect(read(percent({ min: '-50%' }), '-50%')).toBe('-0.5');
    expect(read(percent({ min: '-50%' }), '-50.1%')).toBe('out-of-range');
  });

  it('is exact', () => {
    expect(percent().parse('0.1%')).toEqual({ numerator: 1n, denominator: 1000n });
  });
});

describe('other numbers', () => {
  it.each([
    ['1.5x', '1.5', multiple()],
    ['0x', '0', multiple()],
    ['1.5', 'multiple-expected: did you mean 1.5x?', multiple()],
    ['-1x', 'out-of-range', multiple()],
    ['x', 'multiple-expected', multiple()],
    ['-1.20', '-1.2', decimalNumber()],
    ['1,200.5', 'number-expected: did you mean 1200.5?', decimalNumber()],
    ['-0.1', 'out-of-range', decimalNumber({ min: '0' })],
    ['0x10', 'number-expected', decimalNumber()],
    ['1'.repeat(60), 'number-expected', decimalNumber()],
    ['12', 12, wholeNumber({ min: 1, max: 12 })],
    ['13', 'out-of-range', wholeNumber({ min: 1, max: 12 })],
    ['1.5', 'number-expected', wholeNumber({ min: 1, max: 12 })],
    ['99999999999999999999', 'number-expected', wholeNumber({ min: 1, max: 12 })],
  ])('%s is read as %s (%#)', (written, value, schema) => {
    expect(read(schema, written)).toBe(value);
  });
});

describe('an amount of money', () => {
  it('keeps the decimals that were written, for who knows the currency', () => {
    expect(money().parse('50000.00')).toEqual({ amount: '50000.00' });
    expect(money().parse({ amount: '5', currency: 'EUR' })).toEqual({ amount: '5', currency: 'EUR' });
  });

  it.each(['$5', '5,000', '1e3', 'NaN', '5 USD'])('refuses %s', (written) => {
    expect(money().safeParse(written).success).toBe(false);
  });

  it('is not negative unless asked for', () => {
    expect(money().safeParse('-1').success).toBe(false);
    expect(money({ negative: true }).parse('-1')).toEqual({ amount: '-1' });
  });

  it('refuses a block with an unknown key or currency', () => {
    expect(money().safeParse({ amount: '5', currency: 'XXZ' }).success).toBe(false);
    expect(money().safeParse({ amount: '5', currency: 'EUR', per: 'month' }).success).toBe(false);
    expect(money().safeParse({ amount: '5' }).success).toBe(false);
  });
});

describe('words, dates and ids', () => {
  it.each([
    ['2028-02-29', '2028-02-29', civilDate()],
    ['2026-02-29', 'date-expected: there is no such day', civilDate()],
    ['2026-2-1', 'date-expected: did you mean 2026-02-01?', civilDate()],
    ['2026/02/01', 'date-expected: did you mean 2026-02-01?', civilDate()],
    ['01.02.2026', 'date-expected', civilDate()],
    ['90', 'duration-expected: did you mean 90 days or 90 months?', duration()],
    ['90 Days', 'duration-expected', duration()],
    ['usd', 'currency-unknown: did you mean USD?', currency()],
    ['JPY', 'JPY', currency()],
    ['new-acv', 'new-acv', kebabId()],
    ['newAcv', 'id-expected: did you mean new-acv?', kebabId()],
    ['New ACV', 'id-expected: did you mean new-acv?', kebabId()],
    ['-a', 'id-expected: did you mean a?', kebabId()],
    ['a--b', 'id-expected: did you mean a-b?', kebabId()],
    ['constructor', 'id-expected: this word is taken; choose another', kebabId()],
    ['true', true, truth()],
    ['false', false, truth()],
    ['yes', 'wrong-type: did you mean true?', truth()],
    ['constructor', 'wrong-type', truth()],
    ['a title', 'a title', text()],
    ['', 'wrong-type', text()],
    ['flat', 'flat', word(['flat', 'linear'])],
    ['Flat', 'invalid_value', word(['flat', 'linear'])],
  ])('%s is read as %s (%#)', (written, value, schema) => {
    expect(read(schema, written)).toBe(value);
  });

  it('reads a duration as days or months', () => {
    expect(duration().parse('2 weeks')).toEqual({ count: 14, unit: 'days' });
    expect(duration().parse('1 year')).toEqual({ count: 12, unit: 'months' });
  });
});

describe('the JSON Schema of a value', () => {
  it('lets an editor write a number where YAML would read one', () => {
    expect(z.toJSONSchema(percent(), { io: 'input' })).toMatchObject({ type: ['string', 'number'] });
    expect(z.toJSONSchema(wholeNumber({ min: 1, max: 12 }), { io: 'input' })).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 12,
    });
    expect(z.toJSONSchema(truth(), { io: 'input' })).toMatchObject({ type: 'boolean' });
  });
});
