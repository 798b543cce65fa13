import type { PayeeScope } from '../access/scope.js';
import type { CivilDate } from '../calendar/civil-date.js';
import { nearestWord } from '../problems/did-you-mean.js';
import type { TeamDocument } from '../runs/team-document.js';
import type { Executor } from '../store/executor.js';
import { readRecordSet } from '../store/read-record-set.js';
import { listTeams, readTeamAttainment } from '../store/team-attainments.js';
import { UsageError } from './usage-error.js';

/**
 * The team of that id, or the teams that the payee of that id manages on a day. Throws a {@link UsageError}
 * where there is neither.
 *
 * @example
 * await teamsMeant(db, scope, 'mia', '2026-03-31') // ['north']
 */
export async function teamsMeant(
  executor: Executor,
  scope: PayeeScope,
  name: string,
  day: CivilDate,
): Promise<readonly string[]> {
  const { team, membership } = await readRecordSet(executor, { payees: [] });
  if (team.some(({ id }) => id === name)) return [name];
  const managed = membership
    .filter(({ payee, as }) => payee === name && as === 'manager')
    .filter(({ from, to }) => from <= day && (to === null || day < to));
  if (managed.length > 0) return managed.map((each) => each.team);
  const known = (await listTeams(executor, scope)).map((each) => each.team);
  const meant = nearestWord(name, known);
  const hint = meant === undefined ? `there are ${known.join(', ')}` : `did you mean ${meant}?`;
  throw new UsageError(`there is no team ${name}, and no payee who manages one on ${day}`, hint);
}

/**
 * For every measure of a team, the attainment on the last day there is one of, up to a day. Throws a
 * {@link UsageError} where there is none.
 *
 * @example
 * const documents = await latestTeamDocuments(db, scope, 'north', '2026-03-31');
 */
export async function latestTeamDocuments(
  executor: Executor,
  scope: PayeeScope,
  team: string,
  day: CivilDate,
): Promise<readonly TeamDocument[]> {
  const latest = new Map<string, TeamDocument>();
  for (const { measure, at, document } of await readTeamAttainment(executor, scope, team)) {
    if (at <= day) latest.set(measure, JSON.parse(document));
  }
  if (latest.size === 0) throw new UsageError(`there is no attainment of the team ${team} by ${day}`);
  return [...latest.values()];
}
