import { inScopeIn, type PayeeScope, teamInScope } from '../access/scope.js';
import { addDays, type CivilDate } from '../calendar/civil-date.js';
import { chosenRun } from './chosen-run.js';
import type { Executor } from './executor.js';
import type { RunChoice, TeamAttainment } from './results.js';

/** A team that a run has attainments of. */
export interface MeasuredTeam {
  readonly team: string;
  readonly name: string;
  /** The measures there are attainments in, in order. */
  readonly measures: readonly string[];
}

/**
 * How far a team had come, in the order of measure, window start and date: on the days on which the scope shows the
 * team, and of its members those whom it shows on that day, as their attainment is as of then.
 *
 * @example
 * await readTeamAttainment(db, scope, 'emea', { measure: 'new-acv' });
 */
export async function readTeamAttainment(
  executor: Executor,
  scope: PayeeScope,
  team: string,
  filter: RunChoice & { readonly measure?: string } = {},
): Promise<readonly TeamAttainment[]> {
  if (!teamInScope(scope, team)) return [];
  let query = executor.queries
    .selectFrom('team_attainment')
    .selectAll()
    .where('run', '=', chosenRun(executor, filter))
    .where('team', '=', team)
    .orderBy('measure')
    .orderBy('window_start')
    .orderBy('at');
  if (filter.measure !== undefined) query = query.where('measure', '=', filter.measure);
  const rows = (await query.execute()).filter(({ at }) => teamInScope(scope, team, at));
  return rows.map((row) => ({
    team: row.team,
    measure: row.measure,
    windowStart: row.window_start,
    at: row.at,
    currency: row.currency,
    pooledCredited: row.pooled_credited,
    pooledQuota: row.pooled_quota,
    pooled: row.pooled,
    average: row.average,
    status: row.status,
    document: shownDocument(scope, row),
  }));
}

/** What names members in the document of an attainment. */
interface WithMembers {
  readonly members: readonly { readonly payee: string }[];
  readonly withoutQuota: readonly string[];
}

/**
 * The document with those members alone whom a scope shows on the day that it is as of.
 *
 * @example
 * shownDocument(scope, row) // '{"team":"emea",…}'
 */
export function shownDocument(
  scope: PayeeScope,
  { document, at }: { document: string; at: CivilDate },
): string {
  if (scope.all) return document;
  const whole: WithMembers = JSON.parse(document);
  const isShown = (payee: string) => inScopeIn(scope, payee, { from: at, to: addDays(at, 1) });
  return JSON.stringify({
    ...whole,
    members: whole.members.filter(({ payee }) => isShown(payee)),
    withoutQuota: whole.withoutQuota.filter(isShown),
  });
}

/**
 * The teams that there are attainments of on a day on which the scope shows them, in the order of their ids.
 *
 * @example
 * await listTeams(db, scope); // [{ team: 'emea', name: 'EMEA', measures: ['new-acv'] }]
 */
export async function listTeams(
  executor: Executor,
  scope: PayeeScope,
  choice: RunChoice = {},
): Promise<readonly MeasuredTeam[]> {
  const rows = await executor.queries
    .selectFrom('team_attainment as attainment')
    .innerJoin('team', 'team.id', 'attainment.team')
    .select(['team.id as team', 'team.name', 'attainment.measure', 'attainment.at'])
    .distinct()
    .where('attainment.run', '=', chosenRun(executor, choice))
    .orderBy('team.id')
    .orderBy('attainment.measure')
    .orderBy('attainment.at')
    .execute();
  const teams = new Map<string, MeasuredTeam & { readonly measures: string[] }>();
  for (const { team, name, measure, at } of rows) {
    if (!teamInScope(scope, team, at)) continue;
    const known = teams.get(team);
    if (known === undefined) teams.set(team, { team, name, measures: [measure] });
    else if (!known.measures.includes(measure)) known.measures.push(measure);
  }
  return [...teams.values()];
}
