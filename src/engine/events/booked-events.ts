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
  for (const amendment of amendments) {
    const change = amendment.kind === 'cancellation' ? -total : changeOf(amendment, amount, figures);
    if (change === 0n) continue;
    total += change;
    events.push({
      key: `booked:${deal.id}:amendment:${amendment.id}`,
      // What is changed before the deal is won is won with it.
      date: later(amendment.date, deal.closeDate),
      amount: change,
      names: [],
    });
  }
  return events;
}

/** The change of the figure that a measure counts; what an amendment does not give goes with its amount. */
export function changeOf(amendment: Amendment, amount: AmountKind, figures: DealFigures): bigint {
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
      return figures.tcv === 0n ? 0n : divideRounded(given * figures[amount.kind], figures.tcv, 'half-even');
    }
  }
}
