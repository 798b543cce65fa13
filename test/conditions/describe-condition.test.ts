import { describe, expect, it } from 'vitest';
import { describeCondition } from '../../src/conditions/describe-condition.js';
import { checked, comparison } from './checked.js';

const isNew = { fact: 'type', operator: 'equal', value: 'new' };
const isLarge = { fact: 'tcv', operator: 'greaterThan', value: '50000' };
const isLong = { fact: 'termMonths', operator: 'greaterThanInclusive', value: '24' };

describe('describeCondition', () => {
  it.each([
    ['type', 'equal', 'new', 'type is new'],
    ['type', 'notEqual', 'new', 'type is not new'],
    ['type', 'in', ['new', 'expansion'], 'type is one of new, expansion'],
    ['type', 'notIn', ['new', 'expansion'], 'type is none of new, expansion'],
    ['type', 'contains', 'new', 'type contains new'],
    ['type', 'doesNotContain', 'new', 'type does not contain new'],
    ['discount', 'lessThan', '30%', 'discount is less than 30%'],
    ['discount', 'lessThanInclusive', '0.3', 'discount is at most 30%'],
    ['tcv', 'greaterThan', '50000.00', 'tcv is more than 50000'],
    ['termMonths', 'greaterThanInclusive', '24', 'termMonths is at least 24'],
    ['closeDate', 'lessThan', '2026-01-01', 'closeDate is before 2026-01-01'],
    ['closeDate', 'lessThanInclusive', '2026-01-01', 'closeDate is on or before 2026-01-01'],
    ['closeDate', 'greaterThan', '2026-01-01', 'closeDate is after 2026-01-01'],
    ['closeDate', 'greaterThanInclusive', '2026-01-01', 'closeDate is on or after 2026-01-01'],
    ['strategic', 'equal', 'true', 'strategic is true'],
    ['region', 'isGiven', 'true', 'region is given'],
    ['region', 'isGiven', 'false', 'region is empty'],
    ['tcv', 'isGiven', 'true', 'tcv is given'],
    ['discount', 'lessThan', { fact: 'maximumDiscount' }, 'discount is less than maximumDiscount'],
  ])('%s %s %j reads: %4$s', (fact, operator, value, expected) => {
    expect(describeCondition(comparison(fact, operator, value).tree)).toBe(expected);
  });

  it('joins the parts of a group', () => {
    expect(describeCondition(checked({ all: [isNew, isLarge] }).tree)).toBe(
      'type is new and tcv is more than 50000',
    );
    expect(describeCondition(checked({ any: [isNew, isLarge] }).tree)).toBe(
      'type is new or tcv is more than 50000',
    );
  });

  it('puts a group inside a group in parentheses, unless either has one part', () => {
    expect(describeCondition(checked({ all: [{ any: [isNew, isLarge] }, isLong] }).tree)).toBe(
      '(type is new or tcv is more than 50000) and termMonths is at least 24',
    );
    expect(describeCondition(checked({ all: [{ any: [isNew] }, isLong] }).tree)).toBe(
      'type is new and termMonths is at least 24',
    );
    expect(describeCondition(checked({ all: [{ any: [isNew, isLong] }] }).tree)).toBe(
      'type is new or termMonths is at least 24',
    );
    expect(describeCondition(checked({ all: [{ all: [{ any: [isNew, isLong] }] }, isLarge] }).tree)).toBe(
      '(type is new or termMonths is at least 24) and tcv is more than 50000',
    );
  });

  it('says not by the comparisons themselves', () => {
    expect(describeCondition(checked({ not: isNew }).tree)).toBe('type is not new');
    expect(describeCondition(checked({ not: { all: [isNew, isLarge] } }).tree)).toBe(
      'type is not new or tcv is at most 50000',
    );
    expect(describeCondition(checked({ not: { any: [isNew, { not: isLong }] } }).tree)).toBe(
      'type is not new and termMonths is at least 24',
    );
    expect(
      describeCondition(checked({ not: { fact: 'region', operator: 'isGiven', value: 'true' } }).tree),
    ).toBe('region is empty');
  });
});
