import { type CivilDate, isCivilDate } from '../../calendar/civil-date.js';
import { minorDigits } from '../../money/currency.js';
import { formatMinorUnits, parseMinorUnits } from '../../money/minor-units.js';
import type { PayrollFormat } from './payroll-mapping.js';

type AmountFormat = Pick<PayrollFormat, 'decimal' | 'inMinorUnits' | 'isReversed'>;

/**
 * An amount as a provider writes it.
 *
 * @param minor minor units
 * @example
 * payrollAmount(-123_450n, 'EUR', { decimal: ',', inMinorUnits: false, isReversed: true }) // '1234,50'
 */
export function payrollAmount(minor: bigint, currency: string, format: AmountFormat): string {
  const signed = format.isReversed ? -minor : minor;
  if (format.inMinorUnits) return String(signed);
  return formatMinorUnits(signed, currency).replace('.', format.decimal);
}

/**
 * Reads an amount as a provider writes it, with or without the thousands apart; `null` where it is none of the
 * currency.
 *
 * @returns minor units
 * @example
 * readPayrollAmount('1.234,50', 'EUR', { decimal: ',', inMinorUnits: false, isReversed: false }) // 123450n
 */
export function readPayrollAmount(text: string, currency: string, format: AmountFormat): bigint | null {
  const { decimal, inMinorUnits, isReversed } = format;
  const plain = decimal === '.' ? GROUPED_BY_COMMA : GROUPED_BY_POINT;
  if (!plain.test(text)) return null;
  const digits = text.replaceAll(decimal === '.' ? ',' : '.', '').replace(decimal, '.');
  if (inMinorUnits && digits.includes('.')) return null;
  const read = inMinorUnits ? BigInt(digits) : parseMinorUnits(withoutSpareZeros(digits, currency), currency);
  if (typeof read === 'string') return null;
  return isReversed ? -read : read;
}

const GROUPED_BY_COMMA = /^-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
const GROUPED_BY_POINT = /^-?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$/;

/** Providers write one number of decimals for every currency: zeros beyond those that it has say nothing. */
function withoutSpareZeros(digits: string, currency: string): string {
  const [whole = '', decimals = ''] = digits.split('.');
  const kept = decimals.slice(0, minorDigits(currency));
  return /[1-9]/.test(decimals.slice(kept.length)) || kept === ''
    ? digits.replace(/\.0+$/, '')
    : `${whole}.${kept}`;
}

/**
 * A day as a provider writes it.
 *
 * @example
 * payrollDate('2026-03-31', 'MM/DD/YYYY') // '03/31/2026'
 */
export function payrollDate(date: CivilDate, pattern: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return pattern.replace('YYYY', year).replace('MM', month).replace('DD', day);
}

/**
 * Reads a day as a provider writes it; `null` where it is none.
 *
 * @example
 * readPayrollDate('03/31/2026', 'MM/DD/YYYY') // '2026-03-31'
 */
export function readPayrollDate(text: string, pattern: string): CivilDate | null {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const source = escaped
    .replace('YYYY', '(?<year>\\d{4})')
    .replace('MM', '(?<month>\\d{2})')
    .replace('DD', '(?<day>\\d{2})');
  const { year, month, day } = new RegExp(`^${source}$`).exec(text)?.groups ?? {};
  const date = `${year}-${month}-${day}`;
  return isCivilDate(date) ? date : null;
}

/**
 * Whether a text tells how days are written: `YYYY`, `MM` and `DD` once each, and no other letters or digits.
 *
 * @example
 * isDatePattern('DD.MM.YYYY') // true
 */
export function isDatePattern(text: string): boolean {
  const parts = text.match(/[A-Za-z0-9]+/g)?.join('') ?? '';
  const others = parts.replace('YYYY', '').replace('MM', '').replace('DD', '');
  return others === '' && parts.length === 'YYYYMMDD'.length;
}
