import type {
  Application,
  Deal,
  InvoiceLine,
  Receipt,
  RevenueEntry,
  Split,
} from '../../records/record-kinds.js';
import type { RecordSet } from '../../records/record-set.js';

/** Records that are supposed, to be laid over those that are known. */
export interface Overlay {
  /** New, or in place of those of the same id. */
  readonly deals: readonly Deal[];
  /** By deal, who shares it; in place of all its splits. */
  readonly splits: ReadonlyMap<string, readonly Split[]>;
  readonly revenueEntries: readonly RevenueEntry[];
  readonly invoiceLines: readonly InvoiceLine[];
  readonly receipts: readonly Receipt[];
  readonly applications: readonly Application[];
  /** The ids of deals that are not there, with all that belongs to them. */
  readonly without: ReadonlySet<string>;
}

/** Where nothing is supposed. */
export const NOTHING_LAID_OVER: Overlay = Object.freeze({
  deals: [],
  splits: new Map(),
  revenueEntries: [],
  invoiceLines: [],
  receipts: [],
  applications: [],
  without: new Set<string>(),
});

/**
 * Records as they would be. What is known stays as it is: nothing is written.
 *
 * @example
 * calculate({ ...input, records: overlaid(input.records, overlay) })
 */
export function overlaid(records: RecordSet, overlay: Overlay): RecordSet {
  const { deals, splits, without } = overlay;
  const replaced = new Set(deals.map(({ id }) => id));
  const stays = <OfDeal extends { readonly deal: string }>(each: OfDeal) => !without.has(each.deal);
  const invoiceLine = [...records.invoiceLine.filter(stays), ...overlay.invoiceLines];
  const invoices = new Set(invoiceLine.map(({ invoice }) => invoice));
  const isInvoiced = ({ invoice }: { readonly invoice: string | null }) =>
    invoice === null || invoices.has(invoice);
  return {
    ...records,
    deal: [...records.deal.filter(({ id }) => !without.has(id) && !replaced.has(id)), ...deals],
    split: [
      ...records.split.filter((each) => stays(each) && !splits.has(each.deal)),
      ...[...splits.values()].flat(),
    ],
    amendment: records.amendment.filter(stays),
    revenueSchedule: records.revenueSchedule.filter(stays),
    milestone: records.milestone.filter(stays),
    revenueEntry: [...records.revenueEntry.filter(stays), ...overlay.revenueEntries],
    invoiceLine,
    receipt: [...records.receipt, ...overlay.receipts],
    application: [...records.application.filter(isInvoiced), ...overlay.applications],
    refund: records.refund.filter(isInvoiced),
    creditNote: records.creditNote.filter(isInvoiced),
    writeOff: records.writeOff.filter(isInvoiced),
  };
}
