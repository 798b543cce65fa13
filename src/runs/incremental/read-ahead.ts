import { latestChange } from '../../store/change.js';
import type { Database, Transaction } from '../../store/executor.js';
import { publishedRun } from '../../store/runs.js';
import { readRunClosings } from '../closing/run-closings.js';
import { foldConcerned } from './fold-concerned.js';
import { recordsOfPeople } from './recalculate-concerned.js';
import { type RunMemory, remembered } from './run-memory.js';
import type { TouchedPayees } from './touched-payees.js';

/**
 * Reads what changes to come will ask: the deals of all below one more manager of managers, who is then credited anew
 * for the deal that changed, and not for all of them. For a handle that has nothing else to do.
 *
 * @returns whether there may be more to read; `false` also where nothing is remembered, or somebody else has written
 * @example
 * while (await readAhead(db));
 */
export async function readAhead(db: Database): Promise<boolean> {
  const memory = remembered(db);
  const team = memory?.columns.isFull === false ? memory.ahead.shift() : undefined;
  if (memory === undefined || team === undefined) return false;
  return db.read(async (trx) => (await isAsRemembered(trx, memory)) && readTeam(trx, memory, team));
}

async function isAsRemembered(trx: Transaction, { run, change }: RunMemory): Promise<boolean> {
  const now = await publishedRun(trx);
  return now?.id === run && now.change === change && (await latestChange(trx)) === change;
}

const NOTHING: TouchedPayees = Object.freeze({
  payees: new Set<string>(),
  people: new Set<string>(),
  deals: Object.freeze([]),
  areDealsAlone: true,
});

/** Folds all in a team as if they were concerned, which gives what the run has of them. */
async function readTeam(trx: Transaction, memory: RunMemory, team: string): Promise<boolean> {
  const { graph, people, book, through, change, columns, known } = memory;
  const opened = new Set([...graph.peopleIn([team])].filter((payee) => people.has(payee)));
  const dependents = new Set([...graph.dependentsOf(opened)].filter((payee) => people.has(payee)));
  const closings = await readRunClosings(trx, change, { known: memory.closings });
  const nobody = new Set<string>();
  const asked = { memory, book, closings, through, changed: NOTHING, touched: nobody, dependents, opened };
  const folded = await foldConcerned(trx, { ...asked, deals: [] }, recordsOfPeople(memory, opened));
  if (folded === null) return false;
  for (const { shard, deals } of folded.unchanged) {
    for (const { payee } of shard.results) columns.keepLines(payee, deals, shard.lines);
  }
  known.keepFolded(folded.members);
  return true;
}
