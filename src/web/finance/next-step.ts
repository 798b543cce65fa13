import type { PayoutState } from '../../ledger/payouts/payout-batch.js';
import type { PeriodStatus } from '../../runs/closing/period-status.js';
import type { ReaderFormat } from '../format/reader-format.js';
import { periodAddress, shownState } from './period-words.js';

/** A batch that pays a period. */
export interface PeriodBatch {
  readonly batch: number;
  readonly state: PayoutState;
}

/** What is to be done next with a pay period, and where. */
export interface NextStep {
  readonly text: string;
  /** `null` where it waits for something else first. */
  readonly href: string | null;
}

/** What decides the next step beside the period itself. */
export interface StepContext {
  /** The first period of the pay group that is not closed. */
  readonly firstOpen: PeriodStatus | undefined;
  /** The last batch of the period that is not rejected. */
  readonly batch: PeriodBatch | undefined;
  readonly format: ReaderFormat;
}

/**
 * What is to be done next with a pay period; `null` where all is done.
 *
 * @example
 * nextStep(status, { firstOpen, batch: undefined, format })?.text // 'Submit for approval'
 */
export function nextStep(status: PeriodStatus, { firstOpen, batch, format }: StepContext): NextStep | null {
  const { payGroup, period, incomplete } = status;
  const href = periodAddress({ payGroup, period: period.id });
  if (status.state === 'paid') return null;
  if (status.state === 'closed') return payoutStep(batch);
  if (firstOpen !== undefined && firstOpen.period.id !== period.id) {
    return { text: `After ${format.period(firstOpen.period.id)}`, href: null };
  }
  switch (shownState(status)) {
    case 'rejected':
      return { text: 'Put right and calculate again', href: '/runs' };
    case 'open':
      return { text: 'Calculate', href: '/runs' };
    case 'inApproval':
      return { text: 'Approve or reject', href: `${href}#next` };
    case 'approved':
      return { text: 'Close', href: `${href}#next` };
    default:
      return incomplete > 0
        ? { text: 'Complete the statements', href: `${href}?show=incomplete#statements` }
        : { text: 'Submit for approval', href: `${href}#next` };
  }
}

function payoutStep(batch: PeriodBatch | undefined): NextStep {
  if (batch === undefined) return { text: 'Build the payout', href: '/payouts#build' };
  const href = `/payouts/${batch.batch}`;
  const steps: Readonly<Record<PayoutState, string>> = {
    built: 'Approve the payout',
    rejected: 'Build the payout',
    approved: 'Export the payout',
    withdrawn: 'Build the payout',
    exported: 'Confirm the payout',
    confirmed: 'See the payout',
  };
  return { text: steps[batch.state], href };
}
