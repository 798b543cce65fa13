import { formatMinorUnits } from '../../money/minor-units.js';
import { type Dispute, type DisputeState, disputeState } from './dispute.js';

/** A dispute as JSON: amounts are decimal text. */
export interface DisputeDocument extends Omit<Dispute, 'number' | 'amount' | 'expected'> {
  readonly dispute: number;
  readonly state: DisputeState;
  readonly amount: string;
  readonly expected: string;
}

/**
 * A dispute as it is shown.
 *
 * @example
 * disputeDocument(dispute).expected // '1200.00'
 */
export function disputeDocument(each: Dispute): DisputeDocument {
  const { number, amount, expected, ...rest } = each;
  const money = (minor: bigint) => formatMinorUnits(minor, each.currency);
  return {
    dispute: number,
    state: disputeState(each),
    ...rest,
    amount: money(amount),
    expected: money(expected),
  };
}
