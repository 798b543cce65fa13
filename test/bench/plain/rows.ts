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

/** Somebody who is paid. */
export interface PayeeRow {
  readonly id: string;
  readonly name: string;
}
