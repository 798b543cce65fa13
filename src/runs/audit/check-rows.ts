import { createHash } from 'node:crypto';
import type { LedgerBreak } from '../../ledger/entries/ledger-break.js';
import { chainBeginning, type PartOfRecord, readParts } from '../../store/chain/read-chain.js';
import { allLines, compareOrder, orderOf } from '../../store/chain/row-lines.js';
import { hashOfLines } from '../../store/chain/row-parts.js';
import type { SealedTable } from '../../store/chain/sealed-table.js';
import { SEALED_TABLES } from '../../store/chain/sealed-tables.js';
import type { Transaction } from '../../store/executor.js';
import type { AuditCheck, CheckOutcome } from './audit-check.js';
import { Queue } from './queue.js';

/** Holds every row that commands wrote against the hash that the chain has of it. */
export const CHECK_ROWS: AuditCheck = {
  title: 'every row is what a command wrote, and none is missing',
  run: checkRows,
};

/** More breaks than these tell no more. */
const MOST_TOLD = 100;

async function checkRows(trx: Transaction): Promise<CheckOutcome> {
  const beginning = await chainBeginning(trx);
  const breaks: LedgerBreak[] = [];
  let examined = 0;
  for (const table of SEALED_TABLES) {
    const rows = new Queue(allLines(trx, table, beginning.get(table.counter) ?? 0n));
    const comparison = new RowComparison(table, rows, new Queue(readParts(trx, table.name)));
    await comparison.compareAll();
    examined += comparison.examined;
    breaks.push(...comparison.breaks);
  }
  return { examined, of: 'rows', breaks };
}

/** Goes through the rows of a table and the parts of the chain side by side: both are in the same order. */
class RowComparison {
  readonly breaks: LedgerBreak[] = [];
  examined = 0;

  constructor(
    readonly table: SealedTable,
    readonly rows: Queue<string>,
    readonly parts: Queue<PartOfRecord>,
  ) {}

  async compareAll(): Promise<void> {
    for (let [part] = await this.parts.take(1); part !== undefined; [part] = await this.parts.take(1)) {
      const lines = await this.rows.take(part.rows);
      if (lines.length === part.rows && hashOfLines(lines.join('\n')) === part.hash) {
        this.examined += lines.length;
        continue;
      }
      this.rows.putBack(lines);
      await this.#lookInto(part, await this.parts.peek());
    }
    for (let [line] = await this.rows.take(1); line !== undefined; [line] = await this.rows.take(1)) {
      this.#added(orderOf(line, this.table));
    }
  }

  /** Finds what became of the rows of a part, which go up to the first of the next one. */
  async #lookInto(part: PartOfRecord, next: PartOfRecord | undefined): Promise<void> {
    const first = orderOf(part.firstKey, this.table);
    const end = next === undefined ? null : orderOf(next.firstKey, this.table);
    const hash = createHash('sha256');
    let count = 0;
    for (let line = await this.rows.peek(); line !== undefined; line = await this.rows.peek()) {
      const order = orderOf(line, this.table);
      if (end !== null && compareOrder(order, end) >= 0) break;
      await this.rows.take(1);
      const place = compareOrder(order, first);
      if (place < 0 || (part.rows === 1 && place > 0)) {
        this.#added(order);
        continue;
      }
      hash.update(count === 0 ? line : `\n${line}`);
      count += 1;
    }
    this.examined += count;
    if (count !== part.rows || hash.digest('hex') !== part.hash) this.#changed(part, count, first, end);
  }

  #changed(part: PartOfRecord, count: number, first: Order, end: Order | null): void {
    const where = this.#nameOf(first);
    if (part.rows === 1) {
      this.#tell(where, 'the row that was recorded', count === 0 ? 'no row' : 'another content');
      return;
    }
    const isSame = end !== null && (this.table.counter !== 'change' || end[0] === first[0]);
    const upTo = isSame ? ` up to ${this.#nameOf(end)}` : ' on';
    const found = count === part.rows ? `${count} rows, not all with the same content` : `${count} rows`;
    this.#tell(`from ${where}${upTo}`, `the ${part.rows} rows that were recorded`, found);
  }

  #added(order: Order): void {
    this.examined += 1;
    this.#tell(this.#nameOf(order), 'no row', 'a row that no command recorded');
  }

  #tell(where: string, expected: string, found: string): void {
    if (this.breaks.length === MOST_TOLD) return;
    const isLast = this.breaks.length === MOST_TOLD - 1;
    this.breaks.push({
      rule: 'row-as-recorded',
      where: isLast ? `${where}, and perhaps more of ${this.table.name}` : where,
      ...{ figure: 'row', expected, found, difference: null, currency: null },
    });
  }

  #nameOf(order: Order): string {
    const { name, counter, kind, content } = this.table;
    const texts = order.map((value) => (value === '' ? '-' : String(value)));
    if (counter !== 'change') return `${name} ${texts.join(' ')}`;
    const [change, ...key] = texts;
    if (content.length > 0) return `${kind ?? name} ${key.join(' ')} of change ${change}`;
    const ended = `${kind ?? 'rule_file'} ${key.slice(0, -1).join(' ')} of change ${key.at(-1)}`;
    return `the end of ${ended} by change ${change}`;
  }
}

type Order = ReturnType<typeof orderOf>;
