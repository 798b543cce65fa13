import type { ByteKeys } from '../../records/columns/byte-keys.js';
import type { ColumnBatch, NumberColumn, TextColumn } from '../../records/columns/column-batch.js';
import { isBeyondBasicPlane, type NumberedDeals } from './deal-table.js';
import { type CollectedEvents, EventCollector, type OrderedEvents } from './event-table.js';
import type { InvoiceTable } from './invoice-table.js';

const COLON = Buffer.from(':');
const SPREAD = Buffer.from(':spread');
/** What the name of an application mostly takes at most. */
const BYTES_OF_NAME = 16;

/**
 * What cash was applied to lines of invoices. Where cash was given back, or it is not plain what an application
 * pays, the deal is beyond columns.
 *
 * @example
 * const applied = new AppliedCash(invoices, deals, wanted);
 * applied.add(applications, receiptDays(applications, receipts));
 * applied.byLine().amount[0] // 10_000
 */
export class AppliedCash {
  #applied = new EventCollector();

  /**
   * @param wanted by number of deal: 1 where somebody may be credited for its cash
   */
  constructor(
    readonly invoices: InvoiceTable,
    readonly deals: NumberedDeals,
    readonly wanted: Uint8Array,
  ) {}

  /** Makes room for so many applications at once: what is not filled takes no memory, and nothing is copied. */
  reserve(count: number): void {
    this.#applied.reserve(count, count * BYTES_OF_NAME);
  }

  /** What was applied, to be sent to another thread. */
  get collected(): CollectedEvents {
    return this.#applied.collected;
  }

  /** Adds what another thread has collected. */
  addAll(others: CollectedEvents): void {
    this.#applied.addAll(others);
  }

  /**
   * Takes applications of cash.
   *
   * @param days the day on which the cash of each came in; 0 where there is no such receipt
   */
  add(batch: ColumnBatch, days: Int32Array): void {
    const { keys, firstLine, names, name } = this.invoices;
    const invoices = keys.findAll(batch.text('invoice'));
    const application = {
      receipts: batch.text('receipt'),
      lines: batch.text('line'),
      ids: batch.text('id'),
      amounts: batch.numbers('amount'),
      days,
    };
    const { lines } = application;
    for (let row = 0; row < batch.count; row += 1) {
      const invoice = invoices[row] ?? -1;
      if (invoice < 0 || days[row] === 0) continue;
      const [from, to] = [lines.starts[row] ?? 0, lines.ends[row] ?? 0];
      const [first, end] = [firstLine[invoice] ?? 0, firstLine[invoice + 1] ?? 0];
      if (from === to && end - first !== 1) {
        this.invoices.leaveLines(this.deals, first, end);
        continue;
      }
      for (let line = first; line < end; line += 1) {
        const isPaid = from === to || names.isAt(name[line] ?? 0, lines.bytes, from, to);
        if (isPaid) this.#apply(line, application, row);
      }
    }
  }

  /** Leaves the deals to the engine that cash was applied to which was given back. */
  leaveRefunded(batch: ColumnBatch, refunded: ByteKeys): void {
    const [receipts, invoices] = [batch.text('receipt'), batch.text('invoice')];
    for (let row = 0; row < batch.count; row += 1) {
      if (refunded.find(receipts.bytes, receipts.starts[row] ?? 0, receipts.ends[row] ?? 0) < 0) continue;
      this.invoices.leave(this.deals, invoices.bytes, invoices.starts[row] ?? 0, invoices.ends[row] ?? 0);
    }
  }

  /** What was applied, by number of line instead of deal; what was collected is forgotten. */
  byLine(): OrderedEvents {
    const table = this.#applied.ordered(this.invoices.lines);
    // It is much, and not needed any more.
    this.#applied = new EventCollector();
    return table;
  }

  #apply(line: number, { receipts, lines, ids, amounts, days }: Applications, row: number): void {
    const deal = this.invoices.deal[line] ?? -1;
    if (deal < 0 || this.wanted[deal] !== 1) return;
    const amount = amounts[row] ?? 0;
    if (amount === 0) return;
    const [from, to] = [receipts.starts[row] ?? 0, receipts.ends[row] ?? 0];
    const [idFrom, idTo] = [ids.starts[row] ?? 0, ids.ends[row] ?? 0];
    const isPlain =
      amount > 0 &&
      Number.isFinite(amount) &&
      this.invoices.isPlain(line) &&
      !isBeyondBasicPlane(receipts.bytes, from, to) &&
      !isBeyondBasicPlane(ids.bytes, idFrom, idTo);
    if (!isPlain) {
      this.deals.beyond[deal] = 1;
      return;
    }
    this.#applied.append(receipts.bytes, from, to);
    if (idFrom < idTo) {
      this.#applied.append(COLON, 0, 1);
      this.#applied.append(ids.bytes, idFrom, idTo);
    }
    if (lines.starts[row] === lines.ends[row]) this.#applied.append(SPREAD, 0, SPREAD.length);
    this.#applied.add(line, days[row] ?? 0, amount);
  }
}

/** The columns of a batch of applications. */
interface Applications {
  readonly receipts: TextColumn;
  readonly lines: TextColumn;
  readonly ids: TextColumn;
  readonly amounts: NumberColumn;
  readonly days: Int32Array;
}
