import type { PayoutState } from '../../ledger/payouts/payout-batch.js';
import type { PayoutMatch } from '../../ledger/payouts/reconcile-payout.js';
import { Badge, type BadgeTone } from '../parts/badge.js';

const STATES: Readonly<Record<PayoutState, readonly [words: string, tone: BadgeTone]>> = {
  built: ['Waits for approval', 'waiting'],
  rejected: ['Rejected', 'bad'],
  approved: ['Approved', 'waiting'],
  withdrawn: ['Withdrawn', 'bad'],
  exported: ['Sent to payroll', 'waiting'],
  confirmed: ['Paid', 'good'],
};

const MATCHES: Readonly<Record<PayoutMatch, readonly [words: string, tone: BadgeTone]>> = {
  settled: ['Paid as sent', 'good'],
  missing: ['Not paid yet', 'waiting'],
  unknown: ['Not in the batch', 'bad'],
  under: ['Paid too little', 'bad'],
  over: ['Paid too much', 'bad'],
  duplicate: ['Paid twice', 'bad'],
};

/**
 * How far a batch has come, as a badge.
 *
 * @example
 * <PayoutBadge state="exported" />
 */
export function PayoutBadge({ state }: { readonly state: PayoutState }) {
  const [words, tone] = STATES[state];
  return <Badge tone={tone}>{words}</Badge>;
}

/**
 * How what was paid to a payee compares with what was sent, as a badge.
 *
 * @example
 * <MatchBadge match="under" />
 */
export function MatchBadge({ match }: { readonly match: PayoutMatch }) {
  const [words, tone] = MATCHES[match];
  return <Badge tone={tone}>{words}</Badge>;
}

/**
 * The page of a batch.
 *
 * @example
 * payoutAddress(7) // '/payouts/7'
 */
export function payoutAddress(batch: number): string {
  return `/payouts/${batch}`;
}
