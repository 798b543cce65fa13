import type { PaymentStatus } from './payment.js';

/**
 * What a payroll file can say of an item, by the names in which a mapping asks for it.
 *
 * @example
 * PAYROLL_FIELDS.payDate // 'the day on which payroll is to pay'
 */
export const PAYROLL_FIELDS = {
  payee: 'the id of the payee',
  name: 'the name of the payee',
  email: 'the address of the payee; empty where none is known',
  amount: 'what is to be paid',
  currency: 'the currency of the amount',
  planAmount: 'what the statement pays in the currency of the plan',
  planCurrency: 'the currency of the plan',
  rate: 'units of the currency of the amount for one unit of that of the plan; empty where they are the same',
  rateDate: 'the day of the rate; empty where there is none',
  payGroup: 'the pay group, such as monthly-USD',
  period: 'the pay period, such as 2026-03',
  periodFrom: 'the first day of the pay period',
  periodTo: 'the last day of the pay period',
  payDate: 'the day on which payroll is to pay',
  batch: 'the number of the batch',
  reference: 'what names the payment: payout-<batch>-<payee>, or payout-<batch>.<attempt>-<payee> sent again',
} as const;

/**
 * One of {@link PAYROLL_FIELDS}.
 *
 * @example
 * const field: PayrollField = 'amount';
 */
export type PayrollField = keyof typeof PAYROLL_FIELDS;

/** How a provider writes CSV, dates and amounts. */
export interface PayrollFormat {
  /** One character. */
  readonly delimiter: string;
  /** `YYYY`, `MM` and `DD` once each, with anything between them. */
  readonly dates: string;
  readonly decimal: '.' | ',';
  /** Whether amounts are whole numbers of the smallest unit, such as cents. */
  readonly inMinorUnits: boolean;
  /** Whether what is paid is written below zero. */
  readonly isReversed: boolean;
}

/** A column of a payroll file: a field of the item, or the same text in every row. */
export type PayrollColumn =
  | { readonly column: string; readonly field: PayrollField }
  | { readonly column: string; readonly value: string };

/** The file that a provider takes. */
export interface PayrollExport extends PayrollFormat {
  readonly hasHeader: boolean;
  readonly lineEnd: '\n' | '\r\n';
  /** In the order of the file. */
  readonly columns: readonly PayrollColumn[];
}

/** The file in which a provider confirms what it paid. */
export interface PayrollConfirmation extends PayrollFormat {
  /** The headings under which the provider says each; other columns are passed over. */
  readonly columns: {
    readonly payee: string;
    readonly amount: string;
    readonly reference: string;
    readonly date: string;
    /** Every row is paid where there is none. */
    readonly status: string | null;
    readonly currency: string | null;
  };
  /** What the provider's words for a status mean. */
  readonly statuses: ReadonlyMap<string, PaymentStatus>;
}

/** How a payroll provider wants to be told what to pay, and tells what it paid. */
export interface PayrollMapping {
  readonly provider: string;
  readonly export: PayrollExport;
  /** `null` where the provider confirms nothing by file. */
  readonly confirmation: PayrollConfirmation | null;
}
