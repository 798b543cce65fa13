import { addDays, addMonths, type CivilDate, daysBetween, earlier } from '../../calendar/civil-date.js';
import { monthsOf } from '../../calendar/proration.js';
import { scaledInteger } from '../../money/scaled-integer.js';
import { telescope } from '../../money/share-out.js';
import type { Company } from '../../records/company.js';
import { SHARE_PLACES } from '../../records/field.js';
import type {
  Amendment,
  Deal,
  Milestone,
  RevenueEntry,
  RevenueSchedule,
} from '../../records/record-kinds.js';
import { changesOf, isWon } from './booked-events.js';
import type { BaseEvent } from './deal-event.js';
import { dealFigures } from './deal-figures.js';

/** What is known of a deal's revenue: entries as given, milestones, or a schedule to generate them from. */
export interface RevenueSources {
  readonly entries: readonly RevenueEntry[];
  readonly milestones: readonly Milestone[];
  readonly schedules: readonly RevenueSchedule[];
  readonly amendments: readonly Amendment[];
}

/**
 * What a deal says on the recognized basis, each entry on its date. Given entries stand as they are; else
 * milestones recognize their shares of the deal's value; else the schedule is generated, an entry at the end
 * of each month of service. Amendments change what is still to come; nothing comes after a cancellation, and
 * what is recognized by days is recognized up to the day before it.
 *
 * @param through the first day that is not known yet: an open-ended schedule stops there
 */
export function recognizedEvents(
  deal: Deal,
  sources: RevenueSources,
  company: Company,
  through: CivilDate,
): readonly BaseEvent[] {
  if (!isWon(deal, company)) return [];
  if (sources.entries.length > 0) {
    return sources.entries.map(({ id, date, amount }) => ({
      key: `recognized:${deal.id}:${id}`,
      date,
      amount,
      names: [],
    }));
  }
  const cancelled = cancelledOn(sources.amendments);
  const generated =
    sources.milestones.length > 0
      ? milestoneEntries(deal, sources, company)
      : sources.schedules.flatMap((schedule) => scheduled(deal, schedule, sources, company, through));
  return generated
    .filter(({ date, amount }) => amount !== 0n && (cancelled === undefined || date < cancelled))
    .map(({ date, name, amount }) => ({ key: `recognized:${deal.id}:${name}`, date, amount, names: [] }));
}

function cancelledOn(amendments: readonly Amendment[]): CivilDate | undefined {
  return amendments.find(({ kind }) => kind === 'cancellation')?.date;
}

interface Entry {
  readonly name: string;
  readonly date: CivilDate;
  readonly amount: bigint;
}

function milestoneEntries(deal: Deal, sources: RevenueSources, company: Company): readonly Entry[] {
  const { milestones } = sources;
  const weights = milestones.map(({ share }) => scaledInteger(share, SHARE_PLACES));
  const dated = milestones.map(({ id, date }) => ({ name: id, date }));
  return spreadOver(
    dated,
    weights,
    10n ** BigInt(SHARE_PLACES),
    dealFigures(deal, company).tcv,
    sources.amendments,
  );
}

function scheduled(
  deal: Deal,
  schedule: RevenueSchedule,
  sources: RevenueSources,
  company: Company,
  through: CivilDate,
): readonly Entry[] {
  const cancelled = cancelledOn(sources.amendments);
  if (schedule.method === 'monthly') return monthly(deal, schedule, sources, company, cancelled ?? through);
  const to = schedule.to ?? addMonths(schedule.from, deal.termMonths ?? 1);
  const total = schedule.amount ?? dealFigures(deal, company).tcv;
  const ends =
    schedule.method === 'months'
      ? serviceMonths(schedule.from, to).map((month) => earlier(month.to, to))
      : monthEnds(schedule.from, to, cancelled);
  const weights = ends.map((end, index) => {
    if (schedule.method === 'months') return 1n;
    return BigInt(daysBetween(index === 0 ? schedule.from : (ends[index - 1] ?? schedule.from), end));
  });
  const dated = ends.map((end) => ({ name: addDays(end, -1), date: addDays(end, -1) }));
  return spreadOver(
    dated,
    weights,
    weights.reduce((sum, each) => sum + each, 0n),
    total,
    sources.amendments,
  );
}

/**
 * Spreads an amount over dated entries, and each amendment over the entries that are still to come; where
 * nothing is to come any more it is an entry of its own. Amounts are cut down at each step, so that the last
 * entry takes what rounding left.
 */
function spreadOver(
  dated: readonly { readonly name: string; readonly date: CivilDate }[],
  weights: readonly bigint[],
  denominator: bigint,
  total: bigint,
  amendments: readonly Amendment[],
): readonly Entry[] {
  const amounts = telescope(total, weights, denominator, 'down');
  const late: Entry[] = [];
  for (const { id, amount, date, kind } of amendments) {
    if (kind === 'cancellation' || amount === null) continue;
    const first = dated.findIndex((entry) => entry.date >= date);
    if (first === -1) {
      late.push({ name: `amendment:${id}`, date, amount });
      continue;
    }
    const rest = weights.slice(first);
    const parts = telescope(
      amount,
      rest,
      rest.reduce((sum, each) => sum + each, 0n),
      'down',
    );
    parts.forEach((part, index) => {
      amounts[first + index] = (amounts[first + index] ?? 0n) + part;
    });
  }
  return [...dated.map((entry, index) => ({ ...entry, amount: amounts[index] ?? 0n })), ...late];
}

/** The days after each calendar month of a range; the month of a cancellation is cut in two by it. */
function monthEnds(from: CivilDate, to: CivilDate, cancelled: CivilDate | undefined): readonly CivilDate[] {
  const ends = monthsOf({ from, to }).map((month) => earlier(month.to, to));
  if (cancelled === undefined || cancelled <= from || cancelled >= to || ends.includes(cancelled))
    return ends;
  return [...ends, cancelled].sort();
}

/** Service months that start on the day of the month the service starts on. */
function serviceMonths(
  from: CivilDate,
  to: CivilDate,
): readonly { readonly from: CivilDate; readonly to: CivilDate }[] {
  const months: { from: CivilDate; to: CivilDate }[] = [];
  for (let count = 0; addMonths(from, count) < to; count += 1) {
    months.push({ from: addMonths(from, count), to: addMonths(from, count + 1) });
  }
  return months;
}

/** Each month of service in full, until it ends, is cancelled or is not known yet. */
function monthly(
  deal: Deal,
  schedule: RevenueSchedule,
  { amendments }: RevenueSources,
  company: Company,
  until: CivilDate,
): readonly Entry[] {
  const last = schedule.to !== null && schedule.to < until ? schedule.to : until;
  const figures = dealFigures(deal, company);
  const base = schedule.amount ?? figures.mrr;
  const changing = amendments.filter(({ kind }) => kind === 'amendment');
  const amounts = changesOf(changing, { kind: 'mrr' }, figures);
  const changes = changing.map(({ date }, place) => ({ date, amount: amounts[place] ?? 0n }));
  return serviceMonths(schedule.from, last).map((month) => {
    const date = addDays(schedule.to === null ? month.to : earlier(month.to, schedule.to), -1);
    const known = changes.filter((each) => each.date <= date);
    return { name: date, date, amount: known.reduce((sum, { amount }) => sum + amount, base) };
  });
}
