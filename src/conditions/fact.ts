import { formatScaled } from '../money/scaled-integer.js';
import type { FactType } from '../records/company.js';

/**
 * One value of a fact. Text and dates are strings; numbers, percents (as fractions) and money (in major
 * units of the plan's currency) are bigints that count units of 10^-12, so that they compare exactly with
 * native operators.
 *
 * @example
 * const discount: FactValue = scaleFact('0.3') // 300000000000n
 */
export type FactValue = string | bigint | boolean;

/**
 * What is known of one deal, event and payee, by the names that conditions use. `null`, `undefined` and an
 * absent name all mean that the field is empty.
 *
 * @example
 * const facts: Facts = { type: 'new', discount: scaleFact('0.3'), region: null }
 */
export type Facts = Readonly<Record<string, FactValue | null | undefined>>;

/**
 * The facts that conditions may name, each with its type.
 *
 * @example
 * const declarations: FactDeclarations = new Map([['type', 'text'], ['discount', 'percent']])
 */
export type FactDeclarations = ReadonlyMap<string, FactType>;

/**
 * The decimal places that numbers, percents and money carry as facts.
 *
 * @example
 * const one = 10n ** BigInt(FACT_PLACES)
 */
export const FACT_PLACES = 12;

const PLAIN_DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * The bigint that a number, a percent's fraction or an amount of money is as a fact. Throws a `RangeError`
 * for text that is no plain decimal, or that has more than {@link FACT_PLACES} places, zeros at its end not
 * counted.
 *
 * @example
 * scaleFact('-12.5') // -12500000000000n
 */
export function scaleFact(decimalText: string): bigint {
  const match = PLAIN_DECIMAL.exec(decimalText);
  if (match === null)
    throw new RangeError(`a fact needs a plain decimal, not ${JSON.stringify(decimalText)}`);
  const [, sign = '', whole = '', decimals = ''] = match;
  const places = decimals.slice(0, FACT_PLACES);
  if (/[1-9]/.test(decimals.slice(FACT_PLACES))) {
    throw new RangeError(`a fact has at most ${FACT_PLACES} decimal places, ${decimalText} has more`);
  }
  const magnitude = BigInt(whole + places.padEnd(FACT_PLACES, '0'));
  return sign === '-' ? -magnitude : magnitude;
}

/**
 * A value as people read it: percents with their sign, numbers and money without zeros at their end, all
 * else as it is.
 *
 * @example
 * formatFact(scaleFact('0.3'), 'percent') // '30%'
 * formatFact(scaleFact('12000.50'), 'money') // '12000.5'
 * formatFact('new', 'text') // 'new'
 */
export function formatFact(value: FactValue, type: FactType): string {
  if (typeof value !== 'bigint') return String(value);
  return type === 'percent' ? `${plain(value, FACT_PLACES - 2)}%` : plain(value, FACT_PLACES);
}

function plain(value: bigint, places: number): string {
  return formatScaled(value, places).replace(/\.?0+$/, '');
}
