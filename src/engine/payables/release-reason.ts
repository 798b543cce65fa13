import type { CivilDate } from '../../calendar/civil-date.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { groupedAmount } from '../../money/readable-amount.js';

/** Why a share of a release has come as far as it has: by the figures that tell it, or in words. */
export type ReleaseReason = string | BookedReason | CollectedReason;

/** A share that waits for the close date of its deal, or did. */
interface BookedReason {
  readonly on: 'booked';
  readonly date: CivilDate;
  readonly isBooked: boolean;
  /** What is said after it. */
  readonly more: string;
}

/** A share that waits for cash, or did; amounts are in minor units of the deal's currency. */
export interface CollectedReason {
  readonly on: 'collected';
  readonly currency: string;
  readonly cash: bigint;
  /** What the cash is held against. */
  readonly whole: bigint;
  /** The invoices that are open, or that there is still to be one; `null` where nothing is. */
  readonly waitsFor: readonly OpenInvoicePart[] | 'invoice' | null;
  /** What is said after it. */
  readonly more: string;
}

/** What is open of what an invoice has for a deal. */
export interface OpenInvoicePart {
  readonly invoice: string;
  readonly left: bigint;
  readonly dueDate: CivilDate | null;
}

/**
 * A reason as people read it.
 *
 * @example
 * reasonText({ on: 'booked', date: '2026-02-10', isBooked: true, more: '' }) // 'booked on 2026-02-10'
 */
export function reasonText(reason: ReleaseReason): string {
  if (typeof reason === 'string') return reason;
  if (reason.on === 'booked') {
    return `${reason.isBooked ? 'booked on' : 'waits for the close date'} ${reason.date}${reason.more}`;
  }
  const { cash, whole, currency, more } = reason;
  const shown = (minor: bigint) => `${groupedAmount(formatMinorUnits(minor, currency))} ${currency}`;
  return `${shown(cash)} of ${shown(whole)} collected; ${waitsText(reason.waitsFor, shown)}${more}`;
}

/**
 * A reason with something said after it.
 *
 * @example
 * reasonText(withMore('due since 2026-02-10', '; in 3 instalments, 1 month apart'))
 */
export function withMore(reason: ReleaseReason, more: string): ReleaseReason {
  return typeof reason === 'string' ? reason + more : { ...reason, more: reason.more + more };
}

function waitsText(waitsFor: CollectedReason['waitsFor'], shown: (minor: bigint) => string): string {
  if (waitsFor === null) return 'all paid';
  if (waitsFor === 'invoice') return 'not invoiced in full';
  return waitsFor
    .map(({ invoice, left, dueDate }) => {
      const due = dueDate === null ? '' : `, due ${dueDate}`;
      return `${invoice} open with ${shown(left)}${due}`;
    })
    .join('; ');
}
