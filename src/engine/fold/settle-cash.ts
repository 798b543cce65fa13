import { divideRounded } from '../../money/rounding.js';
import type { ByteKeys } from '../../records/columns/byte-keys.js';
import type { AppliedCash } from './applied-cash.js';
import { EventCollector, type EventTable } from './event-table.js';
import type { InvoiceTable } from './invoice-table.js';
import { MOST_EXACT } from './safe-number.js';

const COLON = Buffer.from(':');
const SLASH = Buffer.from('/');

/**
 * What was collected on each deal: what was applied to each line, net of tax, and nothing beyond what the line is
 * for. A deal whose sums are not exact is beyond columns.
 *
 * @example
 * settleCash(applied).amount[0] // 10_000
 */
export function settleCash(applied: AppliedCash): EventTable {
  const { invoices, deals } = applied;
  const byLine = applied.byLine();
  const collected = new EventCollector();
  collected.reserve(byLine.count, bytesOfNames(byLine, invoices));
  for (const line of linesByDeal(invoices, deals.keys.count)) {
    const [first, end] = [byLine.ofDeal[line] ?? 0, byLine.ofDeal[line + 1] ?? 0];
    if (first < end && !settle(line, first, end, byLine, invoices, collected)) {
      deals.beyond[invoices.deal[line] ?? 0] = 1;
    }
  }
  return collected.table(deals.keys.count);
}

/** What the names of all events take at most: that of what was applied, and those of the invoice and its line. */
function bytesOfNames(
  { ofDeal: ofLine, bytes }: EventTable,
  { keys, names, invoice, name, lines }: InvoiceTable,
): number {
  let all = bytes.length;
  for (let line = 0; line < lines; line += 1) {
    const events = (ofLine[line + 1] ?? 0) - (ofLine[line] ?? 0);
    all += events * (2 + lengthOf(keys, invoice[line] ?? 0) + lengthOf(names, name[line] ?? 0));
  }
  return all;
}

function lengthOf({ packed: { starts } }: ByteKeys, number: number): number {
  return (starts[number + 1] ?? 0) - (starts[number] ?? 0);
}

/** Lines in the order of their deals, so that what is collected comes in order, and is not moved again. */
function linesByDeal({ deal, lines }: InvoiceTable, deals: number): Int32Array {
  const next = new Int32Array(deals + 2);
  // What belongs to no deal comes first.
  for (let line = 0; line < lines; line += 1) {
    const place = (deal[line] ?? -1) + 2;
    next[place] = (next[place] ?? 0) + 1;
  }
  for (let place = 1; place < next.length; place += 1) {
    next[place] = (next[place] ?? 0) + (next[place - 1] ?? 0);
  }
  const order = new Int32Array(lines);
  for (let line = 0; line < lines; line += 1) {
    const place = (deal[line] ?? -1) + 1;
    order[next[place] ?? 0] = line;
    next[place] = (next[place] ?? 0) + 1;
  }
  return order;
}

/**
 * Takes the tax out cumulatively, as the engine does.
 *
 * @returns whether the sums are exact
 */
function settle(
  line: number,
  first: number,
  end: number,
  applied: EventTable,
  invoices: InvoiceTable,
  collected: EventCollector,
): boolean {
  const deal = invoices.deal[line] ?? 0;
  const [amount, tax] = [invoices.amount[line] ?? 0, invoices.tax[line] ?? 0];
  let gross = 0;
  let before = 0;
  for (let event = first; event < end; event += 1) {
    gross += applied.amount[event] ?? 0;
    if (gross > MOST_EXACT) return false;
    const net = tax === 0 ? gross : netOf(gross, amount, tax);
    const after = net > amount ? amount : net;
    if (after === before) continue;
    collected.append(applied.bytes, applied.starts[event] ?? 0, applied.starts[event + 1] ?? 0);
    collected.append(COLON, 0, 1);
    appendText(collected, invoices.keys, invoices.invoice[line] ?? 0);
    collected.append(SLASH, 0, 1);
    appendText(collected, invoices.names, invoices.name[line] ?? 0);
    collected.add(deal, applied.day[event] ?? 0, after - before);
    before = after;
  }
  return true;
}

function netOf(applied: number, amount: number, tax: number): number {
  return Number(divideRounded(BigInt(applied) * BigInt(amount), BigInt(amount) + BigInt(tax), 'half-even'));
}

function appendText(events: EventCollector, keys: ByteKeys, number: number): void {
  const { bytes, starts } = keys.packed;
  events.append(bytes, starts[number] ?? 0, starts[number + 1] ?? 0);
}
