import { dayOfNumber } from '../calendar/day-number.js';
import type { Calculation } from '../engine/calculate.js';
import { isWon } from '../engine/events/booked-events.js';
import type { CreditColumns } from '../engine/fold/credit-payee.js';
import { compareText } from '../engine/record-index.js';
import { type Problem, problem } from '../problems/problem.js';
import type { Deal } from '../records/record-kinds.js';

/** What it takes of a calculation. */
interface WithDeals extends Pick<Calculation, 'through'> {
  readonly crediting: Pick<Calculation['crediting'], 'index' | 'company'>;
}

/**
 * Won deals that nobody holds a share of: they are credited to nobody, which is seldom meant. In the order of
 * ids.
 *
 * @param from all deals as columns, or those that have no split at all; `null` where the calculation has all of them
 *
 * @example
 * dealsWithoutSplit(calculation, null)[0]?.subject // 'deal D-17'
 */
export function dealsWithoutSplit(
  calculation: WithDeals,
  from: CreditColumns | readonly Deal[] | null,
): readonly Problem[] {
  const found = from === null || isList(from) ? inRecords(calculation, from) : inColumns(from);
  return [...found]
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, closeDate }) =>
      problem('missing-split', `nobody holds a share of the deal, which was won on ${closeDate}`, {
        severity: 'warning',
        subject: `deal ${id}`,
        hint: 'load it in splits.csv',
      }),
    );
}

interface WonDeal {
  readonly id: string;
  readonly closeDate: string;
}

function isList(from: CreditColumns | readonly Deal[]): from is readonly Deal[] {
  return Array.isArray(from);
}

function inRecords(
  { crediting: { index, company }, through }: WithDeals,
  deals: readonly Deal[] | null,
): readonly WonDeal[] {
  return (deals ?? [...index.deals.values()]).filter(
    (deal) => deal.closeDate < through && isWon(deal, company) && !index.splitsByDeal.has(deal.id),
  );
}

function inColumns({ deals, splits, through }: CreditColumns): readonly WonDeal[] {
  const found: WonDeal[] = [];
  for (let deal = 0; deal < deals.count; deal += 1) {
    const day = deals.closeDay[deal] ?? 0;
    if (splits.held[deal] === 1 || deals.won[deal] !== 1 || day >= through) continue;
    found.push({ id: deals.keys.text(deal), closeDate: dayOfNumber(day) });
  }
  return found;
}
