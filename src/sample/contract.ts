import type { CivilDate } from '../calendar/civil-date.js';
import { addMonths } from '../calendar/civil-date.js';
import type { Deal } from '../records/record-kinds.js';
import type { Posting } from './staff.js';

/** When the customer of a contract is invoiced. */
export type Billing = 'yearly' | 'quarterly' | 'monthly' | 'project';

/** How the revenue of a contract is told: generated from a schedule, by milestones, or entry by entry. */
export type RevenueMethod = 'months' | 'days' | 'monthly' | 'milestones' | 'entries';

/** A deal that was won, and what the rest of its life is made from. */
export interface Contract {
  readonly deal: Deal;
  readonly kind: 'enterprise' | 'smb' | 'channel' | 'renewal';
  /** The posting of the one who closed it. */
  readonly seller: Posting;
  /** The account manager who looks after it. */
  readonly care: Posting | null;
  readonly billing: Billing;
  readonly revenue: RevenueMethod;
  /** Minor units of the deal's currency; the monthly value of a contract without an end. */
  readonly value: bigint;
}

/** A deal with nothing in it. */
export const EMPTY_DEAL: Omit<Deal, 'id' | 'closeDate'> = {
  name: null,
  account: null,
  stage: 'won',
  startDate: null,
  currency: 'USD',
  type: null,
  product: null,
  region: null,
  segment: null,
  channel: null,
  termMonths: null,
  tcv: null,
  acv: null,
  mrr: null,
  firstYear: null,
  margin: null,
  quantity: null,
  discount: null,
  extra: {},
};

/**
 * The first day of the service of a contract, and the first day after it; `null` without an end.
 *
 * @example
 * serviceOf(contract) // { from: '2026-02-01', to: '2027-02-01' }
 */
export function serviceOf({ deal }: Pick<Contract, 'deal'>): { from: CivilDate; to: CivilDate | null } {
  const from = deal.startDate ?? deal.closeDate;
  return { from, to: deal.termMonths === null ? null : addMonths(from, deal.termMonths) };
}
