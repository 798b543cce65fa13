import type { CivilDate } from '../calendar/civil-date.js';
import type { FiscalCalendar } from '../calendar/fiscal-calendar.js';
import { parseThrough } from '../calendar/pay-period.js';
import { readStoredRules } from '../runs/stored-rules.js';
import type { Executor } from '../store/executor.js';
import { ProblemsFound } from './problems-found.js';
import { UsageError } from './usage-error.js';

/**
 * Reads `--through` by the calendar of the published rules: the first day that does not count. Throws a
 * {@link UsageError} for what is no period and no day, and the problems of rules that cannot be read.
 *
 * @example
 * await readThrough(db, '2026-03') // '2026-04-01'
 */
export async function readThrough(executor: Executor, written: string): Promise<CivilDate> {
  const rules = await readStoredRules(executor);
  if (!rules.ok) throw new ProblemsFound(rules.problems, 'The published rules cannot be read.');
  return throughIn(written, rules.value.book.company);
}

/**
 * Reads `--through` by a calendar: the first day that does not count. Throws a {@link UsageError} for what is
 * no period and no day.
 *
 * @example
 * throughIn('2026-Q1', company) // '2026-04-01'
 */
export function throughIn(written: string, calendar: FiscalCalendar): CivilDate {
  const through = parseThrough(written, calendar);
  if (through !== undefined) return through;
  const hint = 'write 2026-03, 2026-Q1, 2026 or 2026-03-31';
  throw new UsageError(`--through ${written} is no period and no day`, hint);
}
