import type { DocumentPayee } from '../../rules/plan-document/plan-document.js';
import type { ReaderFormat } from '../format/reader-format.js';

/**
 * From when to when somebody is on a plan, or a plan is in force.
 *
 * @example
 * planDays({ from: '2026-01-01', through: null }, format) // 'from Jan 1, 2026'
 */
export function planDays(
  { from, through }: Pick<DocumentPayee, 'from' | 'through'>,
  format: ReaderFormat,
): string {
  return through === null ? `from ${format.day(from)}` : `${format.day(from)} through ${format.day(through)}`;
}
