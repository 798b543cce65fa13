import { isCivilDate } from '../calendar/civil-date.js';
import { parseDecimal } from '../money/decimal.js';
import { multiplyRatios, type Ratio, ratio, ratioFromDecimal } from '../money/ratio.js';

/**
 * The ratio that a percent or a fraction is; `undefined` for any other text.
 *
 * @example
 * readPercent('8%') // 2/25
 */
export function readPercent(written: string): Ratio | undefined {
  if (!written.endsWith('%')) return readDecimal(written);
  const hundredths = readDecimal(written.slice(0, -1));
  return hundredths && multiplyRatios(hundredths, HUNDREDTH);
}

/**
 * The ratio that a plain decimal is; `undefined` for any other text.
 *
 * @example
 * readDecimal('1.2') // 6/5
 */
export function readDecimal(written: string): Ratio | undefined {
  const decimal = written.length > MOST_DIGITS ? undefined : parseDecimal(written);
  return decimal && ratioFromDecimal(decimal);
}

const HUNDREDTH = ratio(1n, 100n);

/** Decimals are exact up to 40 significant digits; what is longer would be rounded unseen. */
const MOST_DIGITS = 36;

/**
 * What was probably meant by a text that is no percent.
 *
 * @example
 * percentHint('8 percent') // 'did you mean 8%?'
 */
export function percentHint(written: string): string | undefined {
  const [, digits] = /^(-?\d+(?:\.\d+)?)\s*(?:%|percent|pct)$/i.exec(written) ?? [];
  return digits === undefined ? numberHint(written) : `did you mean ${digits}%?`;
}

/**
 * What was probably meant by a text that is no plain number.
 *
 * @example
 * numberHint('5,000') // 'did you mean 5000?'
 */
export function numberHint(written: string): string | undefined {
  const plain = written.replace(/[,_ '](?=\d{3}(?!\d))|^[$€£]\s*/g, '');
  return plain !== written && readDecimal(plain) !== undefined ? `did you mean ${plain}?` : undefined;
}

/**
 * What was probably meant by a text that is no date.
 *
 * @example
 * dateHint('2026-1-1') // 'did you mean 2026-01-01?'
 */
export function dateHint(written: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(written) ?? [];
  const meant = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (isCivilDate(meant)) return `did you mean ${meant}?`;
  return year === '' ? undefined : 'there is no such day';
}

/**
 * What was probably meant by a text that is no id.
 *
 * @example
 * idHint('New ACV') // 'did you mean new-acv?'
 */
export function idHint(written: string): string | undefined {
  const meant = written
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
  return KEBAB.test(meant) ? `did you mean ${meant}?` : undefined;
}

/**
 * Lower-case words of letters and digits joined by hyphens, beginning with a letter.
 *
 * @example
 * KEBAB.test('new-acv') // true
 */
export const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
