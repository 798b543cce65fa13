/**
 * Why something earned is not capitalised: the plan does not say that it is incremental; says that it is not;
 * it is of use for a year at most; or there is no contract that it could belong to.
 */
export const EXPENSED_BECAUSE = ['notStated', 'notIncremental', 'oneYearAtMost', 'noContract'] as const;

/** One of {@link EXPENSED_BECAUSE}. */
export type ExpensedBecause = (typeof EXPENSED_BECAUSE)[number];
