import { dayNumber } from '../../calendar/day-number.js';
import type { ByteKeys } from '../../records/columns/byte-keys.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { Segment } from '../credits/segment.js';
import type { Plan } from '../plan.js';
import type { CashLines } from './cash-lines.js';
import type { DealTable } from './deal-table.js';
import type { EventTable } from './event-table.js';
import { EventsAhead, type SplitRange } from './events-ahead.js';
import type { FoldMeasure } from './fold-plan.js';
import type { MeasureEntries } from './measure-entries.js';
import type { SplitsByPayee } from './split-table.js';
import type { TeamSplits } from './team-splits.js';

/** What everybody is credited from. */
export interface CreditColumns {
  /** The payees by the number that splits know them by. */
  readonly payees: ByteKeys;
  readonly deals: DealTable;
  readonly splits: SplitsByPayee;
  readonly collected: EventTable | null;
  readonly recognized: EventTable | null;
  /** What came in line by line, where a release waits for it. */
  readonly cash: CashLines | null;
  /** The first day that is not known yet. */
  readonly through: number;
}

/** One measure of a plan, ready to be asked about payee after payee. */
export interface Crediting {
  readonly columns: CreditColumns;
  /** By number of deal: 0 counts nothing, 1 counts, 2 is for the engine to tell. */
  readonly standing: Uint8Array;
  readonly amounts: Float64Array | null;
  readonly events: EventTable | null;
  /** By number of role: 1 where the measure credits it. */
  readonly roles: Uint8Array;
  readonly byCloseDate: boolean;
  readonly ahead: EventsAhead;
}

/**
 * Readies a measure of a plan: what deals count under it, and whose splits.
 *
 * @example
 * const crediting = creditingOf(plan, measure, columns);
 */
export function creditingOf(
  plan: Plan,
  { measure, figure, when }: FoldMeasure,
  columns: CreditColumns,
): Crediting {
  const { deals, splits } = columns;
  const { basis, credit, unit } = measure;
  return {
    columns,
    standing: deals.standing(when, basis !== 'collected', unit === 'money' ? plan.currency : null),
    amounts: figure === null ? null : deals.amountsOf(figure),
    events: basis === 'booked' ? null : columns[basis],
    roles: Uint8Array.from({ length: splits.roles.count }, (_, role) =>
      credit.roles.includes(splits.roles.text(role)) ? 1 : 0,
    ),
    byCloseDate: plan.governedBy === 'closeDate',
    ahead: new EventsAhead(),
  };
}

/**
 * Gathers what one measure of a segment credits a payee, in order.
 *
 * @param payee the payee's number
 * @param team whose splits a roll-up credits; `null` where the measure credits the payee's own
 * @returns whether the columns tell it; otherwise the payee is left to the engine
 *
 * @example
 * if (!creditPayee(7, null, segment, crediting, entries)) leave(payee);
 */
export function creditPayee(
  payee: number,
  team: TeamSplits | null,
  segment: Segment,
  crediting: Crediting,
  entries: MeasureEntries,
): boolean {
  const { amounts, events, ahead } = crediting;
  const range = { from: dayNumber(segment.from), to: dayNumber(segment.to) };
  entries.clear();
  if (!ahead.lookUp(splitsOf(payee, team, crediting), crediting.standing)) return false;
  if (amounts !== null) ahead.takeBookings(crediting.columns.deals, amounts);
  else if (events !== null) ahead.takeEvents(events);
  else return false;
  const { count, deal, event, day, amount, split, end } = ahead;
  for (let place = 0; place < count; place += 1) {
    const held = { team, first: split[place] ?? 0, next: end[place] ?? 0 };
    const [number, on, whole] = [deal[place] ?? 0, day[place] ?? 0, amount[place] ?? 0];
    if (!creditEvent(number, event[place] ?? 0, on, whole, held, crediting, range, entries)) return false;
  }
  entries.sort();
  return true;
}

function splitsOf(payee: number, team: TeamSplits | null, { columns: { splits } }: Crediting): SplitRange {
  if (team !== null) return { deals: team.deal, first: 0, end: team.count };
  const { deal: deals, starts } = splits;
  return { deals, first: starts[payee] ?? 0, end: starts[payee + 1] ?? 0 };
}

/** The splits of a deal that may be credited: from `first` up to `next`, of the payee's own or of a team's. */
interface HeldSplits {
  readonly team: TeamSplits | null;
  readonly first: number;
  readonly next: number;
}

/** @returns whether the columns tell what the event credits */
function creditEvent(
  deal: number,
  event: number,
  day: number,
  amount: number,
  splits: HeldSplits,
  crediting: Crediting,
  segment: { readonly from: number; readonly to: number },
  entries: MeasureEntries,
): boolean {
  const { columns, byCloseDate } = crediting;
  if (amount === 0 || day >= columns.through) return true;
  const governing = byCloseDate ? (columns.deals.closeDay[deal] ?? 0) : day;
  if (governing < segment.from || governing >= segment.to) return true;
  // Cash from before the plan counts on its first day, in an order that columns do not have.
  if (day < segment.from) return false;
  const held = shareOn(day, splits, crediting);
  if (held === 0) return true;
  if (!Number.isSafeInteger(held)) return false;
  entries.add(day, deal, event, amount, held);
  return true;
}

/** The share of a deal that is credited on a day; of a team's never more than the whole deal. */
function shareOn(day: number, { team, first, next }: HeldSplits, { columns, roles }: Crediting): number {
  const { role, share, from, to } = columns.splits;
  let held = 0;
  for (let place = first; place < next; place += 1) {
    const split = team === null ? place : (team.split[place] ?? 0);
    if (roles[role[split] ?? 0] !== 1) continue;
    if (from !== null && (day < (from[split] ?? 0) || (to !== null && day >= (to[split] ?? 0)))) continue;
    if (team !== null && !team.counts(place, day)) continue;
    held += share[split] ?? 0;
  }
  return team !== null && held > WHOLE ? WHOLE : held;
}

const WHOLE = 10 ** SHARE_PLACES;
