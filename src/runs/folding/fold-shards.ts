import type { CivilDate } from '../../calendar/civil-date.js';
import type { PayeeBook } from '../../engine/calculate.js';
import type { RunPeriod } from '../../ledger/run-period.js';
import type { Database } from '../../store/executor.js';
import { leaseRun } from '../../store/leases.js';
import { addWrittenShard } from '../../store/runs.js';
import type { RunInputs } from '../run-inputs.js';
import type { RunProgress } from '../write-shards.js';
import { FoldPeople } from './fold-people.js';
import type { PersonOnPlans } from './people-on-plans.js';

/** A run that is begun, to be folded. */
export interface RunToFold {
  readonly inputs: RunInputs;
  readonly periods: readonly RunPeriod[];
  /** The number of a payee's first entitlement. */
  readonly firstEntitlement: (payee: string) => number;
  readonly through: CivilDate;
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

/** Many enough that a transaction costs nothing, few enough that their lines are little memory. */
const PAYEES_IN_A_SHARD = 500;

/**
 * Folds everybody who can be folded and writes one shard after the other.
 *
 * @example
 * const { left } = await foldShards(db, run, { inputs, periods, firstEntitlement, through });
 */
export async function foldShards(db: Database, run: number, work: RunToFold): Promise<FoldedShards> {
  const { inputs, onProgress, signal } = work;
  const { people, columns, index, plans, rules } = inputs;
  if (columns === null) {
    return { shards: 0, statements: 0, lines: 0, hashes: new Map(), books: [], left: people };
  }
  const { company } = rules.book;
  const folding = new FoldPeople({
    ...work,
    columns,
    plans,
    index,
    company,
    keepsBooks: index.teams.size > 0,
  });
  const hashes = new Map<string, string>();
  const books: PayeeBook[] = [];
  const left: PersonOnPlans[] = [];
  let [shards, statements, lines] = [0, 0, 0];
  for (let from = 0; from < people.length; from += PAYEES_IN_A_SHARD) {
    signal?.throwIfAborted();
    const folded = await db.write(async (trx) => {
      await leaseRun(trx, run, new Date());
      const some = await folding.write(trx, run, people.slice(from, from + PAYEES_IN_A_SHARD));
      if (some.hashes.size > 0) await addWrittenShard(trx, run, shards, [...some.hashes.keys()]);
      return some;
    });
    if (folded.hashes.size > 0) shards += 1;
    for (const [payee, hash] of folded.hashes) hashes.set(payee, hash);
    books.push(...folded.books);
    left.push(...folded.left);
    statements += folded.statements;
    lines += folded.lines;
    onProgress?.({ payeesDone: hashes.size, payeesTotal: people.length });
  }
  return { shards, statements, lines, hashes, books, left };
}
