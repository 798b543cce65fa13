import type { Segment } from '../credits/segment.js';
import type { CreditColumns } from './credit-payee.js';
import type { FoldedMeasure } from './folded-measure.js';
import type { InputText } from './input-text.js';
import type { MeasureEntries } from './measure-entries.js';
import type { FrameQuota } from './window-frames.js';

const BOOKING = Buffer.from('|booking');
const BAR = Buffer.from('|');
const LINE_FEED = Buffer.from('\n');

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
  const { bytes: ids, starts } = columns.deals.keys.packed;
  const events = measure.basis === 'booked' ? null : columns[measure.basis];
  for (let place = 0; place < entries.count; place += 1) {
    const deal = entries.deal[place] ?? 0;
    text.addBytes(ids, starts[deal] ?? 0, starts[deal + 1] ?? 0);
    const event = entries.event[place] ?? 0;
    if (events === null) text.addBytes(BOOKING, 0, BOOKING.length);
    else {
      text.addBytes(BAR, 0, 1);
      text.addBytes(events.bytes, events.starts[event] ?? 0, events.starts[event + 1] ?? 0);
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

function quotaLine(from: string, quota: FrameQuota | null): string {
  if (quota === null) return `${from}|-\n`;
  const { amount, full } = quota;
  return full === null ? `${from}|${amount}\n` : `${from}|${amount}|${full.numerator}/${full.denominator}\n`;
}
