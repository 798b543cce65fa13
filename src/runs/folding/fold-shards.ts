import type { CivilDate } from '../../calendar/civil-date.js';
import type { PayeeBook } from '../../engine/calculate.js';
import type { RunPeriod } from '../../ledger/run-period.js';
import { SharedRoom } from '../../records/columns/shared-room.js';
import type { Database } from '../../store/executor.js';
import { readsEverybody } from '../people-needed.js';
import type { RunInputs } from '../run-inputs.js';
import type { RunProgress } from '../write-shards.js';
import { askedDays } from './asked-days.js';
import { FoldPeople } from './fold-people.js';
import type { PersonOnPlans } from './people-on-plans.js';
import { shardWriter } from './shard-writer.js';
import type { WriteBeside } from './write-beside.js';

/** A run that is begun, to be folded. */
export interface RunToFold {
  readonly inputs: RunInputs;
  readonly periods: readonly RunPeriod[];
  /** The number of a payee's first entitlement. */
  readonly firstEntitlement: (payee: string) => number;
  readonly through: CivilDate;
  /** The thread that writes, where there is one. */
  readonly writer: WriteBeside | null;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What all folded shards of a run came to. */
export interface FoldedShards {
  /** How many there are. */
  readonly shards: number;
  readonly statements: number;
  readonly lines: number;
  /** The hash of what each payee's result is made from. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Those who were folded, where anybody reads their measures. */
  readonly books: readonly PayeeBook[];
  /** Who is left to the engine. */
  readonly left: readonly PersonOnPlans[];
}

/** Few enough that what they come to is gone before the collector of garbage would move it. */
const PAYEES_IN_A_SHARD = 100;

/**
 * Folds everybody who can be folded and writes one shard after the other.
 *
 * @example
 * const { left } = await foldShards(db, run, { inputs, periods, firstEntitlement, through, writer: null });
 */
export async function foldShards(db: Database, run: number, work: RunToFold): Promise<FoldedShards> {
  const { inputs, onProgress, signal } = work;
  const { people, columns, index, plans, rules } = inputs;
  if (columns === null) {
    return { shards: 0, statements: 0, lines: 0, hashes: new Map(), books: [], left: people };
  }
  const { company, plans: versions } = rules.book;
  const isAsked = index.teams.size > 0 || versions.some(({ plan }) => readsEverybody(plan));
  const folding = new FoldPeople({
    ...work,
    columns,
    plans,
    index,
    company,
    askedDays: isAsked ? askedDays({ ...work, versions, index }) : null,
  });
  const writer = shardWriter(db, run, work.writer);
  const rooms = Array.from({ length: writer.mostWaiting }, () => new SharedRoom());
  const hashes = new Map<string, string>();
  const books: PayeeBook[] = [];
  const left: PersonOnPlans[] = [];
  let [shards, statements, lines] = [0, 0, 0];
  for (let from = 0; from < people.length; ) {
    signal?.throwIfAborted();
    const room = rooms[shards % rooms.length] ?? null;
    const folded = folding.fold(people.slice(from, from + PAYEES_IN_A_SHARD), room);
    const { results } = folded.shard;
    from += folded.taken;
    if (results.length > 0) {
      await writer.write(shards, folded.shard);
      shards += 1;
    }
    for (const { payee, inputsHash } of results) hashes.set(payee, inputsHash);
    for (const each of results) statements += each.statements;
    lines += folded.shard.lines.count;
    books.push(...folded.books);
    left.push(...folded.left);
    onProgress?.({ payeesDone: hashes.size, payeesTotal: people.length });
  }
  await writer.finish();
  return { shards, statements, lines, hashes, books, left };
}
