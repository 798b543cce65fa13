import type { CivilDate } from '../../calendar/civil-date.js';
import type { LineCash } from '../../engine/events/cash.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import type { Deal } from '../../records/record-kinds.js';
import type { BridgeSubject } from './bridge.js';
import { type Dated, sumBefore } from './dated-sum.js';

/**
 * What was invoiced on each invoice of a deal, by its lines; what was credited and written off, by these
 * documents; what was collected, by the cash that was applied; and what is open, line by line: never less than
 * nothing once a line is invoiced. All net of tax.
 *
 * @example
 * invoiceSubjects(deal, streams)[0]?.before('2026-04-01')
 * // { invoiced: 10_000n, collected: 4_000n, open: 6_000n, credited: 0n, writtenOff: 0n }
 */
export function invoiceSubjects(deal: Deal, streams: DealStreams): readonly BridgeSubject[] {
  const { index, company } = streams;
  const lines = streams.cash(deal);
  return (index.invoicesByDeal.get(deal.id) ?? []).map((invoice) => {
    const own = lines.filter(({ line }) => line.invoice === invoice);
    // Documents on an invoice of several deals can not be told by deal but by the lines that took them.
    const isWhole = index.invoiceLinesByInvoice.get(invoice)?.length === own.length;
    const credited = isWhole ? index.creditNotesByInvoice.get(invoice) : own.flatMap((each) => each.credited);
    const lost = isWhole ? index.writeOffsByInvoice.get(invoice) : own.flatMap((each) => each.writtenOff);
    return {
      bridge: 'invoices',
      currency: deal.currency ?? company.homeCurrency,
      deal: deal.id,
      name: `invoice ${invoice} of deal ${deal.id}`,
      before: (day) => ({
        invoiced: sumBefore(
          own.map(({ line }) => line),
          day,
        ),
        collected: sumBefore(
          own.flatMap(({ events }) => events),
          day,
        ),
        open: own.reduce((sum, line) => sum + openOn(line, day), 0n),
        credited: sumBefore(credited ?? NOTHING, day),
        writtenOff: sumBefore(lost ?? NOTHING, day),
      }),
    };
  });
}

const NOTHING: readonly Dated[] = [];

/**
 * What is open of an invoice line when everything before a day is known, net of tax. What is paid before it is
 * invoiced is negative until then; after that, nothing is open of what was paid or credited beyond its amount.
 *
 * @example
 * openOn(lineCash, '2026-04-01') // 6_000n
 */
export function openOn({ line, events, credited, writtenOff }: LineCash, day: CivilDate): bigint {
  const done = sumBefore(events, day) + sumBefore(credited, day) + sumBefore(writtenOff, day);
  if (line.date >= day) return -done;
  const left = line.amount - done;
  return left < 0n === line.amount < 0n ? left : 0n;
}
