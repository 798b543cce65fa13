import type { CivilDate } from '../../calendar/civil-date.js';
import { ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';

/** An amount of a day, in whatever unit is counted. */
export interface DatedAmount {
  readonly date: CivilDate;
  readonly amount: bigint;
}

/**
 * What is dated before a day.
 *
 * @example
 * knownBefore(amendments, '2026-04-01')
 */
export function knownBefore<Dated extends Pick<DatedAmount, 'date'>>(
  dated: readonly Dated[],
  through: CivilDate,
): readonly Dated[] {
  return dated.filter(({ date }) => date < through);
}

/**
 * What amounts come to.
 *
 * @example
 * sumOf(knownBefore(events, '2026-04-01')) // 4_000_000n
 */
export function sumOf(dated: readonly Pick<DatedAmount, 'amount'>[]): bigint {
  let total = 0n;
  for (const { amount } of dated) total += amount;
  return total;
}

/**
 * A part of a whole, kept between nothing and all. Where nothing is left of what had a value, as when all of
 * it was written off, nothing is done as long as nothing came in; of what never had one, all is done.
 *
 * @example
 * partOf(300n, 1_000n, 1_000n) // 3/10
 */
export function partOf(part: bigint, whole: bigint, value: bigint): Ratio {
  if (whole <= 0n) return part > 0n || value <= 0n ? ONE_RATIO : ZERO_RATIO;
  if (part <= 0n) return ZERO_RATIO;
  return part >= whole ? ONE_RATIO : ratio(part, whole);
}

/**
 * The part of amounts whose day has come, kept between nothing and all; where they come to nothing in sum, all of it
 * once the day of each of them has.
 *
 * @param readyOn the day from which an amount of a day counts
 * @example
 * partReady(paidOn, (date) => addDuration(date, { count: 30, unit: 'days' }), '2026-04-01') // 1/2
 */
export function partReady(
  amounts: readonly DatedAmount[],
  readyOn: (date: CivilDate) => CivilDate,
  through: CivilDate,
): Ratio {
  const ready = amounts.filter(({ date }) => readyOn(date) < through);
  if (ready.length === amounts.length) return ONE_RATIO;
  const whole = sumOf(amounts);
  if (whole === 0n) return ZERO_RATIO;
  const sign = whole < 0n ? -1n : 1n;
  return partOf(sumOf(ready) * sign, whole * sign, 1n);
}
