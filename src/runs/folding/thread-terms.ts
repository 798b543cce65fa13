/** Whether a second thread can help with a run. */
export interface ThreadTerms {
  /** The file of the database, which the thread opens by itself; `null` where it is none. */
  readonly path: string | null;
  /** From how many rows on it gains more than starting it takes. */
  readonly from: number;
}
