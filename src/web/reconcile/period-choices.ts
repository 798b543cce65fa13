import { addMonths, type CivilDate, firstOfMonth } from '../../calendar/civil-date.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { type PayFrequency, payPeriodContaining } from '../../calendar/pay-period.js';
import type { ReaderFormat } from '../format/reader-format.js';
import type { Choice } from '../parts/fields.js';

/** So many months back can be chosen; whoever wants older ones names them in the address. */
const MONTHS_BACK = 24;

const FREQUENCIES: readonly PayFrequency[] = ['monthly', 'quarterly', 'annual'];

/**
 * The months, quarters and years that can be chosen, the latest first.
 *
 * @param last the last calculated day
 * @param chosen what is shown, which is among them even if it is older
 * @example
 * periodChoices('2026-10-31', calendar, format)[0] // { value: '2026-10', label: 'October 2026' }
 */
export function periodChoices(
  last: CivilDate,
  calendar: FiscalCalendar,
  format: ReaderFormat,
  chosen: string,
): readonly Choice[] {
  const months = Array.from({ length: MONTHS_BACK }, (_, back) => addMonths(firstOfMonth(last), -back));
  const ids = FREQUENCIES.flatMap((frequency) =>
    months.map((day) => payPeriodContaining(frequency, day, calendar).id),
  );
  return [...new Set([...ids, chosen])].map((id) => ({ value: id, label: spanText(id, format) }));
}

/**
 * A month, quarter or year in words, or what a bridge calls the months that it sums up.
 *
 * @example
 * spanText('2026-01..2026-03', format) // 'January 2026 to March 2026'
 */
export function spanText(span: string, format: ReaderFormat): string {
  return span
    .split('..')
    .map((id) => (/^\d{4}$/.test(id) ? `Fiscal year ${id}` : format.period(id)))
    .join(' to ');
}
