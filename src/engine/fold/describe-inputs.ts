import type { Segment } from '../credits/segment.js';
import type { CashLines } from './cash-lines.js';
import type { CreditColumns } from './credit-payee.js';
import type { GateReading } from './fold-gates.js';
import type { FoldComponent } from './fold-plan.js';
import type { FoldedMeasure } from './folded-measure.js';
import type { InputText } from './input-text.js';
import type { MeasureEntries } from './measure-entries.js';
import type { FrameQuota } from './window-frames.js';

const BOOKING = Buffer.from('|booking');
const BAR = Buffer.from('|');
const LINE_FEED = Buffer.from('\n');
const DASH = Buffer.from('-');
const CASH = Buffer.from('cash|');

/**
 * Writes the line that begins what a segment is made from.
 *
 * @example
 * addSegment(text, segment); // ae/2026-01-01|2026-01-01|9999-12-31|5f0c…
 */
export function addSegment(text: InputText, { assignment, from, to, plan }: Segment): void {
  text.add(`${assignment}|${from}|${to}|${plan.hash}\n`);
}

/**
 * Writes the lines of a measure: its windows with their quotas, and each credit in order.
 *
 * @example
 * addCredits(text, columns, folded, entries); // D-1|booking|2026-02-10|10000|60000000
 */
export function addCredits(
  text: InputText,
  columns: CreditColumns,
  { measure, windows, quotas, isOpen }: FoldedMeasure,
  entries: MeasureEntries,
): void {
  text.add(`${measure.id}\n`);
  for (const [place, { window }] of windows.entries()) {
    if (isOpen[place] === true) text.add(quotaLine(window.from, quotas[place] ?? null));
  }
  const { ids, names } = entries;
  const events = measure.basis === 'booked' ? null : columns[measure.basis];
  ids.gather(columns.deals.keys.packed, entries.deal.subarray(0, entries.count));
  if (events !== null) names.gather(events, entries.event.subarray(0, entries.count));
  for (let place = 0; place < entries.count; place += 1) {
    text.addBytes(ids.bytes, ids.starts[place] ?? 0, ids.starts[place + 1] ?? 0);
    if (events === null) text.addBytes(BOOKING, 0, BOOKING.length);
    else {
      text.addBytes(BAR, 0, 1);
      text.addBytes(names.bytes, names.starts[place] ?? 0, names.starts[place + 1] ?? 0);
    }
    text.addBytes(BAR, 0, 1);
    text.addDay(entries.day[place] ?? 0);
    text.addBytes(BAR, 0, 1);
    text.addNumber(entries.amount[place] ?? 0);
    text.addBytes(BAR, 0, 1);
    text.addNumber(entries.share[place] ?? 0);
    text.addBytes(LINE_FEED, 0, 1);
  }
}

/**
 * Writes how far the teams had come that the gates of a component go by, on each day on which they are read.
 *
 * @example
 * addTeamReadings(text, component, readings); // modified by|override
 */
export function addTeamReadings(
  text: InputText,
  { component, gates }: FoldComponent,
  readings: readonly GateReading[],
): void {
  if (readings.length === 0 || gates.every(({ measure }) => measure !== null)) return;
  text.add(`modified by|${component.id}\n`);
  for (const { day, ofTeams } of readings) {
    text.addDay(day);
    for (const each of ofTeams) text.add(each === null ? '|-' : `|${each.numerator}/${each.denominator}`);
    text.addBytes(LINE_FEED, 0, 1);
  }
}

/**
 * Writes what the releases of a component are decided by: the deals that are credited in its measure, and, for each
 * share that waits for cash, their invoice lines and what came in on these.
 *
 * @example
 * addReleaseInputs(text, columns, component, entries); // release|new-business
 */
export function addReleaseInputs(
  text: InputText,
  columns: CreditColumns,
  { component, release }: FoldComponent,
  entries: MeasureEntries,
): void {
  const { deals, cash } = columns;
  const { bytes: ids, starts } = deals.keys.packed;
  text.add(`release|${component.id}\n`);
  for (const deal of entries.deal.slice(0, entries.count).sort().filter(isNew)) {
    text.addBytes(ids, starts[deal] ?? 0, starts[deal + 1] ?? 0);
    text.addBytes(BAR, 0, 1);
    text.addDay(deals.closeDay[deal] ?? 0);
    text.add(`|${deals.currencyOf(deal) || '-'}|`);
    text.addNumber(deals.values?.tcv[deal] ?? 0);
    text.addBytes(BAR, 0, 1);
    text.addNumber(deals.values?.firstYear[deal] ?? 0);
    text.addBytes(LINE_FEED, 0, 1);
    for (const { on } of release?.shares ?? []) {
      if (on === 'collected' && cash !== null) addCash(text, cash, deal);
    }
  }
}

function addCash(text: InputText, cash: CashLines, deal: number): void {
  const { invoices, firstOf, firstEvent, line, day, amount } = cash;
  const { bytes, starts } = invoices.ids;
  for (let place = firstOf[deal] ?? 0; place < (firstOf[deal + 1] ?? 0); place += 1) {
    const number = line[place] ?? 0;
    const invoice = invoices.invoice[number] ?? 0;
    text.addBytes(bytes, starts[invoice] ?? 0, starts[invoice + 1] ?? 0);
    text.addBytes(BAR, 0, 1);
    text.addDay(invoices.date[number] ?? 0);
    text.addBytes(BAR, 0, 1);
    const dueDate = invoices.dueDate[number] ?? 0;
    if (dueDate === 0) text.addBytes(DASH, 0, 1);
    else text.addDay(dueDate);
    text.addBytes(BAR, 0, 1);
    text.addNumber(invoices.amount[number] ?? 0);
    text.addBytes(LINE_FEED, 0, 1);
    for (let event = firstEvent[place] ?? 0; event < (firstEvent[place + 1] ?? 0); event += 1) {
      text.addBytes(CASH, 0, CASH.length);
      text.addDay(day[event] ?? 0);
      text.addBytes(BAR, 0, 1);
      text.addNumber(amount[event] ?? 0);
      text.addBytes(LINE_FEED, 0, 1);
    }
  }
}

function isNew(deal: number, place: number, deals: Int32Array): boolean {
  return place === 0 || deals[place - 1] !== deal;
}

function quotaLine(from: string, quota: FrameQuota | null): string {
  if (quota === null) return `${from}|-\n`;
  const { amount, full } = quota;
  return full === null ? `${from}|${amount}\n` : `${from}|${amount}|${full.numerator}/${full.denominator}\n`;
}
