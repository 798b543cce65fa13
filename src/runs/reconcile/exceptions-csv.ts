import { safeCsv } from '../safe-csv.js';
import type { ExceptionDocument } from './find-exceptions.js';

const COLUMNS = ['kind', 'deal', 'payee', 'amount', 'currency', 'why', 'whatToDo'] as const;

/**
 * Exceptions as CSV, one a row.
 *
 * @example
 * exceptionsCsv(found) // 'kind,deal,payee,amount,currency,why,whatToDo\nrefunded,D-1,ada,…\n'
 */
export function exceptionsCsv(found: readonly ExceptionDocument[]): string {
  return safeCsv([COLUMNS, ...found.map((each) => COLUMNS.map((column) => each[column]))]);
}
