/** A deal as the database has it. */
export interface DealRow {
  readonly id: string;
  readonly close_date: string;
  readonly type: string | null;
  readonly region: string | null;
  readonly discount: string | null;
  readonly acv: number | null;
}

/** A share of a deal. */
export interface SplitRow {
  readonly deal: string;
  readonly payee: string;
  readonly share: string;
}

/** An invoice line. */
export interface InvoiceRow {
  readonly invoice: string;
  readonly line: string;
  readonly deal: string;
}

/** Cash that came in. */
export interface ReceiptRow {
  readonly id: string;
  readonly date: string;
}

/** Cash that was applied to an invoice line. */
export interface ApplicationRow {
  readonly receipt: string;
  readonly invoice: string;
  readonly line: string;
  readonly amount: number;
}

/** What a payee is to reach in a window. */
export interface QuotaRow {
  readonly payee: string;
  readonly from: string;
  readonly amount: string;
}

/** Somebody who is paid. */
export interface PayeeRow {
  readonly id: string;
  readonly name: string;
}
