import { type CivilDate, later } from '../../calendar/civil-date.js';
import { isOpenEnded } from '../../engine/events/deal-figures.js';
import type { Contract } from '../../ledger/accounting/cost-terms-of-deal.js';
import type { Amendment, Deal } from '../../records/record-kinds.js';

/** What a deal has to say to be a renewal. */
const RENEWAL = 'renewal';

/**
 * Deals as the contracts whose costs are spread, by deal.
 *
 * @param through the first day that is not known yet: a later cancellation is none
 *
 * @example
 * contractsOfDeals(deals, amendments, '2026-05-01').get('D-1')?.cancelled // '2026-04-10'
 */
export function contractsOfDeals(
  deals: readonly Deal[],
  amendments: readonly Amendment[],
  through: CivilDate,
): ReadonlyMap<string, Contract> {
  const cancelled = new Map<string, CivilDate>();
  for (const { deal, kind, date } of amendments) {
    const known = cancelled.get(deal);
    if (kind !== 'cancellation' || date >= through || (known !== undefined && known <= date)) continue;
    cancelled.set(deal, date);
  }
  return new Map(
    deals.map((deal) => {
      const date = cancelled.get(deal.id);
      return [
        deal.id,
        {
          deal: deal.id,
          start: deal.startDate ?? deal.closeDate,
          termMonths: deal.termMonths,
          isOpenEnded: isOpenEnded(deal),
          isRenewal: deal.type === RENEWAL,
          cancelled: date === undefined ? null : later(date, deal.closeDate),
        },
      ];
    }),
  );
}
