import { addDays } from '../calendar/civil-date.js';
import type { Split } from '../records/record-kinds.js';
import { type Contract, serviceOf } from './contract.js';
import { Random } from './random.js';
import { type Roster, regionOf } from './roster.js';
import { FIRST_DAY, NOT_YET } from './sample-constants.js';
import type { Posting } from './staff.js';
import { isTextbook } from './textbook-deals.js';

/** How many deals in a hundred have two owners. */
const SHARED = 30;

interface Holding {
  readonly role: 'owner' | 'account-manager' | 'specialist' | 'partner-manager';
  readonly holder: Posting;
  readonly share: string;
}

/**
 * Shares out every contract: among its owners, and to those who helped. Where someone moves on before the
 * contract ends, what is still to come goes to a colleague from that day.
 *
 * @example
 * const splits = dealSplits(contracts, new Roster(staff), 7);
 */
export function dealSplits(contracts: readonly Contract[], roster: Roster, seed: number): readonly Split[] {
  const random = new Random(seed, 'deal-splits');
  return contracts.flatMap((contract) => {
    const holdings = [
      ...owners(contract, roster, random),
      ...(contract.care === null ? [] : [whole('account-manager', contract.care)]),
      ...helpers(contract, roster, random),
    ];
    const taken = new Set(holdings.map(({ role, holder }) => `${role}/${holder.payee}`));
    return holdings.flatMap((holding) => handOver(holding, contract, { roster, random, taken }));
  });
}

function owners(contract: Contract, roster: Roster, random: Random): readonly Holding[] {
  const { seller, deal, kind } = contract;
  const alone = [whole('owner', seller)];
  if (kind === 'renewal' || isTextbook(contract.deal.id) || !random.chance(SHARED)) return alone;
  const others = roster
    .inTeam(seller.team, seller.plan, deal.closeDate)
    .filter(
      ({ payee, from }) =>
        payee !== seller.payee && (from === FIRST_DAY || from < addDays(deal.closeDate, -120)),
    );
  if (others.length === 0) return alone;
  return [
    { role: 'owner', holder: seller, share: '0.6' },
    { role: 'owner', holder: random.pick(others), share: '0.4' },
  ];
}

function helpers(contract: Contract, roster: Roster, random: Random): readonly Holding[] {
  const { seller, deal, kind } = contract;
  if (kind !== 'enterprise' || isTextbook(contract.deal.id)) return [];
  const specialists = roster.inTeam(seller.team, 'solution-specialist', deal.closeDate);
  const partners = roster.inRegion(regionOf(seller), 'reseller-channel', deal.closeDate);
  const helped = specialists.length > 0 && random.chance(55) ? random.pick(specialists) : undefined;
  const both = helped !== undefined && specialists.length === 2 && random.chance(15);
  return [
    ...(both ? specialists.map((holder): Holding => ({ role: 'specialist', holder, share: '0.5' })) : []),
    ...(helped !== undefined && !both ? [whole('specialist', helped)] : []),
    ...(deal.channel !== 'direct' && partners.length > 0
      ? [whole('partner-manager', random.pick(partners))]
      : []),
  ];
}

function whole(role: Holding['role'], holder: Posting): Holding {
  return { role, holder, share: '1' };
}

interface HandOver {
  readonly roster: Roster;
  readonly random: Random;
  /** Who has a share already, by role: nobody takes over from a colleague on the same deal. */
  readonly taken: Set<string>;
}

/** Only what earns over time is handed over: the care of an account, and deals that pay with the cash. */
function handOver({ role, holder, share }: Holding, contract: Contract, context: HandOver): readonly Split[] {
  const { roster, random, taken } = context;
  const split = { deal: contract.deal.id, payee: holder.payee, role, share, from: null, to: null };
  const lasts = role === 'account-manager' || (role === 'owner' && contract.kind === 'smb');
  const end = roster.endOn(holder.payee, holder.plan);
  const serviceEnd = serviceOf(contract).to;
  const isOver = end === null || end >= NOT_YET || (serviceEnd !== null && serviceEnd <= end);
  if (!lasts || isOver || end <= contract.deal.closeDate) return [split];
  const heirs = roster
    .inTeam(holder.team, holder.plan, end)
    .filter(({ payee, to }) => to === null && !taken.has(`${role}/${payee}`));
  if (heirs.length === 0) return [split];
  const { payee } = random.pick(heirs);
  taken.add(`${role}/${payee}`);
  return [
    { ...split, to: end },
    { ...split, payee, from: end },
  ];
}
