import type { CivilDate } from '../calendar/civil-date.js';
import { parseThrough } from '../calendar/pay-period.js';
import { readStoredRules } from '../runs/stored-rules.js';
import type { Executor } from '../store/executor.js';
import { UsageError } from './usage-error.js';

/**
 * Reads `--through` by the calendar of the published rules: the first day that does not count. Throws a
 * {@link UsageError} for what is no period and no day.
 *
 * @example
 * await readThrough(db, '2026-03') // '2026-04-01'
 */
export async function readThrough(executor: Executor, written: string): Promise<CivilDate> {
  const rules = await readStoredRules(executor);
  const through = rules.ok ? parseThrough(written, rules.value.book.company) : undefined;
  if (through !== undefined) return through;
  const hint = 'write 2026-03, 2026-Q1, 2026 or 2026-03-31';
  throw new UsageError(`--through ${written} is no period and no day`, hint);
}
