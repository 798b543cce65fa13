import type { CivilDate } from '../../calendar/civil-date.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import type { Amendment, Deal } from '../../records/record-kinds.js';
import { type LateTerms, lateInvoices } from './late-invoices.js';

/**
 * Whether anything about a deal could make a payment on it an exception, whoever was paid: cash went back, an invoice
 * is open too long, or the deal was cancelled. Of all other deals nobody need know what was paid on them.
 *
 * @example
 * mayBeOdd(deal, { streams, through: '2026-04-01', days: 90 }) // false
 */
export function mayBeOdd(deal: Deal, terms: LateTerms): boolean {
  const { streams, through } = terms;
  const hasGoneBack = streams.cash(deal).some(({ cash }) => cash.some(({ amount }) => amount < 0n));
  return (
    hasGoneBack || lateInvoices(deal, terms).length > 0 || cancellationOf(deal, streams, through) !== null
  );
}

/**
 * The amendment that cancels a deal, where it is the last before a day.
 *
 * @example
 * cancellationOf(deal, streams, '2026-04-01')?.date // '2026-03-20'
 */
export function cancellationOf(
  { id }: Pick<Deal, 'id'>,
  { index }: DealStreams,
  through: CivilDate,
): Amendment | null {
  const last = (index.amendmentsByDeal.get(id) ?? []).filter(({ date }) => date < through).at(-1);
  return last?.kind === 'cancellation' ? last : null;
}
