import { adjustmentText } from './adjustment-text.js';
import { shareText } from './share-text.js';
import type { StatementRelease } from './statement.js';

const TAKEN_BACK = 'less is due by now than was released before, so the difference is taken back';

/**
 * Why something became payable, or was taken back: a text for each reason.
 *
 * @example
 * releaseNotes(release) // ['50% when booked: booked on 2026-09-17 (100%)']
 */
export function releaseNotes({
  amount,
  shares,
  adjusts,
}: Pick<StatementRelease, 'amount' | 'shares' | 'adjusts'>): readonly string[] {
  return [
    ...(adjusts === undefined ? [] : [adjustmentText(adjusts)]),
    ...(amount.startsWith('-') ? [TAKEN_BACK] : []),
    ...shares.filter(({ reached }) => reached !== '0%').map(shareText),
  ];
}
