import type { Calculation } from '../engine/calculate.js';
import type { ComponentBook } from '../engine/earnings/component-book.js';
import { changesOf } from '../engine/events/booked-events.js';
import type { DealStreams } from '../engine/events/deal-events.js';
import type { ReleaseTrigger } from '../engine/modifiers/release-trigger.js';
import type { Plan } from '../engine/plan.js';
import { compareText } from '../engine/record-index.js';
import type { Deal } from '../records/record-kinds.js';
import type { WriteLine } from './hashed-lines.js';

/**
 * Writes what the releases of a component are decided by: `release|component id`, and for each deal that is
 * credited in its measure, in the order of ids,
 *
 * - `deal|close date|currency|total value|first year's value`, as it was signed,
 * - `amendment|date|kind|change of the total|change of the first year` for each amendment, in order,
 * - where a share waits for revenue: `revenue|date|amount` for each entry before the first unknown day,
 * - where one waits for cash, for each invoice line `invoice|date|due date|amount`, with `cash|date|amount` for
 *   what came in or was given back and `less|date|amount` for what was credited, then for what was written off,
 * - where one waits for a date of the deal: the name of the fact, and the date, or nothing,
 * - where one waits for a condition: `holds|true` or `holds|false`.
 *
 * Amounts are minor units of the deal's currency.
 *
 * @example
 * writeReleaseInputs(component, calculation, (...fields) => lines.push(fields.join('|')));
 */
export function writeReleaseInputs(
  component: ComponentBook,
  calculation: Calculation,
  write: WriteLine,
): void {
  const { streams } = calculation.crediting;
  const { measureBook } = component;
  const { id, release } = component.component;
  write('release', id);
  const deals = new Set(measureBook.windows.flatMap(({ credits }) => credits.map(({ deal }) => deal)));
  for (const dealId of [...deals].sort(compareText)) {
    const deal = streams.index.deals.get(dealId);
    if (deal === undefined) continue;
    writeFigures(deal, streams, write);
    for (const { trigger } of release) writeTrigger(trigger, deal, measureBook.segment.plan, streams, write);
  }
}

function writeFigures(deal: Deal, streams: DealStreams, write: WriteLine): void {
  const figures = streams.figures(deal);
  write(deal.id, deal.closeDate, deal.currency, figures.tcv, figures.firstYear);
  const amendments = streams.index.amendmentsByDeal.get(deal.id) ?? [];
  if (amendments.length === 0) return;
  const totals = changesOf(amendments, { kind: 'tcv' }, figures);
  const firstYears = changesOf(amendments, { kind: 'firstYear' }, figures);
  for (const [place, { date, kind }] of amendments.entries())
    write('amendment', date, kind, totals[place] ?? null, firstYears[place] ?? null);
}

function writeTrigger(
  trigger: ReleaseTrigger,
  deal: Deal,
  plan: Plan,
  streams: DealStreams,
  write: WriteLine,
): void {
  if (trigger.on === 'recognized') {
    for (const { date, amount } of streams.base(deal, 'recognized')) write('revenue', date, amount);
  }
  if (trigger.on === 'collected') {
    for (const { line, events, credited, writtenOff } of streams.cash(deal)) {
      write(line.invoice, line.date, line.dueDate, line.amount);
      for (const { date, amount } of events) write('cash', date, amount);
      for (const { date, amount } of [...credited, ...writtenOff]) write('less', date, amount);
    }
  }
  if (trigger.on === 'dateOf') write(trigger.fact, streams.facts(deal, plan)[trigger.fact] ?? null);
  if (trigger.on === 'condition') write('holds', trigger.when.met(streams.facts(deal, plan)));
}
