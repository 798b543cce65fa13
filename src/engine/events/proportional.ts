import { divideRounded } from '../../money/rounding.js';
import type { Company } from '../../records/company.js';
import type { Deal } from '../../records/record-kinds.js';
import type { AmountKind } from '../measure.js';
import type { BaseEvent } from './deal-event.js';
import { type DealFigures, figureOf } from './deal-figures.js';

/**
 * Turns events of revenue or cash into what a measure counts of them. The amount itself counts as it is;
 * the first year's value counts until it is reached; any other figure of the deal counts in proportion to
 * the part of the deal that came in, cumulatively, so that a whole deal comes to the whole figure.
 */
export function proportional(
  events: readonly BaseEvent[],
  amount: AmountKind,
  figures: DealFigures,
  deal: Deal,
  company: Company,
): readonly BaseEvent[] {
  if (amount.kind === 'amount' || amount.kind === 'tcv') return events;
  const whole = figureOf(amount, figures, deal, company);
  const counted = (sum: bigint): bigint => {
    if (amount.kind === 'firstYear') return sum < whole ? sum : whole;
    return figures.tcv === 0n ? 0n : divideRounded(sum * whole, figures.tcv, 'half-even');
  };
  let sum = 0n;
  return events.map((event) => {
    const before = counted(sum);
    sum += event.amount;
    return { ...event, amount: counted(sum) - before };
  });
}
