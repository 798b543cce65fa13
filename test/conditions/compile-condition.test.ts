import { describe, expect, it } from 'vitest';
import { type FactValue, scaleFact } from '../../src/conditions/fact.js';
import { checked, comparison } from './checked.js';

type Expectations = readonly (readonly [operator: string, below: boolean, at: boolean, above: boolean])[];

const ORDERED: Expectations = [
  ['equal', false, true, false],
  ['notEqual', true, false, true],
  ['lessThan', true, false, false],
  ['lessThanInclusive', true, true, false],
  ['greaterThan', false, false, true],
  ['greaterThanInclusive', false, true, true],
];

const UNIT = scaleFact('0.000000000001');

interface Bound {
  readonly fact: string;
  readonly bound: string;
  readonly values: readonly [below: FactValue, at: FactValue, above: FactValue];
}

function around(value: bigint): Bound['values'] {
  return [value - UNIT, value, value + UNIT];
}

describe.each<Bound>([
  { fact: 'termMonths', bound: '24', values: around(scaleFact('24')) },
  { fact: 'termMonths', bound: '0', values: around(0n) },
  { fact: 'termMonths', bound: '-1.5', values: around(scaleFact('-1.5')) },
  { fact: 'discount', bound: '30%', values: around(scaleFact('0.3')) },
  { fact: 'discount', bound: '0.3', values: around(scaleFact('0.3')) },
  { fact: 'discount', bound: '-5%', values: around(scaleFact('-0.05')) },
  { fact: 'tcv', bound: '50000.00', values: around(scaleFact('50000')) },
  { fact: 'tcv', bound: '9007199254740993.01', values: around(scaleFact('9007199254740993.01')) },
  { fact: 'tcv', bound: '-0.01', values: around(scaleFact('-0.01')) },
  { fact: 'closeDate', bound: '2026-03-01', values: ['2026-02-28', '2026-03-01', '2026-03-02'] },
  { fact: 'closeDate', bound: '2026-01-01', values: ['2025-12-31', '2026-01-01', '2026-01-02'] },
])('a comparison of $fact with $bound', ({ fact, bound, values }) => {
  it.each(ORDERED)('%s is %j just below, %j at and %j just above the bound', (operator, ...expected) => {
    const { met } = comparison(fact, operator, bound);
    expect(values.map((value) => met({ [fact]: value }))).toEqual(expected);
  });

  it.each(ORDERED)('%s with a fact of that value gives the same', (operator, ...expected) => {
    const other =
      { termMonths: 'seats', discount: 'maximumDiscount', tcv: 'margin', closeDate: 'hireDate' }[fact] ?? '';
    const { met } = comparison(fact, operator, { fact: other });
    expect(values.map((value) => met({ [fact]: value, [other]: values[1] }))).toEqual(expected);
  });
});

describe('lists', () => {
  it.each<[string, readonly string[], FactValue, FactValue]>([
    ['type', ['new', 'expansion'], 'expansion', 'renewal'],
    ['termMonths', ['12', '24.0'], scaleFact('24'), scaleFact('24.000000000001')],
    ['discount', ['10%', '0.3'], scaleFact('0.3'), scaleFact('0.2')],
    ['tcv', ['0', '50000.00'], scaleFact('50000'), scaleFact('50000.01')],
    ['closeDate', ['2026-01-01', '2026-01-31'], '2026-01-31', '2026-01-30'],
    ['strategic', ['true'], true, false],
  ])('%s is in %j by value, and not in it by value', (fact, list, inside, outside) => {
    const isIn = comparison(fact, 'in', list);
    const isNotIn = comparison(fact, 'notIn', list);
    expect([inside, outside].map((value) => isIn.met({ [fact]: value }))).toEqual([true, false]);
    expect([inside, outside].map((value) => isNotIn.met({ [fact]: value }))).toEqual([false, true]);
  });
});

describe('texts', () => {
  it.each([
    ['equal', 'new', true],
    ['equal', 'New', false],
    ['equal', 'new ', false],
    ['notEqual', 'new', false],
    ['notEqual', 'New', true],
    ['contains', 'e', true],
    ['contains', 'new', true],
    ['contains', 'news', false],
    ['contains', 'NEW', false],
    ['doesNotContain', 'new', false],
    ['doesNotContain', 'news', true],
  ])('%s %j on new is %j', (operator, value, expected) => {
    expect(comparison('type', operator, value).met({ type: 'new' })).toBe(expected);
  });

  it('contains the text of another fact', () => {
    const { met } = comparison('type', 'contains', { fact: 'region' });
    expect(met({ type: 'new-emea', region: 'emea' })).toBe(true);
    expect(met({ type: 'new-emea', region: 'apac' })).toBe(false);
  });

  it('takes a number as text where the fact is text', () => {
    expect(comparison('region', 'equal', '30%').met({ region: '30%' })).toBe(true);
  });
});

describe('booleans', () => {
  it.each([
    ['equal', 'true', true, false],
    ['equal', 'false', false, true],
    ['notEqual', 'true', false, true],
    ['notEqual', 'false', true, false],
  ])('%s %s is %j on true and %j on false', (operator, value, onTrue, onFalse) => {
    const { met } = comparison('strategic', operator, value);
    expect([met({ strategic: true }), met({ strategic: false })]).toEqual([onTrue, onFalse]);
  });

  it('compares with another boolean fact', () => {
    const { met } = comparison('strategic', 'equal', { fact: 'partnerLed' });
    expect(met({ strategic: false, partnerLed: false })).toBe(true);
    expect(met({ strategic: true, partnerLed: false })).toBe(false);
  });
});

const EVERY_COMPARISON: readonly (readonly [fact: string, operator: string, value: unknown])[] = [
  ...['equal', 'notEqual', 'contains', 'doesNotContain'].map(
    (operator) => ['type', operator, 'new'] as const,
  ),
  ...['in', 'notIn'].map((operator) => ['type', operator, ['new']] as const),
  ...ORDERED.map(([operator]) => ['discount', operator, '30%'] as const),
  ...ORDERED.map(([operator]) => ['closeDate', operator, '2026-01-01'] as const),
  ['strategic', 'equal', 'false'],
  ['strategic', 'notEqual', 'true'],
  ['tcv', 'lessThan', '1'],
  ['termMonths', 'greaterThanInclusive', '-1'],
];

describe('empty fields', () => {
  it.each(EVERY_COMPARISON)(
    '%s %s %j is not met on an empty field, and neither is its opposite',
    (...written) => {
      const [fact, operator, value] = written;
      const leaf = { fact, operator, value };
      for (const facts of [{ [fact]: null }, { [fact]: undefined }, {}]) {
        expect(checked({ all: [leaf] }).met(facts)).toBe(false);
        expect(checked({ not: leaf }).met(facts)).toBe(false);
        expect(checked({ not: { not: leaf } }).met(facts)).toBe(false);
      }
    },
  );

  it.each(ORDERED)('%s is not met where the fact compared with is empty, nor is its opposite', (operator) => {
    const leaf = { fact: 'discount', operator, value: { fact: 'maximumDiscount' } };
    const facts = { discount: scaleFact('0.3'), maximumDiscount: null };
    expect(checked({ all: [leaf] }).met(facts)).toBe(false);
    expect(checked({ not: leaf }).met(facts)).toBe(false);
  });

  it('equal is not met where both facts are empty', () => {
    const leaf = { fact: 'discount', operator: 'equal', value: { fact: 'maximumDiscount' } };
    expect(checked({ all: [leaf] }).met({})).toBe(false);
    expect(checked({ not: leaf }).met({})).toBe(false);
  });

  it('zero, false and the empty text are values', () => {
    expect(comparison('termMonths', 'equal', '0').met({ termMonths: 0n })).toBe(true);
    expect(comparison('strategic', 'equal', 'false').met({ strategic: false })).toBe(true);
    expect(comparison('type', 'notEqual', 'new').met({ type: '' })).toBe(true);
  });

  it.each([
    ['true', false],
    ['false', true],
  ])('isGiven %s is %j on an empty field, and under not the reverse', (value, expected) => {
    const leaf = { fact: 'region', operator: 'isGiven', value };
    for (const facts of [{ region: null }, { region: undefined }, {}]) {
      expect(checked({ all: [leaf] }).met(facts)).toBe(expected);
      expect(checked({ not: leaf }).met(facts)).toBe(!expected);
    }
    expect(checked({ all: [leaf] }).met({ region: 'emea' })).toBe(!expected);
    expect(checked({ not: leaf }).met({ region: 'emea' })).toBe(expected);
  });
});

describe('groups', () => {
  const isNew = { fact: 'type', operator: 'equal', value: 'new' };
  const isLarge = { fact: 'tcv', operator: 'greaterThan', value: '1000' };
  const isEmea = { fact: 'region', operator: 'equal', value: 'emea' };
  const large = scaleFact('1001');

  it('all is met when every part is', () => {
    const { met } = checked({ all: [isNew, isLarge, isEmea] });
    expect(met({ type: 'new', tcv: large, region: 'emea' })).toBe(true);
    expect(met({ type: 'renewal', tcv: large, region: 'emea' })).toBe(false);
    expect(met({ type: 'new', tcv: 0n, region: 'emea' })).toBe(false);
    expect(met({ type: 'new', tcv: large, region: 'apac' })).toBe(false);
  });

  it('any is met when one part is, whatever is empty beside it', () => {
    const { met } = checked({ any: [isNew, isLarge, isEmea] });
    expect(met({ type: 'new' })).toBe(true);
    expect(met({ tcv: large })).toBe(true);
    expect(met({ region: 'emea' })).toBe(true);
    expect(met({ type: 'renewal', tcv: 0n, region: 'apac' })).toBe(false);
    expect(met({})).toBe(false);
  });

  it('not all is met when one part is known not to hold', () => {
    const { met } = checked({ not: { all: [isNew, isLarge] } });
    expect(met({ type: 'renewal', tcv: null })).toBe(true);
    expect(met({ type: 'new', tcv: null })).toBe(false);
    expect(met({ type: 'new', tcv: large })).toBe(false);
  });

  it('not any is met only when no part is unknown', () => {
    const { met } = checked({ not: { any: [isNew, isLarge] } });
    expect(met({ type: 'renewal', tcv: 0n })).toBe(true);
    expect(met({ type: 'renewal', tcv: null })).toBe(false);
    expect(met({ type: 'new', tcv: 0n })).toBe(false);
  });

  it('holds for as many parts as a file may have', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      fact: 'seats',
      operator: 'notEqual',
      value: `${index}`,
    }));
    const { met } = checked({ all: many });
    expect(met({ seats: scaleFact('19999') })).toBe(false);
    expect(met({ seats: scaleFact('20000') })).toBe(true);
  });
});
