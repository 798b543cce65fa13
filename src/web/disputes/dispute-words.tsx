import type { DisputeState, ProposedCorrection } from '../../ledger/disputes/dispute.js';
import type { DisputeDocument } from '../../ledger/disputes/dispute-document.js';
import { Badge, type BadgeTone } from '../parts/badge.js';
import { fieldLabel } from '../what-if/field-label.js';
import type { PeopleText } from './people-text.js';

/** The states of a question, as filters name them. */
export const DISPUTE_STATES: Readonly<Record<DisputeState, string>> = {
  open: 'Open',
  accepted: 'Accepted',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

const TONES: Readonly<Record<DisputeState, BadgeTone>> = {
  open: 'waiting',
  accepted: 'good',
  rejected: 'bad',
  withdrawn: 'plain',
};

/**
 * Where a question stands, in a word.
 *
 * @example
 * <StateBadge state="open" />
 */
export function StateBadge({ state }: { readonly state: DisputeState }) {
  return <Badge tone={TONES[state]}>{DISPUTE_STATES[state]}</Badge>;
}

/**
 * The page of a question, or what is below it.
 *
 * @example
 * disputeAddress(3, 'replies') // '/disputes/3/replies'
 */
export function disputeAddress(dispute: number, step?: string): string {
  return step === undefined ? `/disputes/${dispute}` : `/disputes/${dispute}/${step}`;
}

/**
 * What a question is about: the deal, where there is one, and the component.
 *
 * @example
 * aboutText({ deal: 'D-1', component: 'new-business' }) // 'D-1, new-business'
 */
export function aboutText({ deal, component }: Pick<DisputeDocument, 'deal' | 'component'>): string {
  return deal === null ? component : `${deal}, ${component}`;
}

/**
 * A fact as somebody says that it should be, as a sentence.
 *
 * @example
 * correctionText({ kind: 'split', fields: { deal: 'D-1', payee: 'ada', role: 'owner', share: '60%' } }, person)
 * // 'Deal D-1: Ada Byron has 60% as owner.'
 */
export function correctionText({ kind, fields }: ProposedCorrection, person: PeopleText): string {
  if (kind === 'split') {
    const { deal = '', payee = '', role = '', share = '' } = fields;
    const whose = person(payee);
    return `Deal ${deal}: ${whose} ${whose === 'You' ? 'have' : 'has'} ${share} as ${role}.`;
  }
  const { id = '', ...others } = fields;
  const said = Object.entries(others).map(([name, text]) => `${fieldLabel(name).toLowerCase()} is ${text}`);
  return `Deal ${id}: the ${said.join(', the ')}.`;
}
