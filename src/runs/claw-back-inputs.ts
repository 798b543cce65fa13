import type { Calculation } from '../engine/calculate.js';
import type { ComponentBook } from '../engine/earnings/component-book.js';
import { changesOf } from '../engine/events/booked-events.js';
import type { ClawbackTerm } from '../engine/modifiers/clawback.js';
import { compareText } from '../engine/record-index.js';
import type { WriteLine } from './hashed-lines.js';

/**
 * Writes what the clawback of a component is decided by: `clawback|component id`, and for each deal that is credited
 * in its measure, in the order of ids,
 *
 * - `deal|close date|start date|months of the term|total value|monthly value`, as it was signed,
 * - `amendment|id|date|kind|change of the total` for each amendment, in order,
 * - where a term looks at cash, for each invoice line `invoice|line|date|due date|amount`, with `cash|key|date|amount`
 *   for what came in or was given back and `less|date|amount` for what was credited.
 *
 * Amounts are minor units of the deal's currency.
 *
 * @example
 * writeClawbackInputs(component, calculation, (...fields) => lines.push(fields.join('|')));
 */
export function writeClawbackInputs(
  { component: { id, clawback }, measureBook }: ComponentBook,
  { crediting: { streams } }: Calculation,
  write: WriteLine,
): void {
  write('clawback', id);
  const deals = new Set(measureBook.windows.flatMap(({ credits }) => credits.map(({ deal }) => deal)));
  for (const dealId of [...deals].sort(compareText)) {
    const deal = streams.index.deals.get(dealId);
    if (deal === undefined) continue;
    const figures = streams.figures(deal);
    const months = deal.termMonths === null ? null : BigInt(deal.termMonths);
    write(deal.id, deal.closeDate, deal.startDate, months, figures.tcv, figures.mrr);
    const amendments = streams.index.amendmentsByDeal.get(deal.id) ?? [];
    const totals = changesOf(amendments, { kind: 'tcv' }, figures);
    for (const [place, { id: amendment, date, kind }] of amendments.entries())
      write('amendment', amendment, date, kind, totals[place] ?? null);
    if (!clawback.some(looksAtCash)) continue;
    for (const { line, events, credited } of streams.cash(deal)) {
      write(line.invoice, line.line, line.date, line.dueDate, line.amount);
      for (const { key, date, amount } of events) write('cash', key, date, amount);
      for (const { date, amount } of credited) write('less', date, amount);
    }
  }
}

function looksAtCash({ on, recovers }: ClawbackTerm): boolean {
  return on === 'unpaid' || (recovers.kind === 'proRata' && recovers.by === 'monthsPaid');
}
