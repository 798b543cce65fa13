import { divideRounded } from '../../money/rounding.js';
import type { ByteKeys } from '../../records/columns/byte-keys.js';
import type { AppliedCash } from './applied-cash.js';
import { type CashLines, GatheredCash, linesByDeal } from './cash-lines.js';
import { EventCollector, type EventTable, type OrderedEvents } from './event-table.js';
import type { InvoiceTable } from './invoice-table.js';
import { MOST_EXACT } from './safe-number.js';

const COLON = Buffer.from(':');
const SLASH = Buffer.from('/');

/** What came in: as the events that measures credit, and line by line for releases. */
export interface SettledCash {
  readonly collected: EventTable | null;
  readonly lines: CashLines | null;
}

/** Which deals' cash is asked for, by number: 1 where it is; `null` where that of none is. */
export interface CashAsked {
  readonly credited: Uint8Array | null;
  readonly released: Uint8Array | null;
}

/**
 * What was collected on each deal: what was applied to each line, net of tax, and nothing beyond what the line is
 * for. A deal whose sums are not exact is beyond columns.
 *
 * @example
 * settleCash(applied, { credited, released: null }).collected?.amount[0] // 10_000
 */
export function settleCash(applied: AppliedCash, { credited, released }: CashAsked): SettledCash {
  const { invoices, deals } = applied;
  const byLine = applied.byLine();
  const order = linesByDeal(invoices, deals.keys.count);
  const collected = new EventCollector();
  if (credited !== null) collected.reserve(...sizeOf(byLine, invoices, credited));
  const lines = released === null ? null : new GatheredCash(invoices, order, byLine.count);
  for (const line of order.line) {
    const deal = invoices.deal[line] ?? 0;
    const named = credited?.[deal] === 1 ? collected : null;
    if (!settle(line, byLine, invoices, named, released?.[deal] === 1 ? lines : null)) deals.beyond[deal] = 1;
    lines?.endLine();
  }
  return {
    collected: credited === null ? null : collected.table(deals.keys.count),
    lines: lines === null ? null : lines.done(),
  };
}

/** How many events are credited, and what the names of all of them take at most: that of what was applied, and those of the invoice and its line. */
function sizeOf(
  { ofDeal: ofLine, order, starts }: OrderedEvents,
  { keys, names, invoice, name, lines, deal }: InvoiceTable,
  credited: Uint8Array,
): readonly [count: number, bytes: number] {
  let [count, bytes] = [0, 0];
  for (let line = 0; line < lines; line += 1) {
    if (credited[deal[line] ?? -1] !== 1) continue;
    const [first, end] = [ofLine[line] ?? 0, ofLine[line + 1] ?? 0];
    count += end - first;
    for (let place = first; place < end; place += 1) {
      const event = order[place] ?? 0;
      bytes += (starts[event + 1] ?? 0) - (starts[event] ?? 0);
    }
    bytes += (end - first) * (2 + lengthOf(keys, invoice[line] ?? 0) + lengthOf(names, name[line] ?? 0));
  }
  return [count, bytes];
}

function lengthOf({ packed: { starts } }: ByteKeys, number: number): number {
  return (starts[number + 1] ?? 0) - (starts[number] ?? 0);
}

/**
 * Takes the tax out cumulatively, as the engine does.
 *
 * @returns whether the sums are exact
 */
function settle(
  line: number,
  applied: OrderedEvents,
  invoices: InvoiceTable,
  collected: EventCollector | null,
  lines: GatheredCash | null,
): boolean {
  const deal = invoices.deal[line] ?? 0;
  const [first, end] = [applied.ofDeal[line] ?? 0, applied.ofDeal[line + 1] ?? 0];
  const [amount, tax] = [invoices.amount[line] ?? 0, invoices.tax[line] ?? 0];
  let gross = 0;
  let before = 0;
  for (let place = first; place < end; place += 1) {
    const event = applied.order[place] ?? 0;
    gross += applied.amount[event] ?? 0;
    if (gross > MOST_EXACT) return false;
    const net = tax === 0 ? gross : netOf(gross, amount, tax);
    const after = net > amount ? amount : net;
    if (after === before) continue;
    const day = applied.day[event] ?? 0;
    lines?.add(day, after - before);
    if (collected !== null) {
      collected.append(applied.bytes, applied.starts[event] ?? 0, applied.starts[event + 1] ?? 0);
      collected.append(COLON, 0, 1);
      appendText(collected, invoices.keys, invoices.invoice[line] ?? 0);
      collected.append(SLASH, 0, 1);
      appendText(collected, invoices.names, invoices.name[line] ?? 0);
      collected.add(deal, day, after - before);
    }
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
