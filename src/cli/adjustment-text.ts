import type { AdjustmentDocument } from '../ledger/adjustments/adjustment-document.js';
import { groupedAmount } from '../money/readable-amount.js';
import { tableText } from './table.js';

/**
 * Adjustments as a table.
 *
 * @example
 * adjustmentsText([adjustmentDocument(adjustment)])
 */
export function adjustmentsText(list: readonly AdjustmentDocument[]): string {
  if (list.length === 0) return 'There is no such adjustment.';
  return tableText(
    [
      { title: 'No.', align: 'right' },
      { title: 'Payee' },
      { title: 'Pay group' },
      { title: 'Period' },
      { title: 'Amount', align: 'right' },
      { title: 'Reason' },
      { title: 'State' },
      { title: 'Made by' },
      { title: 'Decided by' },
    ],
    list.map(({ adjustment, payee, payGroup, period, amount, reason, state, maker, decision }) => [
      `${adjustment}`,
      payee,
      payGroup,
      period,
      groupedAmount(amount),
      reason,
      state,
      maker,
      decision?.actor ?? '',
    ]),
  );
}

/**
 * An adjustment in full.
 *
 * @example
 * adjustmentText(adjustmentDocument(adjustment))
 */
export function adjustmentText(each: AdjustmentDocument): string {
  const { adjustment, payee, payGroup, period, amount, currency, reason, attachment, note } = each;
  const { maker, madeAt, decision } = each;
  const said = decision?.reason == null ? '' : `: ${decision.reason}`;
  return [
    `Adjustment ${adjustment}: ${groupedAmount(amount)} ${currency} for ${payee}, ${period} of ${payGroup}`,
    `Reason: ${reason}`,
    ...(note === null ? [] : [`Note: ${note}`]),
    ...(attachment === null ? [] : [`Attached: ${attachment.file}, SHA-256 ${attachment.hash}`]),
    `Made by ${maker}, ${instant(madeAt)}.`,
    decision === null
      ? 'It waits for the decision of another person.'
      : `${decision.decision === 'approved' ? 'Approved' : 'Rejected'} by ${decision.actor}, ${instant(decision.at)}${said}.`,
  ].join('\n');
}

function instant(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}
