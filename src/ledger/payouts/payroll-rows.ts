import { addDays } from '../../calendar/civil-date.js';
import { compareText } from '../../engine/record-index.js';
import { csvText, withoutFormula } from '../csv-text.js';
import type { PayoutBatch, PayoutItem } from './payout-batch.js';
import type { PayrollExport, PayrollField } from './payroll-mapping.js';
import { payrollAmount, payrollDate } from './payroll-values.js';

/**
 * The file that tells payroll what to pay: one row for each payee, in the order of their ids. It depends on the batch
 * and the mapping alone, so that exporting twice gives the same bytes. Texts from the data that a spreadsheet would
 * run as a formula get an apostrophe in front; amounts, dates, headings and fixed values are written as they are.
 *
 * @example
 * payrollText(batch, mapping.export) // 'Employee ID,Earnings,Amount\r\nada,COMM,3000.00\r\n'
 */
export function payrollText(batch: PayoutBatch, format: PayrollExport): string {
  const header = format.hasHeader ? [format.columns.map(({ column }) => column)] : [];
  const rows = paidTogether(batch.items).map((item) =>
    format.columns.map((each) => ('value' in each ? each.value : cellOf(each.field, item, batch, format))),
  );
  return csvText([...header, ...rows], format);
}

/** What names the payment of a payee in a batch, to payroll and back. */
function paymentReference(batch: number, payee: string): string {
  return `payout-${batch}-${payee}`;
}

/** Payroll pays a payee once, however many statements a batch has of one. */
function paidTogether(items: readonly PayoutItem[]): readonly PayoutItem[] {
  const byPayee = new Map<string, PayoutItem>();
  for (const item of items) {
    const known = byPayee.get(item.payee);
    byPayee.set(item.payee, { ...(known ?? item), amount: (known?.amount ?? 0n) + item.amount });
  }
  return [...byPayee.values()].sort((a, b) => compareText(a.payee, b.payee));
}

function cellOf(field: PayrollField, item: PayoutItem, batch: PayoutBatch, format: PayrollExport): string {
  switch (field) {
    case 'payee':
      return withoutFormula(item.payee);
    case 'name':
      return withoutFormula(item.name);
    case 'email':
      return withoutFormula(item.email ?? '');
    case 'amount':
      return payrollAmount(item.amount, batch.currency, format);
    case 'currency':
      return batch.currency;
    case 'payGroup':
      return batch.payGroup;
    case 'period':
      return batch.period;
    case 'periodFrom':
      return payrollDate(batch.from, format.dates);
    case 'periodTo':
      return payrollDate(addDays(batch.to, -1), format.dates);
    case 'payDate':
      return batch.payDate === null ? '' : payrollDate(batch.payDate, format.dates);
    case 'batch':
      return String(batch.number);
    case 'reference':
      return withoutFormula(paymentReference(batch.number, item.payee));
  }
}
