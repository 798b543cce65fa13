import type { CivilDate } from '../../calendar/civil-date.js';
import { scaledInteger } from '../../money/scaled-integer.js';
import { SHARE_PLACES } from '../../records/field.js';
import type { CreditRule } from '../measure.js';
import type { RecordIndex } from '../record-index.js';
import { type Hierarchy, isInForce } from './hierarchy.js';

/** A whole deal as a share: 100 %. */
export const WHOLE_SHARE = 10n ** BigInt(SHARE_PLACES);

/**
 * A payee's share of a deal on a day: the sum of the splits in the roles that the measure credits. A roll-up
 * takes the splits held below the teams the payee manages that day, and never more than the whole deal.
 *
 * @returns the share in units of 1 ÷ {@link WHOLE_SHARE}; zero without a split
 */
export function shareOf(
  payee: string,
  deal: string,
  date: CivilDate,
  rule: CreditRule,
  index: RecordIndex,
  hierarchy: Hierarchy,
): bigint {
  let sum = 0n;
  for (const split of index.splitsByDeal.get(deal) ?? []) {
    if (!rule.roles.includes(split.role) || !isInForce(split, date)) continue;
    const own = split.payee === payee;
    const counts = rule.kind === 'own' ? own : own ? rule.self : hierarchy.isUnder(split.payee, payee, date);
    if (counts) sum += scaledShare(split.share);
  }
  return rule.kind === 'team' && sum > WHOLE_SHARE ? WHOLE_SHARE : sum;
}

const scaled = new Map<string, bigint>();

/** A share in units of 1 ÷ {@link WHOLE_SHARE}; intake allows no more decimals than that. */
function scaledShare(share: string): bigint {
  const known = scaled.get(share);
  if (known !== undefined) return known;
  const value = scaledInteger(share, SHARE_PLACES);
  scaled.set(share, value);
  return value;
}
