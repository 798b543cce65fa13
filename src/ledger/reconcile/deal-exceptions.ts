import type { CivilDate } from '../../calendar/civil-date.js';
import { isWon } from '../../engine/events/booked-events.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import { formatPercent, multiplyRatios, ratio, roundRatio } from '../../money/ratio.js';
import { scaledInteger } from '../../money/scaled-integer.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { Deal, Split } from '../../records/record-kinds.js';
import type { ReconciliationException } from './exception.js';
import { isInForce } from './is-in-force.js';

/** What deals are looked at with. */
export interface DealTerms {
  /** The deals as they are known now, with all their splits, also those that territories give. */
  readonly streams: DealStreams;
  /** The first day that was not known when statements were last posted. */
  readonly through: CivilDate;
  /** Whether any statement has a line on a deal. */
  readonly isCredited: (deal: string) => boolean;
  /** Whether a payee is on a plan on a day, or is still credited after leaving one. */
  readonly isOnPlan: (payee: string, day: CivilDate) => boolean;
}

/**
 * What is wrong with who is credited for a deal that was won: nobody is, the shares do not sum to the whole deal,
 * or they are those of people who are on no plan.
 *
 * @example
 * dealExceptions(deal, terms).map(({ kind, why }) => `${kind}: ${why}`)
 */
export function dealExceptions(deal: Deal, terms: DealTerms): readonly ReconciliationException[] {
  const { streams, through, isCredited } = terms;
  if (!isWon(deal, streams.company) || deal.closeDate >= through) return [];
  const splits = streams.index.splitsByDeal.get(deal.id) ?? [];
  const inForce = splits.filter((split) => isInForce(split, deal.closeDate));
  const value = streams.figures(deal).tcv;
  const place = {
    deal: deal.id,
    currency: deal.currency ?? streams.company.homeCurrency,
  };
  const found: ReconciliationException[] = [];
  if (!isCredited(deal.id)) {
    const holders = [...new Set(splits.map(({ payee }) => payee))];
    const why =
      holders.length === 0
        ? `it was won on ${deal.closeDate}, and nobody holds a share of it`
        : `it was won on ${deal.closeDate}, and no measure credits ${holders.join(', ')} for it`;
    const whatToDo =
      holders.length === 0
        ? 'load its shares in splits.csv'
        : `see why with attain explain --deal ${deal.id}, unless it is meant`;
    found.push({ kind: 'uncredited', ...place, payee: null, amount: value, why, whatToDo });
  }
  return [...found, ...disagreeingTotals(deal, inForce, value, terms), ...offPlans(deal, inForce, terms)];
}

const WHOLE = 10n ** BigInt(SHARE_PLACES);

function partOf(value: bigint, share: bigint): bigint {
  return roundRatio(multiplyRatios(ratio(value, 1n), ratio(share, WHOLE)), 'half-even');
}

function disagreeingTotals(
  { id, closeDate, currency }: Deal,
  inForce: readonly Split[],
  value: bigint,
  { streams: { company } }: DealTerms,
): readonly ReconciliationException[] {
  return company.fullRoles.flatMap((role) => {
    const own = inForce.filter((split) => split.role === role);
    const total = own.reduce((sum, { share }) => sum + scaledInteger(share, SHARE_PLACES), 0n);
    if (own.length === 0 || total === WHOLE) return [];
    const off = total > WHOLE ? total - WHOLE : WHOLE - total;
    return [
      {
        kind: 'split' as const,
        deal: id,
        payee: null,
        currency: currency ?? company.homeCurrency,
        amount: partOf(value, off),
        why: `the shares of ${role} sum to ${formatPercent(ratio(total, WHOLE))} on ${closeDate}, not to 100%`,
        whatToDo: 'correct the shares in splits.csv',
      },
    ];
  });
}

function offPlans(
  deal: Deal,
  inForce: readonly Split[],
  { streams, isOnPlan }: DealTerms,
): readonly ReconciliationException[] {
  const value = streams.figures(deal).tcv;
  return inForce
    .filter(({ payee }) => !isOnPlan(payee, deal.closeDate))
    .map(({ payee, role, share }) => {
      const scaled = scaledInteger(share, SHARE_PLACES);
      return {
        kind: 'split' as const,
        deal: deal.id,
        payee,
        currency: deal.currency ?? streams.company.homeCurrency,
        amount: partOf(value, scaled),
        why: `${payee} holds ${formatPercent(ratio(scaled, WHOLE))} as ${role} and is on no plan on ${deal.closeDate}`,
        whatToDo: 'give the share to somebody who is, or assign the payee to a plan',
      };
    });
}
