import { later } from '../../calendar/civil-date.js';
import type { PayPeriod } from '../../calendar/pay-period.js';
import type { Entitlement } from '../entitlement.js';
import type { PostedLine } from '../posted-statement.js';
import { type Month, monthOf } from './month.js';

/** What a line earned, in the month whose cost it is. */
export interface EarnedAmount {
  readonly entitlement: Entitlement;
  /** Where the payee works; empty where that is not known. */
  readonly region: string;
  readonly month: Month;
  /** `null` where it belongs to no contract. */
  readonly deal: string | null;
  /** Minor units of the entitlement's currency. */
  readonly amount: bigint;
}

/**
 * The month whose cost a line is: that of its date, or, where it corrects what lies before its pay period, the
 * first of the period.
 *
 * @example
 * monthEarned({ date: '2026-02-10' }, { from: '2026-01-01', to: '2026-04-01', id: '2026-Q1' }) // '2026-02'
 * monthEarned({ date: '2025-12-31' }, { from: '2026-01-01', to: '2026-04-01', id: '2026-Q1' }) // '2026-01'
 */
export function monthEarned({ date }: Pick<PostedLine, 'date'>, period: PayPeriod): Month {
  return monthOf(later(date, period.from));
}
