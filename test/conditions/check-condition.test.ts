import { describe, expect, it } from 'vitest';
import { checkCondition } from '../../src/conditions/check-condition.js';
import { scaleFact } from '../../src/conditions/fact.js';
import type { Problem } from '../../src/problems/problem.js';
import { checked, comparison, DECLARATIONS } from './checked.js';

const GOOD = { fact: 'type', operator: 'equal', value: 'new' };

function problemsOf(
  written: unknown,
  currency: string | undefined = 'USD',
): readonly (readonly [string, Problem])[] {
  const result = checkCondition(written, DECLARATIONS, currency);
  if ('condition' in result) throw new Error('the condition has no findings');
  return result.findings.map(({ path, problem }) => [path.join('.'), problem]);
}

function codesOf(written: unknown): readonly string[] {
  return problemsOf(written).map(([path, { code }]) => `${path}: ${code}`);
}

/** The one problem of a comparison. */
function problemOf(
  fact: string,
  operator: string,
  value: unknown,
  currency?: string,
): readonly [string, Problem] {
  const problems = problemsOf({ all: [{ fact, operator, value }] }, currency);
  const [only] = problems;
  if (only === undefined || problems.length > 1) throw new Error(`${problems.length} findings`);
  return only;
}

describe('a condition that is right', () => {
  it('is understood by the types of its facts', () => {
    const { tree } = checked({
      any: [
        { fact: 'type', operator: 'in', value: ['new', '30%'] },
        { fact: 'discount', operator: 'lessThan', value: '30%' },
        { not: { fact: 'tcv', operator: 'greaterThan', value: { amount: '50000.00', currency: 'USD' } } },
        { all: [{ fact: 'strategic', operator: 'equal', value: 'true' }] },
        { fact: 'closeDate', operator: 'lessThan', value: { fact: 'hireDate' } },
        { fact: 'termMonths', operator: 'isGiven', value: 'false' },
      ],
    });
    expect(tree).toEqual({
      any: [
        { fact: 'type', type: 'text', operator: 'in', value: ['new', '30%'] },
        { fact: 'discount', type: 'percent', operator: 'lessThan', value: scaleFact('0.3') },
        { not: { fact: 'tcv', type: 'money', operator: 'greaterThan', value: scaleFact('50000') } },
        { all: [{ fact: 'strategic', type: 'boolean', operator: 'equal', value: true }] },
        { fact: 'closeDate', type: 'date', operator: 'lessThan', value: { fact: 'hireDate' } },
        { fact: 'termMonths', type: 'number', operator: 'isGiven', value: false },
      ],
    });
  });

  it('keeps what was written, apart from what is done to it later', () => {
    const written = { all: [{ fact: 'type', operator: 'in', value: ['new'] }] };
    const condition = checked(written);
    written.all.push({ fact: 'nothing', operator: 'in', value: [] });
    expect(JSON.stringify(condition.written)).toBe(
      '{"all":[{"fact":"type","operator":"in","value":["new"]}]}',
    );
  });

  it('cannot be changed', () => {
    const condition = checked({ all: [{ fact: 'type', operator: 'in', value: ['new'] }, { not: GOOD }] });
    const frozen = (value: unknown): boolean =>
      typeof value !== 'object' ||
      value === null ||
      (Object.isFrozen(value) && Object.values(value).every(frozen));
    expect(frozen(condition)).toBe(true);
  });

  it.each([
    ['discount', '8%', '0.08'],
    ['discount', '0.08', '0.08'],
    ['discount', '1', '1'],
    ['discount', '0', '0'],
    ['discount', '-5%', '-0.05'],
    ['discount', '33.3333333333%', '0.333333333333'],
    ['discount', '250%', '2.5'],
    ['termMonths', '-0.5', '-0.5'],
    ['termMonths', '0.000000000001', '0.000000000001'],
    ['tcv', '50000.5', '50000.5'],
    ['tcv', '-50000.50', '-50000.5'],
  ])('takes %s %s as %s', (fact, value, expected) => {
    expect(comparison(fact, 'equal', value).tree).toMatchObject({ all: [{ value: scaleFact(expected) }] });
  });
});

describe('the shape of a condition', () => {
  it.each([
    ['an empty all', { all: [] }, ['all: condition-empty']],
    ['an empty any', { any: [] }, ['any: condition-empty']],
    ['an all with nothing under it', { all: '' }, ['all: condition-empty']],
    ['an empty any inside', { all: [GOOD, { any: [] }] }, ['all.1.any: condition-empty']],
    ['an empty not', { not: {} }, ['not: condition-empty']],
    ['a not with nothing under it', { not: '' }, ['not: condition-empty']],
    ['a condition that says nothing', {}, [': condition-empty']],
    ['a when with nothing under it', '', [': condition-empty']],
    ['no condition at all', null, [': condition-empty']],
    ['a part that says nothing', { all: [''] }, ['all.0: condition-empty']],
    ['all beside any', { all: [GOOD], any: [GOOD] }, [': condition-mixed']],
    ['all beside not', { all: [GOOD], not: GOOD }, [': condition-mixed']],
    ['a comparison beside all', { all: [{ ...GOOD, all: [GOOD] }] }, ['all.0: condition-mixed']],
    ['an all that is no list', { all: GOOD }, ['all: wrong-type']],
    ['an any that is a text', { any: 'new' }, ['any: wrong-type']],
    ['a not that is a list', { not: [GOOD] }, ['not: wrong-type']],
    ['a text as a condition', 'type is new', [': wrong-type']],
    ['a list as a condition', [GOOD], [': wrong-type']],
    ['a list as a part', { all: [[GOOD]] }, ['all.0: wrong-type']],
    ['a bare comparison, which json-rules-engine does not take', GOOD, [': wrong-type']],
  ])('%s is refused', (_title, written, expected) => {
    expect(codesOf(written)).toEqual(expected);
  });

  it('names what is mixed', () => {
    expect(problemsOf({ all: [GOOD], any: [GOOD] })[0]?.[1]).toMatchObject({
      message: 'one part of a condition says all and any',
      hint: 'put each into its own part of an all or an any',
    });
  });

  it.each(['path', 'params', 'priority', 'name', 'condition', 'conditions'])(
    '%s is refused by name',
    (key) => {
      expect(problemsOf({ all: [{ ...GOOD, [key]: 'x' }] })).toMatchObject([
        [`all.0.${key}`, { code: 'unknown-key', found: key, hint: 'leave it out' }],
      ]);
      expect(codesOf({ [key]: 'x', all: [GOOD] })).toEqual([`${key}: unknown-key`]);
    },
  );

  it('says what a misspelt key was meant to be, and not that it is missing', () => {
    expect(problemsOf({ all: [{ fact: 'type', operater: 'equal', value: 'new' }] })).toMatchObject([
      ['all.0.operater', { code: 'unknown-key', hint: 'did you mean operator?' }],
    ]);
    expect(problemsOf({ al: [GOOD] })).toMatchObject([
      ['al', { code: 'unknown-key', hint: 'did you mean all?' }],
    ]);
  });

  it.each(['fact', 'operator', 'value'])('a comparison without %s is refused', (key) => {
    const { [key]: _left, ...rest } = { ...GOOD } as Record<string, string>;
    expect(problemsOf({ all: [rest] })).toMatchObject([
      ['all.0', { code: 'missing-key', message: `the comparison has no ${key}` }],
    ]);
  });

  it('is refused where it is nested without end', () => {
    const endless: Record<string, unknown> = {};
    endless['not'] = endless;
    expect(problemsOf(endless).map(([, { code }]) => code)).toEqual(['out-of-range']);
  });

  it('may be nested far deeper than anyone writes', () => {
    let written: unknown = { all: [GOOD] };
    for (let depth = 0; depth < 120; depth += 1) written = { not: written };
    expect(checked(written).met({ type: 'new' })).toBe(true);
  });
});

describe('facts', () => {
  it('an unknown fact is told with the one that was meant', () => {
    expect(problemOf('dicsount', 'lessThan', '30%')).toMatchObject([
      'all.0.fact',
      {
        code: 'unknown-fact',
        message: 'there is no fact dicsount',
        found: 'dicsount',
        expected: `one of ${[...DECLARATIONS.keys()].join(', ')}`,
        hint: 'did you mean discount?',
      },
    ]);
  });

  it.each(['currency', 'constructor', '__proto__', ''])('%j, which nobody declared, is unknown', (fact) => {
    const [path, found] = problemOf(fact, 'equal', 'x');
    expect([path, found.code, found.hint]).toEqual(['all.0.fact', 'unknown-fact', undefined]);
  });

  it('a fact that is no name is refused', () => {
    expect(codesOf({ all: [{ fact: ['type'], operator: 'equal', value: 'new' }] })).toEqual([
      'all.0.fact: unknown-fact',
    ]);
  });
});

describe('operators', () => {
  const ORDER = ['lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];
  const PART = ['contains', 'doesNotContain'];

  it('an unknown operator is told with those that fit the fact', () => {
    expect(problemOf('discount', 'lessthen', '30%')).toMatchObject([
      'all.0.operator',
      {
        code: 'unknown-operator',
        message: 'there is no operator lessthen',
        expected:
          'one of equal, notEqual, in, notIn, lessThan, lessThanInclusive, greaterThan, greaterThanInclusive, isGiven',
        hint: 'did you mean lessThan?',
      },
    ]);
  });

  it.each([
    ['=', 'equal'],
    ['!=', 'notEqual'],
    ['<', 'lessThan'],
    ['<=', 'lessThanInclusive'],
    ['>', 'greaterThan'],
    ['>=', 'greaterThanInclusive'],
  ])('%s is told to be %s', (sign, operator) => {
    expect(problemOf('discount', sign, '30%')[1].hint).toBe(`did you mean ${operator}?`);
  });

  it('a sign that fits no fact of the type gets no hint', () => {
    expect(problemOf('type', '<', 'new')[1].hint).toBeUndefined();
  });

  it.each([
    ...ORDER.map((operator) => ['type', operator, 'new', 'a text']),
    ...ORDER.map((operator) => ['strategic', operator, 'true', 'true or false']),
    ...PART.map((operator) => ['strategic', operator, 'true', 'true or false']),
    ...PART.map((operator) => ['discount', operator, '30%', 'a percent']),
    ...PART.map((operator) => ['termMonths', operator, '24', 'a number']),
    ...PART.map((operator) => ['tcv', operator, '24', 'an amount of money']),
    ...PART.map((operator) => ['closeDate', operator, '2026-01-01', 'a date']),
  ] as const)('%s %s is refused', (fact, operator, value, noun) => {
    expect(problemOf(`${fact}`, `${operator}`, value)).toMatchObject([
      'all.0.operator',
      { code: 'unknown-operator', message: `${operator} does not fit ${noun}` },
    ]);
  });
});

describe('values', () => {
  it.each(['8', '-8', '1.5', '30', '100'])('a bare %s is no percent', (value) => {
    expect(problemOf('discount', 'lessThan', value)).toMatchObject([
      'all.0.value',
      {
        code: 'percent-expected',
        found: value,
        expected: 'a percent, such as 8% or 0.08',
        hint: `did you mean ${value}%?`,
      },
    ]);
  });

  it.each([
    ['discount', 'high', 'percent-expected', undefined],
    ['discount', '8 %', 'percent-expected', 'did you mean 8%?'],
    ['termMonths', '30%', 'value-type', undefined],
    ['termMonths', 'twelve', 'value-type', undefined],
    ['termMonths', '1e5', 'value-type', undefined],
    ['termMonths', '1,000', 'value-type', 'did you mean 1000?'],
    ['tcv', '50k', 'value-type', undefined],
    ['tcv', '30%', 'value-type', undefined],
    ['tcv', '$50,000', 'value-type', 'did you mean 50000?'],
    ['closeDate', '2026-02-29', 'value-type', 'there is no such day'],
    ['closeDate', '2026/1/31', 'value-type', 'did you mean 2026-01-31?'],
    ['closeDate', '90 days', 'value-type', undefined],
    ['strategic', 'yes', 'value-type', 'did you mean true?'],
    ['strategic', 'TRUE', 'value-type', undefined],
    ['strategic', '1', 'value-type', undefined],
  ])('%s cannot be compared with %s', (fact, value, code, hint) => {
    const [path, found] = problemOf(fact, 'equal', value);
    expect([path, found.code, found.found, found.hint]).toEqual(['all.0.value', code, value, hint]);
  });

  it.each(['type', 'termMonths', 'discount', 'tcv', 'closeDate', 'strategic'])(
    '%s is not compared with nothing',
    (fact) => {
      expect(problemOf(fact, 'equal', '')).toMatchObject([
        'all.0.value',
        {
          found: 'nothing',
          hint: 'to ask whether the field is empty, write operator: isGiven and value: false',
        },
      ]);
    },
  );

  it.each([
    ['termMonths', '0.0000000000001', 'at most 12 decimals'],
    ['discount', '0.0000000000001', 'at most 12 decimals'],
    ['discount', '0.00000000001%', 'at most 10 decimals'],
    ['tcv', '0.001', 'at most 2 decimals'],
    ['tcv', '50000.000', 'at most 2 decimals'],
  ])('%s cannot be compared with %s, which has too many decimals', (fact, value, expected) => {
    expect(problemOf(fact, 'equal', value)).toMatchObject([
      'all.0.value',
      { code: 'too-many-decimals', found: value, expected },
    ]);
  });

  it('an amount has the decimals of the currency of the plan', () => {
    expect(problemOf('tcv', 'equal', '1.0', 'JPY')[1]).toMatchObject({
      code: 'too-many-decimals',
      message: '1.0 has more decimals than JPY',
      expected: 'no decimals',
    });
    expect(
      checkCondition({ all: [{ fact: 'tcv', operator: 'equal', value: '1.001' }] }, DECLARATIONS, 'KWD'),
    ).toHaveProperty('condition');
    expect(
      checkCondition({ all: [{ fact: 'tcv', operator: 'equal', value: '1.001' }] }, DECLARATIONS),
    ).toHaveProperty('condition');
  });

  it('an amount in another currency than that of the plan is refused', () => {
    expect(problemOf('tcv', 'equal', { amount: '5', currency: 'EUR' })).toMatchObject([
      'all.0.value',
      { code: 'currency-mismatch', found: '5 EUR', expected: 'an amount in USD' },
    ]);
  });

  it('a block is no value of another type', () => {
    expect(problemOf('termMonths', 'equal', { amount: '5', currency: 'USD' })).toMatchObject([
      'all.0.value',
      { code: 'value-type', found: 'a block of keys' },
    ]);
  });

  it('a value that is no text is refused', () => {
    expect(problemOf('termMonths', 'equal', 24)[1]).toMatchObject({ code: 'value-type', found: '24' });
  });

  it('a long value is told in short', () => {
    expect(problemOf('termMonths', 'equal', 'x'.repeat(100))[1].found).toBe(`${'x'.repeat(57)}...`);
  });
});

describe('lists', () => {
  it.each(['in', 'notIn'])('%s needs a list that is not empty', (operator) => {
    expect(problemOf('type', operator, 'new')).toMatchObject([
      'all.0.value',
      { code: 'value-type', found: 'new', expected: 'a list, each of it a text', hint: 'write [ new ]' },
    ]);
    expect(problemOf('type', operator, [])).toMatchObject([
      'all.0.value',
      { code: 'value-type', message: `${operator} needs a list of values`, found: 'an empty list' },
    ]);
    expect(problemOf('type', operator, { fact: 'region' })).toMatchObject([
      'all.0.value',
      { code: 'value-type', found: 'a block of keys' },
    ]);
  });

  it('every value of a list is checked', () => {
    expect(
      codesOf({
        all: [{ fact: 'discount', operator: 'in', value: ['8%', '8', ['9%'], 'x', { fact: 'discount' }] }],
      }),
    ).toEqual([
      'all.0.value.1: percent-expected',
      'all.0.value.2: percent-expected',
      'all.0.value.3: percent-expected',
      'all.0.value.4: percent-expected',
    ]);
  });

  it('only in and notIn take a list', () => {
    expect(problemOf('type', 'equal', ['new'])).toMatchObject([
      'all.0.value',
      {
        code: 'value-type',
        found: 'a list',
        hint: 'to compare with a list, write operator: in or operator: notIn',
      },
    ]);
  });
});

describe('isGiven', () => {
  it.each(['yes', '1', '', ['true'], { fact: 'strategic' }])('takes true or false, not %j', (value) => {
    expect(problemOf('region', 'isGiven', value)).toMatchObject([
      'all.0.value',
      { code: 'value-type', expected: 'true or false' },
    ]);
  });
});

describe('another fact as the value', () => {
  it('must be declared', () => {
    expect(problemOf('discount', 'lessThan', { fact: 'maximumDicsount' })).toMatchObject([
      'all.0.value.fact',
      { code: 'unknown-fact', hint: 'did you mean maximumDiscount?' },
    ]);
  });

  it.each([
    ['discount', 'termMonths', 'discount is a percent, termMonths is a number'],
    ['discount', 'tcv', 'discount is a percent, tcv is an amount of money'],
    ['termMonths', 'tcv', 'termMonths is a number, tcv is an amount of money'],
    ['tcv', 'seats', 'tcv is an amount of money, seats is a number'],
    ['type', 'closeDate', 'type is a text, closeDate is a date'],
    ['strategic', 'type', 'strategic is true or false, type is a text'],
  ])('must be of the type of the fact: %s with %s', (fact, other, message) => {
    expect(problemOf(fact, 'equal', { fact: other })).toMatchObject([
      'all.0.value.fact',
      { code: 'value-type', message, found: other },
    ]);
  });

  it('is a name and nothing else', () => {
    expect(
      codesOf({ all: [{ fact: 'tcv', operator: 'equal', value: { fact: 'margin', path: '$.x' } }] }),
    ).toEqual(['all.0.value.path: unknown-key']);
    expect(
      codesOf({ all: [{ fact: 'tcv', operator: 'equal', value: { fact: 'seats', params: 'x' } }] }),
    ).toEqual(['all.0.value.params: unknown-key', 'all.0.value.fact: value-type']);
  });
});

it('reports everything that is wrong at once', () => {
  const written = {
    priority: '1',
    any: [],
    all: [
      { fact: 'dicsount', operator: '<', value: { fact: 'nothing' } },
      { fact: 'discount', operator: 'above', value: ['8', '9%'] },
      { fact: 'type', operator: 'lessThan', value: '' },
      { not: { all: [{ any: '' }, { fact: 'tcv' }] } },
    ],
  };
  expect([...codesOf(written)].sort()).toEqual(
    [
      ': condition-mixed',
      'priority: unknown-key',
      'any: condition-empty',
      'all.0.fact: unknown-fact',
      'all.0.operator: unknown-operator',
      'all.0.value.fact: unknown-fact',
      'all.1.operator: unknown-operator',
      'all.1.value.0: percent-expected',
      'all.2.operator: unknown-operator',
      'all.2.value: value-type',
      'all.3.not.all.0.any: condition-empty',
      'all.3.not.all.1: missing-key',
      'all.3.not.all.1: missing-key',
    ].sort(),
  );
});
