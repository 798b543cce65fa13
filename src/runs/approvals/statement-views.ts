import type { StatementToApprove } from './statements-to-approve.js';

/** Which statements of a pay period can be asked for. */
export const STATEMENT_VIEWS = ['all', 'incomplete', 'rejected', 'waiting', 'paid'] as const;

/** One of {@link STATEMENT_VIEWS}. */
export type StatementView = (typeof STATEMENT_VIEWS)[number];

const FITS: Readonly<Record<StatementView, (each: StatementToApprove) => boolean>> = {
  all: () => true,
  incomplete: ({ summary }) => summary.status === 'incomplete',
  rejected: ({ decisions }) => Object.values(decisions).some((each) => each?.decision === 'rejected'),
  waiting: ({ decisions }) => decisions.manager === null,
  paid: ({ summary }) => summary.totals.paid !== 0n,
};

/**
 * The statements of a view: all, those that are incomplete, that anybody rejected, that no manager decided on, or that
 * pay something.
 *
 * @example
 * statementsIn('incomplete', await statementsToApprove(db, scope, period))
 */
export function statementsIn(
  view: StatementView,
  all: readonly StatementToApprove[],
): readonly StatementToApprove[] {
  return all.filter(FITS[view]);
}
