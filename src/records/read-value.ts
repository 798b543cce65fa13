import { isCivilDate } from '../calendar/civil-date.js';
import { isCurrency, minorDigits } from '../money/currency.js';
import { formatDecimal, parseDecimal } from '../money/decimal.js';
import { parseMinorUnits } from '../money/minor-units.js';
import type { ProblemCode } from '../problems/codes.js';
import { type Problem, problem } from '../problems/problem.js';
import type { FactType } from './company.js';
import type { FieldType } from './field.js';
import { civilDate, currency, decimalNumber, percent, truth } from './values.js';

/** What a field of a record holds once it is read; an empty field holds `null`. */
export type FieldValue = string | number | bigint | readonly string[] | null;

/** A problem of one field of a record, whose place in a text is not known yet. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: Problem;
}

/** What is known of the record that is being read: one for each decoder, used again for every record. */
export interface Reading {
  /** The currency of the amounts; empty when the record names one that does not exist. */
  currency: string;
  problems: FieldProblem[];
}

/** Reads a text that is not empty. A text it refuses is `null`, with a problem added to the reading. */
export type ReadValue = (text: string, reading: Reading) => FieldValue;

/** What the reader of a field needs to know of it. */
export interface ReadableField {
  readonly name: string;
  readonly type: FieldType | FactType;
  readonly choices?: readonly string[];
  readonly places?: number;
}

/** Longer decimals would meet the precision of the decimals behind them. */
const MOST_DIGITS = 36;
const LARGEST_AMOUNT = 2n ** 63n - 1n;
const CANONICAL_DECIMAL = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d*[1-9])$/;
const WHOLE_NUMBER = /^-?\d{1,15}$/;
const CONTROL_CHARACTER = /\p{Cc}/u;

/** The same values in rule files, for the hints that are given there. */
const RULE_VALUES = {
  percent: percent(),
  truth: truth(),
  decimalNumber: decimalNumber(),
  civilDate: civilDate(),
  currency: currency(),
};

/** Dates of a file repeat, and telling whether one exists is the dearest thing about a row. */
const knownDates = new Set<string>();
const MOST_KNOWN_DATES = 20_000;

/**
 * Makes the reader of a field, once for all records. It throws nothing and, for a text it takes, allocates
 * nothing but the value.
 *
 * @example
 * const read = valueReader({ name: 'discount', type: 'percent' });
 * read('30%', reading); // '0.3'
 */
export function valueReader(field: ReadableField): ReadValue {
  switch (field.type) {
    case 'id':
      return idReader(field);
    case 'text':
      return textReader(field);
    case 'date':
      return (text, reading) => (isKnownDate(text) ? text : refuseDate(field, text, reading));
    case 'currency':
      return (text, reading) => (isCurrency(text) ? text : refuseCurrency(field, text, reading));
    case 'money':
      return moneyReader(field);
    case 'number':
      return numberReader(field);
    case 'percent':
      return percentReader(field);
    case 'integer':
      return integerReader(field);
    case 'choice':
      return choiceReader(field);
    case 'numberList':
      return numberListReader(field);
    case 'boolean':
      return booleanReader(field);
  }
}

/**
 * Makes the reader of a field that a company file declares. What it reads is canonical text whatever the
 * type: an amount as a decimal, a truth as `true` or `false`.
 *
 * @example
 * extraReader({ name: 'services', type: 'money' })('1500.00', reading); // '1500'
 */
export function extraReader(field: ReadableField): ReadValue {
  if (field.type !== 'money') return valueReader(field);
  const readMoney = moneyReader(field);
  return (text, reading) => {
    const before = reading.problems.length;
    readMoney(text, reading);
    return reading.problems.length === before ? canonicalDecimal(text) : null;
  };
}

/** The decimal as it is always written, or `null` where the text is no plain decimal. */
function canonicalDecimal(text: string): string | null {
  if (text.length > MOST_DIGITS) return null;
  if (CANONICAL_DECIMAL.test(text)) return text;
  const decimal = parseDecimal(text);
  return decimal === undefined ? null : formatDecimal(decimal);
}

function isKnownDate(text: string): boolean {
  if (knownDates.has(text)) return true;
  if (!isCivilDate(text)) return false;
  if (knownDates.size === MOST_KNOWN_DATES) knownDates.clear();
  knownDates.add(text);
  return true;
}

function idReader(field: ReadableField): ReadValue {
  return (text, reading) => {
    if (!CONTROL_CHARACTER.test(text)) return text;
    return refuse(reading, field, text, {
      code: 'invalid-value',
      message: `${field.name} has a line break or a control character in it`,
      expected: 'an id on one line',
    });
  };
}

/** Not every database can store the character NUL, and no name has it. */
function textReader(field: ReadableField): ReadValue {
  return (text, reading) => {
    if (!text.includes('\0')) return text;
    return refuse(reading, field, text, {
      code: 'invalid-value',
      message: `${field.name} has the character NUL in it`,
      expected: 'a text without it',
    });
  };
}

function moneyReader(field: ReadableField): ReadValue {
  return (text, reading) => {
    // In an unknown currency any number of decimals may be right.
    if (reading.currency === '') {
      return canonicalDecimal(text) === null ? refuseMoney(field, text, reading) : null;
    }
    const amount = parseMinorUnits(text, reading.currency);
    if (amount === 'not-a-number') return refuseMoney(field, text, reading);
    if (amount === 'too-many-decimals') {
      const digits = minorDigits(reading.currency);
      return refuse(reading, field, text, {
        code: 'too-many-decimals',
        message: `${shown(text)} has more decimals than ${reading.currency}`,
        expected: digits === 0 ? 'no decimals' : `at most ${digits} decimals`,
      });
    }
    if (amount > LARGEST_AMOUNT || amount < -LARGEST_AMOUNT) {
      return refuse(reading, field, text, {
        code: 'out-of-range',
        message: `${shown(text)} is more than can be stored`,
        expected: `at most ${LARGEST_AMOUNT} in the smallest unit of ${reading.currency}`,
      });
    }
    return amount;
  };
}

function numberReader(field: ReadableField): ReadValue {
  return (text, reading) => {
    const decimal = canonicalDecimal(text);
    if (decimal === null) return refuseNumber(field, text, reading);
    if (hasPlaces(decimal, field.places)) return decimal;
    return refuse(reading, field, text, {
      code: 'too-many-decimals',
      message: `${shown(text)} has too many decimals`,
      expected: `at most ${field.places} decimals`,
    });
  };
}

function percentReader(field: ReadableField): ReadValue {
  return (text, reading) => {
    const fraction = readFraction(text);
    if (fraction === null) {
      return refuse(reading, field, text, {
        code: 'percent-expected',
        message: `${shown(text)} is not a percent`,
        expected: 'a percent, such as 30% or 0.3',
        hint: hintOf(RULE_VALUES.percent, text),
      });
    }
    const { places = MOST_DIGITS } = field;
    if (hasPlaces(fraction, places)) return fraction;
    return refuse(reading, field, text, {
      code: 'too-many-decimals',
      message: `${shown(text)} has too many decimals`,
      expected: text.endsWith('%') ? `at most ${places - 2} decimals` : `at most ${places} decimals`,
    });
  };
}

/** The fraction that a percent is; a number without `%` must lie between -1 and 1, where it cannot be meant as one. */
function readFraction(text: string): string | null {
  if (text.endsWith('%')) {
    const hundredths = text.length > MOST_DIGITS ? undefined : parseDecimal(text.slice(0, -1));
    return hundredths === undefined ? null : formatDecimal(hundredths.dividedBy(100));
  }
  const fraction = canonicalDecimal(text);
  if (fraction === null || fraction === '1' || fraction === '-1') return fraction;
  return /^-?0/.test(fraction) ? fraction : null;
}

function integerReader(field: ReadableField): ReadValue {
  return (text, reading) => {
    // `-0` is a number of its own that no file means.
    if (WHOLE_NUMBER.test(text)) return Number(text) || 0;
    return refuse(reading, field, text, {
      code: 'number-expected',
      message: `${shown(text)} is not a whole number`,
      expected: 'a whole number, such as 12',
    });
  };
}

function choiceReader(field: ReadableField): ReadValue {
  const { choices = [] } = field;
  return (text, reading) => {
    if (choices.includes(text)) return text;
    const meant = choices.find((choice) => choice === text.toLowerCase());
    return refuse(reading, field, text, {
      code: 'invalid-value',
      message: `${shown(text)} is none of the words that ${field.name} takes`,
      expected: choices.join(', '),
      hint: meant && `did you mean ${meant}?`,
    });
  };
}

function numberListReader(field: ReadableField): ReadValue {
  return (text, reading) => {
    const numbers = text.split(/\s*;\s*|\s+/).map(canonicalDecimal);
    if (numbers.every((number) => number !== null)) return numbers;
    return refuse(reading, field, text, {
      code: 'number-expected',
      message: `${shown(text)} is not a list of plain numbers`,
      expected: 'numbers with semicolons between them, such as 1;1;2',
    });
  };
}

function booleanReader(field: ReadableField): ReadValue {
  return (text, reading) => {
    // Spreadsheets write TRUE and FALSE.
    const word = text.toLowerCase();
    if (word === 'true' || word === 'false') return word;
    return refuse(reading, field, text, {
      code: 'invalid-value',
      message: `${shown(text)} is neither true nor false`,
      expected: 'true or false',
      hint: hintOf(RULE_VALUES.truth, text),
    });
  };
}

function refuseMoney(field: ReadableField, text: string, reading: Reading): null {
  return refuse(reading, field, text, {
    code: 'money-expected',
    message: `${shown(text)} is not an amount of money`,
    expected: 'an amount, such as 50000 or 50000.00',
    hint: hintOf(RULE_VALUES.decimalNumber, text),
  });
}

function refuseNumber(field: ReadableField, text: string, reading: Reading): null {
  return refuse(reading, field, text, {
    code: 'number-expected',
    message: `${shown(text)} is not a plain number`,
    expected: 'a plain number, such as 1.2',
    hint: hintOf(RULE_VALUES.decimalNumber, text),
  });
}

function refuseDate(field: ReadableField, text: string, reading: Reading): null {
  return refuse(reading, field, text, {
    code: 'date-expected',
    message: `${shown(text)} is not a calendar date`,
    expected: 'a calendar date, such as 2026-01-31',
    hint: hintOf(RULE_VALUES.civilDate, text),
  });
}

function refuseCurrency(field: ReadableField, text: string, reading: Reading): null {
  return refuse(reading, field, text, {
    code: 'currency-unknown',
    message: `${shown(text)} is not a currency code of ISO 4217`,
    expected: 'a currency code of ISO 4217, such as USD',
    hint: hintOf(RULE_VALUES.currency, text),
  });
}

interface RefusedValue {
  readonly code: ProblemCode;
  readonly message: string;
  readonly expected: string;
  readonly hint?: string | undefined;
}

function refuse(reading: Reading, field: ReadableField, text: string, refused: RefusedValue): null {
  const { code, message, expected, hint } = refused;
  const detail = { field: field.name, found: shown(text), expected, hint };
  reading.problems.push({ field: field.name, problem: problem(code, message, detail) });
  return null;
}

/** The hint that the rule language gives for the same slip. */
function hintOf(schema: (typeof RULE_VALUES)[keyof typeof RULE_VALUES], text: string): string | undefined {
  const result = schema.safeParse(text);
  const [issue] = result.success ? [] : result.error.issues;
  const hint: unknown = issue?.code === 'custom' ? issue.params?.['hint'] : undefined;
  return typeof hint === 'string' ? hint : undefined;
}

function hasPlaces(decimal: string, most: number | undefined): boolean {
  if (most === undefined) return true;
  const point = decimal.indexOf('.');
  return point === -1 || decimal.length - point - 1 <= most;
}

function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
