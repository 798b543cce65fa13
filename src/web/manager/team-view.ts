import { type PayeeScope, teamInScope } from '../../access/scope.js';
import type { CivilDate } from '../../calendar/civil-date.js';
import { notFound } from '../../http/refusal.js';
import { isTeam, lastDay, standingsOn } from '../../http/resources/teams.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import type { TeamTree } from '../../records/team-tree.js';
import type { TeamDocument } from '../../runs/team-document.js';
import type { Executor } from '../../store/executor.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { readTeamTree } from '../../store/team-records.js';
import { listTeamStandings, readTeamDocuments, type TeamStanding } from '../../store/team-standings.js';

/** A team with how far it had come on a day, in each measure. */
export interface StandingTeam {
  readonly id: string;
  readonly name: string;
  /** The team that it is part of on that day. */
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
  /** The teams above it on that day that the scope shows, from the top. */
  readonly above: readonly Pick<TeamStanding, 'team' | 'name'>[];
  /** The teams that are part of it on that day. */
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
  const tree = await readTeamTree(trx);
  const teams = await standingTeams(trx, scope, { run, day, tree, standings: all });
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
  const tree = await readTeamTree(trx);
  const parentOf = (each: string) => (day === null ? null : tree.parentOn(each, day));
  const nothing = { id: team, name: own[0]?.name ?? team, parent: parentOf(team), documents: [] };
  const near = all.filter((each) => each.team === team || parentOf(each.team) === team);
  const found =
    run === null || day === null ? [] : await standingTeams(trx, scope, { run, day, tree, standings: near });
  return {
    run,
    day,
    days: daysOf(own),
    team: found.find(({ id }) => id === team) ?? nothing,
    above: day === null ? [] : teamsAbove(tree.above(team, day), all),
    below: found.filter(({ id }) => id !== team),
    course: own.filter(({ at }) => day === null || at <= day),
  };
}

/** The teams with how far they had come on a day; a team that has no figures then, or is not shown, is left out. */
async function standingTeams(
  trx: Executor,
  scope: PayeeScope,
  {
    run,
    day,
    tree,
    standings,
  }: {
    readonly run: Run;
    readonly day: CivilDate;
    readonly tree: TeamTree;
    readonly standings: readonly TeamStanding[];
  },
): Promise<readonly StandingTeam[]> {
  const shown = standings.filter(({ team }) => teamInScope(scope, team, day));
  const read = await readTeamDocuments(trx, scope, { run: run.id, standings: latestOn(day, shown) });
  const documents = groupedBy(
    read.map(({ document, ...counts }): ShownDocument => ({ ...JSON.parse(document), ...counts })),
    ({ team }) => team,
  );
  return [...documents]
    .map(([id, some]) => ({
      id,
      name: some[0]?.name ?? id,
      parent: tree.parentOn(id, day),
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

/** Of a team and those above it, the latter from the top, as far up as they are shown. */
function teamsAbove(
  [, ...ids]: readonly string[],
  shown: readonly TeamStanding[],
): readonly Pick<TeamStanding, 'team' | 'name'>[] {
  const teams = new Map(shown.map((each) => [each.team, each]));
  const hidden = ids.findIndex((id) => !teams.has(id));
  return (hidden === -1 ? ids : ids.slice(0, hidden)).flatMap((id) => teams.get(id) ?? []).reverse();
}
