import { describe, expect, it } from 'vitest';
import { describeOutcome } from '../../src/conditions/describe-outcome.js';
import { explainCondition, isRefuted } from '../../src/conditions/explain-condition.js';
import { type Facts, scaleFact } from '../../src/conditions/fact.js';
import { checked, comparison } from './checked.js';

const isNew = { fact: 'type', operator: 'equal', value: 'new' };
const isCheap = { fact: 'discount', operator: 'lessThanInclusive', value: '30%' };
const isEmea = { fact: 'region', operator: 'in', value: ['emea', 'uk'] };

async function sentences(written: unknown, facts: Facts): Promise<readonly string[]> {
  return describeOutcome(await explainCondition(checked(written), facts));
}

describe('explainCondition', () => {
  it('tells of each comparison what was wanted and what was there', async () => {
    const facts = { type: 'new', discount: scaleFact('0.35') };
    expect(await explainCondition(checked({ all: [isNew, isCheap] }), facts)).toEqual({
      all: [
        {
          fact: 'type',
          type: 'text',
          operator: 'equal',
          value: 'new',
          wanted: 'new',
          actual: 'new',
          met: true,
        },
        {
          fact: 'discount',
          type: 'percent',
          operator: 'lessThanInclusive',
          value: '30%',
          wanted: 'at most 30%',
          actual: '35%',
          met: false,
        },
      ],
      met: false,
    });
  });

  it('tells that a field is empty', async () => {
    expect(await explainCondition(checked({ any: [isCheap] }), { discount: null })).toMatchObject({
      any: [{ actual: 'empty', met: false, because: 'the field is empty' }],
      met: false,
    });
  });

  it('tells that the field compared with is empty', async () => {
    const condition = comparison('discount', 'lessThan', { fact: 'maximumDiscount' });
    expect(await explainCondition(condition, { discount: scaleFact('0.1') })).toMatchObject({
      all: [
        {
          value: 'maximumDiscount (empty)',
          wanted: 'less than maximumDiscount (empty)',
          actual: '10%',
          met: false,
          because: 'the field maximumDiscount is empty',
        },
      ],
    });
  });

  it('tells the value of the field compared with', async () => {
    const condition = comparison('discount', 'lessThan', { fact: 'maximumDiscount' });
    const facts = { discount: scaleFact('0.1'), maximumDiscount: scaleFact('0.2') };
    expect(await explainCondition(condition, facts)).toMatchObject({
      all: [{ wanted: 'less than maximumDiscount (20%)', met: true }],
      met: true,
    });
  });

  it('keeps the shape of the condition, each part with its own truth', async () => {
    const condition = checked({ not: { any: [isNew, { not: isCheap }, { all: [isEmea] }] } });
    const outcome = await explainCondition(condition, {
      type: 'renewal',
      discount: scaleFact('0.2'),
      region: 'apac',
    });
    expect(outcome).toMatchObject({
      not: {
        any: [
          { fact: 'type', met: false },
          { not: { fact: 'discount', met: true }, met: false },
          { all: [{ fact: 'region', met: false }], met: false },
        ],
        met: false,
      },
      met: true,
    });
  });

  it('calls neither a comparison with an empty field nor its opposite met', async () => {
    const outcome = await explainCondition(checked({ not: { all: [{ not: isNew }, isEmea] } }), {
      region: 'emea',
    });
    expect(outcome).toMatchObject({
      not: {
        all: [
          { not: { fact: 'type', met: false, because: 'the field is empty' }, met: false },
          { fact: 'region', met: true },
        ],
        met: false,
      },
      met: false,
    });
    expect(isRefuted(outcome)).toBe(false);
  });

  it('refutes what is known not to hold', async () => {
    const condition = checked({ any: [{ all: [isNew, isCheap] }, { not: isEmea }] });
    expect(isRefuted(await explainCondition(condition, { type: 'renewal', region: 'uk' }))).toBe(true);
    expect(isRefuted(await explainCondition(condition, { type: 'new', region: 'uk' }))).toBe(false);
    expect(isRefuted(await explainCondition(condition, { type: 'new', region: 'us' }))).toBe(false);
  });

  it('answers isGiven on an empty field', async () => {
    const isGiven = { fact: 'region', operator: 'isGiven', value: 'true' };
    expect(await explainCondition(checked({ not: isGiven }), {})).toEqual({
      not: {
        fact: 'region',
        type: 'text',
        operator: 'isGiven',
        value: 'true',
        wanted: 'a value',
        actual: 'empty',
        met: false,
      },
      met: true,
    });
  });

  it.each([
    ['discount', 'equal', '0.30', '0.3', true],
    ['discount', 'notEqual', '30%', '0.3', false],
    ['tcv', 'greaterThan', '9007199254740993', '9007199254740992.99', false],
    ['tcv', 'lessThan', '9007199254740993', '9007199254740992.99', true],
  ])('compares numbers exactly: %s %s %s on %s is %j', async (fact, operator, value, actual, met) => {
    const outcome = await explainCondition(comparison(fact, operator, value), { [fact]: scaleFact(actual) });
    expect(outcome.met).toBe(met);
  });
});

describe('describeOutcome', () => {
  it('says nothing of a condition that is met', async () => {
    expect(await sentences({ any: [isNew, isCheap] }, { type: 'new' })).toEqual([]);
  });

  it('names each comparison that failed, and only those', async () => {
    const facts = { type: 'new', discount: scaleFact('0.35'), region: 'apac' };
    expect(await sentences({ all: [isNew, isCheap, isEmea] }, facts)).toEqual([
      'discount is 35%, wanted at most 30%',
      'region is apac, wanted one of emea, uk',
    ]);
  });

  it('says that a field is empty', async () => {
    expect(await sentences({ all: [isNew] }, {})).toEqual(['type is empty, wanted new']);
    expect(await sentences({ not: isNew }, {})).toEqual(['type is empty, wanted anything but new']);
  });

  it('says one sentence for alternatives of which none held', async () => {
    const facts = { type: 'renewal', discount: scaleFact('0.35') };
    expect(await sentences({ any: [isNew, isCheap] }, facts)).toEqual([
      'no alternative is met: type is renewal, wanted new; discount is 35%, wanted at most 30%',
    ]);
    expect(await sentences({ any: [isCheap] }, facts)).toEqual(['discount is 35%, wanted at most 30%']);
    expect(await sentences({ any: [{ all: [isNew, isCheap] }, isEmea] }, facts)).toEqual([
      'no alternative is met: type is renewal, wanted new and discount is 35%, wanted at most 30%; ' +
        'region is empty, wanted one of emea, uk',
    ]);
  });

  it('turns what stood under not around', async () => {
    const facts = { type: 'new', discount: scaleFact('0.3'), region: null };
    expect(await sentences({ not: { any: [isNew, isCheap] } }, facts)).toEqual([
      'type is new, wanted anything but new',
      'discount is 30%, wanted more than 30%',
    ]);
    expect(await sentences({ not: { all: [isNew, isCheap] } }, facts)).toEqual([
      'no alternative is met: type is new, wanted anything but new; discount is 30%, wanted more than 30%',
    ]);
    expect(await sentences({ not: { fact: 'type', operator: 'isGiven', value: 'true' } }, facts)).toEqual([
      'type is new, wanted no value',
    ]);
    expect(await sentences({ not: { fact: 'region', operator: 'isGiven', value: 'false' } }, facts)).toEqual([
      'region is empty, wanted a value',
    ]);
  });

  it.each([
    ['type', 'contains', 'x', 'type is new, wanted a text with x in it'],
    ['type', 'doesNotContain', 'ne', 'type is new, wanted a text without ne in it'],
    ['type', 'notIn', ['new', 'old'], 'type is new, wanted none of new, old'],
    ['closeDate', 'lessThan', '2026-01-01', 'closeDate is 2026-01-01, wanted before 2026-01-01'],
    [
      'closeDate',
      'greaterThanInclusive',
      '2026-01-02',
      'closeDate is 2026-01-01, wanted on or after 2026-01-02',
    ],
    ['tcv', 'greaterThan', '12000.5', 'tcv is 12000.5, wanted more than 12000.5'],
    ['strategic', 'equal', 'true', 'strategic is false, wanted true'],
  ])('%s %s %j reads: %4$s', async (fact, operator, value, expected) => {
    const facts = { type: 'new', closeDate: '2026-01-01', tcv: scaleFact('12000.5'), strategic: false };
    expect(await sentences({ all: [{ fact, operator, value }] }, facts)).toEqual([expected]);
  });
});
