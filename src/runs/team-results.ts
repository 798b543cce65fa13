import { addDays, type CivilDate, nextMonth } from '../calendar/civil-date.js';
import type { Calculation } from '../engine/calculate.js';
import type { Segment } from '../engine/credits/segment.js';
import { compareText } from '../engine/record-index.js';
import type { Completeness } from '../ledger/posted-statement.js';
import type { TeamAttainment } from '../store/results.js';
import { teamDocument } from './team-document.js';

/** Up to which days a payee's results are known to be incomplete. */
export type IsIncomplete = (payee: string, date: CivilDate) => boolean;

/** Which attainments are told: of teams in the order of ids, in measures, at the end of days. */
export interface TeamQuestion {
  readonly teams: readonly string[];
  readonly measures: readonly string[];
  readonly dates: readonly CivilDate[];
}

/**
 * What is told of all teams: every measure of somebody's own, at every month end and window end and on the last
 * known day.
 *
 * @example
 * teamQuestion(people.flatMap(({ segments }) => segments), index.teams.keys(), '2026-04-01').dates
 */
export function teamQuestion(
  segments: readonly Segment[],
  teams: Iterable<string>,
  through: CivilDate,
): TeamQuestion {
  return {
    teams: [...teams].sort(compareText),
    measures: ownMeasures(segments),
    dates: datesToReport(segments, through),
  };
}

/**
 * The attainment of teams, in the order of team, measure and date. A total of a team with an incomplete member is
 * incomplete, also where nothing of the member's could be counted.
 *
 * @example
 * const attainments = teamResults(calculation, question, (payee, date) => incomplete.has(payee));
 */
export function teamResults(
  { crediting: { index }, teamAttainment }: Pick<Calculation, 'crediting' | 'teamAttainment'>,
  { teams, measures, dates }: TeamQuestion,
  isIncomplete: IsIncomplete,
): readonly TeamAttainment[] {
  const nameOf = (payee: string) => index.payees.get(payee)?.name ?? payee;
  const results: TeamAttainment[] = [];
  for (const team of teams) {
    const ofMeasures = new Map(measures.map((measure): [string, TeamAttainment[]] => [measure, []]));
    // Day by day, as the members as of a day are the same in all measures.
    for (const date of dates) {
      for (const [measure, ofMeasure] of ofMeasures) {
        const attainment = teamAttainment(team, measure, date);
        if (attainment === null || attainment.people.length === 0) continue;
        const missing = attainment.people.some((payee) => isIncomplete(payee, date));
        const status: Completeness = missing ? 'incomplete' : 'complete';
        const teamName = index.teams.get(team)?.name ?? team;
        const document = teamDocument(attainment, { teamName, nameOf, status });
        ofMeasure.push({
          team,
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
    for (const ofMeasure of ofMeasures.values()) results.push(...ofMeasure);
  }
  return results;
}

/** Roll-ups are no part of team attainment, since they would count the members' credits again. */
function ownMeasures(segments: readonly Segment[]): readonly string[] {
  const measures = segments.flatMap(({ plan }) => plan.measures);
  const own = measures.filter(({ credit }) => credit.kind === 'own').map(({ id }) => id);
  return [...new Set(own)].sort(compareText);
}

/** All windows end with months, but those that are as long as a plan. */
function datesToReport(segments: readonly Segment[], through: CivilDate): readonly CivilDate[] {
  const first = segments.map(({ from }) => from).sort(compareText)[0];
  if (first === undefined || first >= through) return [];
  const ends = new Set<CivilDate>([through]);
  for (let end = nextMonth(first); end < through; end = nextMonth(end)) ends.add(end);
  for (const { from, plan } of segments) {
    if (from >= through || plan.measures.every(({ window }) => window.kind !== 'plan')) continue;
    if (plan.effective.to < through) ends.add(plan.effective.to);
  }
  return [...ends].sort(compareText).map((end) => addDays(end, -1));
}
