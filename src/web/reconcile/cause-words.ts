import type { Cause } from '../../ledger/reconcile/traced-part.js';

const WORDS: Readonly<Record<Cause, string>> = {
  receipt: 'Cash received',
  creditNote: 'Credit note',
  booking: 'Booking',
  revenue: 'Revenue recognized',
  condition: 'A condition is met',
  time: 'A wait is over',
  nothingOpen: 'Nothing is left to collect',
  window: 'The whole window',
  clawback: 'Taken back without cash',
  unexplained: 'Unexplained',
};

/**
 * What made something payable, in words.
 *
 * @example
 * causeWords('nothingOpen') // 'Nothing is left to collect'
 */
export function causeWords(cause: Cause): string {
  return WORDS[cause];
}
