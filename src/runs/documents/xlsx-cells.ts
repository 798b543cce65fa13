import type { Cell } from 'write-excel-file/node';
import type { CivilDate } from '../../calendar/civil-date.js';
import { plainLine } from '../../ledger/text-layout.js';
import { minorDigits } from '../../money/currency.js';

/** As many digits as a spreadsheet keeps of a number, and as a double tells apart without fail. */
const EXACT_DIGITS = 15;

const DATES = 'yyyy-mm-dd';

/**
 * A text as a cell that a spreadsheet never takes for a formula, also when it is edited; nothing for an empty one.
 *
 * @example
 * textCell('=1+1') // { value: '=1+1', type: String, format: '@' }
 */
export function textCell(text: string | null): Cell {
  const plain = plainLine(text ?? '');
  if (plain === '') return null;
  // The library looks texts up by name in a plain object, where names such as this one are taken.
  const value = plain in {} ? `${plain}\u200b` : plain;
  return { value, type: String, format: '@' };
}

/**
 * An amount of money as a number with the decimals of its currency; as text where a number would not hold it exactly.
 *
 * @example
 * amountCell('11600.00', 'USD') // { value: 11600, type: Number, format: '#,##0.00' }
 */
export function amountCell(amount: string | null, currency: string): Cell {
  const digits = minorDigits(currency);
  return numberCell(amount, digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`);
}

/**
 * What is counted, in money or in units, as a number with as many decimals as it has.
 *
 * @example
 * quantityCell('12.5') // { value: 12.5, type: Number, format: '#,##0.######' }
 */
export function quantityCell(quantity: string | null): Cell {
  const decimals = quantity?.split('.')[1] ?? '';
  return numberCell(quantity, decimals === '' ? '#,##0' : `#,##0.${'0'.repeat(decimals.length)}`);
}

/**
 * A percent as it is written, as text: a number would be its hundredth, rounded.
 *
 * @example
 * percentCell('33.333333%') // { value: '33.333333%', type: String, format: '@' }
 */
export function percentCell(percent: string | null): Cell {
  return textCell(percent);
}

/**
 * A day as a date.
 *
 * @example
 * dateCell('2026-03-31')
 */
export function dateCell(day: CivilDate): Cell {
  return { value: new Date(`${day}T00:00:00Z`), type: Date, format: DATES };
}

/**
 * The title of a column.
 *
 * @example
 * titleCell('Amount')
 */
export function titleCell(text: string): Cell {
  return { value: text, type: String, fontWeight: 'bold', backgroundColor: '#eef2f7', wrap: true };
}

function numberCell(text: string | null, format: string): Cell {
  if (text === null) return null;
  const isExact = /^-?\d+(\.\d+)?$/.test(text) && digitsOf(text) <= EXACT_DIGITS;
  return isExact ? { value: Number(text), type: Number, format } : textCell(text);
}

function digitsOf(text: string): number {
  return text.replace(/[-.]/g, '').replace(/^0+/, '').length;
}
