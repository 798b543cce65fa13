import type { CivilDate } from '../../calendar/civil-date.js';
import type { Deal } from '../../records/record-kinds.js';
import type { DealStreams } from '../events/deal-events.js';
import { knownBefore, sumOf } from './dated-amounts.js';
import type { CollectedReason, OpenInvoicePart } from './release-reason.js';

/** Open invoices that are named. */
const MOST_OPEN_INVOICES = 3;

/**
 * Which invoices of a deal are open on a day, or what else is missing of its cash.
 *
 * @param isShort whether cash is still to come
 * @example
 * openInvoices(deal, true, streams, '2026-04-01') // [{ invoice: 'INV-1', left: 50_00n, dueDate: null }]
 */
export function openInvoices(
  deal: Deal,
  isShort: boolean,
  streams: DealStreams,
  through: CivilDate,
): CollectedReason['waitsFor'] {
  const open = streams.cash(deal).flatMap(({ line, ...dated }): readonly OpenInvoicePart[] => {
    const done = [dated.events, dated.credited, dated.writtenOff].flatMap((each) =>
      knownBefore(each, through),
    );
    const left = line.amount - sumOf(done);
    if (line.date >= through || left <= 0n) return [];
    return [{ invoice: line.invoice, left, dueDate: line.dueDate }];
  });
  if (open.length > 0) return open.slice(0, MOST_OPEN_INVOICES);
  return isShort ? 'invoice' : null;
}
