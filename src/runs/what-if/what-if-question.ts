/** Texts of fields by name, as an import takes them. */
export type WrittenFields = Readonly<Record<string, string>>;

/** Cash of a customer that is supposed to come in. */
export interface SupposedPayment {
  readonly date: string;
  /** Decimal text in the currency of the deal, tax included. */
  readonly amount: string;
  /** The invoice that it pays; an invoice of the same day and amount is supposed where none is named. */
  readonly invoice?: string | undefined;
}

/** Revenue that is supposed to be recognized. */
export interface SupposedRevenue {
  readonly date: string;
  /** Decimal text in the currency of the deal. */
  readonly amount: string;
}

/** A deal as it is supposed to be. */
export interface SupposedDeal {
  /**
   * Of a deal that the payee has, its `id` and the fields that are to be other; of a new one, all fields that it has.
   * A new one gets an id where it has none.
   */
  readonly fields: WrittenFields;
  /**
   * Who shares it, in place of those who do: `payee` (the one who is asked about unless said), `role` (the first that
   * the plan credits) and `share` (100 %). Where left out, a new deal is all the payee's, and any other stays shared
   * as it is.
   */
  readonly splits?: readonly WrittenFields[] | undefined;
  readonly paid?: readonly SupposedPayment[] | undefined;
  readonly recognized?: readonly SupposedRevenue[] | undefined;
}

/** What is supposed, beside what is known. */
export interface Supposition {
  readonly deals: readonly SupposedDeal[];
  /** The ids of deals of the payee that are supposed not to be there. */
  readonly without: readonly string[];
}

/** What would be if: whose pay, until when, and what is supposed. */
export interface WhatIfQuestion extends Supposition {
  readonly payee: string;
  /** A pay period or a day, not before the last calculated day, which it is unless said. */
  readonly through?: string | undefined;
}
