import { addDays, addMonths, type CivilDate } from '../../calendar/civil-date.js';
import type { Duration } from '../../calendar/duration.js';
import type { Benefit, CapitalisedCost } from '../../engine/contract-cost.js';
import type { CostPolicy } from './cost-epoch.js';
import type { ContractCost } from './cost-movement.js';

/** What the cost of a contract goes by. */
export interface Contract {
  readonly deal: string;
  /** The first day of the contract: its start, or the day on which it was won. */
  readonly start: CivilDate;
  /** The months of the contract; `null` where it is open-ended or does not say. */
  readonly termMonths: number | null;
  /** Whether it runs on without an end, so that its term is that of the relationship. */
  readonly isOpenEnded: boolean;
  readonly isRenewal: boolean;
  readonly cancelled: CivilDate | null;
}

/** How the cost of one contract is spread, and whether its term had to be taken from the relationship. */
export interface ContractTerms extends Omit<ContractCost, 'additions'> {
  readonly expensedAtOnce: boolean;
  readonly lacksTerm: boolean;
}

/**
 * How what a component earns for a contract is spread. A renewal of a contract whose renewals do not pay for
 * themselves is of use for its own term, whatever the benefit of a first contract.
 *
 * @param company what the company says of all contracts
 *
 * @example
 * costTermsOfDeal(terms, contract, { relationshipMonths: 36, expedient: false }).benefit // { count: 36, unit: 'months' }
 */
export function costTermsOfDeal(
  terms: CapitalisedCost,
  contract: Contract,
  { relationshipMonths, expedient }: CostPolicy,
): ContractTerms {
  const isOwn = contract.isRenewal && terms.renewals === 'notCommensurate';
  const asked = isOwn ? OWN_TERM : terms.benefit;
  const benefit = durationOf(asked, contract, relationshipMonths);
  const later = isOwn ? [] : terms.estimates;
  return {
    start: contract.start,
    benefit,
    spread: terms.spread,
    estimates: later.map((each) => ({
      from: each.from,
      benefit: durationOf(each.benefit, contract, relationshipMonths),
    })),
    cancelled: contract.cancelled,
    expensedAtOnce: (terms.expedient ?? expedient) && isOneYearAtMost(contract.start, benefit),
    lacksTerm: asked.of === 'term' && contract.termMonths === null && !contract.isOpenEnded,
  };
}

const OWN_TERM: Benefit = { of: 'term' };

function durationOf(benefit: Benefit, { termMonths }: Contract, relationshipMonths: number): Duration {
  if (benefit.of === 'duration') return benefit.duration;
  const count = benefit.of === 'term' ? (termMonths ?? relationshipMonths) : relationshipMonths;
  return { count, unit: 'months' };
}

/** A year from the start has 366 days where it has a leap day. */
function isOneYearAtMost(start: CivilDate, { count, unit }: Duration): boolean {
  return unit === 'months' ? count <= 12 : addDays(start, count) <= addMonths(start, 12);
}
