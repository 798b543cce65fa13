import { addDays, type CivilDate } from '../../calendar/civil-date.js';
import type { FiscalCalendar } from '../../calendar/fiscal-calendar.js';
import { payPeriodContaining } from '../../calendar/pay-period.js';
import { filledWith } from '../filled-form.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { SelectField } from '../parts/fields.js';

/**
 * The choice of a day through which figures count, as the months that end on those days.
 *
 * @param days the days to choose from, the latest first
 * @example
 * <ThroughField day="2026-03-31" days={['2026-03-31', '2026-02-28']} calendar={calendar} format={format} />
 */
export function ThroughField({
  day,
  days,
  ...written
}: {
  readonly day: CivilDate;
  readonly days: readonly CivilDate[];
  readonly calendar: FiscalCalendar;
  readonly format: ReaderFormat;
}) {
  const all = days.includes(day) ? days : [day, ...days].sort().reverse();
  return (
    <SelectField
      name="through"
      label="Through"
      choices={all.map((each) => ({ value: each, label: throughText(each, written) }))}
      filled={filledWith({ through: day })}
    />
  );
}

/**
 * A day through which figures count: the month that it ends, or the day itself.
 *
 * @example
 * throughText('2026-03-31', { calendar, format }) // 'March 2026'
 */
export function throughText(
  day: CivilDate,
  { calendar, format }: { readonly calendar: FiscalCalendar; readonly format: ReaderFormat },
): string {
  const month = payPeriodContaining('monthly', day, calendar);
  return addDays(day, 1) === month.to ? format.period(month.id) : format.day(day);
}
