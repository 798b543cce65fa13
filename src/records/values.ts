/**
 * Schemas for the single values of the rule language. Each takes the text as it stands in the source, so
 * that no number goes through a float, and gives the decoded value. A value it refuses becomes a custom
 * issue whose `params` are a {@link Refusal}.
 */

import { z } from 'zod';
import { type CivilDate, isCivilDate } from '../calendar/civil-date.js';
import { type Duration, parseDuration } from '../calendar/duration.js';
import { isCurrency } from '../money/currency.js';
import { compareRatios, ONE_RATIO, type Ratio, ratio } from '../money/ratio.js';
import { type Decoded, outOfRange, refuse, type ScalarKind, scalar } from './scalar.js';
import { dateHint, idHint, KEBAB, numberHint, percentHint, readDecimal, readPercent } from './value-texts.js';

export type { Refusal } from './scalar.js';

/**
 * An amount of money as a rule file writes it: plain decimal text with the decimals that were written, so
 * that whoever knows the currency can tell whether they are too many. Without `currency` it is the plan's.
 *
 * @example
 * const target: MoneyLiteral = { amount: '5000.00' };
 */
export interface MoneyLiteral {
  readonly amount: string;
  readonly currency?: string;
}

/** The least and the greatest value a place takes, both included, as the language writes them. */
interface Limits {
  readonly min?: string;
  readonly max?: string;
}

/**
 * A percent as an exact ratio: `8%`, `12.5%`, `0.08`. A bare number other than 0 and 1 must lie between
 * them, since `8` may mean 8 % or 800 %. At least 0 % unless `min` says otherwise.
 *
 * @example
 * percent().parse('12.5%') // 1/8
 * percent({ max: '100%' }) // refuses 101%
 */
export function percent(limits: Limits = {}) {
  const kind: ScalarKind = {
    code: 'percent-expected',
    expected: 'a percent, such as 8% or 0.08',
    editor: {
      type: ['string', 'number'],
      pattern: '^-?[0-9]+(\\.[0-9]+)?%?$',
      minimum: -1,
      maximum: 1,
      description: 'A percent, such as 8%, 12.5% or 0.08.',
    },
  };
  return scalar(kind, (text) =>
    limited(decodePercent(text, kind), { min: '0%', ...limits }, text, readPercent),
  );
}

/**
 * A multiple of the base rate as an exact ratio: `1.5x`. Never negative.
 *
 * @example
 * multiple().parse('1.5x') // 3/2
 */
export function multiple() {
  const kind: ScalarKind = {
    code: 'multiple-expected',
    expected: 'a multiple of the base rate, such as 1.5x',
    editor: {
      type: 'string',
      pattern: '^[0-9]+(\\.[0-9]+)?x$',
      description: 'A multiple of the base rate, such as 1.5x.',
    },
  };
  return scalar(kind, (text) => {
    const value = text.endsWith('x') ? readDecimal(text.slice(0, -1)) : undefined;
    if (value !== undefined) return limited({ value }, { min: '0' }, text, readDecimal);
    return refuse(kind, text, readDecimal(text) && `did you mean ${text}x?`);
  });
}

/**
 * A plain decimal number as an exact ratio: `1.2`, `-3`.
 *
 * @example
 * decimalNumber({ min: '0' }).parse('1.2') // 6/5
 */
export function decimalNumber(limits: Limits = {}) {
  const kind: ScalarKind = {
    code: 'number-expected',
    expected: 'a plain number, such as 1.2',
    editor: {
      type: ['number', 'string'],
      pattern: '^-?[0-9]+(\\.[0-9]+)?$',
      description: 'A plain decimal number, such as 1.2.',
    },
  };
  return scalar(kind, (text) => {
    const value = readDecimal(text);
    return value === undefined
      ? refuse(kind, text, numberHint(text))
      : limited({ value }, limits, text, readDecimal);
  });
}

/**
 * A whole number within bounds, both included.
 *
 * @example
 * wholeNumber({ min: 1, max: 12 }).parse('7') // 7
 */
export function wholeNumber(bounds: { readonly min: number; readonly max: number }) {
  const kind: ScalarKind = {
    code: 'number-expected',
    expected: `a whole number from ${bounds.min} to ${bounds.max}`,
    editor: { type: 'integer', minimum: bounds.min, maximum: bounds.max },
  };
  return scalar<number>(kind, (text) => {
    if (!/^-?\d{1,15}$/.test(text)) return refuse(kind, text);
    const value = Number(text);
    return value >= bounds.min && value <= bounds.max ? { value } : outOfRange(text, kind.expected);
  });
}

/**
 * An amount of money: `50000`, `"50000.00"` or `{ amount: 50000, currency: EUR }`. Not negative, unless
 * asked for.
 *
 * @example
 * money().parse('5000') // { amount: '5000' }
 * money().parse({ amount: '5000', currency: 'EUR' }) // { amount: '5000', currency: 'EUR' }
 */
export function money(options: { readonly negative?: boolean } = {}) {
  const kind: ScalarKind = {
    code: 'money-expected',
    expected: 'an amount of money, such as 50000, "50000.00" or { amount: 50000, currency: EUR }',
    editor: {
      anyOf: [
        AMOUNT_EDITOR,
        {
          type: 'object',
          properties: { amount: AMOUNT_EDITOR, currency: { type: 'string', pattern: '^[A-Z]{3}$' } },
          required: ['amount', 'currency'],
          additionalProperties: false,
        },
      ],
      description: 'An amount of money, in the currency of the plan unless it names its own.',
    },
  };
  const amount = scalar<string>(kind, (text) => {
    if (readDecimal(text) === undefined) return refuse(kind, text, numberHint(text));
    const negative = text.startsWith('-') && options.negative !== true;
    return negative ? outOfRange(text, 'an amount of 0 or more') : { value: text };
  });
  const bare = amount.transform((decimal): MoneyLiteral => Object.freeze({ amount: decimal }));
  const withCurrency = z
    .strictObject({ amount, currency: currency() })
    .transform((written): MoneyLiteral => Object.freeze(written));
  return z.union([bare, withCurrency]).meta(kind.editor);
}

/**
 * A currency code of ISO 4217, in capitals.
 *
 * @example
 * currency().parse('EUR') // 'EUR'
 */
export function currency() {
  const kind: ScalarKind = {
    code: 'currency-unknown',
    expected: 'a currency code of ISO 4217, such as USD',
    editor: {
      type: 'string',
      pattern: '^[A-Z]{3}$',
      description: 'A currency code of ISO 4217, such as USD.',
    },
  };
  return scalar<string>(kind, (text) => {
    if (isCurrency(text)) return { value: text };
    const capitals = text.toUpperCase();
    return refuse(kind, text, isCurrency(capitals) ? `did you mean ${capitals}?` : undefined);
  });
}

/**
 * A day, `YYYY-MM-DD`.
 *
 * @example
 * civilDate().parse('2026-01-31') // '2026-01-31'
 */
export function civilDate() {
  const kind: ScalarKind = {
    code: 'date-expected',
    expected: 'a calendar date, such as 2026-01-31',
    editor: {
      type: 'string',
      pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
      description: 'A calendar date, such as 2026-01-31.',
    },
  };
  return scalar<CivilDate>(kind, (text) => {
    return isCivilDate(text) ? { value: text } : refuse(kind, text, dateHint(text));
  });
}

/**
 * A length of time: `90 days`, `12 months`; weeks and years are taken as days and months.
 *
 * @example
 * duration().parse('90 days') // { count: 90, unit: 'days' }
 */
export function duration() {
  const kind: ScalarKind = {
    code: 'duration-expected',
    expected: 'a duration, such as 90 days or 12 months',
    editor: {
      type: 'string',
      pattern: '^[0-9]{1,6} (day|week|month|year)s?$',
      description: 'A duration, such as 90 days or 12 months.',
    },
  };
  return scalar<Duration>(kind, (text) => {
    const value = parseDuration(text);
    if (value !== undefined) return { value: Object.freeze(value) };
    const bare = /^\d+$/.test(text) ? `did you mean ${text} days or ${text} months?` : undefined;
    return refuse(kind, text, bare);
  });
}

/**
 * An id: lower-case words of letters and digits joined by hyphens, beginning with a letter.
 *
 * @example
 * kebabId().parse('enterprise-ae') // 'enterprise-ae'
 */
export function kebabId() {
  const kind: ScalarKind = {
    code: 'id-expected',
    expected: 'an id of lower-case words joined by hyphens, such as new-business',
    editor: { type: 'string', pattern: KEBAB.source, description: 'Lower-case words joined by hyphens.' },
  };
  return scalar<string>(kind, (text) => {
    // Every plain object answers to this name, so it could pass for something the file defines.
    if (text === 'constructor') return refuse(kind, text, 'this word is taken; choose another');
    return KEBAB.test(text) ? { value: text } : refuse(kind, text, idHint(text));
  });
}

/**
 * A text that is not empty, such as a title.
 *
 * @example
 * text().parse('Enterprise account executive, 2026')
 */
export function text() {
  const kind: ScalarKind = {
    code: 'wrong-type',
    expected: 'a text',
    editor: { type: ['string', 'number'], minLength: 1 },
  };
  return scalar(kind, (written) => ({ value: written }));
}

/**
 * One of a few words. Who turns issues into problems looks for the word that was meant.
 *
 * @example
 * word(['marginal', 'retroactive', 'overage'])
 */
export function word<const Choices extends readonly [string, ...string[]]>(choices: Choices) {
  return z.enum(choices);
}

/**
 * `true` or `false`.
 *
 * @example
 * truth().parse('true') // true
 */
export function truth() {
  const kind: ScalarKind = { code: 'wrong-type', expected: 'true or false', editor: { type: 'boolean' } };
  return scalar<boolean>(kind, (written) => {
    if (written === 'true') return { value: true };
    if (written === 'false') return { value: false };
    const word = written.toLowerCase();
    const meant = word === 'yes' ? 'true' : word === 'no' ? 'false' : undefined;
    return refuse(kind, written, meant && `did you mean ${meant}?`);
  });
}

const AMOUNT_EDITOR = { type: ['number', 'string'], pattern: '^-?[0-9]+(\\.[0-9]+)?$' };

function limited(
  decoded: Decoded<Ratio>,
  limits: Limits,
  written: string,
  read: (text: string) => Ratio | undefined,
): Decoded<Ratio> {
  if (!('value' in decoded)) return decoded;
  const least = limits.min === undefined ? undefined : read(limits.min);
  const most = limits.max === undefined ? undefined : read(limits.max);
  const below = least !== undefined && compareRatios(decoded.value, least) < 0;
  const above = most !== undefined && compareRatios(decoded.value, most) > 0;
  if (!below && !above) return decoded;
  const { min, max } = limits;
  if (min !== undefined && max !== undefined) return outOfRange(written, `from ${min} to ${max}`);
  return outOfRange(written, min === undefined ? `at most ${max}` : `at least ${min}`);
}

function decodePercent(written: string, kind: ScalarKind): Decoded<Ratio> {
  const value = readPercent(written);
  if (value === undefined) return refuse(kind, written, percentHint(written));
  if (written.endsWith('%')) return { value };
  const between = compareRatios(value, ONE_RATIO) <= 0 && compareRatios(value, ratio(-1n, 1n)) >= 0;
  return between ? { value } : refuse(kind, written, `did you mean ${written}%?`);
}
