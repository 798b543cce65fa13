import { type TeamRecords, withTeamsBelow } from '../access/subtree.js';
import type { Executor } from './executor.js';
import { RecordReader } from './record-reader.js';

/**
 * All teams, and the memberships that say whom a payee manages and which teams they are in: their own, and those of
 * the teams that they ever manage and of all below.
 *
 * @example
 * payeesManagedBy(await readTeamRecords(db, 'mia'), 'mia')
 */
export async function readTeamRecords(executor: Executor, payee: string): Promise<TeamRecords> {
  return executor.read(async (trx) => {
    const reader = new RecordReader(trx, undefined);
    const own = await reader.where('membership', 'payee', [payee]);
    const managed = own.filter(({ as }) => as === 'manager').map(({ team }) => team);
    if (managed.length === 0) return { team: [], membership: own };
    const team = await reader.all('team');
    const below = [...withTeamsBelow(team, managed)].sort();
    const ofTeams = await reader.where('membership', 'team', below);
    return { team, membership: [...own.filter((each) => !below.includes(each.team)), ...ofTeams] };
  });
}
