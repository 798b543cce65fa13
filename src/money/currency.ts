import { data as currencies } from 'currency-codes';

/** Amounts in these codes have no minor unit: metals, units of account, the codes for tests and for no currency. */
const CODES_WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set(
  'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '),
);

/** What ISO 4217 has added since the package's list of June 2024. */
const ADDED_SINCE: readonly (readonly [string, number])[] = [['XCG', 2]];

const DIGITS_BY_CODE: ReadonlyMap<string, number> = new Map([
  ...ADDED_SINCE,
  ...currencies
    .filter(({ code }) => !CODES_WITHOUT_MINOR_UNIT.has(code))
    .map(({ code, digits }) => [code, digits] as const),
]);

/**
 * Whether the text is a currency code of ISO 4217, in capitals. The codes that
 * have no minor unit, such as gold (`XAU`) and "no currency" (`XXX`), are none
 * in which people are paid, and are not taken.
 *
 * @example
 * isCurrency('USD') // true
 * isCurrency('usd') // false
 */
export function isCurrency(code: string): boolean {
  return DIGITS_BY_CODE.has(code);
}

/**
 * How many decimals the currency's minor unit has, by ISO 4217. Throws a
 * `RangeError` for an unknown code: check with {@link isCurrency} where data
 * comes in.
 *
 * @example
 * minorDigits('USD') // 2
 * minorDigits('JPY') // 0
 * minorDigits('KWD') // 3
 */
export function minorDigits(code: string): number {
  const digits = DIGITS_BY_CODE.get(code);
  if (digits === undefined) throw new RangeError(`${code} is not a currency code of ISO 4217`);
  return digits;
}
