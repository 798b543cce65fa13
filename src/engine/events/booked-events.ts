import { later } from '../../calendar/civil-date.js';
import { divideRounded } from '../../money/rounding.js';
import type { Company } from '../../records/company.js';
import type { Amendment, Deal } from '../../records/record-kinds.js';
import type { AmountKind } from '../measure.js';
import type { BaseEvent } from './deal-event.js';
import { type DealFigures, dealFigures, figureOf, scaledQuantity } from './deal-figures.js';

/** Whether a deal counts as won: it says no stage, or one that the company file calls won. */
export function isWon(deal: Deal, company: Company): boolean {
  return deal.stage === null || company.stages.some(({ id, won }) => won && id === deal.stage);
}

/**
 * What a won deal says on the booked basis: its amount on the close date, and each amendment on its own. A
 * cancellation takes back all that is left.
 */
export function bookedEvents(
  deal: Deal,
  amendments: readonly Amendment[],
  amount: AmountKind,
  company: Company,
): readonly BaseEvent[] {
  if (!isWon(deal, company)) return [];
  const figures = dealFigures(deal, company);
  let total = figureOf(amount, figures, deal, company);
  const events: BaseEvent[] = [
    { key: `booked:${deal.id}:booking`, date: deal.closeDate, amount: total, names: [] },
  ];
  const changes = changesOf(amendments, amount, figures);
  for (const [place, amendment] of amendments.entries()) {
    const change = amendment.kind === 'cancellation' ? -total : (changes[place] ?? 0n);
    if (change === 0n) continue;
    total += change;
    events.push({
      key: amendmentKey(amendment),
      // What is changed before the deal is won is won with it.
      date: later(amendment.date, deal.closeDate),
      amount: change,
      names: [],
    });
  }
  return events;
}

/**
 * The key of the event that an amendment is.
 *
 * @example
 * amendmentKey({ deal: 'D-1', id: 'A-2' }) // 'booked:D-1:amendment:A-2'
 */
export function amendmentKey({ deal, id }: Pick<Amendment, 'deal' | 'id'>): string {
  return `booked:${deal}:amendment:${id}`;
}

/**
 * The change that each amendment makes to the figure that a measure counts, in the order given. What goes pro
 * rata is rounded cumulatively, so that amendments of the whole amount change the whole figure. A cancellation
 * has no change of its own, and the changes after it are rounded anew.
 *
 * @example
 * // an annual value of 100.00 of a total of 300.00, which is reduced by 100.00 three times
 * changesOf(amendments, { kind: 'acv' }, figures) // [-3_333n, -3_334n, -3_333n]
 */
export function changesOf(
  amendments: readonly Amendment[],
  amount: AmountKind,
  figures: DealFigures,
): readonly bigint[] {
  let before = 0n;
  return amendments.map((amendment) => {
    if (amendment.kind === 'cancellation') {
      before = 0n;
      return 0n;
    }
    const change = changeOf(amendment, amount, figures, before);
    if (isProRata(amendment, amount)) before += amendment.amount ?? 0n;
    return change;
  });
}

/**
 * The change of the figure that a measure counts; what an amendment does not give goes with its amount.
 *
 * @param before the sum of the amounts that earlier amendments changed the figure pro rata to
 */
function changeOf(amendment: Amendment, amount: AmountKind, figures: DealFigures, before = 0n): bigint {
  const given = amendment.amount ?? 0n;
  switch (amount.kind) {
    case 'tcv':
    case 'amount':
      return given;
    case 'quantity':
      return amendment.quantity === null ? 0n : scaledQuantity(amendment.quantity);
    case 'count':
    case 'field':
      return 0n;
    default: {
      const stated = amendment[amount.kind];
      if (stated !== null) return stated;
      const whole = figures[amount.kind];
      return proRata(before + given, whole, figures.tcv) - proRata(before, whole, figures.tcv);
    }
  }
}

function isProRata(amendment: Amendment, { kind }: AmountKind): boolean {
  switch (kind) {
    case 'acv':
    case 'mrr':
    case 'firstYear':
    case 'margin':
      return amendment[kind] === null;
    default:
      return false;
  }
}

function proRata(part: bigint, whole: bigint, tcv: bigint): bigint {
  return tcv === 0n ? 0n : divideRounded(part * whole, tcv, 'half-even');
}
