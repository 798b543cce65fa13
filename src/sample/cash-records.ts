import { addDays, type CivilDate } from '../calendar/civil-date.js';
import type { Application, CreditNote, Receipt, Refund, WriteOff } from '../records/record-kinds.js';
import type { Invoice } from './invoicing.js';
import { inOrder, numberedId } from './numbered.js';
import { type Payment, settle } from './payment-drafts.js';
import { Random } from './random.js';
import { NOT_YET } from './sample-constants.js';
import { isTextbook } from './textbook-deals.js';

/** The records of all that happened to invoices. */
export interface CashRecords {
  readonly receipt: readonly Receipt[];
  readonly application: readonly Application[];
  readonly refund: readonly Refund[];
  readonly creditNote: readonly CreditNote[];
  readonly writeOff: readonly WriteOff[];
  readonly payments: readonly Payment[];
}

/**
 * Settles all invoices and writes down what came in, what went back, what was credited and what was given up.
 *
 * @example
 * const { receipt, application } = cashRecords(invoices, changes.cancelledOn, 7);
 */
export function cashRecords(
  invoices: readonly Invoice[],
  cancelledOn: ReadonlyMap<string, CivilDate>,
  seed: number,
): CashRecords {
  const random = new Random(seed, 'cash-records');
  const settled = invoices.map((invoice) =>
    settle(invoice, cancelledOn.get(invoice.contract.deal.id), random),
  );
  const payments = inOrder(
    settled.flatMap((each) => each.payments),
    ({ date }) => date,
  );
  const receipts = payments.map((payment, index) => ({
    payment,
    receipt: receiptOf(payment, index, random),
  }));
  const refunds = receipts.flatMap(({ payment, receipt }) => refundOf(payment, receipt, random) ?? []);
  const creditNotes = settled.flatMap(({ creditNote }) => creditNote ?? []);
  const writeOffs = settled.flatMap(({ writeOff }) => writeOff ?? []);
  return {
    payments,
    receipt: receipts.map(({ receipt }) => receipt),
    application: receipts.flatMap(({ payment, receipt }) => applicationsOf(payment, receipt.id, random)),
    refund: named(refunds, 'F'),
    creditNote: named(creditNotes, 'CN'),
    writeOff: named(writeOffs, 'WO'),
  };
}

/** One customer in a hundred pays a little too much; the rest of such a receipt is applied to nothing. */
function receiptOf({ invoice, date, amount }: Payment, index: number, random: Random): Receipt {
  const { id, account, currency } = invoice.contract.deal;
  const over = isTextbook(id) || !random.chance(1) ? 0n : BigInt(random.between(5, 90)) * 100n;
  return { id: numberedId('R', index, 6), date, amount: amount + over, currency, account };
}

/** Cash is applied to the invoice as a whole, to its only line, or, when all is paid, to each of its lines. */
function applicationsOf(payment: Payment, receipt: string, random: Random): readonly Application[] {
  const { invoice, amount, isFull } = payment;
  const [first, second] = invoice.lines;
  const whole = {
    receipt,
    invoice: invoice.id,
    line: null,
    id: null,
    amount,
    currency: first?.currency ?? null,
  };
  if (random.chance(55)) return [whole];
  if (second === undefined) return [{ ...whole, line: '1' }];
  if (!isFull) return [whole];
  return invoice.lines.map((line) => ({ ...whole, line: line.line, amount: line.amount + (line.tax ?? 0n) }));
}

function refundOf(
  { invoice, amount }: Payment,
  receipt: Receipt,
  random: Random,
): Omit<Refund, 'id'> | undefined {
  const date = addDays(receipt.date, random.between(12, 120));
  const percent = random.weighted([
    [100n, 25],
    [50n, 30],
    [20n, 45],
  ]);
  const { deal, kind } = invoice.contract;
  if (!random.chance(1) || date >= NOT_YET || isTextbook(deal.id)) return undefined;
  return {
    receipt: receipt.id,
    date,
    kind: kind === 'smb' && random.chance(55) ? 'chargeback' : 'refund',
    invoice: random.chance(50) ? invoice.id : null,
    line: null,
    amount: (amount * percent) / 100n,
    currency: receipt.currency,
  };
}

function named<Draft extends { readonly date: CivilDate }>(drafts: readonly Draft[], prefix: string) {
  return inOrder(drafts, ({ date }) => date).map((draft, index) => ({
    id: numberedId(prefix, index, 5),
    ...draft,
  }));
}
