import { type CivilDate, later } from '../../calendar/civil-date.js';
import { divideRounded } from '../../money/rounding.js';
import { shareOut } from '../../money/share-out.js';
import type { Application, InvoiceLine, Receipt, Refund } from '../../records/record-kinds.js';
import { compareText, type RecordIndex } from '../record-index.js';
import type { BaseEvent } from './deal-event.js';

/** Cash of a receipt that was applied to an invoice line or, below zero, given back; with tax, in minor units. */
export interface AppliedCash extends DatedAmount {
  readonly receipt: string;
  /** The key of the event that this is on the collected basis, where it changes what is collected. */
  readonly key: string;
}

/** What happened to one invoice line: cash net of tax, and what reduced the line. */
export interface LineCash {
  readonly line: InvoiceLine;
  /** Cash as it came, in order of date. */
  readonly cash: readonly AppliedCash[];
  /** Cash applied and given back, net of tax, in order of date. */
  readonly events: readonly BaseEvent[];
  /** Credit notes, net, as they reduce what is to be paid. */
  readonly credited: readonly DatedAmount[];
  /** Write-offs, net. */
  readonly writtenOff: readonly DatedAmount[];
}

/** A net amount on a date, in minor units of the invoice's currency. */
export interface DatedAmount {
  readonly date: CivilDate;
  readonly amount: bigint;
}

interface Action {
  readonly date: CivilDate;
  readonly key: string;
  /** Credit notes come before cash, and cash before refunds, on one date. */
  readonly rank: 0 | 1 | 2 | 3;
  readonly apply: () => void;
}

interface LineState {
  readonly line: InvoiceLine;
  readonly gross: bigint;
  applied: bigint;
  credited: bigint;
  writtenOff: bigint;
  collected: bigint;
  readonly cash: AppliedCash[];
  readonly events: BaseEvent[];
  readonly credits: DatedAmount[];
  readonly losses: DatedAmount[];
}

/**
 * Follows the cash of one invoice, line by line. Cash applied to the invoice as a whole is shared out over
 * the open amounts of its lines; tax is taken out cumulatively, so that n part payments come to what one
 * payment would; a credit note on a line already paid takes back what was collected beyond its new amount.
 */
export function cashOfInvoice(invoice: string, index: RecordIndex): readonly LineCash[] {
  const states = (index.invoiceLinesByInvoice.get(invoice) ?? []).map(openState);
  const actions = [
    ...creditActions(invoice, states, index),
    ...applicationActions(invoice, states, index),
    ...writeOffActions(invoice, states, index),
  ];
  actions.sort((a, b) => compareText(a.date, b.date) || a.rank - b.rank || compareText(a.key, b.key));
  for (const action of actions) action.apply();
  return states.map(({ line, cash, events, credits, losses }) => ({
    line,
    cash,
    events,
    credited: credits,
    writtenOff: losses,
  }));
}

function openState(line: InvoiceLine): LineState {
  const gross = line.amount + (line.tax ?? 0n);
  return {
    line,
    gross,
    applied: 0n,
    credited: 0n,
    writtenOff: 0n,
    collected: 0n,
    cash: [],
    events: [],
    credits: [],
    losses: [],
  };
}

/**
 * Brings the net cash of a line up to date and says the difference as an event. What takes back names the cash
 * it gives back, if it says which, and then what came in on this line, the latest first.
 */
function settle(state: LineState, date: CivilDate, key: string, named: string | null): void {
  const { line, gross } = state;
  const net = gross === 0n ? 0n : divideRounded(state.applied * line.amount, gross, 'half-even');
  const owed = line.amount - state.credited;
  const collected = line.amount > 0n && net > owed ? (owed > 0n ? owed : 0n) : net;
  const difference = collected - state.collected;
  if (difference === 0n) return;
  state.collected = collected;
  const earlier = state.events.filter(({ amount }) => amount > 0n).map((event) => event.key);
  const names = difference > 0n ? [] : [...(named === null ? [] : [named]), ...earlier.reverse()];
  state.events.push({ key, date, amount: difference, names });
}

/** Shares an amount out over lines: the one named, or all by what is open on them. */
function shareOverLines(
  states: readonly LineState[],
  line: string | null,
  amount: bigint,
  open: (state: LineState) => bigint,
): readonly (readonly [LineState, bigint])[] {
  if (line !== null)
    return states.filter((state) => state.line.line === line).map((state) => [state, amount]);
  const weights = states.map((state) => ({
    key: state.line.line,
    weight: open(state) > 0n ? open(state) : 0n,
  }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0n);
  // More than is open, as an overpayment, goes by the lines' amounts.
  const parts =
    total === 0n ? states.map((state) => ({ key: state.line.line, weight: state.gross })) : weights;
  const shares = shareOut(amount, parts);
  return states
    .map((state) => [state, shares.get(state.line.line) ?? 0n] as const)
    .filter(([, share]) => share !== 0n);
}

function creditActions(invoice: string, states: readonly LineState[], index: RecordIndex): readonly Action[] {
  return (index.creditNotesByInvoice.get(invoice) ?? []).map(({ id, line, date, amount }) => ({
    date,
    key: id,
    rank: 0,
    apply: () => {
      for (const [state, share] of shareOverLines(
        states,
        line,
        amount,
        (each) => each.line.amount - each.credited,
      )) {
        state.credited += share;
        state.credits.push({ date, amount: share });
        settle(state, date, `collected:${state.line.deal}:creditNote:${id}:${lineName(state)}`, null);
      }
    },
  }));
}

function writeOffActions(
  invoice: string,
  states: readonly LineState[],
  index: RecordIndex,
): readonly Action[] {
  return (index.writeOffsByInvoice.get(invoice) ?? []).map(({ id, line, date, amount }) => ({
    date,
    key: id,
    rank: 3,
    apply: () => {
      const open = (state: LineState) =>
        state.line.amount - state.credited - state.writtenOff - state.collected;
      for (const [state, share] of shareOverLines(states, line, amount, open)) {
        state.writtenOff += share;
        state.losses.push({ date, amount: share });
      }
    },
  }));
}

function applicationActions(
  invoice: string,
  states: readonly LineState[],
  index: RecordIndex,
): readonly Action[] {
  return (index.applicationsByInvoice.get(invoice) ?? []).flatMap((application) => {
    const receipt = index.receipts.get(application.receipt);
    if (receipt === undefined) return [];
    const applied: AppliedPart[] = [];
    const name = nameOf(application);
    const apply: Action = {
      date: receipt.date,
      key: name,
      rank: 1,
      apply: () => {
        const open = (state: LineState) => state.gross - state.applied - grossOfCredits(state);
        for (const [state, share] of shareOverLines(states, application.line, application.amount, open)) {
          const key = `collected:${state.line.deal}:${name}:${lineName(state)}`;
          applied.push({ state, key, left: share });
          state.applied += share;
          state.cash.push({ receipt: receipt.id, key, date: receipt.date, amount: share });
          settle(state, receipt.date, key, null);
        }
      },
    };
    return [apply, ...refundActions(application, receipt, applied, index)];
  });
}

/** What an application did to one line, and what of it was not given back yet. */
interface AppliedPart {
  readonly state: LineState;
  readonly key: string;
  left: bigint;
}

/** Tells the applications of an invoice apart; one that is spread over the invoice names no line. */
function nameOf({ receipt, line, id }: Application): string {
  return [receipt, ...(id === null ? [] : [id]), ...(line === null ? ['spread'] : [])].join(':');
}

function grossOfCredits({ line, gross, credited }: LineState): bigint {
  return line.amount === 0n ? 0n : divideRounded(credited * gross, line.amount, 'half-even');
}

function refundActions(
  application: Application,
  receipt: Receipt,
  applied: readonly AppliedPart[],
  index: RecordIndex,
): readonly Action[] {
  return refundsOf(receipt, index)
    .filter((each) => each.application === application && each.amount !== 0n)
    .map(({ refund, amount }) => {
      const date = later(refund.date, receipt.date);
      const apply = (): void => {
        const reopened = applied.filter(
          ({ state }) => refund.line === null || state.line.line === refund.line,
        );
        const open = reopened.reduce((sum, { left }) => sum + left, 0n);
        const shares = shareOut(
          smaller(amount, open),
          reopened.map(({ state, left }) => ({ key: state.line.line, weight: left })),
        );
        for (const part of reopened) {
          const share = shares.get(part.state.line.line) ?? 0n;
          part.left -= share;
          part.state.applied -= share;
          const { line } = part.state;
          const name = `refund:${refund.id}:${nameOf(application)}:${lineName(part.state)}`;
          const key = `collected:${line.deal}:${name}`;
          if (share !== 0n) part.state.cash.push({ receipt: receipt.id, key, date, amount: -share });
          settle(part.state, date, key, part.key);
        }
      };
      return { date, key: refund.id, rank: 2, apply };
    });
}

interface RefundPart {
  readonly refund: Refund;
  readonly application: Application;
  readonly amount: bigint;
}

/**
 * Tells which applications of a receipt its refunds give back. A refund that names an invoice gives back
 * what was applied there; any other takes unapplied cash first, and then all that was applied, in proportion.
 */
export function refundsOf(receipt: Receipt, index: RecordIndex): readonly RefundPart[] {
  const refunds = index.refundsByReceipt.get(receipt.id) ?? [];
  if (refunds.length === 0) return [];
  const applications = index.applicationsByReceipt.get(receipt.id) ?? [];
  const left = new Map(applications.map((application) => [application, application.amount]));
  let unapplied = receipt.amount - applications.reduce((sum, { amount }) => sum + amount, 0n);
  return refunds.flatMap((refund) => {
    const fromUnapplied = refund.invoice === null && unapplied > 0n ? smaller(unapplied, refund.amount) : 0n;
    unapplied -= fromUnapplied;
    const targets = applications.filter((each) => namedBy(refund, each));
    const open = targets.reduce((sum, each) => sum + (left.get(each) ?? 0n), 0n);
    const wanted = smaller(refund.amount - fromUnapplied, open);
    const weights = targets.map((each, place) => ({
      key: String(place).padStart(6, '0'),
      weight: left.get(each) ?? 0n,
    }));
    const shares = shareOut(wanted, weights);
    return targets.map((application, place) => {
      const amount = shares.get(String(place).padStart(6, '0')) ?? 0n;
      left.set(application, (left.get(application) ?? 0n) - amount);
      return { refund, application, amount };
    });
  });
}

function namedBy(refund: Refund, application: Application): boolean {
  if (refund.invoice === null) return true;
  return (
    refund.invoice === application.invoice &&
    (refund.line === null || application.line === null || refund.line === application.line)
  );
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function lineName({ line }: LineState): string {
  return `${line.invoice}/${line.line}`;
}
