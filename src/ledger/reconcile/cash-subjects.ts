import { later } from '../../calendar/civil-date.js';
import { type LineCash, refundsOf } from '../../engine/events/cash.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import type { RecordIndex } from '../../engine/record-index.js';
import type { Application, Deal, Receipt } from '../../records/record-kinds.js';
import type { BridgeSubject } from './bridge.js';
import { type Dated, sumBefore } from './dated-sum.js';

/**
 * Cash on each invoice of a deal: what was received and refunded, by the applications and refunds of receipts, and
 * what is applied, by what came to lie on the lines of the invoice. With tax.
 *
 * @example
 * dealCashSubjects(deal, streams)[0]?.before('2026-04-01') // { received: 4_000n, applied: 4_000n, refunded: 0n }
 */
export function dealCashSubjects(deal: Deal, streams: DealStreams): readonly BridgeSubject[] {
  const { index, company } = streams;
  const lines = streams.cash(deal);
  return (index.invoicesByDeal.get(deal.id) ?? []).map((invoice) => {
    const own = lines.filter(({ line }) => line.invoice === invoice);
    const isWhole = index.invoiceLinesByInvoice.get(invoice)?.length === own.length;
    const cash = own.flatMap((each) => each.cash);
    const { received, refunded } = isWhole ? givenOf(invoice, own, index) : takenFrom(cash);
    return {
      bridge: 'cash',
      currency: deal.currency ?? company.homeCurrency,
      deal: deal.id,
      name: `cash on invoice ${invoice} of deal ${deal.id}`,
      before: (day) => ({
        received: sumBefore(received, day),
        applied: sumBefore(cash, day),
        unapplied: 0n,
        refunded: sumBefore(refunded, day),
      }),
    };
  });
}

interface CashMoved {
  readonly received: readonly Dated[];
  readonly refunded: readonly Dated[];
}

/** As the records of receipts say. */
function givenOf(invoice: string, own: readonly LineCash[], index: RecordIndex): CashMoved {
  const received: Dated[] = [];
  const refunded: Dated[] = [];
  const numbers = new Set(own.map(({ line }) => line.line));
  for (const application of index.applicationsByInvoice.get(invoice) ?? []) {
    const receipt = index.receipts.get(application.receipt);
    if (receipt === undefined || (application.line !== null && !numbers.has(application.line))) continue;
    received.push({ date: receipt.date, amount: application.amount });
    for (const part of refundsOf(receipt, index)) {
      if (part.application !== application) continue;
      refunded.push({ date: later(part.refund.date, receipt.date), amount: part.amount });
    }
  }
  return { received, refunded };
}

/** As the lines took it, where an invoice is of several deals. */
function takenFrom(cash: readonly Dated[]): CashMoved {
  return {
    received: cash.filter(({ amount }) => amount > 0n),
    refunded: cash.filter(({ amount }) => amount < 0n).map(({ date, amount }) => ({ date, amount: -amount })),
  };
}

/**
 * What of a receipt belongs to no deal: what is not applied to a line that there is, what of it is unapplied, and
 * what was refunded of that. Where more is applied or given back than came in, it is not explained.
 *
 * @param index the receipt with all its applications and refunds, and the lines of the invoices these name
 *
 * @example
 * receiptSubject(receipt, index, 'USD').before('2026-04-01') // { received: 100n, unapplied: 100n, … }
 */
export function receiptSubject(receipt: Receipt, index: RecordIndex, homeCurrency: string): BridgeSubject {
  const applications = index.applicationsByReceipt.get(receipt.id) ?? [];
  const isOnLine = (each: Application) => hasLine(each, index);
  const onLines = total(applications.filter(isOnLine));
  const refunds = unappliedRefunds(receipt, index, isOnLine);
  const spare = receipt.amount - total(applications);
  return {
    bridge: 'cash',
    currency: receipt.currency ?? homeCurrency,
    deal: null,
    name: `receipt ${receipt.id}`,
    before: (day) => {
      const refunded = sumBefore(refunds, day);
      const isIn = receipt.date < day;
      const left = isIn ? spare - refunded : 0n;
      return {
        received: isIn ? receipt.amount - onLines : 0n,
        applied: 0n,
        unapplied: left > 0n ? left : 0n,
        refunded,
      };
    },
  };
}

/** What refunds took from something else than the lines of invoices. */
function unappliedRefunds(
  receipt: Receipt,
  index: RecordIndex,
  isOnLine: (application: Application) => boolean,
): readonly Dated[] {
  const parts = refundsOf(receipt, index).filter(({ application }) => isOnLine(application));
  return (index.refundsByReceipt.get(receipt.id) ?? []).map((refund) => ({
    date: later(refund.date, receipt.date),
    amount: refund.amount - total(parts.filter((part) => part.refund === refund)),
  }));
}

function hasLine({ invoice, line }: Application, index: RecordIndex): boolean {
  const lines = index.invoiceLinesByInvoice.get(invoice) ?? [];
  return line === null ? lines.length > 0 : lines.some((each) => each.line === line);
}

function total(amounts: readonly { readonly amount: bigint }[]): bigint {
  return amounts.reduce((sum, { amount }) => sum + amount, 0n);
}
