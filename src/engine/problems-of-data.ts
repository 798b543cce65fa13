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

/**
 * A quota is needed for a window and there is none; the component pays nothing and the statement is incomplete.
 *
 * @param window with the window a year before, where the quota is what was credited then
 */
export function missingQuota(window: Span & { readonly lastYear: Span | null }): Problem {
  if (window.lastYear !== null) return nothingLastYear(window, window.lastYear);
  return problem(
    'missing-quota',
    `no quota is loaded for the window from ${window.from} to before ${window.to}`,
    {
      expected: 'a quota whose range covers the window',
      hint: 'load it in quotas.csv, with the currency of the plan if the measure counts money and without one if it counts units; or let the measure say withoutQuota: nothing or onTarget',
    },
  );
}

function nothingLastYear(window: Span, { from, to }: Span): Problem {
  return problem(
    'missing-quota',
    `nothing was credited from ${from} to before ${to}, which the window from ${window.from} to before ${window.to} is held against`,
    {
      expected: 'credit in the same window of the year before, or a quota that is loaded in its place',
      hint: 'import the deals of the year before, load their sum in quotas.csv; or let the measure say withoutQuota: nothing or onTarget',
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

/**
 * An objective of a window that is over has no score yet. What it pays is posted when the score comes, so this is a
 * warning.
 *
 * @param others what else was scored for the window, and is no objective of the plan
 */
export function missingScore(objective: string, window: Span, others: readonly string[]): Problem {
  const hint = others.length === 0 ? 'load it in objective-scores.csv' : `scored are: ${others.join(', ')}`;
  return problem(
    'missing-score',
    `the objective ${objective} is not scored yet for the window from ${window.from} to before ${window.to}`,
    { severity: 'warning', expected: 'a score whose `from` is a day of the window', hint },
  );
}

/** A position is read from a team or another measure and there is none to read. */
export function missingPosition(measure: string, date: string): Problem {
  return problem('missing-quota', `there is no attainment in "${measure}" to read at the end of ${date}`, {
    expected: 'a team or measure with at least one quota in the window',
    hint: 'load the quotas of the team or its members, and check the memberships',
  });
}

/** Somebody is paid with a team and is in none. */
export function missingTeam(window: Span): Problem {
  return problem(
    'missing-team',
    `the payee is a member of no team in the window from ${window.from} to before ${window.to}`,
    {
      expected: 'a membership in a team on a day of the window',
      hint: 'load it in memberships.csv; or let the plan say among: plan',
    },
  );
}

/** A pool is shared out by weights and somebody who belongs to it has none. */
export function missingWeight(pool: string, date: CivilDate): Problem {
  return problem('missing-weight', `the payee has no weight in the pool "${pool}" up to ${date}`, {
    expected: 'a weight on a day on which the payee belongs to the pool; 0 for who gets nothing',
    hint: 'load it in pool-weights.csv',
  });
}

/** A fund is a share of what can not be added up. */
export function mixedFund(measure: string, others: number): Problem {
  const who = others === 1 ? 'one payee counts' : `${others} payees count`;
  return problem(
    'currency-mismatch',
    `${who} the measure "${measure}" in another currency, unit or window than the fund, which is without them`,
    { expected: 'the currency of the plan, money, and the window of the component’s measure' },
  );
}

/**
 * A measure should go on from the segment before and can not, as that counted something else: it begins at zero.
 *
 * @param before the assignment that it should go on from, and what was counted there: a currency, or units
 * @param counts what is counted now
 */
export function carriesNothing(
  measure: string,
  since: CivilDate,
  before: { readonly assignment: string; readonly counted: string },
  counts: string,
): Problem {
  return problem(
    'currency-mismatch',
    `the measure "${measure}" counts in ${counts} from ${since} on and in ${before.counted} before, in ${before.assignment}, so nothing is carried into it`,
    {
      severity: 'warning',
      found: before.counted,
      expected: counts,
      hint: 'what is left of a quota that was counted otherwise can be loaded as a quota of the new plan',
    },
  );
}

/** A clawback is pro rata to something that the deal does not say; nothing is taken back. */
export function missingTerm(deal: string, what: 'term' | 'monthly value'): Problem {
  return problem('missing-term', `deal ${deal} says no ${what}, and its clawback is pro rata to it`, {
    expected:
      what === 'term' ? 'termMonths, at least 1' : 'mrr, or a term or annual value that it follows from',
    hint: 'load it in deals.csv',
  });
}
