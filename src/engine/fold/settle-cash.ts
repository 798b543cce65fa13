import { divideRounded } from '../../money/rounding.js';
import type { ByteKeys } from '../../records/columns/byte-keys.js';
import type { PackedTexts } from '../../records/columns/packed-texts.js';
import type { AppliedCash } from './applied-cash.js';
import { type CashLines, GatheredCash, linesByDeal } from './cash-lines.js';
import { CashOfLines } from './cash-of-lines.js';
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
  if (credited !== null) collected.reserve(byLine.count, mostBytes(byLine, invoices));
  const lines = released === null ? null : new GatheredCash(invoices, order, byLine.count);
  const cash = new CashOfLines(byLine);
  for (let place = 0; place < order.line.length; ) {
    const end = cash.take(order.line, place);
    for (; place < end; place += 1) {
      const line = order.line[place] ?? 0;
      const deal = invoices.deal[line] ?? 0;
      const named = credited?.[deal] === 1 ? collected : null;
      const exact = settle(line, cash, invoices, named, released?.[deal] === 1 ? lines : null);
      if (!exact) deals.beyond[deal] = 1;
      lines?.endLine();
    }
  }
  return {
    collected: credited === null ? null : collected.table(deals.keys.count),
    lines: lines === null ? null : lines.done(),
  };
}

/**
 * What the names of all events take at most: that of what was applied, and those of the invoice and its line. What is not
 * filled takes no memory.
 */
function mostBytes({ count, bytes }: OrderedEvents, { keys, names }: InvoiceTable): number {
  return bytes.length + count * (2 + longest(keys) + longest(names));
}

function longest({ count, packed: { starts } }: ByteKeys): number {
  let most = 0;
  for (let number = 0; number < count; number += 1) {
    const length = (starts[number + 1] ?? 0) - (starts[number] ?? 0);
    if (length > most) most = length;
  }
  return most;
}

/**
 * Takes the tax out cumulatively, as the engine does.
 *
 * @param cash of lines, the next of which is this
 * @returns whether the sums are exact
 */
function settle(
  line: number,
  cash: CashOfLines,
  invoices: InvoiceTable,
  collected: EventCollector | null,
  lines: GatheredCash | null,
): boolean {
  const deal = invoices.deal[line] ?? 0;
  const [amount, tax] = [invoices.amount[line] ?? 0, invoices.tax[line] ?? 0];
  const { first, end } = cash.next(line);
  let gross = 0;
  let before = 0;
  for (let place = first; place < end; place += 1) {
    gross += cash.amount[place] ?? 0;
    if (gross > MOST_EXACT) return false;
    const net = tax === 0 ? gross : netOf(gross, amount, tax);
    const after = net > amount ? amount : net;
    if (after === before) continue;
    const day = cash.day[place] ?? 0;
    lines?.add(day, after - before);
    if (collected !== null) {
      appendText(collected, cash.names, place);
      collected.append(COLON, 0, 1);
      appendText(collected, invoices.keys.packed, invoices.invoice[line] ?? 0);
      collected.append(SLASH, 0, 1);
      appendText(collected, invoices.names.packed, invoices.name[line] ?? 0);
      collected.add(deal, day, after - before);
    }
    before = after;
  }
  return true;
}

function netOf(applied: number, amount: number, tax: number): number {
  return Number(divideRounded(BigInt(applied) * BigInt(amount), BigInt(amount) + BigInt(tax), 'half-even'));
}

function appendText(events: EventCollector, { bytes, starts }: PackedTexts, number: number): void {
  events.append(bytes, starts[number] ?? 0, starts[number + 1] ?? 0);
}
