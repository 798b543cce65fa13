import type { CivilDate } from '../../calendar/civil-date.js';
import { divideRounded } from '../../money/rounding.js';
import type { Company } from '../../records/company.js';
import type { Amendment, Deal } from '../../records/record-kinds.js';
import type { AmountKind } from '../measure.js';
import { changesOf } from './booked-events.js';
import type { BaseEvent } from './deal-event.js';
import { type DealFigures, figureOf } from './deal-figures.js';

/**
 * Turns events of revenue or cash into what a measure counts of them. The amount itself counts as it is;
 * the first year's value counts until it is reached; any other figure of the deal counts in proportion to
 * the part of the deal that came in, cumulatively, so that a whole deal comes to the whole figure and never
 * to more. Deal and figure are those amended by the date of the event; a cancellation changes neither, as
 * what came in before it stays counted until it is given back.
 *
 * @param events in the order of their dates
 * @param figures as the deal was signed
 *
 * @example
 * // 1,000.00 that were reduced to 500.00 and collected in full are one deal
 * proportional(events, { kind: 'count' }, figures, deal, amendments, company) // amounts: [1_000_000n]
 */
export function proportional(
  events: readonly BaseEvent[],
  amount: AmountKind,
  figures: DealFigures,
  deal: Deal,
  amendments: readonly Amendment[],
  company: Company,
): readonly BaseEvent[] {
  if (amount.kind === 'amount' || amount.kind === 'tcv') return events;
  const changing = amendments.filter(({ kind }) => kind === 'amendment');
  const valueOn = amendedFigure(figures.tcv, changing, { kind: 'tcv' }, figures);
  const wholeOn = amendedFigure(figureOf(amount, figures, deal, company), changing, amount, figures);
  const isCredit = figures.tcv < 0n;
  const counted = (sum: bigint, date: CivilDate): bigint => {
    const whole = wholeOn(date);
    if (amount.kind === 'firstYear') return upTo(sum, whole, isCredit);
    const value = valueOn(date);
    // Of what was reduced to nothing, or beyond, no part came in.
    if (value === 0n || value < 0n !== isCredit) return 0n;
    return divideRounded(upTo(sum, value, isCredit) * whole, value, 'half-even');
  };
  let sum = 0n;
  let before = 0n;
  return events.map((event) => {
    sum += event.amount;
    const after = counted(sum, event.date);
    const change = after - before;
    before = after;
    return { ...event, amount: change };
  });
}

/**
 * A figure of a deal by date, with the amendments on that date and before it.
 *
 * @param amendments of kind `amendment`, in order
 * @example
 * amendedFigure(figures.mrr, amendments, { kind: 'mrr' }, figures)('2026-04-01') // 15_000n
 */
export function amendedFigure(
  signed: bigint,
  amendments: readonly Amendment[],
  amount: AmountKind,
  figures: DealFigures,
): (date: CivilDate) => bigint {
  const changes = changesOf(amendments, amount, figures);
  return (date) =>
    amendments.reduce(
      (figure, amendment, place) => (amendment.date <= date ? figure + (changes[place] ?? 0n) : figure),
      signed,
    );
}

/** As much of a sum as does not go beyond a limit: upwards, or downwards for a deal of a negative value. */
function upTo(sum: bigint, limit: bigint, isCredit: boolean): bigint {
  return sum < limit === isCredit ? limit : sum;
}
