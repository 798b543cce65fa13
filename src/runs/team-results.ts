import { addDays, type CivilDate, nextMonth } from '../calendar/civil-date.js';
import type { Calculation } from '../engine/calculate.js';
import { compareText } from '../engine/record-index.js';
import type { Completeness } from '../ledger/posted-statement.js';
import type { TeamAttainment } from '../store/results.js';
import { teamDocument } from './team-document.js';

/** Up to which days a payee's results are known to be incomplete. */
export type IsIncomplete = (payee: string, date: CivilDate) => boolean;

/**
 * The attainment of every team in every measure, at every month end and window end and on the last known day,
 * in the order of team, measure and date. A total of a team with an incomplete member is incomplete, also where
 * nothing of the member's could be counted.
 *
 * @example
 * const attainments = teamResults(calculation, (payee, date) => incomplete.has(payee));
 */
export function teamResults(calculation: Calculation, isIncomplete: IsIncomplete): readonly TeamAttainment[] {
  const { index } = calculation.crediting;
  const dates = datesToReport(calculation);
  const measures = ownMeasures(calculation);
  const nameOf = (payee: string) => index.payees.get(payee)?.name ?? payee;
  const results: TeamAttainment[] = [];
  for (const team of [...index.teams.values()].sort((a, b) => compareText(a.id, b.id))) {
    for (const measure of measures) {
      for (const date of dates) {
        const attainment = calculation.teamAttainment(team.id, measure, date);
        if (attainment === null || attainment.people.length === 0) continue;
        const missing = attainment.people.some((payee) => isIncomplete(payee, date));
        const status: Completeness = missing ? 'incomplete' : 'complete';
        const document = teamDocument(attainment, { teamName: team.name, nameOf, status });
        results.push({
          team: team.id,
          measure,
          windowStart: attainment.window.from,
          at: date,
          currency: document.currency,
          pooledCredited: document.pooled.credited,
          pooledQuota: document.pooled.quota,
          pooled: document.pooled.attainment,
          average: document.average,
          status,
          document: JSON.stringify(document),
        });
      }
    }
  }
  return results;
}

/** Roll-ups are no part of team attainment, since they would count the members' credits again. */
function ownMeasures({ payees }: Calculation): readonly string[] {
  const measures = payees.flatMap(({ segments }) => segments.flatMap(({ segment }) => segment.plan.measures));
  const own = measures.filter(({ credit }) => credit.kind === 'own').map(({ id }) => id);
  return [...new Set(own)].sort(compareText);
}

function datesToReport({ payees, through }: Calculation): readonly CivilDate[] {
  const books = payees.flatMap(({ segments }) => segments);
  const first = books.map(({ segment }) => segment.from).sort(compareText)[0];
  if (first === undefined || first >= through) return [];
  const ends = new Set<CivilDate>([through]);
  for (let end = nextMonth(first); end < through; end = nextMonth(end)) ends.add(end);
  for (const { windows } of books.flatMap(({ measures }) => measures)) {
    for (const { window } of windows) if (window.full.to < through) ends.add(window.full.to);
  }
  return [...ends].sort(compareText).map((end) => addDays(end, -1));
}
