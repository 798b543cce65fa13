import { type CivilDate, later } from '../../calendar/civil-date.js';
import { payPeriodContaining } from '../../calendar/pay-period.js';
import { addRatios, multiplyRatios, type Ratio, ratio, roundRatio, ZERO_RATIO } from '../../money/ratio.js';
import type { Problem } from '../../problems/problem.js';
import type { CreditReversal } from '../credits/credit.js';
import { describeAmount } from '../describe-amount.js';
import type { DealStreams } from '../events/deal-events.js';
import type { BookedWindow, MeasureBook } from '../measures/measure-book.js';
import type { Recorder } from '../mechanisms/recorder.js';
import type { EarningLine } from '../mechanisms/window-outcome.js';
import type { Component } from '../plan.js';
import { compareText } from '../record-index.js';
import { type ChurnEvent, churnEvents } from './churn-events.js';
import { concernedParts } from './concerned-part.js';
import { NO_DEAL } from './deal-earnings.js';
import { scopedKey } from './evaluated-window.js';
import { recoveredShare } from './recovered-share.js';
import { type PartedWindows, partWindows, type Restatement, restateWindows } from './restated-windows.js';
import { type Instalment, takeInInstalments } from './taking-in-instalments.js';
import { type UnpaidEvent, unpaidEvents } from './unpaid-events.js';
import type { WindowResult } from './window-result.js';

/** What a window comes to, without the deals that were cancelled or reduced, by its range. */
export type TotalsByWindow = ReadonlyMap<BookedWindow['window'], bigint>;

/** What the same component comes to as of a date over windows that are restated. */
export type TotalsOf = (book: MeasureBook, through: CivilDate) => TotalsByWindow;

type TakingEvent = ChurnEvent | UnpaidEvent;

/** What is taken back of a deal in a window with an event, and all before it. */
interface Taking {
  readonly event: TakingEvent;
  readonly date: CivilDate;
  readonly deal: string;
  /** The change of what is taken back: negative takes, positive gives back. */
  readonly amount: bigint;
  readonly instalments: number;
  /** What is taken back in all by now, and of what. */
  readonly taken: bigint;
  readonly earned: bigint;
  readonly because: string;
}

/**
 * Takes back by the terms of a component what it earned on deals that were cancelled, reduced or not paid: each deal
 * its own earning as it stands, in proportion, cumulatively, and never more than it earned. Cancellations and
 * reductions of which the terms speak are no reversals of their own any more; those that come out of time take
 * nothing back.
 */
export class ClawBack {
  /** The measure without the reversals that the terms decide about. */
  readonly measureBook: MeasureBook;
  readonly #parted: PartedWindows;
  readonly #events = new Map<string, readonly TakingEvent[]>();
  readonly #churn: readonly ChurnEvent[];
  readonly #restated = new Map<string, MeasureBook>();
  readonly #known = new Map<BookedWindow['window'], KnownClawback>();

  constructor(
    readonly component: Pick<Component, 'clawback'>,
    credited: MeasureBook,
    readonly streams: DealStreams,
    readonly totalsOf: TotalsOf,
  ) {
    const { clawback } = component;
    const ids = new Set(credited.windows.flatMap(({ credits }) => credits.map(({ deal }) => deal)));
    const churn: ChurnEvent[] = [];
    for (const id of [...ids].sort(compareText)) {
      const deal = streams.index.deals.get(id);
      if (deal === undefined) continue;
      const own = churnEvents(deal, clawback, streams);
      const all = [...own, ...unpaidEvents(deal, clawback, streams)].sort(compareTaking);
      if (all.length > 0) this.#events.set(id, all);
      churn.push(...own);
    }
    this.#churn = churn.sort(compareTaking);
    const keys = new Set(churn.map(({ key }) => key));
    this.#parted = partWindows(credited.windows, (key) => keys.has(key));
    this.measureBook = keys.size === 0 ? credited : { ...credited, windows: this.#parted.windows };
  }

  /**
   * The measure with the credit that goes back with cancellations and reductions before a day; `null` while there
   * is none. The same book as long as no more of them are known.
   */
  restatedAsOf(through: CivilDate): MeasureBook | null {
    const restatements = this.#creditBefore(through);
    return restatements.length === 0 ? null : this.#restatedBy(restatements);
  }

  /** What deals do not say and terms are measured by, of events before a day. */
  problemsBefore(through: CivilDate): readonly Problem[] {
    return this.#churn
      .filter(({ date }) => date < through)
      .flatMap((event) => recoveredShare(event, this.streams).problem ?? []);
  }

  /** A window with what is taken back of its deals; the same object as before while nothing changes. */
  clawed(result: WindowResult, through: CivilDate, recorder: Recorder): WindowResult {
    const deals = [...result.earned.keys()].filter((deal) => this.#events.has(deal));
    if (deals.length === 0) return result;
    const known = this.#known.get(result.own.window);
    const events = deals.flatMap((deal) => this.#eventsBefore(deal, through));
    const pieces = events.length === 0 ? [] : this.#pieces(result, deals, through);
    const isSame = known?.before === result && areAlike(known.pieces, pieces);
    if (isSame && !recorder.recording) return known.result;
    const earned = new Map(result.earned);
    for (const { step, amount } of pieces) earned.set(step.deal, (earned.get(step.deal) ?? 0n) + amount);
    const lines = pieces.map(lineOf);
    if (recorder.recording) {
      const { currency } = this.measureBook.segment.plan;
      for (const [place, line] of lines.entries()) {
        const piece = pieces[place];
        if (piece !== undefined) recorder.line(scopedKey(result.own, line.key), explain(piece, currency));
      }
    }
    const clawed = pieces.length === 0 ? result : { ...result, lines: [...result.lines, ...lines], earned };
    this.#known.set(result.own.window, { before: result, pieces, result: clawed });
    return clawed;
  }

  #eventsBefore(deal: string, through: CivilDate): readonly TakingEvent[] {
    return (this.#events.get(deal) ?? []).filter(({ date }) => date < through);
  }

  #creditBefore(through: CivilDate): readonly Restatement[] {
    return this.#churn.flatMap(({ key, date, term }) => {
      if (term === null || date >= through || term.reversesCredit === 'never') return [];
      const how = term.reversesCredit === 'originalWindow' ? 'credit' : 'later';
      return [{ eventKey: key, date, how } as const];
    });
  }

  #restatedBy(restatements: readonly Restatement[]): MeasureBook {
    const name = restatements.map(({ eventKey, how }) => `${how} ${eventKey}`).join('\u0000');
    const known = this.#restated.get(name);
    if (known !== undefined) return known;
    const book = { ...this.measureBook, windows: restateWindows(this.#parted, restatements) };
    this.#restated.set(name, book);
    return book;
  }

  /** The parts of all that is taken back of a window that are due before a day. */
  #pieces(result: WindowResult, deals: readonly string[], through: CivilDate): readonly Instalment<Taking>[] {
    const { payFrequency } = this.measureBook.segment.plan;
    const { company } = this.streams;
    const nextPeriod = (date: CivilDate) => payPeriodContaining(payFrequency, date, company).to;
    const reruns = this.#reruns(result.own, through);
    return deals
      .flatMap((deal) => takeInInstalments(this.#takings(result, deal, reruns, through), nextPeriod))
      .filter(({ date }) => date < through);
  }

  /** What is taken back of a deal in a window, event by event. */
  #takings(
    { own, entries, earned: earnedByDeal }: WindowResult,
    deal: string,
    reruns: ReadonlyMap<string, bigint>,
    through: CivilDate,
  ): readonly Taking[] {
    const { rounding } = this.measureBook.segment.plan;
    const first = entries.find((each) => each.deal === deal)?.date;
    if (deal === NO_DEAL || first === undefined) return [];
    const earned = earnedByDeal.get(deal) ?? 0n;
    const events = this.#eventsBefore(deal, through);
    const shares = this.#sharesOf(own, deal, entries, events, through);
    let concerned = ZERO_RATIO;
    let unpaid = ZERO_RATIO;
    let rerun = 0n;
    let before = 0n;
    return events.map((event) => {
      const isRerun = event.kind === 'churn' && event.term?.recovers.kind === 'rerun';
      if (isRerun) rerun -= reruns.get(event.key) ?? 0n;
      else if (event.kind === 'churn') concerned = addRatios(concerned, shares.get(event) ?? ZERO_RATIO);
      else unpaid = event.part;
      const left = earned > rerun ? (rerun > 0n ? earned - rerun : earned) : 0n;
      const lost = partOf(earned, concerned, left, rounding);
      const taken = rerun + lost + partOf(left - lost, unpaid, left - lost, rounding);
      const amount = before - taken;
      before = taken;
      return {
        event,
        deal,
        amount,
        taken,
        earned,
        date: event.kind === 'unpaid' ? later(event.date, first) : event.date,
        instalments: event.kind === 'unpaid' ? event.instalments : (event.term?.instalments ?? 1),
        because: event.kind === 'unpaid' ? event.because : because(event, this.streams),
      };
    });
  }

  /** The share of what a deal earned in a window that each cancellation and reduction takes back. */
  #sharesOf(
    own: BookedWindow,
    deal: string,
    entries: WindowResult['entries'],
    events: readonly TakingEvent[],
    through: CivilDate,
  ): ReadonlyMap<TakingEvent, Ratio> {
    const churn = events.filter((each) => each.kind === 'churn');
    const isBooked = this.measureBook.measure.basis === 'booked';
    const reversals: readonly CreditReversal[] | null = isBooked
      ? (this.#parted.governed.get(own.window) ?? [])
      : null;
    const parts = concernedParts(churn, deal, own, entries, reversals, through);
    return new Map(
      churn.map((event, place) => {
        const { share } = recoveredShare(event, this.streams);
        return [event, multiplyRatios(parts[place] ?? ZERO_RATIO, share)];
      }),
    );
  }

  /** By event: what a window pays less when it is calculated again without what the event takes back. */
  #reruns(own: BookedWindow, through: CivilDate): ReadonlyMap<string, bigint> {
    const events = this.#churn.filter(({ term, date }) => term?.recovers.kind === 'rerun' && date < through);
    const differences = new Map<string, bigint>();
    if (events.length === 0) return differences;
    const restatements = [...this.#creditBefore(through)];
    let before = this.#totals(restatements, own, through);
    for (const { key, date } of events) {
      restatements.push({ eventKey: key, date, how: 'whole' });
      const after = this.#totals(restatements, own, through);
      differences.set(key, after - before);
      before = after;
    }
    return differences;
  }

  #totals(restatements: readonly Restatement[], own: BookedWindow, through: CivilDate): bigint {
    return this.totalsOf(this.#restatedBy(restatements), through).get(own.window) ?? 0n;
  }
}

interface KnownClawback {
  readonly before: WindowResult;
  readonly pieces: readonly Instalment<Taking>[];
  readonly result: WindowResult;
}

function areAlike(a: readonly Instalment<Taking>[], b: readonly Instalment<Taking>[]): boolean {
  return (
    a.length === b.length &&
    a.every((each, place) => {
      const other = b[place];
      return (
        each.date === other?.date && each.amount === other.amount && each.step.event === other.step.event
      );
    })
  );
}

function compareTaking(a: TakingEvent, b: TakingEvent): number {
  return compareText(a.date, b.date) || compareText(a.kind, b.kind) || compareText(a.key, b.key);
}

/** A part of what was earned, kept between nothing and a limit. */
function partOf(
  earned: bigint,
  part: Ratio,
  most: bigint,
  rounding: Parameters<typeof roundRatio>[1],
): bigint {
  if (earned <= 0n || most <= 0n) return 0n;
  const amount = roundRatio(multiplyRatios(ratio(earned, 1n), part), rounding);
  return amount < 0n ? 0n : amount > most ? most : amount;
}

function because(event: ChurnEvent, streams: DealStreams): string {
  const what = event.on === 'cancelled' ? 'the deal was cancelled' : 'the deal was reduced';
  return `${what} (${event.key}); ${recoveredShare(event, streams).because}`;
}

function lineOf({ step, number, date, amount }: Instalment<Taking>): EarningLine {
  const eventKey = step.event.key;
  const key = number === 1 ? `clawback:${eventKey}` : `clawback:${number}:${eventKey}`;
  return { kind: 'clawback', key, eventKey, deal: step.deal, date, amount };
}

function explain({ step, number, amount }: Instalment<Taking>, currency: string) {
  const money = (minor: bigint) => describeAmount(ratio(minor, 1n), 'money', currency);
  const spread = step.instalments === 1 || amount > 0n ? '' : `, instalment ${number} of ${step.instalments}`;
  return {
    notes: [
      `On ${step.event.date} ${step.because}. With it ${money(step.taken)} of the ${money(step.earned)} that ${step.deal} earned in the window are taken back in all.`,
    ],
    leaves: [
      {
        text:
          amount < 0n
            ? `taken back of what ${step.deal} earned${spread}`
            : `given back of what was taken back of ${step.deal}`,
        exact: ratio(amount, 1n),
      },
    ],
  };
}
