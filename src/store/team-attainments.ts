import type { PayeeScope } from '../access/scope.js';
import { chosenRun } from './chosen-run.js';
import type { Executor } from './executor.js';
import type { RunChoice, TeamAttainment } from './results.js';

/** A team that a run has attainments of. */
export interface MeasuredTeam {
  readonly team: string;
  readonly name: string;
  readonly parent: string | null;
  /** The measures there are attainments in, in order. */
  readonly measures: readonly string[];
}

/**
 * How far a team had come, in the order of measure, window start and date. As it tells about all members, it
 * is shown to a scope of everyone only.
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
  if (!scope.all) return [];
  let query = executor.queries
    .selectFrom('team_attainment')
    .selectAll()
    .where('run', '=', chosenRun(executor, filter))
    .where('team', '=', team)
    .orderBy('measure')
    .orderBy('window_start')
    .orderBy('at');
  if (filter.measure !== undefined) query = query.where('measure', '=', filter.measure);
  const rows = await query.execute();
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
    document: row.document,
  }));
}

/**
 * The teams that there are attainments of, in the order of their ids; as with {@link readTeamAttainment}, to
 * a scope of everyone only.
 *
 * @example
 * await listTeams(db, scope); // [{ team: 'emea', name: 'EMEA', parent: null, measures: ['new-acv'] }]
 */
export async function listTeams(
  executor: Executor,
  scope: PayeeScope,
  choice: RunChoice = {},
): Promise<readonly MeasuredTeam[]> {
  if (!scope.all) return [];
  const rows = await executor.queries
    .selectFrom('team_attainment as attainment')
    .innerJoin('team', 'team.id', 'attainment.team')
    .select(['team.id as team', 'team.name', 'team.parent', 'attainment.measure'])
    .distinct()
    .where('attainment.run', '=', chosenRun(executor, choice))
    .orderBy('team.id')
    .orderBy('attainment.measure')
    .execute();
  const teams = new Map<string, MeasuredTeam & { readonly measures: string[] }>();
  for (const { team, name, parent, measure } of rows) {
    const known = teams.get(team);
    if (known === undefined) teams.set(team, { team, name, parent, measures: [measure] });
    else known.measures.push(measure);
  }
  return [...teams.values()];
}
