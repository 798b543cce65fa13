import type { PayFrequency } from '../../calendar/pay-period.js';
import { type PayGroupName, readPayGroupId } from '../../ledger/pay-group.js';
import type { PeriodStatus } from '../../runs/closing/period-status.js';
import { Badge, type BadgeTone } from '../parts/badge.js';

const FREQUENCIES: Readonly<Record<PayFrequency, string>> = {
  weekly: 'Weekly',
  biweekly: 'Every two weeks',
  semimonthly: 'Twice a month',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
  semiannual: 'Half-yearly',
  annual: 'Yearly',
};

/**
 * A pay group in words.
 *
 * @example
 * payGroupText('monthly-USD') // 'Monthly, USD'
 */
export function payGroupText(id: string): string {
  const name: PayGroupName | null = readPayGroupId(id);
  return name === null ? id : `${FREQUENCIES[name.frequency]}, ${name.currency}`;
}

/**
 * The page of a pay period.
 *
 * @example
 * periodAddress({ payGroup: 'monthly-USD', period: '2026-03' }) // '/periods/monthly-USD/2026-03'
 */
export function periodAddress({
  payGroup,
  period,
}: {
  readonly payGroup: string;
  readonly period: string;
}): string {
  return `/periods/${encodeURIComponent(payGroup)}/${encodeURIComponent(period)}`;
}

/** Where a pay period stands, as its readers tell the states apart: what is approved waits for something else. */
export type ShownState = PeriodStatus['state'] | 'approved' | 'rejected';

const WORDS: Readonly<Record<ShownState, readonly [words: string, tone: BadgeTone]>> = {
  open: ['Open', 'plain'],
  rejected: ['Rejected', 'bad'],
  calculated: ['Calculated', 'plain'],
  inApproval: ['In approval', 'waiting'],
  approved: ['Approved', 'waiting'],
  closed: ['Closed', 'good'],
  paid: ['Paid', 'good'],
};

/** The states in the order in which a period comes through them. */
export const SHOWN_STATES = Object.keys(WORDS) as readonly ShownState[];

/**
 * Where a pay period stands.
 *
 * @example
 * shownState(status) // 'approved'
 */
export function shownState({ state, last }: Pick<PeriodStatus, 'state' | 'last'>): ShownState {
  if (state === 'inApproval' && last?.act === 'approved') return 'approved';
  return state === 'open' && last?.act === 'rejected' ? 'rejected' : state;
}

/**
 * A state in a word.
 *
 * @example
 * stateText('inApproval') // 'In approval'
 */
export function stateText(state: ShownState): string {
  return WORDS[state][0];
}

/**
 * Where a pay period stands, as a badge.
 *
 * @example
 * <PeriodBadge status={status} />
 */
export function PeriodBadge({ status }: { readonly status: Pick<PeriodStatus, 'state' | 'last'> }) {
  const [words, tone] = WORDS[shownState(status)];
  return <Badge tone={tone}>{words}</Badge>;
}
