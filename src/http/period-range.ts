import { parseFrom, parseThrough } from '../calendar/pay-period.js';
import { problem } from '../problems/problem.js';
import type { Executor } from '../store/executor.js';
import { recordName } from './record-name.js';
import { Refusal } from './refusal.js';
import { companyCalendar } from './stored-company.js';

/** The names of a query by which what lies in some periods is asked for. */
export const periodRangeQuery = {
  from: recordName()
    .optional()
    .meta({ description: 'Only from this period or day on: 2026-01, 2026-Q1, 2026, 2026-01-15' }),
  through: recordName()
    .optional()
    .meta({ description: 'Only up to and with this period or day: 2026-03, 2026-Q1, 2026, 2026-03-31' }),
};

/**
 * The days that a query asks for, the second the first day after; what it leaves out is not asked. Throws a refusal
 * for what is no period and no day.
 *
 * @example
 * await periodRange(db, { from: '2026-Q1', through: '2026-05' }) // { from: '2026-01-01', to: '2026-06-01' }
 */
export async function periodRange(
  executor: Executor,
  { from, through }: { readonly from?: string | undefined; readonly through?: string | undefined },
): Promise<{ readonly from?: string; readonly to?: string }> {
  if (from === undefined && through === undefined) return {};
  const calendar = await companyCalendar(executor);
  return {
    ...(from !== undefined && { from: parseFrom(from, calendar) ?? refusePeriod('from', from) }),
    ...(through !== undefined && { to: parseThrough(through, calendar) ?? refusePeriod('through', through) }),
  };
}

function refusePeriod(field: 'from' | 'through', found: string): never {
  const expected = 'a period or a day, such as 2026-03, 2026-Q1, 2026 or 2026-03-31';
  throw new Refusal(400, [
    problem('date-expected', 'this is no period and no day', { field, found, expected }),
  ]);
}
