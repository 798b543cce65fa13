import type { Payment } from '../../../src/ledger/payouts/payment.js';
import type { PayoutBatch, PayoutItem } from '../../../src/ledger/payouts/payout-batch.js';
import type { PayrollConfirmation, PayrollExport } from '../../../src/ledger/payouts/payroll-mapping.js';

/** An item with what is given. */
export function item(given: Partial<PayoutItem> = {}): PayoutItem {
  return { closing: 3, payee: 'ada', name: 'Ada Byron', email: null, amount: 300_000n, ...given };
}

/** A batch for March 2026 with these items. */
export function batch(items: readonly PayoutItem[], given: Partial<PayoutBatch> = {}): PayoutBatch {
  return {
    number: 7,
    payGroup: 'monthly-USD',
    period: '2026-03',
    from: '2026-03-01',
    to: '2026-04-01',
    currency: 'USD',
    payDate: null,
    maker: 'fin',
    builtAt: '2026-04-02T09:00:00.000Z',
    items,
    ...given,
  };
}

/** A payment with what is given. */
export function payment(given: Partial<Payment> = {}): Payment {
  return {
    payee: 'ada',
    reference: 'T-1',
    amount: 300_000n,
    date: '2026-04-15',
    status: 'paid',
    line: 2,
    ...given,
  };
}

/** A plain file for payroll. */
export const EXPORT: PayrollExport = {
  delimiter: ',',
  dates: 'YYYY-MM-DD',
  decimal: '.',
  inMinorUnits: false,
  isReversed: false,
  hasHeader: true,
  lineEnd: '\n',
  columns: [
    { column: 'Employee', field: 'payee' },
    { column: 'Name', field: 'name' },
    { column: 'Code', value: 'COMM' },
    { column: 'Amount', field: 'amount' },
  ],
};

/** A plain file in which payroll confirms. */
export const CONFIRMATION: PayrollConfirmation = {
  delimiter: ',',
  dates: 'MM/DD/YYYY',
  decimal: '.',
  inMinorUnits: false,
  isReversed: false,
  columns: {
    payee: 'Employee',
    amount: 'Net',
    reference: 'Check',
    date: 'Paid on',
    status: 'State',
    currency: null,
  },
  statuses: new Map([
    ['OK', 'paid'],
    ['SENT', 'pending'],
    ['BOUNCED', 'returned'],
  ]),
};
