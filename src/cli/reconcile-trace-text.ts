import type { DealCash } from '../ledger/reconcile/deal-cash.js';
import type { Cause } from '../ledger/reconcile/traced-part.js';
import { groupedAmount } from '../money/readable-amount.js';
import type { DealTrace } from '../runs/reconcile/trace-deal.js';
import type { LineTrace } from '../runs/reconcile/trace-line.js';
import type { PartDocument, TraceTotalDocument } from '../runs/reconcile/trace-payables.js';
import type { ReceiptTrace } from '../runs/reconcile/trace-receipt.js';
import type { StatementTrace } from '../runs/reconcile/trace-statement.js';
import { tableText } from './table.js';

const CAUSE_TEXT: Readonly<Record<Cause, string>> = {
  receipt: 'Receipt',
  creditNote: 'Credit note',
  booking: 'Booking',
  revenue: 'Revenue',
  condition: 'Condition',
  time: 'Time passed',
  nothingOpen: 'Nothing left to collect',
  window: 'Whole window',
  clawback: 'Clawback',
  unexplained: 'Not explained',
};

const AMOUNT = { title: 'Amount', align: 'right' } as const;

/**
 * A traced line as text.
 *
 * @example
 * lineTraceText(trace)
 */
export function lineTraceText(trace: LineTrace): string {
  const { line, currency, parts } = trace;
  const whose = line.deal === null ? 'no deal' : `deal ${line.deal}`;
  const credit = line.share === null ? [] : [`Credited with ${line.share}, which is ${line.base ?? ''}`];
  return [
    [
      `${line.id}: ${groupedAmount(line.amount)} ${currency}, ${line.component}, ${whose}`,
      ...credit.map((text) => `${text} (${line.event ?? ''} of ${line.date}).`),
      trace.released
        ? `What ${line.component} earns on the deal waits for its release; payable so far ${groupedAmount(trace.payable)}, held ${groupedAmount(trace.held)}.`
        : `It was payable when it was earned.`,
    ].join('\n'),
    ...(parts.length === 0 ? [] : [partsTable(parts)]),
    ...countedText(trace),
    ...trace.deals.map(dealCashText),
    `Unexplained: ${groupedAmount(trace.unexplained)}`,
  ].join('\n\n');
}

function countedText({ countedIn }: LineTrace): readonly string[] {
  if (countedIn.length === 0) return [];
  const rows = countedIn.map(({ line, deal, credited }) => [deal, line, groupedAmount(credited ?? '')]);
  const columns = [{ title: 'Counted in its window' }, { title: 'Line' }, { ...AMOUNT, title: 'Credited' }];
  return [tableText(columns, rows)];
}

function dealCashText({ deal, account, value, currency, invoices }: DealCash): string {
  const whose = account === null ? '' : ` of ${account}`;
  const head = `Deal ${deal}${whose}, ${groupedAmount(value)} ${currency}`;
  if (invoices.length === 0) return `${head}: not invoiced yet.`;
  const columns = [
    { title: 'Invoice' },
    { title: 'Date' },
    { title: 'Due' },
    AMOUNT,
    { title: 'Collected', align: 'right' as const },
    { title: 'Open', align: 'right' as const },
    { title: 'Receipts' },
  ];
  const rows = invoices.map((each) => [
    `${each.invoice}/${each.line}`,
    each.date,
    each.dueDate ?? '',
    groupedAmount(each.amount),
    groupedAmount(each.collected),
    groupedAmount(each.open),
    each.receipts.map(({ receipt, amount }) => `${receipt ?? '?'} ${groupedAmount(amount)}`).join(', '),
  ]);
  return `${head}\n${tableText(columns, rows)}`;
}

function partsTable(parts: readonly PartDocument[]): string {
  const columns = [
    { title: 'Period' },
    { title: 'Payee' },
    { title: 'Component' },
    { title: 'Deal' },
    { title: 'Because of' },
    { title: 'Invoice' },
    AMOUNT,
    { title: 'Paid by' },
  ];
  const rows = parts.map(({ period, payee, component, deal, cause, receipt, invoice, amount, paidBy }) => [
    period,
    payee,
    component ?? '',
    deal ?? '',
    receipt === null ? CAUSE_TEXT[cause] : `${CAUSE_TEXT[cause]} ${receipt}`,
    invoice ?? '',
    groupedAmount(amount),
    paidBy,
  ]);
  return tableText(columns, rows);
}

/**
 * A traced statement as text.
 *
 * @example
 * traces.map(statementTraceText).join('\n\n')
 */
export function statementTraceText(trace: StatementTrace): string {
  const { payee, period, currency, payable, paid, parts, unexplained } = trace;
  return [
    `${payee}, ${period}, ${currency}: payable ${groupedAmount(payable)}, paid ${groupedAmount(paid)}`,
    ...(parts.length === 0 ? [] : [partsTable(parts)]),
    `Unexplained: ${groupedAmount(unexplained)}`,
  ].join('\n\n');
}

/**
 * A traced deal as text.
 *
 * @example
 * dealTraceText(trace)
 */
export function dealTraceText(trace: DealTrace): string {
  const { parts } = trace;
  return [dealCashText(trace), parts.length === 0 ? 'Nothing became payable on it.' : partsTable(parts)].join(
    '\n\n',
  );
}

/**
 * A traced receipt as text.
 *
 * @example
 * receiptTraceText(trace)
 */
export function receiptTraceText(trace: ReceiptTrace): string {
  const { receipt, date, account, currency, amount, applied, unapplied, refunded, released } = trace;
  const from = account === null ? '' : ` from ${account}`;
  const uses = applied.map((use) => [
    `${use.invoice}/${use.line}`,
    use.deal,
    groupedAmount(use.amount),
    groupedAmount(use.net),
  ]);
  const useColumns = [
    { title: 'Applied to' },
    { title: 'Deal' },
    { ...AMOUNT, title: 'With tax' },
    { ...AMOUNT, title: 'Collected' },
  ];
  const nothing = trace.nothing.map(
    ({ deal, amount: idle, why }) =>
      `  ${groupedAmount(idle)}${deal === null ? '' : ` on deal ${deal}`}: ${why}`,
  );
  return [
    `Receipt ${receipt} of ${date}${from}: ${groupedAmount(amount)} ${currency}, unapplied ${groupedAmount(unapplied)}`,
    ...(uses.length === 0 ? [] : [tableText(useColumns, uses)]),
    ...(refunded.length === 0 ? [] : [refundedText(refunded)]),
    released.length === 0 ? 'It made nothing payable.' : `What it made payable\n${partsTable(released)}`,
    ...(nothing.length === 0 ? [] : [['What of it made nothing payable:', ...nothing].join('\n')]),
  ].join('\n\n');
}

function refundedText(refunded: ReceiptTrace['refunded']): string {
  return refunded
    .map(
      ({ refund, date, kind, amount }) =>
        `Given back: ${groupedAmount(amount)} by ${kind} ${refund} of ${date}`,
    )
    .join('\n');
}

/**
 * What became payable by period and by what made it so, as text.
 *
 * @example
 * traceTotalsText(totals)
 */
export function traceTotalsText(totals: readonly TraceTotalDocument[]): string {
  const causes = (Object.keys(CAUSE_TEXT) as Cause[]).filter(
    (cause) => cause !== 'unexplained' && totals.some((row) => /[1-9]/.test(row.causes[cause] ?? '')),
  );
  const columns = [
    { title: 'Period' },
    { title: 'Currency' },
    { ...AMOUNT, title: 'Payable' },
    ...causes.map((cause) => ({ ...AMOUNT, title: CAUSE_TEXT[cause] })),
    { ...AMOUNT, title: 'Unexplained' },
  ];
  const rows = totals.map((row) => [
    row.period,
    row.currency,
    groupedAmount(row.payable),
    ...causes.map((cause) => groupedAmount(row.causes[cause] ?? '')),
    groupedAmount(row.unexplained),
  ]);
  return tableText(columns, rows);
}
