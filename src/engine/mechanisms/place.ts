import type { CivilDate } from '../../calendar/civil-date.js';
import { formatReached, ONE_RATIO, type Ratio, ratio } from '../../money/ratio.js';
import type { Problem } from '../../problems/problem.js';
import { describeAmount } from '../describe-amount.js';
import type { Measure } from '../measure.js';
import { missingPosition } from '../problems-of-data.js';
import type { ForeignPosition, WindowPosition } from './position.js';
import type { PositionReading, WindowInput } from './window-input.js';

/**
 * Where one stands at a reading: what was attained or accumulated in the window by then, or what was read from
 * elsewhere. `null` when there is nothing to stand on, as without a quota.
 *
 * @param onTarget where one stands without a quota whose measure says that such pay as on target
 * @param index which of the positions of the reading it is, if it is one
 * @example
 * placeAt({ kind: 'attainment' }, input, reading, ONE_RATIO) // 9/10
 */
export function placeAt(
  position: WindowPosition,
  input: WindowInput,
  reading: PositionReading,
  onTarget: Ratio,
  index = 0,
): Ratio | null {
  const found =
    position.kind === 'foreign'
      ? (reading.positions[index] ?? null)
      : ownPlace(position.kind, input, reading.date);
  const isAttainment = position.kind === 'attainment' || isForeignAttainment(position);
  return found ?? (input.withoutQuota === 'onTarget' && isAttainment ? onTarget : null);
}

function isForeignAttainment(position: WindowPosition): boolean {
  return position.kind === 'foreign' && position.reads === 'attainment';
}

function ownPlace(kind: 'attainment' | 'accumulated', input: WindowInput, date: CivilDate): Ratio | null {
  const { quota, scale, entries, openingCredit } = input;
  if (kind === 'attainment' && (quota === null || quota === 0n)) return null;
  let credit = openingCredit;
  for (const entry of entries) {
    if (entry.date > date) break;
    credit += entry.credit;
  }
  return ratio(credit, (kind === 'attainment' ? (quota ?? 1n) : 1n) * scale);
}

/** Closer to 100 % than any bound that a plan can write, which has at most so many decimals. */
export const JUST_BELOW_TARGET: Ratio = ratio(10n ** 40n - 1n, 10n ** 40n);

/**
 * The problem of a position that is needed at the last reading and is not there.
 *
 * @param index which of the positions of a reading it is
 */
export function missingAtEnd(
  { readings, withoutQuota }: WindowInput,
  position: ForeignPosition,
  index = 0,
): readonly Problem[] {
  const last = readings.at(-1);
  const lacks = last !== undefined && (last.positions[index] ?? null) === null && withoutQuota === 'problem';
  return lacks ? [missingPosition(position.measure, last.date)] : [];
}

/**
 * How the place at a reading reads.
 *
 * @param place where one stands, as {@link placeAt} tells
 */
export function describePlaceAt(
  position: WindowPosition,
  place: Ratio | null,
  { date }: PositionReading,
  { unit, currency }: WindowInput,
): string {
  if (position.kind === 'foreign') return describeReading(date, position, place, currency);
  if (place === null) return 'there is no quota, so nothing is paid';
  return position.kind === 'attainment'
    ? `attainment at the end of ${date}: ${formatReached(place)}`
    : `accumulated at the end of ${date}: ${describeAmount(place, unit, currency)}`;
}

/**
 * Where a position that was read from elsewhere stands for a gate or a multiplier: as it was read, or, for an
 * attainment without a quota whose measure says that such pay as on target, at 100 %.
 *
 * @param found what was read; `null` when there was nothing
 * @example
 * standingAt({ kind: 'foreign', reads: 'attainment', measure: 'sales', of: 'self' }, null, 'onTarget') // 1
 */
export function standingAt(
  { reads }: ForeignPosition,
  found: Ratio | null,
  withoutQuota: Measure['withoutQuota'],
): Ratio | null {
  return found ?? (withoutQuota === 'onTarget' && reads === 'attainment' ? ONE_RATIO : null);
}

/**
 * How a position read from elsewhere reads.
 *
 * @param found what was read; `null` when there was nothing
 * @param place where that stands, where it may be taken as on target
 */
export function describeReading(
  date: CivilDate,
  { of, reads, measure }: ForeignPosition,
  found: Ratio | null,
  currency: string,
  place: Ratio | null = found,
): string {
  const whose = { self: 'own', teamPooled: "the team's pooled", teamAverage: "the team's average" }[of];
  const known = place === null ? 'unknown' : describeForeign(place, reads, currency);
  const shown = found === place ? known : `no quota, which is taken as ${known}`;
  return `${whose} ${reads} in ${measure} at the end of ${date}: ${shown}`;
}

function describeForeign(place: Ratio, reads: ForeignPosition['reads'], currency: string): string {
  if (reads === 'attainment') return formatReached(place);
  return describeAmount(place, reads === 'amount' ? 'money' : 'units', currency);
}
