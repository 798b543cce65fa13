import type { CivilDate } from '../calendar/civil-date.js';
import { type Problem, problem } from '../problems/problem.js';

/** A problem of a payee's data, and the day from which on it matters: statements of earlier periods are complete. */
export interface DatedProblem {
  readonly since: CivilDate;
  readonly problem: Problem;
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/** A quota is needed for a window and there is none; the component pays nothing and the statement is incomplete. */
export function missingQuota(window: Span): Problem {
  return problem(
    'missing-quota',
    `no quota is loaded for the window from ${window.from} to before ${window.to}`,
    {
      expected: 'a quota whose range covers the window',
      hint: 'load it in quotas.csv, with the currency of the plan if the measure counts money and without one if it counts units; or let the measure say withoutQuota: nothing or onTarget',
    },
  );
}

/** A target incentive is needed for a window and there is none. */
export function missingTargetIncentive(window: Span): Problem {
  return problem(
    'missing-target-incentive',
    `no target incentive is loaded for the window from ${window.from} to before ${window.to}`,
    { expected: 'a target incentive in force in the window', hint: 'load it in target-incentives.csv' },
  );
}

/** A position is read from a team or another measure and there is none to read. */
export function missingPosition(measure: string, date: string): Problem {
  return problem('missing-quota', `there is no attainment in "${measure}" to read at the end of ${date}`, {
    expected: 'a team or measure with at least one quota in the window',
    hint: 'load the quotas of the team or its members, and check the memberships',
  });
}
