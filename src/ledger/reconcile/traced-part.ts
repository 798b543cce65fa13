import type { CivilDate } from '../../calendar/civil-date.js';

/**
 * What made a cent payable.
 *
 * - `receipt`: cash of a receipt; below zero, cash that was given back
 * - `creditNote`: a credit note on an invoice that was paid already
 * - `booking`: that the deal was booked, whether or not the customer has paid
 * - `revenue`: that revenue of the deal was recognized
 * - `condition`: that a condition on the deal holds
 * - `time`: that a wait is over or a day has come
 * - `nothingOpen`: that nothing of the deal is left to be collected, although no cash came in
 * - `window`: the whole of a window, as a bonus or a re-rating of many deals
 * - `clawback`: what takes back on the collected basis without any cash moving, as an invoice that is not paid
 * - `unexplained`: nothing that could be found
 */
export const CAUSES = [
  'receipt',
  'creditNote',
  'booking',
  'revenue',
  'condition',
  'time',
  'nothingOpen',
  'window',
  'clawback',
  'unexplained',
] as const;

/** One of {@link CAUSES}. */
export type Cause = (typeof CAUSES)[number];

/** What made a part payable, with its documents where there are any. */
export interface PartCause {
  readonly cause: Cause;
  readonly receipt: string | null;
  readonly invoice: string | null;
}

/** A part of what became payable on a statement, by what made it so; all parts of a statement sum to it. */
export interface TracedPart extends PartCause {
  readonly payee: string;
  /** The id of the pay period. */
  readonly period: string;
  /** The first day after it. */
  readonly periodTo: CivilDate;
  readonly currency: string;
  /** The id of the line; `null` for a release, which may be of several lines. */
  readonly line: string | null;
  readonly assignment: string | null;
  readonly component: string | null;
  readonly deal: string | null;
  /** Minor units of the currency. */
  readonly amount: bigint;
}

/**
 * A cause without any document.
 *
 * @example
 * causedBy('booking') // { cause: 'booking', receipt: null, invoice: null }
 */
export function causedBy(cause: Cause): PartCause {
  return { cause, receipt: null, invoice: null };
}
