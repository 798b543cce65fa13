import type { WindowKind } from '../calendar/fiscal-calendar.js';
import type { Condition } from '../conditions/condition.js';
import type { Ratio } from '../money/ratio.js';
import type { Windfall } from './credits/windfall-rule.js';
import type { Ramp } from './measures/ramp-rule.js';

/** Which of a deal's three streams of events a measure listens to. */
export type Basis = 'booked' | 'recognized' | 'collected';

/**
 * What a measure counts in: `money` is minor units of the plan's currency, `units` are millionths of
 * whatever is counted, so that both are integers.
 */
export type Unit = 'money' | 'units';

/** Which figure of a deal a measure counts. `amount` is what an event itself carries: revenue or cash. */
export type AmountKind =
  | { readonly kind: 'tcv' | 'acv' | 'mrr' | 'firstYear' | 'margin' | 'quantity' | 'count' | 'amount' }
  | { readonly kind: 'field'; readonly field: string; readonly unit: Unit };

/** Whose splits a measure credits: the payee's own, or those held in the teams the payee manages. */
export type CreditRule =
  | { readonly kind: 'own'; readonly roles: readonly string[] }
  | { readonly kind: 'team'; readonly roles: readonly string[]; readonly self: boolean };

/** A multiplier by condition on what counts toward quota (`credit`) and on what is paid on (`earning`). */
export interface Factor {
  readonly when: Condition | null;
  readonly credit: Ratio;
  readonly earning: Ratio;
}

/** Where a measure accumulates and starts anew. */
export type WindowRule =
  | { readonly kind: WindowKind }
  | { readonly kind: 'plan' }
  | { readonly kind: 'trailing'; readonly months: number };

/** What performance is counted: events of one basis, credited by splits, over a window, against a quota. */
export interface Measure {
  readonly id: string;
  readonly basis: Basis;
  readonly amount: AmountKind;
  readonly unit: Unit;
  readonly credit: CreditRule;
  readonly when: Condition | null;
  readonly factors: readonly Factor[];
  readonly window: WindowRule;
  /** The id of the quota it is held against. */
  readonly quota: string;
  /** Where no quota is loaded, the share of what was credited a year before that it is held against. */
  readonly ofLastYear: Ratio | null;
  readonly withoutQuota: 'problem' | 'nothing' | 'onTarget';
  /** How the quota grows for somebody who is new: the measure's own, or the plan's. */
  readonly ramp: Ramp | null;
  /** The most of one deal that counts. */
  readonly windfall: Windfall | null;
}
