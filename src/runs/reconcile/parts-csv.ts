import { safeCsv } from '../safe-csv.js';
import type { PartDocument } from './trace-payables.js';

const COLUMNS = [
  'payee',
  'period',
  'currency',
  'line',
  'assignment',
  'component',
  'deal',
  'cause',
  'invoice',
  'receipt',
  'amount',
  'paidBy',
] as const;

/**
 * Parts of what became payable as CSV, with a header.
 *
 * @example
 * partsCsv(trace.parts) // 'payee,period,currency,line,…\nada,2026-03,USD,ada.2026-03.1,…\n'
 */
export function partsCsv(parts: readonly PartDocument[]): string {
  return safeCsv([COLUMNS]) + partRowsCsv(parts);
}

/**
 * The same without a header, where parts are written as they come.
 *
 * @example
 * terminal.out(partsCsv([]) + partRowsCsv(first));
 */
export function partRowsCsv(parts: readonly PartDocument[]): string {
  return safeCsv(parts.map((part) => COLUMNS.map((column) => part[column])));
}
