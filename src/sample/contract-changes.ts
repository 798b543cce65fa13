import { addDays, type CivilDate } from '../calendar/civil-date.js';
import type { Amendment } from '../records/record-kinds.js';
import type { Contract } from './contract.js';
import { Random } from './random.js';
import { NOT_YET } from './sample-constants.js';
import { isTextbook } from './textbook-deals.js';

/** What happened to contracts after they were signed. */
export interface ContractChanges {
  readonly amendment: readonly Amendment[];
  /** The day on which a deal was cancelled, by deal. */
  readonly cancelledOn: ReadonlyMap<string, CivilDate>;
}

/**
 * Draws what happens to contracts: a few are cancelled, a few grow or shrink, at most one thing to each.
 *
 * @example
 * const { amendment, cancelledOn } = contractChanges(contracts, 7);
 */
export function contractChanges(contracts: readonly Contract[], seed: number): ContractChanges {
  const random = new Random(seed, 'contract-changes');
  const amendment = contracts.flatMap((contract) => changeOf(contract, random) ?? []);
  const cancellations = amendment.filter(({ kind }) => kind === 'cancellation');
  return { amendment, cancelledOn: new Map(cancellations.map(({ deal, date }) => [deal, date])) };
}

function changeOf({ deal, value }: Contract, random: Random): Amendment | undefined {
  const isOpenEnded = deal.termMonths === null;
  const date = addDays(deal.closeDate, random.between(15, 240));
  const fate = random.weighted([
    ['none', 920],
    ['cancelled', isOpenEnded ? 120 : 28],
    ['larger', 30],
    ['smaller', 18],
  ]);
  if (fate === 'none' || isTextbook(deal.id) || date >= NOT_YET || deal.product === 'integration')
    return undefined;
  const change = { ...NO_CHANGE, deal: deal.id, id: 'A-1', date, currency: deal.currency };
  if (fate === 'cancelled') return { ...change, kind: 'cancellation' };
  if (isOpenEnded) return undefined;
  const percent = fate === 'larger' ? random.between(8, 30) : -random.between(8, 22);
  return { ...change, kind: 'amendment', amount: ((value * BigInt(percent)) / 100n / 10_000n) * 10_000n };
}

const NO_CHANGE = { amount: null, acv: null, mrr: null, firstYear: null, margin: null, quantity: null };
