import type { PackedTexts } from '../../records/columns/packed-texts.js';
import type { InvoiceTable } from './invoice-table.js';

/** What came in on the invoice lines of all deals, net of tax: by deal, of each by line, of each in order. */
export interface CashLines extends LinesByDeal {
  readonly invoices: WrittenInvoices;
  /** What came in on the line at a place lies from `firstEvent[place]` up to `firstEvent[place + 1]`. */
  readonly firstEvent: Int32Array;
  readonly day: Int32Array;
  /** Minor units, above zero. */
  readonly amount: Float64Array;
}

/**
 * Cash in the order of lines, as it is worked out.
 *
 * @example
 * const cash = new GatheredCash(invoices, linesByDeal(invoices, deals.count), events);
 * cash.add(20260210, 100_00);
 * cash.endLine();
 * cash.done()
 */
export class GatheredCash {
  readonly #firstEvent: Int32Array;
  readonly #day: Int32Array;
  readonly #amount: Float64Array;
  #events = 0;
  #lines = 0;

  /**
   * @param count how many events there are at most
   */
  constructor(
    readonly invoices: InvoiceTable,
    readonly order: LinesByDeal,
    count: number,
  ) {
    this.#firstEvent = new Int32Array(order.line.length + 1);
    this.#day = new Int32Array(count);
    this.#amount = new Float64Array(count);
  }

  add(day: number, amount: number): void {
    this.#day[this.#events] = day;
    this.#amount[this.#events] = amount;
    this.#events += 1;
  }

  /** All of the next line in order was added. */
  endLine(): void {
    this.#lines += 1;
    this.#firstEvent[this.#lines] = this.#events;
  }

  done(): CashLines {
    const [firstEvent, day, amount] = [this.#firstEvent, this.#day, this.#amount];
    const { invoice, amount: billed, date, dueDate, keys } = this.invoices;
    const invoices = { ids: keys.packed, invoice, amount: billed, date, dueDate };
    return { invoices, ...this.order, firstEvent, day, amount };
  }
}

/** What is told of invoice lines, by their number: all that is kept of them. */
export interface WrittenInvoices extends Pick<InvoiceTable, 'invoice' | 'amount' | 'date' | 'dueDate'> {
  /** The ids of invoices, by the number of the invoice. */
  readonly ids: PackedTexts;
}

/** The invoice lines that belong to deals, in the order of these. */
export interface LinesByDeal {
  /** The places of a deal's lines go from `firstOf[number]` up to `firstOf[number + 1]`. */
  readonly firstOf: Int32Array;
  /** The number of the invoice line at a place: those of a deal in the order of invoice and line. */
  readonly line: Int32Array;
}

/**
 * Sorts invoice lines by deal; those of one deal stay in their order. What belongs to no deal is left out.
 *
 * @example
 * linesByDeal(invoices, deals.count).line[0] // the first line of the first deal
 */
export function linesByDeal({ deal, lines }: InvoiceTable, deals: number): LinesByDeal {
  const firstOf = new Int32Array(deals + 1);
  for (let line = 0; line < lines; line += 1) {
    const number = deal[line] ?? -1;
    if (number >= 0) firstOf[number + 1] = (firstOf[number + 1] ?? 0) + 1;
  }
  for (let number = 1; number < firstOf.length; number += 1) {
    firstOf[number] = (firstOf[number] ?? 0) + (firstOf[number - 1] ?? 0);
  }
  const order = new Int32Array(firstOf[deals] ?? 0);
  const next = firstOf.slice();
  for (let line = 0; line < lines; line += 1) {
    const number = deal[line] ?? -1;
    if (number < 0) continue;
    const place = next[number] ?? 0;
    next[number] = place + 1;
    order[place] = line;
  }
  return { firstOf, line: order };
}
