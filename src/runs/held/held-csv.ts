import { safeCsv } from '../safe-csv.js';
import type { PayeeHeld } from './payee-held.js';

const COLUMNS = [
  ...['payGroup', 'plan', 'component', 'deal', 'dealName', 'account', 'currency', 'held', 'waitsFor'],
  ...['invoice', 'invoiceDate', 'dueDate', 'invoiceCurrency', 'invoiceAmount', 'open', 'overdueDays'],
];

/**
 * What is held as CSV: a row for each held amount and each open invoice of its deal; one with several invoices has its
 * amount in the first row alone, so that the column sums.
 *
 * @example
 * heldCsv(held).split('\n')[1] // 'monthly-USD,Account executive,sales,D-1,…'
 */
export function heldCsv({ items }: PayeeHeld): string {
  const rows = items.flatMap(({ payGroup, plan, component, deal, currency, amount, waitsFor, invoices }) => {
    const place = [payGroup, plan, component, deal?.id ?? null, deal?.name ?? null, deal?.account ?? null];
    const first = [...place, currency, amount, waitsFor.join('; ')];
    const [one, ...others] = invoices.map((each) => [
      ...[each.invoice, each.date, each.dueDate, each.currency, each.amount, each.open],
      String(each.overdueDays),
    ]);
    return [
      [...first, ...(one ?? Array.from({ length: 7 }, () => null))],
      ...others.map((each) => [...place, currency, null, null, ...each]),
    ];
  });
  return safeCsv([COLUMNS, ...rows]);
}
