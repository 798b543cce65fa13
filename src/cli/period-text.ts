import { groupedAmount } from '../money/readable-amount.js';
import type { PeriodStatus } from '../runs/closing/period-status.js';
import type { PeriodState } from '../store/period-state.js';
import { counted } from './counted.js';
import { tableText } from './table.js';

const STATES: Readonly<Record<PeriodState, string>> = {
  open: 'open',
  calculated: 'calculated',
  inApproval: 'in approval',
  closed: 'closed',
  paid: 'paid',
};

/**
 * Where pay periods stand, as a table.
 *
 * @example
 * periodsText(periods)
 */
export function periodsText(periods: readonly PeriodStatus[]): string {
  if (periods.length === 0) return 'There is no pay period yet: `attain calculate` makes them.';
  const figures = ['Earned', 'Became payable', 'Paid'].map((title) => ({ title, align: 'right' }) as const);
  return tableText(
    [
      ...['Pay group', 'Period', 'State'].map((title) => ({ title })),
      { title: 'Statements', align: 'right' },
      ...figures,
      { title: '' },
    ],
    periods.map((each) => [
      each.payGroup,
      each.period.id,
      STATES[each.state],
      String(each.statements),
      groupedAmount(each.earned),
      groupedAmount(each.payable),
      groupedAmount(each.paid),
      noteOf(each),
    ]),
  );
}

/** What is to be known of a period besides its state. */
function noteOf({ incomplete, last, state, closing }: PeriodStatus): string {
  const notes = [
    ...(incomplete > 0 ? [`${counted(incomplete, 'statement')} incomplete`] : []),
    ...(last !== null && (state === 'inApproval' || last.act === 'rejected')
      ? [`${last.act} by ${last.actor}${last.reason === null ? '' : `: ${last.reason}`}`]
      : []),
    ...(closing === null ? [] : [`closing ${closing}`]),
  ];
  return notes.join('; ');
}

/**
 * What a step did to a pay period.
 *
 * @example
 * stepText(status) // 'monthly-USD 2026-03 is closed by ops: 12 statements, 41,200.00 USD paid (closing 3).'
 */
export function stepText({ payGroup, period, last, ...status }: PeriodStatus): string {
  const done = last === null ? STATES[status.state] : `${last.act} by ${last.actor}`;
  const paid = `${counted(status.statements, 'statement')}, ${groupedAmount(status.paid)} ${status.currency} paid`;
  const closing = status.closing === null ? '' : ` (closing ${status.closing})`;
  return `${payGroup} ${period.id} is ${done}: ${paid}${closing}.`;
}
