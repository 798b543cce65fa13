import type { ChainRecord } from '../../store/chain/chain-record.js';
import { recordsThatWrote } from '../../store/chain/list-records.js';
import { chainBeginning, readChain, readParts } from '../../store/chain/read-chain.js';
import { readTrail, TRAIL_TABLES, type TrailRow } from '../../store/chain/read-trail.js';
import { compareOrder, orderOf } from '../../store/chain/row-lines.js';
import type { SealedTable } from '../../store/chain/sealed-table.js';
import type { Executor, Transaction } from '../../store/executor.js';
import { Queue } from './queue.js';

/** A row of the trail: who did what to which row, when and why, and what the row said before and after. */
export interface TrailEntry extends Omit<TrailRow, 'order'> {
  readonly record: number;
  readonly change: number | null;
  readonly recordedAt: string;
  readonly actor: string;
  readonly command: string;
  readonly reason: string | null;
}

/** What tells an entry of the trail from all others: its record, and the row by its table and what orders it there. */
export interface TrailPlace {
  readonly record: number;
  readonly table: string;
  readonly order: readonly string[];
}

/** Takes an entry, and where it stands. */
type TakeEntry = (entry: TrailEntry, place: TrailPlace) => Promise<void> | void;

/** Which part of the trail is asked for; what is left out is not asked of it. */
export interface TrailRange {
  /** Between which days of UTC, both among them; without one, from the first or to the last record. */
  readonly from?: string;
  readonly to?: string;
  /** Only what this person did. */
  readonly actor?: string;
  /** Only acts that wrote rows of this table, with all that they wrote. */
  readonly wrote?: string;
}

/**
 * Everything that commands did, in the order in which they did it: one entry for each row that a command wrote. Only
 * some rows are in memory at a time, and all are of one state of the database.
 *
 * @example
 * await eachTrailEntry(db, { from: '2026-03-01' }, async (entry) => write(entry));
 */
export async function eachTrailEntry(executor: Executor, range: TrailRange, take: TakeEntry): Promise<void> {
  await executor.read(async (trx) => {
    const past = await chainBeginning(trx);
    const writers = range.wrote === undefined ? null : await recordsThatWrote(trx, range.wrote);
    const tables = TRAIL_TABLES.map((table) => new TableTrail(trx, table, past.get(table.counter) ?? 0n));
    try {
      for await (const records of readChain(trx)) {
        for (const { record } of records) {
          const isAsked = isWithin(record, range) && (writers === null || writers.has(record.number));
          for (const table of tables) await table.each(record, isAsked, take);
        }
      }
    } finally {
      // Whoever takes may have thrown: a database cannot be closed while rows of it are being read.
      for (const table of tables) await table.end();
    }
  });
}

function isWithin({ number, recordedAt, actor: who }: ChainRecord, { from, to, actor }: TrailRange): boolean {
  const day = recordedAt.slice(0, 10);
  if (number === 0 || (actor !== undefined && who !== actor)) return false;
  return (from === undefined || day >= from) && (to === undefined || day <= to);
}

/** The rows of one table, handed over record by record. */
class TableTrail {
  readonly #rows: Queue<TrailRow>;
  readonly #firsts: Queue<{ readonly record: number; readonly firstKey: string }> | null;

  constructor(
    trx: Transaction,
    readonly table: SealedTable,
    past: bigint,
  ) {
    this.#rows = new Queue(readTrail(trx, table, past));
    this.#firsts = table.counter === 'change' ? null : new Queue(firstParts(trx, table.name));
  }

  async each(record: ChainRecord, isAsked: boolean, take: TakeEntry): Promise<void> {
    const isOfIt = await this.#membership(record);
    if (isOfIt === null) return;
    const { number, change, recordedAt, actor, command, reason } = record;
    const said = { record: number, change, recordedAt, actor, command, reason };
    for (let row = await this.#rows.peek(); row !== undefined && isOfIt(row); row = await this.#rows.peek()) {
      await this.#rows.take(1);
      const { order, ...told } = row;
      const place = { record: number, table: this.table.name, order: order.map(String) };
      if (isAsked) await take({ ...said, ...told }, place);
    }
  }

  async end(): Promise<void> {
    await this.#rows.end();
    await this.#firsts?.end();
  }

  /** Which of the next rows are of a record: those of its change, or those before the first of the next record. */
  async #membership({ number, change }: ChainRecord): Promise<((row: TrailRow) => boolean) | null> {
    if (this.#firsts === null) {
      return change === null ? null : ({ order }) => BigInt(order[0] ?? 0) <= BigInt(change);
    }
    const own = await this.#firsts.peek();
    if (own === undefined || own.record !== number) return null;
    await this.#firsts.take(1);
    const next = await this.#firsts.peek();
    if (next === undefined) return () => true;
    const end = orderOf(next.firstKey, this.table);
    return ({ order }) => compareOrder(order, end) < 0;
  }
}

async function* firstParts(trx: Transaction, table: string) {
  for await (const parts of readParts(trx, table)) yield parts.filter(({ number }) => number === 0);
}
