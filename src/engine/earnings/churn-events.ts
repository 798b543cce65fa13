import { type CivilDate, later } from '../../calendar/civil-date.js';
import { addDuration, withinDuration } from '../../calendar/duration.js';
import { ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import { amendmentKey, changesOf } from '../events/booked-events.js';
import type { DealStreams } from '../events/deal-events.js';
import type { ClawbackTerm } from '../modifiers/clawback.js';

/** A cancellation or reduction of a deal, with the term that takes back by it. */
export interface ChurnEvent {
  readonly kind: 'churn';
  readonly key: string;
  readonly deal: Deal;
  readonly date: CivilDate;
  readonly on: 'cancelled' | 'downgraded';
  /** `null` when no term is in its time any more, or not yet: nothing is taken back. */
  readonly term: ClawbackTerm | null;
  /** The part of what is left of the deal's value that goes with it. */
  readonly fraction: Ratio;
}

/**
 * The cancellations and reductions of a deal of which the terms speak, in order of date. Of the terms that are in
 * their time the first counts.
 *
 * @example
 * churnEvents(deal, terms, streams)[0]?.term // { on: 'cancelled', within: { count: 180, unit: 'days' }, … }
 */
export function churnEvents(
  deal: Deal,
  terms: readonly ClawbackTerm[],
  streams: DealStreams,
): readonly ChurnEvent[] {
  const amendments = streams.index.amendmentsByDeal.get(deal.id) ?? [];
  const figures = streams.figures(deal);
  const changes = changesOf(amendments, { kind: 'tcv' }, figures);
  let value = figures.tcv;
  return amendments.flatMap((amendment, place) => {
    const change = changes[place] ?? 0n;
    const on = amendment.kind === 'cancellation' ? 'cancelled' : 'downgraded';
    const fraction = on === 'cancelled' ? ONE_RATIO : partLost(change, value);
    value = on === 'cancelled' ? 0n : value + change;
    const own = terms.filter((term) => term.on === on);
    if (own.length === 0) return [];
    const date = later(amendment.date, deal.closeDate);
    const term = own.find((each) => isInTime(each, deal, date)) ?? null;
    return [{ kind: 'churn', key: amendmentKey(amendment), deal, date, on, term, fraction } as const];
  });
}

/** The day from which the time of a term counts for a deal. */
export function startOfTime({ from }: Pick<ClawbackTerm, 'from'>, deal: Deal): CivilDate {
  return from === 'startDate' ? (deal.startDate ?? deal.closeDate) : deal.closeDate;
}

function isInTime(term: ClawbackTerm, deal: Deal, date: CivilDate): boolean {
  const start = startOfTime(term, deal);
  if (term.after !== null && date <= addDuration(start, term.after)) return false;
  if (term.recovers.kind === 'ladder')
    return term.recovers.rungs.some(({ within }) => withinDuration(start, within, date));
  return term.within === null || withinDuration(start, term.within, date);
}

function partLost(change: bigint, value: bigint): Ratio {
  if (change >= 0n || value <= 0n) return ZERO_RATIO;
  return -change >= value ? ONE_RATIO : ratio(-change, value);
}
