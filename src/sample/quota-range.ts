import { type CivilDate, earlier, firstOfMonth, later } from '../calendar/civil-date.js';
import { type ClosedRange, daysIn } from '../calendar/date-range.js';
import type { SamplePlan } from './organization.js';
import { LAST_YEAR_END, NOT_YET } from './sample-constants.js';
import type { Person } from './staff.js';

/** A payee's year on a plan: the range a quota is for, and the part of it that is worked and known. */
export interface YearOnPlan {
  readonly payee: string;
  readonly year: '2025' | '2026';
  /** From the first of the month of the start to the end of the year. */
  readonly range: ClosedRange;
  readonly worked: ClosedRange;
  /** Whether the payee was hired in that range. */
  readonly isNew: boolean;
}

/**
 * The years in which people are members on a plan; a change of team makes no difference.
 *
 * @example
 * yearsOnPlan(staff, 'smb-ae')[0]?.range // { from: '2025-01-01', to: '2026-01-01' }
 */
export function yearsOnPlan(staff: readonly Person[], plan: SamplePlan): readonly YearOnPlan[] {
  return staff.flatMap(({ payee, postings }) => {
    const own = postings.filter((posting) => posting.plan === plan && posting.as === 'member');
    const from = own[0]?.from;
    if (from === undefined) return [];
    const end = own.at(-1)?.to ?? LAST_YEAR_END;
    return (['2025', '2026'] as const).flatMap((year) => {
      const range = { from: later(firstOfMonth(from), `${year}-01-01`), to: yearEnd(year) };
      const worked = { from: later(from, range.from), to: earlier(end, earlier(range.to, NOT_YET)) };
      if (range.from >= range.to || daysIn(worked) === 0) return [];
      return [
        {
          payee: payee.id,
          year,
          range,
          worked,
          isNew: payee.hireDate !== null && payee.hireDate >= range.from,
        },
      ];
    });
  });
}

function yearEnd(year: '2025' | '2026'): CivilDate {
  return year === '2025' ? '2026-01-01' : LAST_YEAR_END;
}
