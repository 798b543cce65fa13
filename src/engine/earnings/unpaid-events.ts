import type { CivilDate } from '../../calendar/civil-date.js';
import { addDuration, formatDuration } from '../../calendar/duration.js';
import {
  addRatios,
  compareRatios,
  divideRatios,
  multiplyRatios,
  ONE_RATIO,
  type Ratio,
  ratio,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { Deal } from '../../records/record-kinds.js';
import { changesOf } from '../events/booked-events.js';
import type { LineCash } from '../events/cash.js';
import type { DealStreams } from '../events/deal-events.js';
import type { ClawbackTerm } from '../modifiers/clawback.js';
import { compareText } from '../record-index.js';

/** A day on which something changes of what is unpaid for too long. */
export interface UnpaidEvent {
  readonly kind: 'unpaid';
  readonly key: string;
  readonly date: CivilDate;
  readonly instalments: number;
  /** The part of the deal that is to be taken back from this day on: what is open for too long ÷ its value. */
  readonly part: Ratio;
  readonly because: string;
}

/** Something that changes how much is open for too long. */
interface Change {
  readonly date: CivilDate;
  readonly key: string;
  readonly instalments: number;
  readonly because: string;
}

/** A line from the day on which a term has waited for it long enough. */
interface Overdue {
  readonly cash: LineCash;
  /** The key of the change by which it is overdue. */
  readonly key: string;
  readonly since: CivilDate;
  readonly share: Ratio;
}

/**
 * Follows what is unpaid of a deal for longer than its terms wait: from the n-th day after an invoice is due, cash
 * of that day counted, until it is paid or credited. An invoice that was written off stays unpaid. Of several terms
 * that have waited long enough the one that waited longest counts.
 *
 * @example
 * unpaidEvents(deal, terms, streams).map(({ date, part }) => [date, part])
 * // 1,000.00 of 4,000.00 due on 10 February and paid on 1 July: [['2026-05-11', 1/4], ['2026-07-01', 0]]
 */
export function unpaidEvents(
  deal: Deal,
  terms: readonly ClawbackTerm[],
  streams: DealStreams,
): readonly UnpaidEvent[] {
  const waits = terms.filter(({ on }) => on === 'unpaid');
  const lines = waits.length === 0 ? [] : streams.cash(deal).filter(({ line }) => line.amount > 0n);
  const overdue: Overdue[] = [];
  const changes: Change[] = [];
  for (const cash of lines) {
    const reached = waits.map((term) => ({ term, since: sinceOf(term, cash) }));
    for (const { term, since } of reached) {
      const change = waited(deal, cash, term, since);
      changes.push(change);
      overdue.push({ cash, key: change.key, since, share: shareOf(term) });
    }
    changes.push(...changesOfLine(cash));
  }
  const first = overdue.map(({ since }) => since).sort(compareText)[0];
  if (first === undefined) return [];
  return [...changes, ...changesOfValue(deal, streams)]
    .filter(({ date }) => date >= first)
    .sort((a, b) => compareText(a.date, b.date) || compareText(a.key, b.key))
    .map((change) => {
      const part = unpaidPart(deal, lines, overdue, change, streams);
      return { kind: 'unpaid', ...change, part };
    });
}

function sinceOf({ from, after }: ClawbackTerm, { line }: LineCash): CivilDate {
  const start = from === 'invoiceDate' ? line.date : (line.dueDate ?? line.date);
  return after === null ? start : addDuration(start, after);
}

function shareOf({ recovers }: ClawbackTerm): Ratio {
  return recovers.kind === 'share' ? recovers.share : ONE_RATIO;
}

function waited(deal: Deal, { line }: LineCash, term: ClawbackTerm, since: CivilDate): Change {
  const name = `${line.invoice}/${line.line}`;
  const wait = term.after === null ? '' : formatDuration(term.after);
  const ofDate = term.from === 'invoiceDate';
  return {
    date: since,
    key: `unpaid:${deal.id}:invoice:${name}:${wait}${ofDate ? ' of its date' : ''}`,
    instalments: term.instalments,
    because: `invoice ${name} is not paid ${wait} after it was ${ofDate ? 'written' : 'due'}`,
  };
}

function changesOfLine({ line, events, credited }: LineCash): readonly Change[] {
  const name = `${line.invoice}/${line.line}`;
  const cash = events.map(({ key, date, amount }) => ({
    date,
    key,
    instalments: 1,
    because: amount < 0n ? `cash went back on invoice ${name}` : `cash came in on invoice ${name}`,
  }));
  const dates = [...new Set(credited.map(({ date }) => date))];
  const credits = dates.map((date) => ({
    date,
    key: creditKey(line, date),
    instalments: 1,
    because: `invoice ${name} was credited`,
  }));
  return [...cash, ...credits];
}

function changesOfValue(deal: Deal, { index }: DealStreams): readonly Change[] {
  return (index.amendmentsByDeal.get(deal.id) ?? []).map(({ id, date }) => ({
    date,
    key: `unpaid:${deal.id}:amendment:${id}`,
    instalments: 1,
    because: `amendment ${id} changed what the deal is worth`,
  }));
}

/** What is open for too long with a change ÷ what the deal is worth then, never more than all of it. */
function unpaidPart(
  deal: Deal,
  lines: readonly LineCash[],
  overdue: readonly Overdue[],
  change: Change,
  streams: DealStreams,
): Ratio {
  const shares = new Map<LineCash, Overdue>();
  for (const each of overdue) {
    const known = shares.get(each.cash);
    const isReached = isKnown({ date: each.since, key: each.key }, change);
    if (isReached && (known === undefined || each.since >= known.since)) shares.set(each.cash, each);
  }
  let open = ZERO_RATIO;
  for (const { cash, share } of shares.values())
    open = addRatios(open, multiplyRatios(ratio(openOn(cash, change), 1n), share));
  const credits = lines.reduce((sum, { credited }) => sum + sumUpTo(credited, change.date), 0n);
  const whole = valueOn(deal, change.date, lines, streams) - credits;
  if (open.numerator === 0n) return ZERO_RATIO;
  if (whole <= 0n) return ONE_RATIO;
  const part = divideRatios(open, ratio(whole, 1n));
  return compareRatios(part, ONE_RATIO) > 0 ? ONE_RATIO : part;
}

function openOn({ line, events, credited }: LineCash, change: Change): bigint {
  let open = line.amount;
  for (const each of events) if (isKnown(each, change)) open -= each.amount;
  for (const { date, amount } of credited)
    if (isKnown({ date, key: creditKey(line, date) }, change)) open -= amount;
  return open > 0n ? open : 0n;
}

/** On one day changes follow each other by their keys: cash, then credits, then what has waited long enough. */
function isKnown(dated: { readonly date: CivilDate; readonly key: string }, { date, key }: Change): boolean {
  return dated.date < date || (dated.date === date && dated.key <= key);
}

function creditKey({ deal, invoice, line }: LineCash['line'], date: CivilDate): string {
  return `unpaid:${deal}:credited:${invoice}/${line}:${date}`;
}

/** The value of a deal as it stands on a day; what was invoiced of a deal that was cancelled or has no value. */
function valueOn(deal: Deal, date: CivilDate, lines: readonly LineCash[], streams: DealStreams): bigint {
  const figures = streams.figures(deal);
  const amendments = streams.index.amendmentsByDeal.get(deal.id) ?? [];
  const changes = changesOf(amendments, { kind: 'tcv' }, figures);
  let value = figures.tcv;
  for (const [place, amendment] of amendments.entries()) {
    if (amendment.date > date) break;
    value = amendment.kind === 'cancellation' ? 0n : value + (changes[place] ?? 0n);
  }
  return value > 0n ? value : lines.reduce((sum, { line }) => sum + line.amount, 0n);
}

function sumUpTo(dated: readonly { readonly date: CivilDate; readonly amount: bigint }[], date: CivilDate) {
  return dated.reduce((sum, each) => (each.date <= date ? sum + each.amount : sum), 0n);
}
