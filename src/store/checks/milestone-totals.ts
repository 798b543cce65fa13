import { Decimal, formatDecimal } from '../../money/decimal.js';
import type { Transaction } from '../executor.js';

/** A deal whose milestones do not recognize the whole of it. */
export interface MilestoneTotal {
  readonly deal: string;
  /** The sum of the shares, as a fraction. */
  readonly total: string;
  /** The key of one of the milestones that the change wrote. */
  readonly key: { readonly deal: string; readonly id: string };
}

/**
 * The deals with milestones whose shares do not sum to the whole, of those for which a change wrote a
 * milestone, by deal. At most `limit` are returned.
 *
 * @example
 * await milestoneTotals(trx, { change, limit: 100 }) // [{ deal: 'D-1', total: '0.9', key: { deal: 'D-1', id: 'go-live' } }]
 */
export async function milestoneTotals(
  trx: Transaction,
  { change, limit }: { readonly change: number; readonly limit: number },
): Promise<readonly MilestoneTotal[]> {
  // The sum of rounded hundred-millionths is exact: a share has no more places.
  const failing = await trx.connection.rows(
    `select "deal", max(case when "change" = ? then "id" end) from "milestone" group by "deal"
     having max(case when "change" = ? then "id" end) is not null
       and sum(cast(round(cast("share" as double precision) * 100000000) as bigint)) <> 100000000
     order by "deal" limit ?`,
    [BigInt(change), BigInt(change), BigInt(limit)],
  );
  const totals: MilestoneTotal[] = [];
  for (const [deal, id] of failing) {
    const key = { deal: String(deal), id: String(id) };
    const rows = await trx.connection.rows('select "share" from "milestone" where "deal" = ?', [key.deal]);
    const shares = rows.map(([share]) => new Decimal(String(share)));
    const total = shares.reduce((sum, share) => sum.plus(share), new Decimal(0));
    totals.push({ deal: key.deal, total: formatDecimal(total), key });
  }
  return totals;
}
