import { encodeRecord } from '../../records/encode-record.js';
import type { SqlRow, Transaction } from '../executor.js';
import { recordTable } from '../record-table.js';
import { allLines, compareOrder, orderOf } from './row-lines.js';
import type { SealedTable } from './sealed-table.js';
import { SEALED_TABLES } from './sealed-tables.js';

/** What a row says, by field. */
export type SaidByRow = Readonly<Record<string, string | null>>;

/** A row that a command wrote, replaced or took away. */
export interface TrailRow {
  /** What it is: a kind of record such as `deal`, or a table such as `closed_line`. */
  readonly kind: string;
  readonly key: string;
  /** `null` where there was none. */
  readonly before: SaidByRow | null;
  /** `null` where it was taken away. */
  readonly after: SaidByRow | null;
  /** The values that order it; the first is its change, or what its table counts by. */
  readonly order: readonly (string | bigint)[];
}

/** The tables whose rows are told: with each row comes what it replaced. */
export const TRAIL_TABLES: readonly SealedTable[] = SEALED_TABLES.filter(({ content }) => content.length > 0);

/**
 * The rows of a table that commands wrote, in their order, each with what it replaced, some thousands at a time.
 * Amounts of records are decimals in the currency of the record; all others are minor units.
 *
 * @example
 * for await (const rows of readTrail(trx, table, 0n)) rows[0]?.after; // { id: 'D-1', … }
 */
export async function* readTrail(
  trx: Transaction,
  table: SealedTable,
  past: bigint,
): AsyncGenerator<readonly TrailRow[]> {
  const ended = endedContents(table);
  const replaced = ended === null ? null : linesOf(allLines(trx, ended, past));
  try {
    let old = replaced === null ? undefined : await nextLine(replaced);
    for await (const lines of allLines(trx, table, past)) {
      const rows: TrailRow[] = [];
      for (const line of lines) {
        const order = orderOf(line, table);
        let before: string | null = null;
        while (old !== undefined && replaced !== null) {
          const place = compareOrder(orderOf(old, table), order);
          if (place > 0) break;
          if (place < 0) rows.push(rowOf(table, old, null));
          else before = old;
          old = await nextLine(replaced);
        }
        rows.push(rowOf(table, before, line));
      }
      yield rows;
    }
    for (; old !== undefined && replaced !== null; old = await nextLine(replaced))
      yield [rowOf(table, old, null)];
  } finally {
    // Whoever reads may stop before the end.
    await replaced?.return(undefined);
  }
}

/** The contents that were replaced or taken away, in the order of the changes that did it. */
function endedContents(table: SealedTable): SealedTable | null {
  const [, versions] = table.sources;
  if (versions === undefined) return null;
  const [, ...key] = versions.order;
  const order = [{ name: 'until_change', type: 'integer' } as const, ...key];
  return { ...table, sources: [{ table: versions.table, order }] };
}

async function* linesOf(batches: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const lines of batches) yield* lines;
}

async function nextLine(lines: AsyncGenerator<string>): Promise<string | undefined> {
  const { done, value } = await lines.next();
  return done ? undefined : value;
}

function rowOf(table: SealedTable, before: string | null, after: string | null): TrailRow {
  const order = orderOf(after ?? before ?? '[]', table);
  const key = table.counter === 'change' ? order.slice(1) : order;
  return {
    kind: table.kind ?? table.name,
    key: key.map((each) => (each === '' ? '-' : String(each))).join(' '),
    before: before === null ? null : saidBy(table, before),
    after: after === null ? null : saidBy(table, after),
    order,
  };
}

function saidBy(table: SealedTable, line: string): SaidByRow {
  const values: readonly (string | null)[] = JSON.parse(line);
  const all = [...table.sources[0].order, ...table.content, ...(table.later ?? [])];
  // What came later is said only where there is something to say.
  const columns = all.slice(0, values.length);
  const named = new Map(columns.map(({ name }, place) => [name, values[place] ?? null]));
  if (table.kind === undefined) return Object.fromEntries(named);
  const { columns: stored, decode } = recordTable(table.kind);
  const integers = new Set(columns.filter(({ type }) => type === 'integer').map(({ name }) => name));
  const row: SqlRow = stored.map((name) => {
    const value = named.get(name) ?? null;
    return value !== null && integers.has(name) ? BigInt(value) : value;
  });
  return encodeRecord(table.kind, decode(row));
}
