import type { EarnedAmount } from '../../../src/ledger/accounting/earned-amount.js';
import type { Entitlement } from '../../../src/ledger/entitlement.js';

/** Something earned: of ada, on the plan `ae`, for the deal D-1, unless said. */
export function earnedAmount(
  month: string,
  amount: bigint,
  {
    deal = 'D-1',
    region = 'west',
    ...entitlement
  }: Partial<Entitlement> & { readonly deal?: string; readonly region?: string } = {},
): EarnedAmount {
  return {
    entitlement: {
      number: 0,
      payee: 'ada',
      assignment: 'ae/2026-01-01',
      segmentFrom: '2026-01-01',
      segmentTo: '2027-01-01',
      component: 'new-business',
      measure: 'sales',
      basis: 'booked',
      unit: 'money',
      currency: 'USD',
      frequency: 'monthly',
      plan: 'ae',
      title: null,
      planHash: 'hash',
      released: false,
      ...entitlement,
    },
    region,
    month,
    deal,
    amount,
  };
}
