import type { Component, PlainCredit } from './credit-deals.js';
import { type Amount, Money } from './decimal.js';

/** A credit with the cents it earned. */
export interface PlainEarning {
  readonly credit: PlainCredit;
  readonly amount: Amount;
}

const TIERS = [
  { from: '0', rate: '0.035' },
  { from: '0.5', rate: '0.0525' },
  { from: '1', rate: '0.08' },
  { from: '1.5', rate: '0.115' },
].map(({ from, rate }) => ({ from: new Money(from), rate: new Money(rate) }));

const RENEWAL_RATE = new Money('0.02');
const NOTHING = new Money(0);

/**
 * What a payee earns in one quarter of one component: credits in order of date, deal and event, each worth
 * what it adds to the rounded running total.
 *
 * @param quota in cents
 * @example
 * earnWindow('bookings', credits, new Money(10_000_000));
 */
export function earnWindow(
  component: Component,
  credits: readonly PlainCredit[],
  quota: Amount,
): readonly PlainEarning[] {
  let credited = NOTHING;
  let earned = NOTHING;
  return [...credits].sort(compareCredits).map((credit) => {
    credited = credited.plus(credit.base);
    const total = component === 'bookings' ? tiered(credited, quota) : credited.times(RENEWAL_RATE);
    const rounded = total.toDecimalPlaces(0);
    const amount = rounded.minus(earned);
    earned = rounded;
    return { credit, amount };
  });
}

/** What a position pays in marginal tiers. */
function tiered(credited: Amount, quota: Amount): Amount {
  let total = NOTHING;
  for (const [place, { from, rate }] of TIERS.entries()) {
    const start = quota.times(from);
    if (credited.lessThanOrEqualTo(start)) break;
    const next = TIERS[place + 1];
    const end = next === undefined ? credited : Money.min(credited, quota.times(next.from));
    total = total.plus(end.minus(start).times(rate));
  }
  return total;
}

function compareCredits(a: PlainCredit, b: PlainCredit): number {
  return compare(a.date, b.date) || compare(a.deal, b.deal) || compare(a.event ?? '', b.event ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
