import type { DisputeDocument } from '../ledger/disputes/dispute-document.js';
import type { PayEffect } from '../ledger/disputes/pay-effects.js';
import { groupedAmount } from '../money/readable-amount.js';
import { tableText } from './table.js';

const RIGHT = { align: 'right' } as const;

/**
 * Disputes as a table.
 *
 * @example
 * disputesText([disputeDocument(dispute)])
 */
export function disputesText(list: readonly DisputeDocument[]): string {
  if (list.length === 0) return 'There is no such dispute.';
  return tableText(
    [
      { title: 'No.', ...RIGHT },
      { title: 'Line' },
      { title: 'Deal' },
      { title: 'Amount', ...RIGHT },
      { title: 'Expected', ...RIGHT },
      { title: 'State' },
      { title: 'Opened by' },
      { title: 'Message' },
    ],
    list.map(({ dispute, line, deal, amount, expected, state, opener, message }) => [
      `${dispute}`,
      line,
      deal ?? '',
      groupedAmount(amount),
      groupedAmount(expected),
      state,
      opener,
      message,
    ]),
  );
}

/**
 * A dispute in full: the line, what is said to be wrong with it, what would put it right, and its thread.
 *
 * @example
 * disputeText(disputeDocument(dispute))
 */
export function disputeText(each: DisputeDocument): string {
  const { dispute, line, component, deal, amount, expected, currency, corrections, decision } = each;
  const about = deal === null ? component : `${component}, ${deal}`;
  const said = decision?.reason == null ? '' : `: ${decision.reason}`;
  return [
    `Dispute ${dispute}: line ${line} (${about}) is ${groupedAmount(amount)} ${currency}, expected ${groupedAmount(expected)}`,
    ...corrections.map(
      ({ kind, fields }) =>
        `Correct the ${kind}: ${Object.entries(fields)
          .map(([name, value]) => `${name} ${value}`)
          .join(', ')}`,
    ),
    ...[{ actor: each.opener, message: each.message, at: each.openedAt }, ...each.replies].map(
      ({ actor, message, at }) => `${instant(at)} ${actor}: ${message}`,
    ),
    decision === null
      ? 'It is open.'
      : `${instant(decision.at)} ${decision.decision} by ${decision.actor}${said}, change ${decision.change}.`,
  ].join('\n');
}

/**
 * Who gains and who loses what.
 *
 * @example
 * effectsText(effects)
 */
export function effectsText(effects: readonly PayEffect[]): string {
  if (effects.length === 0) return 'It changes nobody’s pay.';
  return tableText(
    [
      { title: 'Payee' },
      { title: 'Posted in' },
      { title: 'Earned', ...RIGHT },
      { title: 'Payable', ...RIGHT },
      { title: 'Paid', ...RIGHT },
      { title: 'Paid before', ...RIGHT },
      { title: 'Paid after', ...RIGHT },
      { title: 'Belongs to' },
    ],
    effects.map(({ payee, payGroup, period, earned, payable, paid, belongsTo }) => [
      payee,
      `${period} ${payGroup}`,
      groupedAmount(earned.difference),
      groupedAmount(payable.difference),
      groupedAmount(paid.difference),
      groupedAmount(paid.before),
      groupedAmount(paid.after),
      belongsTo.map((each) => `${each.period} ${groupedAmount(each.earned)}`).join('; '),
    ]),
  );
}

function instant(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}
