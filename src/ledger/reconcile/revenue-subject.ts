import type { CivilDate } from '../../calendar/civil-date.js';
import { LAST_DATE } from '../../calendar/civil-date.js';
import { bookedEvents, changesOf, isWon } from '../../engine/events/booked-events.js';
import type { BaseEvent } from '../../engine/events/deal-event.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import { type RevenueSources, recognizedEvents } from '../../engine/events/revenue.js';
import type { Amendment, Deal } from '../../records/record-kinds.js';
import type { BridgeSubject } from './bridge.js';
import { sumBefore } from './dated-sum.js';

/**
 * What was booked of a deal, by its bookings and amendments; what was recognized, by its revenue; and what is
 * deferred: what its schedule or its milestones still have to recognize. Where the future is not written down,
 * as with usage or a subscription without an end, deferred is the deal's value as it stands less what was
 * recognized; so is it for a deal that was cancelled, where it shows what had been recognized before as negative.
 *
 * @example
 * revenueSubject(deal, streams).before('2026-04-01') // { booked: 12_000n, recognized: 3_000n, deferred: 9_000n }
 */
export function revenueSubject(deal: Deal, streams: DealStreams): BridgeSubject {
  const { index, company } = streams;
  const amendments = index.amendmentsByDeal.get(deal.id) ?? [];
  const booked = bookedEvents(deal, amendments, { kind: 'tcv' }, company);
  const recognized = streams.base(deal, 'recognized');
  const scheduled = scheduledAs(deal, streams);
  return {
    bridge: 'revenue',
    currency: deal.currency ?? company.homeCurrency,
    deal: deal.id,
    name: `deal ${deal.id}`,
    before: (day) => {
      const done = sumBefore(recognized, day);
      const deferred = deferredOf(deal, amendments, streams, scheduled, done, day);
      return { booked: sumBefore(booked, day), recognized: done, deferred };
    },
  };
}

type Scheduled = (amendments: readonly Amendment[]) => readonly BaseEvent[];

function deferredOf(
  deal: Deal,
  amendments: readonly Amendment[],
  streams: DealStreams,
  scheduled: Scheduled | null,
  done: bigint,
  day: CivilDate,
): bigint {
  if (!isWon(deal, streams.company) || deal.closeDate >= day) return -done;
  const known = amendments.filter(({ date }) => date < day);
  const isCancelled = known.some(({ kind }) => kind === 'cancellation');
  if (scheduled === null || isCancelled) return valueWith(deal, known, streams) - done;
  return scheduled(known).reduce((sum, { date, amount }) => (date < day ? sum : sum + amount), 0n);
}

/** The value of a deal with amendments. */
function valueWith(deal: Deal, known: readonly Amendment[], streams: DealStreams): bigint {
  const figures = streams.figures(deal);
  const changes = changesOf(known, { kind: 'tcv' }, figures);
  return known.reduce(
    (value, { kind }, place) => (kind === 'cancellation' ? 0n : value + (changes[place] ?? 0n)),
    figures.tcv,
  );
}

/** All revenue of a deal with some of its amendments; `null` where not all of it is written down beforehand. */
function scheduledAs(deal: Deal, streams: DealStreams): Scheduled | null {
  const { index, company } = streams;
  const entries = index.revenueEntriesByDeal.get(deal.id) ?? [];
  const milestones = index.milestonesByDeal.get(deal.id) ?? [];
  const schedules = index.schedulesByDeal.get(deal.id) ?? [];
  const isOpen = milestones.length === 0 && schedules.every(({ method }) => method === 'monthly');
  if (entries.length > 0 || isOpen) return null;
  const all = index.amendmentsByDeal.get(deal.id) ?? [];
  // With all amendments it is what was recognized already, unless a cancellation ended it.
  const isCancelled = all.some(({ kind }) => kind === 'cancellation');
  const made = new Map(isCancelled ? [] : [[all.length, streams.base(deal, 'recognized')]]);
  return (amendments) => {
    const known = made.get(amendments.length);
    if (known !== undefined) return known;
    const sources: RevenueSources = { entries, milestones, schedules, amendments };
    const events = recognizedEvents(deal, sources, company, LAST_DATE);
    made.set(amendments.length, events);
    return events;
  };
}
