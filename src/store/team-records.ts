import type { TeamRecords } from '../access/subtree.js';
import { type TeamPlaces, TeamTree } from '../records/team-tree.js';
import type { Executor, Transaction } from './executor.js';
import { RecordReader } from './record-reader.js';

/**
 * All teams with what each is part of on which days, and the memberships that say whom a payee manages and which
 * teams they are in: their own, and those of the teams that they ever manage and of all that are ever below.
 *
 * @example
 * payeesManagedBy(await readTeamRecords(db, 'mia'), 'mia')
 */
export async function readTeamRecords(executor: Executor, payee: string): Promise<TeamRecords> {
  return executor.read(async (trx) => {
    const reader = new RecordReader(trx, undefined);
    const own = await reader.where('membership', 'payee', [payee]);
    const managed = own.filter(({ as }) => as === 'manager').map(({ team }) => team);
    if (managed.length === 0) return { team: [], teamParent: [], membership: own };
    const places = await readPlaces(trx);
    const below = [...new TeamTree(places).everBelow(managed)].sort();
    const ofTeams = await reader.where('membership', 'team', below);
    return { ...places, membership: [...own.filter((each) => !below.includes(each.team)), ...ofTeams] };
  });
}

/**
 * Which team is part of which on which day.
 *
 * @example
 * (await readTeamTree(db)).parentOn('dach', '2026-03-31') // 'emea'
 */
export async function readTeamTree(executor: Executor): Promise<TeamTree> {
  return executor.read(async (trx) => new TeamTree(await readPlaces(trx)));
}

async function readPlaces(trx: Transaction): Promise<TeamPlaces> {
  const reader = new RecordReader(trx, undefined);
  return { team: await reader.all('team'), teamParent: await reader.all('teamParent') };
}
