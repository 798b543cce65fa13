import type { CivilDate } from '../../calendar/civil-date.js';
import { type ClosedRange, contains, intersect } from '../../calendar/date-range.js';
import { parseDecimal } from '../../money/decimal.js';
import {
  multiplyRatios,
  type Ratio,
  ratio,
  ratioFromDecimal,
  sumRatios,
  ZERO_RATIO,
} from '../../money/ratio.js';
import type { PoolWeight } from '../../records/record-kinds.js';
import { poolKey, type RecordIndex } from '../record-index.js';
import { daysOf } from './team-members.js';

/**
 * The weight of a payee in a pool over some days: each weight times the days on which it holds. Days without
 * one weigh nothing.
 *
 * @returns `null` where no weight is loaded for any of the days
 * @example
 * weightIn('hours', 'ada', [{ from: '2026-01-01', to: '2026-02-01' }], index) // 8 hours: 248
 */
export function weightIn(
  pool: string,
  payee: string,
  days: readonly ClosedRange[],
  index: RecordIndex,
): Ratio | null {
  const weighted = (index.poolWeights.get(poolKey(pool, payee)) ?? []).flatMap((record) => {
    const range = { from: record.from, to: record.to ?? undefined };
    const shared = daysOf(days.flatMap((each) => intersect(each, range) ?? []));
    return shared === 0 ? [] : [multiplyRatios(weightOf(record), ratio(BigInt(shared), 1n))];
  });
  return weighted.length === 0 ? null : sumRatios(weighted);
}

/**
 * The weight of a payee in a pool on a day; `null` where none is loaded.
 *
 * @example
 * weightOn('points', 'ada', '2026-03-31', index)
 */
export function weightOn(pool: string, payee: string, date: CivilDate, index: RecordIndex): Ratio | null {
  const found = (index.poolWeights.get(poolKey(pool, payee)) ?? []).find(({ from, to }) =>
    contains({ from, to: to ?? undefined }, date),
  );
  return found === undefined ? null : weightOf(found);
}

function weightOf({ weight }: PoolWeight): Ratio {
  const decimal = parseDecimal(weight);
  return decimal === undefined ? ZERO_RATIO : ratioFromDecimal(decimal);
}
