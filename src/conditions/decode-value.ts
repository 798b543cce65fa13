import type { z } from 'zod';
import { isCurrency, minorDigits } from '../money/currency.js';
import type { Ratio } from '../money/ratio.js';
import { type Problem, type ProblemDetail, problem } from '../problems/problem.js';
import type { FactType } from '../records/company.js';
import {
  civilDate,
  decimalNumber,
  type MoneyLiteral,
  money,
  percent,
  text,
  truth,
} from '../records/values.js';
import { FACT_PLACES, type FactValue } from './fact.js';

/**
 * A decoded value, or what is wrong with the text.
 *
 * @example
 * if ('value' in decoded) use(decoded.value)
 */
export type DecodedValue = { readonly value: FactValue } | { readonly problem: Problem };

/**
 * Reads a value as the rule language writes it for a fact of the given type: a text, or for money also a
 * block of `amount` and `currency`. Where the plan's currency is known, an amount must be in it and have no
 * more decimals than it has.
 *
 * @example
 * decodeValue('30%', 'percent') // { value: 300000000000n }
 * decodeValue('8', 'percent') // { problem: percent-expected, hint 'did you mean 8%?' }
 */
export function decodeValue(written: unknown, type: FactType, planCurrency?: string): DecodedValue {
  switch (type) {
    case 'text':
      return decoded(type, TEXT, written, (value) => ({ value }));
    case 'boolean':
      return decoded(type, TRUTH, written, (value) => ({ value }));
    case 'date':
      return decoded(type, DATE, written, (value) => ({ value }));
    case 'number':
      return decoded(type, NUMBER, written, (value) => scaled(value, written));
    case 'percent':
      return decoded(type, PERCENT, written, (value) => scaled(value, written));
    case 'money':
      return decoded(type, MONEY, written, (value) => decodeMoney(value, planCurrency));
  }
}

const TEXT = text();
const TRUTH = truth();
const DATE = civilDate();
const NUMBER = decimalNumber();
// A discount may be a surcharge: conditions take negative percents, without a bound that anyone would meet.
const PERCENT = percent({ min: '-1000000000%' });
const MONEY = money({ negative: true });

const EXPECTED: Readonly<Record<FactType, string>> = {
  text: 'a text',
  number: 'a plain number, such as 24',
  percent: 'a percent, such as 8% or 0.08',
  money: 'an amount of money, such as 50000',
  date: 'a calendar date, such as 2026-01-31',
  boolean: 'true or false',
};

/**
 * What a fact of a type is compared with, in words.
 *
 * @example
 * expectedValue('date') // 'a calendar date, such as 2026-01-31'
 */
export function expectedValue(type: FactType): string {
  return EXPECTED[type];
}

function decoded<Value>(
  type: FactType,
  schema: z.ZodType<Value>,
  written: unknown,
  accept: (value: Value) => DecodedValue,
): DecodedValue {
  const result = schema.safeParse(written);
  if (result.success) return accept(result.data);
  const code = type === 'percent' ? 'percent-expected' : 'value-type';
  const [noun] = EXPECTED[type].split(', such as');
  return refused(code, `the value is not ${noun}`, {
    found: describeWritten(written),
    expected: EXPECTED[type],
    hint: written === '' ? EMPTY_HINT : hintOf(result.error.issues),
  });
}

const EMPTY_HINT = 'to ask whether the field is empty, write operator: isGiven and value: false';

/** The hint that the schema gives; the money schema has two forms, of which the first is the plain one. */
function hintOf(issues: readonly z.core.$ZodIssue[]): string | undefined {
  const [issue] = issues;
  if (issue?.code === 'invalid_union') return hintOf(issue.errors[0] ?? []);
  const hint: unknown = issue?.code === 'custom' ? issue.params?.['hint'] : undefined;
  return typeof hint === 'string' ? hint : undefined;
}

function scaled(value: Ratio, written: unknown): DecodedValue {
  const units = value.numerator * UNITS_OF_ONE;
  if (units % value.denominator === 0n) return { value: units / value.denominator };
  const places = String(written).endsWith('%') ? FACT_PLACES - 2 : FACT_PLACES;
  return refused('too-many-decimals', 'the value has more decimals than a condition compares', {
    found: describeWritten(written),
    expected: `at most ${places} decimals`,
  });
}

const UNITS_OF_ONE = 10n ** BigInt(FACT_PLACES);

function decodeMoney(literal: MoneyLiteral, planCurrency: string | undefined): DecodedValue {
  const { amount, currency } = literal;
  const result = decodeValue(amount, 'number');
  if ('problem' in result || (planCurrency === undefined && currency === undefined)) return result;
  if (currency !== undefined && currency !== planCurrency) {
    return refused('currency-mismatch', 'a condition compares money in the currency of the plan', {
      found: `${amount} ${currency}`,
      expected: planCurrency === undefined ? 'an amount without a currency' : `an amount in ${planCurrency}`,
    });
  }
  const digits =
    planCurrency !== undefined && isCurrency(planCurrency) ? minorDigits(planCurrency) : FACT_PLACES;
  const [, decimals = ''] = amount.split('.');
  if (decimals.length <= digits) return result;
  return refused('too-many-decimals', `${amount} has more decimals than ${planCurrency}`, {
    found: amount,
    expected: digits === 0 ? 'no decimals' : `at most ${digits} decimals`,
  });
}

function refused(code: Problem['code'], message: string, detail: ProblemDetail): DecodedValue {
  return { problem: problem(code, message, detail) };
}

/**
 * What stands in a file at some place, short enough for a problem.
 *
 * @example
 * describeWritten(['a']) // 'a list'
 * describeWritten('') // 'nothing'
 */
export function describeWritten(written: unknown): string {
  if (Array.isArray(written)) return 'a list';
  if (typeof written === 'object' && written !== null) return 'a block of keys';
  const shown = written == null ? '' : String(written);
  if (shown === '') return 'nothing';
  return shown.length > 60 ? `${shown.slice(0, 57)}...` : shown;
}
