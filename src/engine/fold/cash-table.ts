import { divideRounded } from '../../money/rounding.js';
import { ByteKeys, grown } from '../../records/columns/byte-keys.js';
import type {
  ColumnBatch,
  ColumnRequest,
  NumberColumn,
  TextColumn,
} from '../../records/columns/column-batch.js';
import { compareBytes } from '../../records/columns/compare-bytes.js';
import { isBeyondBasicPlane, type NumberedDeals } from './deal-table.js';
import { EventCollector, type EventTable } from './event-table.js';
import { MOST_EXACT } from './safe-number.js';

/** The columns of an invoice line, an application and a receipt that folding looks at. */
export const CASH_COLUMNS = {
  invoiceLine: [
    { name: 'invoice', type: 'text' },
    { name: 'line', type: 'text' },
    { name: 'deal', type: 'text' },
    { name: 'amount', type: 'integer' },
    { name: 'tax', type: 'integer' },
  ],
  application: [
    { name: 'receipt', type: 'text' },
    { name: 'invoice', type: 'text' },
    { name: 'line', type: 'text' },
    { name: 'id', type: 'text' },
    { name: 'amount', type: 'integer' },
  ],
  receipt: [
    { name: 'id', type: 'text' },
    { name: 'date', type: 'date' },
  ],
} as const satisfies Readonly<Record<string, readonly ColumnRequest[]>>;

const COLON = Buffer.from(':');
const SLASH = Buffer.from('/');
const SPREAD = Buffer.from(':spread');

/**
 * The cash of all deals: what was applied to their invoices, net of tax, in order. Where cash was given back,
 * or an invoice was credited, or it is not plain what an application pays, the deal is beyond columns.
 *
 * @example
 * const cash = new CashTable(deals, wanted);
 * cash.addInvoiceLines(batch);
 * cash.addApplications(batch, days);
 * cash.events().amount[0] // 10_000
 */
export class CashTable {
  readonly #invoices = new ByteKeys();
  readonly #lineNames = new ByteKeys();
  /** The lines of an invoice's number lie from here up to those of the next. */
  #firstLine = new Int32Array(1);
  #lines = 0;
  #deal = new Int32Array(0);
  #invoice = new Int32Array(0);
  #name = new Int32Array(0);
  #amount = new Float64Array(0);
  #tax = new Float64Array(0);
  #applied = new EventCollector();

  /**
   * @param wanted by number of deal: 1 where somebody may be credited for its cash
   */
  constructor(
    readonly deals: NumberedDeals,
    readonly wanted: Uint8Array,
  ) {}

  /**
   * Takes invoice lines in the order of invoices, all lines of an invoice in one batch. Invoices of deals whose
   * cash nobody is credited for are left out.
   */
  addInvoiceLines(batch: ColumnBatch): void {
    const { bytes, starts, ends } = batch.text('invoice');
    const deals = this.#dealsOf(batch);
    for (let row = 0; row < batch.count; ) {
      const [from, to] = [starts[row] ?? 0, ends[row] ?? 0];
      let next = row + 1;
      const isSame = (other: number) =>
        compareBytes(bytes, from, to, bytes, starts[other] ?? 0, ends[other] ?? 0) === 0;
      while (next < batch.count && isSame(next)) next += 1;
      let isWanted = false;
      for (let each = row; each < next; each += 1) if (this.wanted[deals[each] ?? -1] === 1) isWanted = true;
      if (isWanted) this.#addInvoice(batch, deals, row, next);
      row = next;
    }
  }

  /**
   * Takes applications of cash.
   *
   * @param days the day on which the cash of each came in; 0 where there is no such receipt
   */
  addApplications(batch: ColumnBatch, days: Int32Array): void {
    const invoices = batch.text('invoice');
    const application = {
      receipts: batch.text('receipt'),
      lines: batch.text('line'),
      ids: batch.text('id'),
      amounts: batch.numbers('amount'),
      days,
    };
    const { lines } = application;
    for (let row = 0; row < batch.count; row += 1) {
      const invoice = this.#invoices.find(invoices.bytes, invoices.starts[row] ?? 0, invoices.ends[row] ?? 0);
      if (invoice < 0 || days[row] === 0) continue;
      const [from, to] = [lines.starts[row] ?? 0, lines.ends[row] ?? 0];
      const [first, end] = [this.#firstLine[invoice] ?? 0, this.#firstLine[invoice + 1] ?? 0];
      if (from === to && end - first !== 1) {
        this.#leave(first, end);
        continue;
      }
      for (let line = first; line < end; line += 1) {
        const isPaid = from === to || this.#lineNames.isAt(this.#name[line] ?? 0, lines.bytes, from, to);
        if (isPaid) this.#apply(line, application, row);
      }
    }
  }

  /** Leaves the deals of an invoice to the engine, as where it is credited or cash of it is given back. */
  leaveInvoice(bytes: Uint8Array, from: number, to: number): void {
    const invoice = this.#invoices.find(bytes, from, to);
    if (invoice >= 0) this.#leave(this.#firstLine[invoice] ?? 0, this.#firstLine[invoice + 1] ?? 0);
  }

  /** Leaves the deals to the engine that cash was applied to which was given back. */
  leaveRefunded(applications: ColumnBatch, refunded: ByteKeys): void {
    const [receipts, invoices] = [applications.text('receipt'), applications.text('invoice')];
    for (let row = 0; row < applications.count; row += 1) {
      if (refunded.find(receipts.bytes, receipts.starts[row] ?? 0, receipts.ends[row] ?? 0) < 0) continue;
      this.leaveInvoice(invoices.bytes, invoices.starts[row] ?? 0, invoices.ends[row] ?? 0);
    }
  }

  /** What was collected on each deal: applications by line, then net of tax, then by deal. */
  events(): EventTable {
    const byLine = this.#applied.table(this.#lines);
    // What was collected is not needed any more, and is much.
    this.#applied = new EventCollector();
    const collected = new EventCollector();
    for (let line = 0; line < this.#lines; line += 1) {
      const [first, end] = [byLine.ofDeal[line] ?? 0, byLine.ofDeal[line + 1] ?? 0];
      if (first < end) this.#settle(line, first, end, byLine, collected);
    }
    return collected.table(this.deals.keys.count);
  }

  #dealsOf(batch: ColumnBatch): Int32Array {
    const { bytes, starts, ends } = batch.text('deal');
    const deals = new Int32Array(batch.count);
    for (let row = 0; row < batch.count; row += 1) {
      deals[row] = this.deals.keys.find(bytes, starts[row] ?? 0, ends[row] ?? 0);
    }
    return deals;
  }

  #addInvoice(batch: ColumnBatch, deals: Int32Array, first: number, next: number): void {
    const [invoices, names] = [batch.text('invoice'), batch.text('line')];
    const [amounts, taxes] = [batch.numbers('amount'), batch.numbers('tax')];
    const invoice = this.#invoices.intern(
      invoices.bytes,
      invoices.starts[first] ?? 0,
      invoices.ends[first] ?? 0,
    );
    this.#makeRoom(this.#lines + next - first);
    for (let row = first; row < next; row += 1) {
      const line = this.#lines;
      this.#lines += 1;
      this.#invoice[line] = invoice;
      this.#name[line] = this.#lineNames.intern(names.bytes, names.starts[row] ?? 0, names.ends[row] ?? 0);
      this.#deal[line] = deals[row] ?? -1;
      this.#amount[line] = amounts[row] ?? 0;
      this.#tax[line] = Number.isNaN(taxes[row]) ? 0 : (taxes[row] ?? 0);
    }
    this.#firstLine[invoice + 1] = this.#lines;
  }

  #apply(line: number, { receipts, lines, ids, amounts, days }: Applications, row: number): void {
    const deal = this.#deal[line] ?? -1;
    if (deal < 0 || this.wanted[deal] !== 1) return;
    const amount = amounts[row] ?? 0;
    if (amount === 0) return;
    if (!(amount > 0) || !Number.isFinite(amount) || !this.#isPlain(line)) {
      this.deals.beyond[deal] = 1;
      return;
    }
    const [from, to] = [receipts.starts[row] ?? 0, receipts.ends[row] ?? 0];
    const [idFrom, idTo] = [ids.starts[row] ?? 0, ids.ends[row] ?? 0];
    if (isBeyondBasicPlane(receipts.bytes, from, to) || isBeyondBasicPlane(ids.bytes, idFrom, idTo)) {
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

  #isPlain(line: number): boolean {
    const [amount, tax] = [this.#amount[line] ?? 0, this.#tax[line] ?? 0];
    return amount > 0 && tax >= 0 && amount + tax <= MOST_EXACT;
  }

  /** Takes the tax out cumulatively, and nothing beyond what the line is for, as the engine does. */
  #settle(line: number, first: number, end: number, applied: EventTable, collected: EventCollector): void {
    const deal = this.#deal[line] ?? 0;
    const amount = this.#amount[line] ?? 0;
    const tax = this.#tax[line] ?? 0;
    let gross = 0;
    let before = 0;
    for (let event = first; event < end; event += 1) {
      gross += applied.amount[event] ?? 0;
      if (gross > MOST_EXACT) {
        this.deals.beyond[deal] = 1;
        return;
      }
      const net = tax === 0 ? gross : netOf(gross, amount, tax);
      const after = net > amount ? amount : net;
      if (after === before) continue;
      collected.append(applied.bytes, applied.starts[event] ?? 0, applied.starts[event + 1] ?? 0);
      collected.append(COLON, 0, 1);
      appendText(collected, this.#invoices, this.#invoice[line] ?? 0);
      collected.append(SLASH, 0, 1);
      appendText(collected, this.#lineNames, this.#name[line] ?? 0);
      collected.add(deal, applied.day[event] ?? 0, after - before);
      before = after;
    }
  }

  #leave(first: number, end: number): void {
    for (let line = first; line < end; line += 1) {
      const deal = this.#deal[line] ?? -1;
      if (deal >= 0) this.deals.beyond[deal] = 1;
    }
  }

  #makeRoom(count: number): void {
    if (count <= this.#deal.length) return;
    this.#deal = grown(this.#deal, Int32Array, count);
    const room = this.#deal.length;
    this.#invoice = grown(this.#invoice, Int32Array, room);
    this.#name = grown(this.#name, Int32Array, room);
    this.#amount = grown(this.#amount, Float64Array, room);
    this.#tax = grown(this.#tax, Float64Array, room);
    this.#firstLine = grown(this.#firstLine, Int32Array, room + 1);
  }
}

function netOf(applied: number, amount: number, tax: number): number {
  return Number(divideRounded(BigInt(applied) * BigInt(amount), BigInt(amount) + BigInt(tax), 'half-even'));
}

/** The columns of a batch of applications. */
interface Applications {
  readonly receipts: TextColumn;
  readonly lines: TextColumn;
  readonly ids: TextColumn;
  readonly amounts: NumberColumn;
  readonly days: Int32Array;
}

function appendText(events: EventCollector, keys: ByteKeys, number: number): void {
  const { bytes, starts } = keys.packed;
  events.append(bytes, starts[number] ?? 0, starts[number + 1] ?? 0);
}
