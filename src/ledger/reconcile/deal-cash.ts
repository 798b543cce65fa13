import type { CivilDate } from '../../calendar/civil-date.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Deal } from '../../records/record-kinds.js';
import { cashByReceipt } from './cash-by-receipt.js';
import { sumBefore } from './dated-sum.js';
import { openOn } from './invoice-subjects.js';

/** What a customer was invoiced for a deal and has paid, as JSON; amounts are decimal text, net of tax. */
export interface DealCash {
  readonly deal: string;
  readonly account: string | null;
  readonly currency: string;
  /** The value as it was signed. */
  readonly value: string;
  readonly invoices: readonly InvoiceCash[];
}

/** A line of an invoice and what became of it. */
export interface InvoiceCash {
  readonly invoice: string;
  readonly line: string;
  readonly date: CivilDate;
  readonly dueDate: CivilDate | null;
  readonly amount: string;
  readonly collected: string;
  readonly credited: string;
  readonly writtenOff: string;
  readonly open: string;
  /** What stands of receipts on the line. */
  readonly receipts: readonly {
    readonly receipt: string | null;
    readonly date: CivilDate;
    readonly amount: string;
  }[];
}

/**
 * What was invoiced for a deal before a day, and what of it was paid by which receipts.
 *
 * @example
 * dealCash(deal, streams, '2026-04-01').invoices[0]?.receipts // [{ receipt: 'R-1', date: '2026-02-20', amount: '60000.00' }]
 */
export function dealCash(deal: Deal, streams: DealStreams, day: CivilDate): DealCash {
  const currency = deal.currency ?? streams.company.homeCurrency;
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const lines = streams.cash(deal).filter(({ line, cash }) => line.date < day || cash.length > 0);
  return {
    deal: deal.id,
    account: deal.account,
    currency,
    value: money(streams.figures(deal).tcv),
    invoices: lines.map((each) => ({
      invoice: each.line.invoice,
      line: each.line.line,
      date: each.line.date,
      dueDate: each.line.dueDate,
      amount: money(each.line.amount),
      collected: money(sumBefore(each.events, day)),
      credited: money(sumBefore(each.credited, day)),
      writtenOff: money(sumBefore(each.writtenOff, day)),
      open: money(openOn(each, day)),
      receipts: cashByReceipt([each], day)
        .filter(({ amount }) => amount !== 0n)
        .map(({ receipt, date, amount }) => ({ receipt, date, amount: money(amount) })),
    })),
  };
}
