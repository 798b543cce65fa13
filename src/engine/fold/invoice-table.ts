import { ByteKeys, grownShared, type KeyParts } from '../../records/columns/byte-keys.js';
import type { ColumnBatch } from '../../records/columns/column-batch.js';
import { compareRows } from '../../records/columns/compare-bytes.js';
import { isBeyondBasicPlane, type NumberedDeals } from './deal-table.js';
import { MOST_EXACT } from './safe-number.js';

/** All that invoices are kept in. Another thread to which it is sent shares it. */
export interface InvoiceParts {
  readonly invoices: KeyParts;
  readonly names: KeyParts;
  /** The lines of an invoice's number lie from `firstLine[number]` up to `firstLine[number + 1]`. */
  readonly firstLine: Int32Array;
  readonly lines: number;
  /** By number of line: its deal, its invoice, what it is called, and what it is for, net and tax apart. */
  readonly deal: Int32Array;
  readonly invoice: Int32Array;
  readonly name: Int32Array;
  readonly amount: Float64Array;
  readonly tax: Float64Array;
  /** When a line was written and when it is due, 0 for never said; empty where nobody asks. */
  readonly date: Int32Array;
  readonly dueDate: Int32Array;
}

/**
 * The invoices of the deals whose cash anybody may be credited for, with their lines, all by number.
 *
 * @example
 * const invoices = new InvoiceTable(false);
 * invoices.addLines(batch, deals, wanted);
 * invoices.keys.text(0) // 'I-00000001'
 */
export class InvoiceTable {
  keys = new ByteKeys();
  names = new ByteKeys();
  firstLine = new Int32Array(1);
  lines = 0;
  deal = new Int32Array(0);
  invoice = new Int32Array(0);
  name = new Int32Array(0);
  amount = new Float64Array(0);
  tax = new Float64Array(0);
  date = new Int32Array(0);
  dueDate = new Int32Array(0);

  /**
   * @param isDated whether batches come with dates, and these are kept
   */
  constructor(readonly isDated: boolean) {}

  /** Makes room for so many lines at once: what is not filled takes no memory, and nothing is copied. */
  reserve(count: number): void {
    this.#makeRoom(count);
  }

  /** The same invoices, of which another thread was given the parts. */
  static of({ invoices, names, ...columns }: InvoiceParts): InvoiceTable {
    return Object.assign(new InvoiceTable(columns.date.length > 0), {
      ...columns,
      keys: ByteKeys.of(invoices),
      names: ByteKeys.of(names),
    });
  }

  /** What it takes to have the same in another thread. */
  get parts(): InvoiceParts {
    const { keys, names, firstLine, lines, deal, invoice, name, amount, tax, date, dueDate } = this;
    const columns = { firstLine, lines, deal, invoice, name, amount, tax, date, dueDate };
    return { invoices: keys.parts, names: names.parts, ...columns };
  }

  /**
   * Takes invoice lines in the order of invoices, all lines of an invoice in one batch.
   *
   * @param wanted by number of deal: 1 where somebody may be credited for its cash; the invoices of others are
   *   left out
   */
  addLines(batch: ColumnBatch, deals: NumberedDeals, wanted: Uint8Array): void {
    const invoices = batch.text('invoice');
    const numbers = deals.keys.findAll(batch.text('deal'));
    for (let row = 0; row < batch.count; ) {
      let next = row + 1;
      while (next < batch.count && compareRows(invoices, row, invoices, next) === 0) next += 1;
      let isWanted = false;
      for (let each = row; each < next; each += 1) if (wanted[numbers[each] ?? -1] === 1) isWanted = true;
      if (isWanted) {
        const first = this.lines;
        this.#add(batch, numbers, row, next);
        if (this.isDated) this.#date(batch, deals, row, first);
      }
      row = next;
    }
  }

  /** Leaves the deals of an invoice to the engine, as where it is credited or cash of it is given back. */
  leave(deals: NumberedDeals, bytes: Uint8Array, from: number, to: number): void {
    const invoice = this.keys.find(bytes, from, to);
    if (invoice < 0) return;
    this.leaveLines(deals, this.firstLine[invoice] ?? 0, this.firstLine[invoice + 1] ?? 0);
  }

  /** Leaves the deals of some lines to the engine. */
  leaveLines({ beyond }: NumberedDeals, first: number, end: number): void {
    for (let line = first; line < end; line += 1) {
      const deal = this.deal[line] ?? -1;
      if (deal >= 0) beyond[deal] = 1;
    }
  }

  /** Whether a line is for something, and exact with its tax. */
  isPlain(line: number): boolean {
    const [amount, tax] = [this.amount[line] ?? 0, this.tax[line] ?? 0];
    return amount > 0 && tax >= 0 && amount + tax <= MOST_EXACT;
  }

  #add(batch: ColumnBatch, deals: Int32Array, first: number, next: number): void {
    const [invoices, names] = [batch.text('invoice'), batch.text('line')];
    const [amounts, taxes] = [batch.numbers('amount'), batch.numbers('tax')];
    const invoice = this.keys.intern(invoices.bytes, invoices.starts[first] ?? 0, invoices.ends[first] ?? 0);
    this.#makeRoom(this.lines + next - first);
    for (let row = first; row < next; row += 1) {
      const line = this.lines;
      this.lines += 1;
      this.invoice[line] = invoice;
      this.name[line] = this.names.intern(names.bytes, names.starts[row] ?? 0, names.ends[row] ?? 0);
      this.deal[line] = deals[row] ?? -1;
      this.amount[line] = amounts[row] ?? 0;
      this.tax[line] = Number.isNaN(taxes[row]) ? 0 : (taxes[row] ?? 0);
    }
    this.firstLine[invoice + 1] = this.lines;
  }

  /** Keeps the dates of the lines from `first` on; those whose order by bytes is another are for the engine. */
  #date(batch: ColumnBatch, deals: NumberedDeals, row: number, first: number): void {
    const [dates, dueDates] = [batch.numbers('date'), batch.numbers('due_date')];
    const texts = [batch.text('invoice'), batch.text('line')];
    for (let line = first; line < this.lines; line += 1) {
      const at = row + line - first;
      this.date[line] = dates[at] ?? 0;
      this.dueDate[line] = Number.isNaN(dueDates[at]) ? 0 : (dueDates[at] ?? 0);
      const isOrdered = texts.every(
        ({ bytes, starts, ends }) => !isBeyondBasicPlane(bytes, starts[at] ?? 0, ends[at] ?? 0),
      );
      if (!isOrdered || !this.isPlain(line)) this.leaveLines(deals, line, line + 1);
    }
  }

  #makeRoom(count: number): void {
    if (count <= this.deal.length) return;
    this.deal = grownShared(this.deal, Int32Array, count);
    const room = this.deal.length;
    this.invoice = grownShared(this.invoice, Int32Array, room);
    this.name = grownShared(this.name, Int32Array, room);
    this.amount = grownShared(this.amount, Float64Array, room);
    this.tax = grownShared(this.tax, Float64Array, room);
    if (this.isDated) {
      this.date = grownShared(this.date, Int32Array, room);
      this.dueDate = grownShared(this.dueDate, Int32Array, room);
    }
    this.firstLine = grownShared(this.firstLine, Int32Array, room + 1);
  }
}
