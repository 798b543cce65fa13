import { compareText } from '../../engine/record-index.js';
import type { Accrual } from './accruals.js';

/** Accruals summed over the payees of a plan and a region, or, with `null`, over all plans and regions. */
export type AccrualTotal = Omit<Accrual, 'payee' | 'plan' | 'region'> & {
  readonly plan: string | null;
  readonly region: string | null;
};

/**
 * Accruals by month, currency, plan and region, in that order, each month and currency followed by its sum.
 *
 * @example
 * accrualTotals(accruals).at(-1) // { month: '2026-03', plan: null, region: null, accrued: 512_500n, … }
 */
export function accrualTotals(accruals: readonly Accrual[]): readonly AccrualTotal[] {
  const totals = new Map<string, AccrualTotal>();
  for (const accrual of accruals) {
    add(totals, accrual, accrual.plan, accrual.region);
    add(totals, accrual, null, null);
  }
  return [...totals].sort(([a], [b]) => compareText(a, b)).map(([, total]) => total);
}

function add(
  totals: Map<string, AccrualTotal>,
  { payee: _, ...accrual }: Accrual,
  plan: string | null,
  region: string | null,
): void {
  // A sum stands after what it sums.
  const group = plan === null || region === null ? '\uffff' : `${plan}\u0000${region}`;
  const key = `${accrual.month}\u0000${accrual.currency}\u0000${group}`;
  const known = totals.get(key);
  totals.set(key, {
    ...accrual,
    plan,
    region,
    reversed: accrual.reversed + (known?.reversed ?? 0n),
    earned: accrual.earned + (known?.earned ?? 0n),
    toppedUp: accrual.toppedUp + (known?.toppedUp ?? 0n),
    paid: accrual.paid + (known?.paid ?? 0n),
    advanced: accrual.advanced + (known?.advanced ?? 0n),
    accrued: accrual.accrued + (known?.accrued ?? 0n),
  });
}
