import type { AdjustmentState } from '../../ledger/adjustments/adjustment.js';
import { Badge, type BadgeTone } from '../parts/badge.js';

const STATES: Readonly<Record<AdjustmentState, readonly [words: string, tone: BadgeTone]>> = {
  waiting: ['Waiting', 'waiting'],
  approved: ['Approved', 'good'],
  rejected: ['Rejected', 'bad'],
};

/**
 * Where an adjustment stands, in a word.
 *
 * @example
 * <StateBadge state="waiting" />
 */
export function StateBadge({ state }: { readonly state: AdjustmentState }) {
  const [words, tone] = STATES[state];
  return <Badge tone={tone}>{words}</Badge>;
}

/** The states as choices of a filter. */
export const STATE_CHOICES: readonly { readonly value: AdjustmentState; readonly label: string }[] = [
  { value: 'waiting', label: 'Waiting for a decision' },
  { value: 'approved', label: 'Approved' },
  { value: 'rejected', label: 'Rejected' },
];
