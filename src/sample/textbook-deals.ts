import { type Contract, EMPTY_DEAL } from './contract.js';
import { REGIONS } from './organization.js';
import type { Roster } from './roster.js';
import { SAMPLE_REP, TEXTBOOK_PROJECT, TEXTBOOK_SUBSCRIPTION } from './sample-constants.js';
import type { Posting } from './staff.js';

/** A part of an invoice that is paid so many days after its date. */
export interface PaidPart {
  readonly after: number;
  /** Minor units, tax included. */
  readonly amount: bigint;
}

/**
 * What is paid of the invoices of the textbook deals, by deal, in the order of the invoices: of the project the
 * first in full, the second in part, the third not yet; of the subscription the first month.
 *
 * @example
 * TEXTBOOK_PAYMENTS.get('PROJ-200K')?.[1] // [{ after: 31, amount: 4_000_000n }]
 */
export const TEXTBOOK_PAYMENTS: ReadonlyMap<string, readonly (readonly PaidPart[])[]> = new Map([
  [TEXTBOOK_PROJECT, [[{ after: 30, amount: 8_000_000n }], [{ after: 31, amount: 4_000_000n }], []]],
  [TEXTBOOK_SUBSCRIPTION, [[{ after: 20, amount: 2_000_000n }]]],
]);

/**
 * Whether a deal is one of the two.
 *
 * @example
 * isTextbook('SUB-20K') // true
 */
export function isTextbook(deal: string): boolean {
  return TEXTBOOK_PAYMENTS.has(deal);
}

/**
 * The two deals that the field's textbooks work through, both owned by the rep whose statement is shown.
 *
 * @example
 * textbookContracts(new Roster(staff)).map(({ deal }) => deal.id) // ['PROJ-200K', 'SUB-20K']
 */
export function textbookContracts(roster: Roster): readonly Contract[] {
  const seller = roster.inTeam('na-enterprise-east', 'enterprise-ae', PROJECT_DAY).find(isShown);
  const care = roster.inTeam('na-accounts-strategic', 'account-manager', PROJECT_DAY).find(isStaying);
  if (seller === undefined || care === undefined)
    throw new Error('the people of the textbook deals are gone');
  const common = { kind: 'enterprise', seller, care } as const;
  const deal = {
    ...EMPTY_DEAL,
    type: 'new',
    region: REGIONS['north-america'],
    segment: 'enterprise',
    channel: 'direct',
    extra: { competitive: 'false', leadSource: 'outbound' },
  };
  const project: Contract = {
    ...common,
    billing: 'project',
    revenue: 'months',
    value: 20_000_000n,
    deal: {
      ...deal,
      id: TEXTBOOK_PROJECT,
      name: 'Integration project for Caravel Home Stores',
      account: 'Caravel Home Stores',
      product: 'integration',
      closeDate: PROJECT_DAY,
      startDate: PROJECT_DAY,
      termMonths: 3,
      tcv: 20_000_000n,
    },
  };
  const subscription: Contract = {
    ...common,
    billing: 'monthly',
    revenue: 'monthly',
    value: 2_000_000n,
    deal: {
      ...deal,
      id: TEXTBOOK_SUBSCRIPTION,
      name: 'Halden Track for Ironwood Beverages',
      account: 'Ironwood Beverages',
      product: 'track',
      closeDate: SUBSCRIPTION_DAY,
      startDate: SUBSCRIPTION_DAY,
      mrr: 2_000_000n,
    },
  };
  return [project, subscription];
}

const PROJECT_DAY = '2026-07-20';
const SUBSCRIPTION_DAY = '2026-10-01';

function isShown({ payee }: Posting): boolean {
  return payee === SAMPLE_REP;
}

function isStaying({ to }: Posting): boolean {
  return to === null;
}
