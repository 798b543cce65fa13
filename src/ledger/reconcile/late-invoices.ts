import { addDays, type CivilDate, daysBetween } from '../../calendar/civil-date.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import type { Deal } from '../../records/record-kinds.js';
import { openOn } from './invoice-subjects.js';

/** A line of an invoice that is open too long. */
export interface LateInvoice {
  readonly invoice: string;
  /** For so many days it is due, or was written where it says no due date. */
  readonly since: number;
  /** Net of tax, in minor units of the deal's currency. */
  readonly open: bigint;
}

/** What tells whether an invoice is open too long. */
export interface LateTerms {
  readonly streams: DealStreams;
  /** The first day that is not known. */
  readonly through: CivilDate;
  /** After so many days an invoice that is due is open too long. */
  readonly days: number;
}

/**
 * The lines of a deal's invoices that are open too long.
 *
 * @example
 * lateInvoices(deal, { streams, through: '2026-04-01', days: 90 }) // [{ invoice: 'INV-1', since: 104, open: 6_000n }]
 */
export function lateInvoices(deal: Deal, { streams, through, days }: LateTerms): readonly LateInvoice[] {
  const last = addDays(through, -1);
  return streams.cash(deal).flatMap((each) => {
    const { line } = each;
    const since = daysBetween(line.dueDate ?? line.date, last);
    if (line.date >= through || since <= days) return [];
    const open = openOn(each, through);
    return open > 0n ? [{ invoice: line.invoice, since, open }] : [];
  });
}
