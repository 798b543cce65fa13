import { Decimal as DefaultDecimal } from 'decimal.js';

/**
 * Exact decimals: decimal.js with 40 significant digits, and text without an
 * exponent. It reads rates, percents, quotas and exchange rates; the inner
 * loops work on bigints made from it.
 *
 * Native `<`, `>` and `+` on decimals compare and join their texts; use
 * `.lessThan`, `.greaterThan` and `.plus`.
 *
 * @example
 * new Decimal('0.1').plus('0.2').toString() // '0.3'
 */
export const Decimal = DefaultDecimal.clone({
  defaults: true,
  precision: 40,
  rounding: DefaultDecimal.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

/**
 * An instance of the {@link Decimal} constructor.
 *
 * @example
 * const rate: Decimal = new Decimal('0.08')
 */
export type Decimal = DefaultDecimal;

const PLAIN_DECIMAL = /^-?\d+(?:\.\d+)?$/;

/**
 * Reads a decimal in plain notation: an optional minus, digits, and optionally
 * a point with digits after it. Everything else that decimal.js would take
 * (exponents, hexadecimals, `NaN`, `Infinity`, a leading `+`, blanks) gives
 * `undefined`. Minus zero is zero.
 *
 * @example
 * parseDecimal('-12.50') // -12.5
 * parseDecimal('1e5') // undefined
 */
export function parseDecimal(text: string): Decimal | undefined {
  if (!PLAIN_DECIMAL.test(text)) return undefined;
  const decimal = new Decimal(text);
  return decimal.isZero() ? decimal.abs() : decimal;
}

/**
 * The one way a decimal is written: plain notation, no trailing zeros, never
 * `-0`. Throws a `RangeError` for NaN and infinities, which are no results of
 * this project.
 *
 * @example
 * formatDecimal(new Decimal('1e-7')) // '0.0000001'
 */
export function formatDecimal(decimal: Decimal): string {
  if (!decimal.isFinite()) throw new RangeError(`a finite decimal is needed, not ${decimal.toString()}`);
  // The clone's toString never uses an exponent, but an instance of another clone might come in.
  return decimal.isZero() ? '0' : new Decimal(decimal).toString();
}

/**
 * How many digits a decimal has after its point, trailing zeros not counted.
 *
 * @example
 * decimalPlaces(new Decimal('1.250')) // 2
 */
export function decimalPlaces(decimal: Decimal): number {
  return decimal.decimalPlaces();
}
