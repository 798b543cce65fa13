import { addDays, type CivilDate, daysBetween } from '../../calendar/civil-date.js';
import type { LineCash } from '../../engine/events/cash.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import { compareText } from '../../engine/record-index.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Deal } from '../../records/record-kinds.js';

/** What is not paid yet of what a deal was invoiced for, net of tax; decimal text in the currency of the deal. */
export interface OpenInvoice {
  readonly invoice: string;
  readonly date: CivilDate;
  /** The earliest of its lines; `null` where none says. */
  readonly dueDate: CivilDate | null;
  readonly currency: string;
  /** What the invoice has for the deal. */
  readonly amount: string;
  /** What of that is neither paid nor credited nor written off. */
  readonly open: string;
  /** How many days it is past due on the last known day; zero where it is not. */
  readonly overdueDays: number;
}

/**
 * The invoices of a deal of which something is open when everything before `through` is known, in the order in which
 * they are due, then of numbers.
 *
 * @example
 * openInvoices(deal, streams, '2026-04-01') // [{ invoice: 'I-7', open: '40000.00', overdueDays: 12, … }]
 */
export function openInvoices(deal: Deal, streams: DealStreams, through: CivilDate): readonly OpenInvoice[] {
  const currency = deal.currency ?? streams.company.homeCurrency;
  const invoices = new Map<string, LineCash[]>();
  for (const each of streams.cash(deal)) {
    if (each.line.date >= through) continue;
    const known = invoices.get(each.line.invoice);
    if (known === undefined) invoices.set(each.line.invoice, [each]);
    else known.push(each);
  }
  return [...invoices]
    .flatMap(([invoice, lines]) => {
      const amount = lines.reduce((sum, { line }) => sum + line.amount, 0n);
      const open = amount - lines.reduce((sum, line) => sum + settledBefore(line, through), 0n);
      if (open <= 0n) return [];
      const dueDate = first(lines.flatMap(({ line }) => line.dueDate ?? []));
      const date = first(lines.map(({ line }) => line.date)) ?? '';
      const money = (minor: bigint) => formatMinorUnits(minor, currency);
      const overdueDays = dueDate === null ? 0 : daysAfter(dueDate, addDays(through, -1));
      return [{ invoice, date, dueDate, currency, amount: money(amount), open: money(open), overdueDays }];
    })
    .sort((a, b) => compareText(a.dueDate ?? '~', b.dueDate ?? '~') || compareText(a.invoice, b.invoice));
}

function settledBefore({ events, credited, writtenOff }: LineCash, through: CivilDate): bigint {
  return [...events, ...credited, ...writtenOff]
    .filter(({ date }) => date < through)
    .reduce((sum, { amount }) => sum + amount, 0n);
}

function first(days: readonly CivilDate[]): CivilDate | null {
  return days.reduce<CivilDate | null>((least, day) => (least === null || day < least ? day : least), null);
}

function daysAfter(due: CivilDate, day: CivilDate): number {
  return day > due ? daysBetween(due, day) : 0;
}
