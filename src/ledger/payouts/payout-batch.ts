import type { CivilDate } from '../../calendar/civil-date.js';

/** What a batch pays of one closed statement. */
export interface PayoutItem {
  /** The number of the closing that the statement is of. */
  readonly closing: number;
  readonly payee: string;
  /** The name and address as they were when the batch was built. */
  readonly name: string;
  readonly email: string | null;
  /** Minor units of the currency of the batch, above zero. */
  readonly amount: bigint;
  /** What the statement pays, in minor units of its currency; only where the batch pays another. */
  readonly planAmount?: bigint;
}

/** How a batch that pays another currency than that of its statements converts: frozen when it was built. */
export interface BatchConversion {
  /** The currency of the statements, which is the plan's. */
  readonly planCurrency: string;
  /** Units of the currency of the batch for one unit of the plan's, as decimal text. */
  readonly rate: string;
  /** The day that the rate is dated. */
  readonly date: CivilDate;
}

/** A batch of pay: statements of one pay group and period that are paid together. */
export interface PayoutBatch {
  /** From 1, in the order in which batches were built. */
  readonly number: number;
  readonly payGroup: string;
  readonly period: string;
  /** The first day of the period, and the first day after it. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** The currency that is paid. */
  readonly currency: string;
  /** Only where that is not the currency of the statements. */
  readonly converted?: BatchConversion;
  /** The day on which payroll is to pay; `null` where payroll knows. */
  readonly payDate: CivilDate | null;
  /** Who built it, and may not approve it. */
  readonly maker: string;
  /** The instant, as ISO 8601 in UTC. */
  readonly builtAt: string;
  /** In the order of payees, and of closings where a payee has several. */
  readonly items: readonly PayoutItem[];
}

/**
 * How far a batch has come: built; approved or rejected by another person; withdrawn before it was handed to payroll,
 * or handed to it; and confirmed, when each of its items is paid as it was sent.
 */
export type PayoutState = 'built' | 'rejected' | 'approved' | 'withdrawn' | 'exported' | 'confirmed';

/**
 * Whether a batch pays its statements or may come to it; one that was rejected or withdrawn has freed them.
 *
 * @example
 * mayPay('approved') // true
 */
export function mayPay(state: PayoutState): boolean {
  return state !== 'rejected' && state !== 'withdrawn';
}

/**
 * The currency of the statements that a batch pays, in which the ledger is kept.
 *
 * @example
 * planCurrencyOf(batch) // 'USD'
 */
export function planCurrencyOf({ currency, converted }: Pick<PayoutBatch, 'currency' | 'converted'>): string {
  return converted?.planCurrency ?? currency;
}

/**
 * What a batch pays of its statements, in minor units of their currency.
 *
 * @example
 * planTotal(batch.items) // 1_250_000n
 */
export function planTotal(items: readonly Pick<PayoutItem, 'amount' | 'planAmount'>[]): bigint {
  return items.reduce((sum, { amount, planAmount = amount }) => sum + planAmount, 0n);
}

/**
 * What a batch pays in all, in minor units.
 *
 * @example
 * payoutTotal(batch.items) // 1_250_000n
 */
export function payoutTotal(items: readonly Pick<PayoutItem, 'amount'>[]): bigint {
  return items.reduce((sum, { amount }) => sum + amount, 0n);
}
