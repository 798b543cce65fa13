import type { PayeeScope } from '../../access/scope.js';
import type { CivilDate } from '../../calendar/civil-date.js';
import { notFound } from '../../http/refusal.js';
import { isTeam, lastDay, standingsOn } from '../../http/resources/teams.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import type { TeamDocument } from '../../runs/team-document.js';
import type { Executor } from '../../store/executor.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { listTeamStandings, readTeamDocuments, type TeamStanding } from '../../store/team-standings.js';

/** A team with how far it had come on a day, in each measure. */
export interface StandingTeam {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly documents: readonly ShownDocument[];
}

/** How far a team had come in a measure, with the members whom the scope shows. */
export type ShownDocument = TeamDocument & {
  /** How many further members it has. */
  readonly hidden: number;
  /** How many members the average is of. */
  readonly averaged: number;
};

/** How far the teams that a scope shows had come. */
export interface TeamsView {
  /** `null` where nothing is calculated. */
  readonly run: Run | null;
  readonly day: CivilDate | null;
  /** The days on which there are figures of them, the latest first. */
  readonly days: readonly CivilDate[];
  /** In the order of their ids. */
  readonly teams: readonly StandingTeam[];
}

/** One team, the teams around it, and how it came to be where it is. */
export interface TeamView {
  readonly run: Run | null;
  readonly day: CivilDate | null;
  readonly days: readonly CivilDate[];
  readonly team: StandingTeam;
  /** The teams above it that the scope shows, from the top. */
  readonly above: readonly Pick<TeamStanding, 'team' | 'name'>[];
  readonly below: readonly StandingTeam[];
  /** How far it had come on every day up to that day, in the order of measure, window and day. */
  readonly course: readonly TeamStanding[];
}

/**
 * The teams that a scope shows, as of a day or pay period; as of the last day that was calculated unless one is named.
 *
 * @example
 * (await readTeamsView(trx, scope, '2026-Q1')).teams
 */
export async function readTeamsView(
  trx: Executor,
  scope: PayeeScope,
  through: string | undefined,
): Promise<TeamsView> {
  const run = await publishedRun(trx);
  const day = await lastDay(trx, run, through);
  if (run === null || day === null) return { run, day, days: [], teams: [] };
  const all = await listTeamStandings(trx, scope, { run: run.id });
  const teams = await standingTeams(trx, scope, { run, day, standings: all });
  return { run, day, days: daysOf(all), teams };
}

/**
 * One team as of a day or pay period. Throws a refusal where the scope shows no such team.
 *
 * @example
 * (await readTeamView(trx, scope, { team: 'emea', through: undefined })).below
 */
export async function readTeamView(
  trx: Executor,
  scope: PayeeScope,
  { team, through }: { readonly team: string; readonly through: string | undefined },
): Promise<TeamView> {
  if (!(await isTeam(trx, scope, team))) {
    throw notFound(`there is no team ${team}`, { hint: 'the page of the teams lists them' });
  }
  const run = await publishedRun(trx);
  const day = await lastDay(trx, run, through);
  const all = run === null ? [] : await listTeamStandings(trx, scope, { run: run.id });
  const own = all.filter((each) => each.team === team);
  const named = own[0] ?? { team, name: team, parent: null };
  const nothing = { id: team, name: named.name, parent: named.parent, documents: [] };
  const near = all.filter((each) => each.team === team || each.parent === team);
  const found =
    run === null || day === null ? [] : await standingTeams(trx, scope, { run, day, standings: near });
  return {
    run,
    day,
    days: daysOf(own),
    team: found.find(({ id }) => id === team) ?? nothing,
    above: teamsAbove(named.parent, new Map(all.map((each) => [each.team, each]))),
    below: found.filter(({ id }) => id !== team),
    course: own.filter(({ at }) => day === null || at <= day),
  };
}

/** The teams with how far they had come on a day; a team that has no figures then is left out. */
async function standingTeams(
  trx: Executor,
  scope: PayeeScope,
  {
    run,
    day,
    standings,
  }: { readonly run: Run; readonly day: CivilDate; readonly standings: readonly TeamStanding[] },
): Promise<readonly StandingTeam[]> {
  const read = await readTeamDocuments(trx, scope, { run: run.id, standings: latestOn(day, standings) });
  const documents = groupedBy(
    read.map(({ document, ...counts }): ShownDocument => ({ ...JSON.parse(document), ...counts })),
    ({ team }) => team,
  );
  const parents = new Map(standings.map(({ team, parent }) => [team, parent]));
  return [...documents]
    .map(([id, some]) => ({
      id,
      name: some[0]?.name ?? id,
      parent: parents.get(id) ?? null,
      documents: standingsOn(day, some),
    }))
    .filter((each) => each.documents.length > 0);
}

/** Of each team and measure those of the last day up to the one asked for: one for each of its windows. */
function latestOn(day: CivilDate, standings: readonly TeamStanding[]): readonly TeamStanding[] {
  const until = standings.filter(({ at }) => at <= day);
  const placeOf = ({ team, measure }: TeamStanding) => `${team}\u0000${measure}`;
  const last = new Map<string, CivilDate>();
  for (const each of until) {
    const place = placeOf(each);
    const known = last.get(place);
    if (known === undefined || known < each.at) last.set(place, each.at);
  }
  return until.filter((each) => last.get(placeOf(each)) === each.at);
}

function daysOf(standings: readonly TeamStanding[]): readonly CivilDate[] {
  return [...new Set(standings.map(({ at }) => at))].sort().reverse();
}

function teamsAbove(
  parent: string | null,
  teams: ReadonlyMap<string, TeamStanding>,
): readonly Pick<TeamStanding, 'team' | 'name'>[] {
  const above: TeamStanding[] = [];
  for (let at = parent; at !== null; ) {
    const found = teams.get(at);
    if (found === undefined || above.includes(found)) break;
    above.unshift(found);
    at = found.parent;
  }
  return above;
}
