import type { PayeeScope } from '../../access/scope.js';
import { refundsOf } from '../../engine/events/cash.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import { compareText } from '../../engine/record-index.js';
import { cashByReceipt } from '../../ledger/reconcile/cash-by-receipt.js';
import type { TracedPart } from '../../ledger/reconcile/traced-part.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Receipt } from '../../records/record-kinds.js';
import type { Executor } from '../../store/executor.js';
import { Reconciliation } from './reconciliation.js';
import { tracedDeals } from './trace-deal.js';
import { type PartDocument, partDocument } from './trace-payables.js';

/** What became of a receipt, as JSON; amounts are decimal text in the currency of the receipt unless said. */
export interface ReceiptTrace {
  readonly receipt: string;
  readonly date: string;
  readonly account: string | null;
  readonly currency: string;
  /** What came in: `applied + unapplied + refunded`. */
  readonly amount: string;
  /** What stands on invoice lines, with tax, and what it means for their deals net of tax. */
  readonly applied: readonly ReceiptUse[];
  readonly unapplied: string;
  readonly refunded: readonly {
    readonly refund: string;
    readonly date: string;
    readonly kind: string;
    readonly amount: string;
  }[];
  /** What it made payable, to whom and when. */
  readonly released: readonly PartDocument[];
  /** What of it made nothing payable, and why. */
  readonly nothing: readonly {
    readonly deal: string | null;
    readonly amount: string;
    readonly why: string;
  }[];
}

/** What of a receipt stands on a line of an invoice. */
export interface ReceiptUse {
  readonly invoice: string;
  readonly line: string;
  readonly deal: string;
  readonly amount: string;
  readonly net: string;
}

/**
 * Traces a receipt backward: what it was applied to, which deals these are, and what it made payable to whom in
 * which period; and what of it made nothing payable, and why. `null` where there is no such receipt or no run, or
 * where the scope does not show everybody.
 *
 * @example
 * const trace = await traceReceipt(db, scope, 'R-1');
 */
export async function traceReceipt(
  executor: Executor,
  scope: PayeeScope,
  id: string,
): Promise<ReceiptTrace | null> {
  const reconciliation = scope.all ? await Reconciliation.open(executor, scope, 'ofRun') : null;
  if (reconciliation === null) return null;
  await reconciliation.withPayouts();
  const index = await reconciliation.receipts([id]);
  const receipt = index.receipts.get(id);
  if (receipt === undefined) return null;
  const deals = [
    ...new Set([...index.invoiceLinesByInvoice.values()].flatMap((lines) => lines.map(({ deal }) => deal))),
  ].sort(compareText);
  const streams = await reconciliation.deals(deals);
  const currency = receipt.currency ?? reconciliation.company.homeCurrency;
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const refunds = index.refundsByReceipt.get(id) ?? [];
  const traced = await tracedDeals(reconciliation, deals);
  const released = traced.filter((part) => part.receipt === id);
  const applied = usesOf(receipt, streams, deals);
  const given = refundsOf(receipt, index).reduce((sum, { amount }) => sum + amount, 0n);
  const used = (index.applicationsByReceipt.get(id) ?? []).reduce((sum, { amount }) => sum + amount, 0n);
  const unapplied = receipt.amount - used - (refunds.reduce((sum, { amount }) => sum + amount, 0n) - given);
  return {
    receipt: id,
    date: receipt.date,
    account: receipt.account,
    currency,
    amount: money(receipt.amount),
    applied: applied.map(({ amount, net, ...use }) => ({ ...use, amount: money(amount), net: money(net) })),
    unapplied: money(unapplied > 0n ? unapplied : 0n),
    refunded: refunds.map(({ id: refund, date, kind, amount }) => ({
      refund,
      date,
      kind,
      amount: money(amount),
    })),
    released: released.map((part) => partDocument(reconciliation, part)),
    nothing: nothingReleased({ receipt, applied, unapplied, traced, reconciliation }).map((each) => ({
      ...each,
      amount: money(each.amount),
    })),
  };
}

interface Use {
  readonly invoice: string;
  readonly line: string;
  readonly deal: string;
  readonly amount: bigint;
  readonly net: bigint;
}

function usesOf({ id }: Receipt, streams: DealStreams, deals: readonly string[]): readonly Use[] {
  return deals.flatMap((dealId) => {
    const deal = streams.index.deals.get(dealId);
    if (deal === undefined) return [];
    return streams.cash(deal).flatMap((lineCash) => {
      const own = lineCash.cash.filter(({ receipt }) => receipt === id);
      if (own.length === 0) return [];
      const { invoice, line } = lineCash.line;
      const standing = cashByReceipt([lineCash], AFTER_ALL).find(({ receipt }) => receipt === id);
      const amount = own.reduce((sum, each) => sum + each.amount, 0n);
      return [{ invoice, line, deal: dealId, amount, net: standing?.amount ?? 0n }];
    });
  });
}

/** Later than any day that can be written. */
const AFTER_ALL = '9999-99-99';

interface ReceiptState {
  readonly receipt: Receipt;
  readonly applied: readonly Use[];
  readonly unapplied: bigint;
  readonly traced: readonly TracedPart[];
  readonly reconciliation: Reconciliation;
}

function nothingReleased({ receipt, applied, unapplied, traced, reconciliation }: ReceiptState) {
  const found: { deal: string | null; amount: bigint; why: string }[] = [];
  if (unapplied > 0n) found.push({ deal: null, amount: unapplied, why: 'it is applied to no invoice' });
  const tax = applied.reduce((sum, { amount, net }) => sum + amount - net, 0n);
  if (tax !== 0n) {
    found.push({ deal: null, amount: tax, why: 'it is tax, or more than was owed on the invoice' });
  }
  const deals = [...new Set(applied.map(({ deal }) => deal))];
  for (const deal of deals) {
    const amount = applied.filter((use) => use.deal === deal).reduce((sum, { net }) => sum + net, 0n);
    const ofDeal = traced.filter((part) => part.deal === deal);
    if (amount === 0n || ofDeal.some((part) => part.receipt === receipt.id)) continue;
    found.push({ deal, amount, why: whyNothing(receipt, ofDeal, reconciliation) });
  }
  return found;
}

function whyNothing(
  { date }: Receipt,
  ofDeal: readonly TracedPart[],
  { through, run }: Reconciliation,
): string {
  if (date >= through) return `it came in after ${run.through}, the last calculated day`;
  if (ofDeal.length === 0) return 'nothing became payable on the deal';
  if (ofDeal.some((part) => part.cause === 'receipt')) {
    return 'all that waited for cash was payable or forfeited before it came in';
  }
  return 'what is paid on the deal did not wait for it';
}
