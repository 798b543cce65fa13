import type { CivilDate } from '../../calendar/civil-date.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { groupedAmount } from '../../money/readable-amount.js';
import { divideRounded } from '../../money/rounding.js';
import type { Deal } from '../../records/record-kinds.js';
import type { Dated } from './dated-sum.js';
import type { ReconciliationException } from './exception.js';
import { lateInvoices } from './late-invoices.js';
import { cancellationOf } from './may-be-odd.js';
import type { PaidOnDeal } from './paid-on-deals.js';

/** What payments on a deal are looked at with. */
export interface PaymentTerms {
  readonly payee: string;
  readonly deal: Deal;
  /** The deals as they are known now. */
  readonly streams: DealStreams;
  /** The deals as they were known when the payee was last paid. */
  readonly known: DealStreams;
  /** The first day that was not known when the payee was last paid. */
  readonly through: CivilDate;
  /** After so many days an invoice that is due is open too long. */
  readonly days: number;
}

/**
 * What was paid on a deal and should perhaps not stand: on cash that went back, on invoices that are not paid, or
 * on a deal that was cancelled.
 *
 * @example
 * paymentExceptions(paid, terms).map(({ kind }) => kind) // ['uncollected']
 */
export function paymentExceptions(paid: PaidOnDeal, terms: PaymentTerms): readonly ReconciliationException[] {
  return [...onRefunds(paid, terms), ...onOpenInvoices(paid, terms), ...onCancellation(paid, terms)];
}

/** What of a receipt went back and was not taken back: as it came in later, or as no plan takes it back any more. */
function onRefunds(
  { deal: id, currency, receipts }: PaidOnDeal,
  { payee, deal, streams, known, through }: PaymentTerms,
): readonly ReconciliationException[] {
  const own = (receipt: string, from: DealStreams) =>
    from.cash(deal).flatMap(({ cash }) => cash.filter((each) => each.receipt === receipt));
  return [...receipts].flatMap(([receipt, { total, added, postings }]) => {
    const then = own(receipt, known).filter(({ date }) => date < through);
    const [net, netNow] = [sum(then), sum(own(receipt, streams))];
    const later = net > netNow && net > 0n ? partOf(total, net - netNow, net) : 0n;
    const { kept, takenBack } = judgeRefunds(then, postings);
    const amount = later + kept;
    if (amount <= 0n) return [];
    const went = (streams.index.refundsByReceipt.get(receipt) ?? [])
      .filter(({ date }) => !takenBack.has(date))
      .map(({ id: refund, kind, date }) => `${kind} ${refund} of ${date}`);
    const money = (minor: bigint) => groupedAmount(formatMinorUnits(minor, currency));
    const why = `receipt ${receipt} made ${money(added)} payable, and ${money(total)} of it stands after ${went.join(', ')}`;
    const whatToDo =
      kept > 0n
        ? 'look at how long the clawback of the plan reaches, or take it back by an adjustment'
        : 'calculate again to take it back';
    return [{ kind: 'refunded' as const, deal: id, payee, currency, amount, why, whatToDo }];
  });
}

/**
 * What was paid on cash that went back and was not taken back, refund by refund, and the days of those that were. What
 * is taken back may be more or less than its part, as it moves others in its window: a refund takes what was taken
 * back in the pay periods that ended after it, and counts as taken back with half of its part.
 */
function judgeRefunds(
  cash: readonly Dated[],
  postings: readonly Dated[],
): { readonly kept: bigint; readonly takenBack: ReadonlySet<CivilDate> } {
  const gross = sum(cash.filter((each) => each.amount > 0n));
  const taken = postings.filter(({ amount }) => amount < 0n).map((each) => ({ ...each }));
  let kept = 0n;
  const takenBack = new Set<CivilDate>();
  for (const { date, amount } of cash) {
    if (amount >= 0n) continue;
    const part = partOf(addedUntil(postings, date), -amount, gross);
    const back = takeUpTo(part, taken, date);
    if (back * 2n < part) kept += part;
    else takenBack.add(date);
  }
  return { kept, takenBack };
}

/** Takes as much as there is, and no more than is asked for, of what was taken back in periods that ended after a day. */
function takeUpTo(part: bigint, taken: { date: CivilDate; amount: bigint }[], day: CivilDate): bigint {
  let back = 0n;
  for (const each of taken) {
    if (each.date <= day) continue;
    const missing = part - back;
    const used = -each.amount < missing ? -each.amount : missing;
    each.amount += used;
    back += used;
  }
  return back;
}

/** What was made payable in pay periods that had ended by a day. */
function addedUntil(postings: readonly Dated[], day: CivilDate): bigint {
  return sum(postings.filter(({ date, amount }) => amount > 0n && date <= day));
}

function partOf(amount: bigint, part: bigint, whole: bigint): bigint {
  return divideRounded(amount * part, whole, 'half-even');
}

function sum(amounts: readonly { readonly amount: bigint }[]): bigint {
  return amounts.reduce((total, { amount }) => total + amount, 0n);
}

function onOpenInvoices(
  { deal: id, currency, beforeCash }: PaidOnDeal,
  { payee, deal, streams, through, days }: PaymentTerms,
): readonly ReconciliationException[] {
  if (beforeCash <= 0n) return [];
  const late = lateInvoices(deal, { streams, through, days });
  const open = late.reduce((sum, each) => sum + each.open, 0n);
  if (open === 0n) return [];
  const { tcv } = streams.figures(deal);
  const amount = partOf(beforeCash, open, tcv > open ? tcv : open);
  if (amount === 0n) return [];
  const own = deal.currency ?? streams.company.homeCurrency;
  const named = late.map(
    (each) =>
      `${each.invoice} open with ${groupedAmount(formatMinorUnits(each.open, own))} ${own}, due for ${each.since} days`,
  );
  return [
    {
      kind: 'uncollected',
      deal: id,
      payee,
      currency,
      amount,
      why: `${groupedAmount(formatMinorUnits(beforeCash, currency))} was payable before the cash; ${named.join('; ')}`,
      whatToDo: 'collect the invoices, or write them off and claw back what was paid on them',
    },
  ];
}

function onCancellation(
  { deal: id, currency, onBooking }: PaidOnDeal,
  { payee, deal, streams, through }: PaymentTerms,
): readonly ReconciliationException[] {
  const cancelled = cancellationOf(deal, streams, through);
  if (cancelled === null || onBooking <= 0n) return [];
  return [
    {
      kind: 'cancelled',
      deal: id,
      payee,
      currency,
      amount: onBooking,
      why: `the deal was cancelled on ${cancelled.date} by amendment ${cancelled.id}, and ${groupedAmount(formatMinorUnits(onBooking, currency))} of what its booking earned is payable all the same`,
      whatToDo: 'look at how long the clawback of the plan reaches, or take it back by an adjustment',
    },
  ];
}
