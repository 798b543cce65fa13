import { addDays } from '../../calendar/civil-date.js';
import { compareText } from '../../engine/record-index.js';
import { csvText, withoutFormula } from '../csv-text.js';
import { type PayoutBatch, type PayoutItem, planCurrencyOf } from './payout-batch.js';
import type { PayrollExport, PayrollField } from './payroll-mapping.js';
import { payrollAmount, payrollDate } from './payroll-values.js';

/**
 * The file that tells payroll what to pay: one row for each payee, in the order of their ids. It depends on the batch
 * and the mapping alone, so that exporting twice gives the same bytes. Texts from the data that a spreadsheet would
 * run as a formula get an apostrophe in front; amounts, dates, headings and fixed values are written as they are.
 *
 * @param attempt from 1; one more for each file that sends again what failed, which names its payments otherwise
 * @example
 * payrollText(batch, mapping.export) // 'Employee ID,Earnings,Amount\r\nada,COMM,3000.00\r\n'
 */
export function payrollText(batch: PayoutBatch, format: PayrollExport, attempt = 1): string {
  const header = format.hasHeader ? [format.columns.map(({ column }) => column)] : [];
  const rows = paidTogether(batch.items).map((item) =>
    format.columns.map((each) =>
      'value' in each ? each.value : cellOf(each.field, item, { batch, attempt }, format),
    ),
  );
  return csvText([...header, ...rows], format);
}

/** What names the payment of a payee in a batch, to payroll and back: payroll may pass over one that it had before. */
function paymentReference(batch: number, attempt: number, payee: string): string {
  return attempt === 1 ? `payout-${batch}-${payee}` : `payout-${batch}.${attempt}-${payee}`;
}

/** Payroll pays a payee once, however many statements a batch has of one. */
function paidTogether(items: readonly PayoutItem[]): readonly PayoutItem[] {
  const byPayee = new Map<string, PayoutItem>();
  for (const item of items) {
    const known = byPayee.get(item.payee);
    byPayee.set(item.payee, known === undefined ? item : together(known, item));
  }
  return [...byPayee.values()].sort((a, b) => compareText(a.payee, b.payee));
}

function together(one: PayoutItem, other: PayoutItem): PayoutItem {
  const amount = one.amount + other.amount;
  if (one.planAmount === undefined || other.planAmount === undefined) return { ...one, amount };
  return { ...one, amount, planAmount: one.planAmount + other.planAmount };
}

function cellOf(
  field: PayrollField,
  item: PayoutItem,
  { batch, attempt }: { readonly batch: PayoutBatch; readonly attempt: number },
  format: PayrollExport,
): string {
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
    case 'planAmount':
      return payrollAmount(item.planAmount ?? item.amount, planCurrencyOf(batch), format);
    case 'planCurrency':
      return planCurrencyOf(batch);
    case 'rate':
      return (batch.converted?.rate ?? '').replace('.', format.decimal);
    case 'rateDate':
      return batch.converted === undefined ? '' : payrollDate(batch.converted.date, format.dates);
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
      return withoutFormula(paymentReference(batch.number, attempt, item.payee));
  }
}
