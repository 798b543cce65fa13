import type { AdjustmentCause } from '../../ledger/prior-period-adjustment.js';

/** What prior-period adjustments come from, in the words of pages. */
export const CAUSES: Readonly<Record<AdjustmentCause, string>> = {
  credit: 'Who is credited what',
  quota: 'Quota or target',
  rate: 'Rate of the plan',
  fx: 'Exchange rate',
  cash: 'Cash',
  correction: 'Corrected deal or payee',
  plan: 'Plan',
  team: 'Team',
};
