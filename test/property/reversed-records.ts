import { addDays } from '../../src/calendar/civil-date.js';
import type { Amendment, Deal, RevenueEntry } from '../../src/records/record-kinds.js';
import type { RecordSet } from '../../src/records/record-set.js';

/** The first day after all that is reversed; before the year, and so every window of a year, is over. */
const REVERSED_ON = '2026-11-02';

/** Deals of which all that they say is said inside one year. */
function isOfThisYear({ closeDate }: Deal): boolean {
  return closeDate >= '2026-01-01';
}

/**
 * Records in which everything that deals of this year say is later taken back: each is cancelled, all of its cash is
 * refunded, and all of its revenue is reversed.
 *
 * @example
 * allReversed(records).refund.length // as many as there are receipts
 */
export function allReversed(records: RecordSet): RecordSet {
  const deals = records.deal.filter(isOfThisYear);
  const ids = new Set(deals.map(({ id }) => id));
  return {
    ...records,
    amendment: [
      ...records.amendment.filter(({ deal }) => !ids.has(deal)),
      ...deals.flatMap((deal) => changesThatLeaveSomething(deal, records)),
      ...deals.map(({ id }) => ({
        deal: id,
        id: 'END',
        date: REVERSED_ON,
        kind: 'cancellation' as const,
        currency: 'USD',
        amount: null,
        acv: null,
        mrr: null,
        firstYear: null,
        margin: null,
        quantity: null,
      })),
    ],
    refund: receiptsOf(ids, records).map(({ id, amount, currency }) => ({
      id: `F-${id}`,
      receipt: id,
      date: REVERSED_ON,
      kind: 'refund' as const,
      invoice: null,
      line: null,
      amount,
      currency,
    })),
    revenueSchedule: records.revenueSchedule.filter(({ deal }) => !ids.has(deal)),
    revenueEntry: deals.flatMap(entriesOf),
  };
}

/** The changes of a deal without those that reduce it below nothing: what is then sold anew takes nothing back. */
function changesThatLeaveSomething({ id, tcv }: Deal, { amendment }: RecordSet): readonly Amendment[] {
  let value = tcv ?? 0n;
  return amendment
    .filter(({ deal, kind }) => deal === id && kind === 'amendment')
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .filter(({ amount }) => {
      if (value + (amount ?? 0n) < 0n) return false;
      value += amount ?? 0n;
      return true;
    });
}

/** The receipts whose cash goes to some deals. */
function receiptsOf(deals: ReadonlySet<string>, { application, invoiceLine, receipt }: RecordSet) {
  const invoices = new Set(invoiceLine.filter(({ deal }) => deals.has(deal)).map(({ invoice }) => invoice));
  const used = new Set(
    application.filter(({ invoice }) => invoices.has(invoice)).map((each) => each.receipt),
  );
  return receipt.filter(({ id }) => used.has(id));
}

/** Revenue of a deal in two parts, and both of them taken back. */
function entriesOf({ id: deal, closeDate, tcv }: Deal): readonly RevenueEntry[] {
  const first = (tcv ?? 0n) / 3n;
  const second = (tcv ?? 0n) - first;
  const entry = (id: string, date: string, amount: bigint) => ({ deal, id, date, amount, currency: 'USD' });
  return [
    entry('1', closeDate, first),
    entry('2', addDays(closeDate, 40), second),
    entry('3', REVERSED_ON, -second),
    entry('4', addDays(REVERSED_ON, 1), -first),
  ];
}

/** The same records without the deals of this year, and their cash. */
export function withoutDeals(records: RecordSet): RecordSet {
  const ids = new Set(records.deal.filter(isOfThisYear).map(({ id }) => id));
  const isLeft = ({ deal }: { readonly deal: string }): boolean => !ids.has(deal);
  const invoiceLine = records.invoiceLine.filter(isLeft);
  const invoices = new Set(invoiceLine.map(({ invoice }) => invoice));
  const application = records.application.filter(({ invoice }) => invoices.has(invoice));
  const receipts = new Set(application.map(({ receipt }) => receipt));
  return {
    ...records,
    deal: records.deal.filter(({ id }) => !ids.has(id)),
    split: records.split.filter(isLeft),
    amendment: records.amendment.filter(isLeft),
    revenueSchedule: records.revenueSchedule.filter(isLeft),
    revenueEntry: [],
    invoiceLine,
    application,
    receipt: records.receipt.filter(({ id }) => receipts.has(id)),
    refund: records.refund.filter(({ receipt }) => receipts.has(receipt)),
  };
}
