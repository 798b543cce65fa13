import { type PayeeScope, teamInScope } from '../access/scope.js';
import type { CivilDate } from '../calendar/civil-date.js';
import { chosenRun } from './chosen-run.js';
import type { Executor } from './executor.js';
import { shownDocument } from './team-attainments.js';

/** How far a team had come in a measure as of a day, in short. Fractions are decimal text. */
export interface TeamStanding {
  readonly team: string;
  readonly name: string;
  readonly measure: string;
  readonly windowStart: CivilDate;
  /** The last day that counted. */
  readonly at: CivilDate;
  readonly pooled: string | null;
  readonly average: string | null;
}

/**
 * How far the teams had come on every day on which the scope shows them, in the order of team, measure, window and
 * day; without their members, so that there may be many.
 *
 * @example
 * await listTeamStandings(db, scope, { run: run.id });
 */
export async function listTeamStandings(
  executor: Executor,
  scope: PayeeScope,
  { run }: { readonly run: number },
): Promise<readonly TeamStanding[]> {
  let query = executor.queries
    .selectFrom('team_attainment as attainment')
    .innerJoin('team', 'team.id', 'attainment.team')
    .select(['team.id as team', 'team.name', 'attainment.measure'])
    .select(['attainment.window_start', 'attainment.at', 'attainment.pooled', 'attainment.average'])
    .where('attainment.run', '=', chosenRun(executor, { run }))
    .orderBy('team.id')
    .orderBy('attainment.measure')
    .orderBy('attainment.window_start')
    .orderBy('attainment.at');
  if (!scope.all) query = query.where('team.id', 'in', ['', ...scope.teams.keys()]);
  const rows = await query.execute();
  return rows
    .filter(({ team, at }) => teamInScope(scope, team, at))
    .map(({ window_start: windowStart, ...row }) => ({ ...row, windowStart }));
}

/** What is stored of a standing, as far as a scope shows it. */
export interface ShownStanding {
  /** With those members alone whom the scope shows on its day. */
  readonly document: string;
  /** How many members it has whom the scope does not show. */
  readonly hidden: number;
  /** How many members the average is of, shown or not. */
  readonly averaged: number;
}

/**
 * Standings with their members, in the order of team, measure and window.
 *
 * @example
 * await readTeamDocuments(db, scope, { run: run.id, standings: standings.filter(({ team }) => team === 'emea') });
 */
export async function readTeamDocuments(
  executor: Executor,
  scope: PayeeScope,
  {
    run,
    standings,
  }: {
    readonly run: number;
    readonly standings: readonly Pick<TeamStanding, 'team' | 'measure' | 'windowStart' | 'at'>[];
  },
): Promise<readonly ShownStanding[]> {
  const asked = new Set(standings.map((each) => placeOf(each)));
  const distinct = (name: 'team' | 'at') => ['', ...new Set(standings.map((each) => each[name]))];
  const rows = await executor.queries
    .selectFrom('team_attainment')
    .select(['team', 'measure', 'window_start as windowStart', 'at', 'document'])
    .where('run', '=', chosenRun(executor, { run }))
    .where('team', 'in', distinct('team'))
    .where('at', 'in', distinct('at'))
    .orderBy('team')
    .orderBy('measure')
    .orderBy('window_start')
    .orderBy('at')
    .execute();
  return rows
    .filter((row) => asked.has(placeOf(row)) && teamInScope(scope, row.team, row.at))
    .map((row) => shownStanding(scope, row));
}

function shownStanding(scope: PayeeScope, row: { document: string; at: CivilDate }): ShownStanding {
  const document = shownDocument(scope, row);
  const whole = membersIn(row.document);
  const shown = membersIn(document);
  const hidden = whole.averaged - shown.averaged + whole.others - shown.others;
  return { document, hidden, averaged: whole.averaged };
}

function membersIn(document: string): { readonly averaged: number; readonly others: number } {
  const read: { readonly members: readonly unknown[]; readonly withoutQuota: readonly unknown[] } =
    JSON.parse(document);
  return { averaged: read.members.length, others: read.withoutQuota.length };
}

function placeOf({
  team,
  measure,
  windowStart,
  at,
}: Pick<TeamStanding, 'team' | 'measure' | 'windowStart' | 'at'>): string {
  return [team, measure, windowStart, at].join('\u0000');
}
