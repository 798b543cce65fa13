import type { AccountingSpan } from '../../ledger/accounting/accounting-period.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { Choice } from '../parts/fields.js';

/**
 * What accounting is summed over, as it is chosen from.
 *
 * @example
 * <SelectField name="by" label="Sum by" choices={SPAN_CHOICES} filled={filled} />
 */
export const SPAN_CHOICES: readonly Choice[] = Object.entries({
  month: 'Month',
  quarter: 'Quarter',
  year: 'Year',
} satisfies Record<AccountingSpan, string>).map(([value, label]) => ({ value, label }));

/**
 * A period of accounting in the middle of a sentence: a fiscal year by its name, others in words.
 *
 * @example
 * accountingSpanText('2026', format) // 'fiscal year 2026'
 * accountingSpanText('2026-03', format) // 'March 2026'
 */
export function accountingSpanText(period: string, format: ReaderFormat): string {
  return /^\d{4}$/.test(period) ? `fiscal year ${period}` : format.period(period);
}
