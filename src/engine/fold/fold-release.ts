import { leastCommonMultiple } from '../../money/divisors.js';
import type { Ratio } from '../../money/ratio.js';
import type { Rounding } from '../../money/rounding.js';
import type { ReleaseShare } from '../modifiers/release.js';
import { exactNumber, MOST_EXACT, partOf } from './safe-number.js';

/** A release of which each share waits for the booking of a deal, or for its cash. */
export interface FoldRelease {
  readonly shares: readonly FoldShare[];
  /** What all weights come to. */
  readonly whole: number;
  /** The value of a deal that its cash is held against; `null` where no share waits for cash. */
  readonly against: 'tcv' | 'firstYear' | null;
}

/** A share of a release. */
export interface FoldShare {
  readonly share: Ratio;
  readonly weight: number;
  readonly on: 'booked' | 'collected';
  /** How much of the value must be there for all of the share; `null` where each part is payable as it comes. */
  readonly atLeast: Ratio | null;
}

/**
 * Readies a release to be folded.
 *
 * @returns `undefined` where a share waits for anything else, or is paid in instalments
 *
 * @example
 * foldRelease(component.release)?.shares[0]?.on // 'booked'
 */
export function foldRelease(release: readonly ReleaseShare[]): FoldRelease | undefined {
  const whole = release.reduce((common, { share }) => leastCommonMultiple(common, share.denominator), 1n);
  const shares: FoldShare[] = [];
  let against: FoldRelease['against'] = null;
  for (const { share, trigger, atLeast = null, instalments, byCredit = false } of release) {
    const weight = exactNumber(share.numerator * (whole / share.denominator));
    if (weight === null || instalments !== undefined || byCredit) return undefined;
    if (trigger.on !== 'booked' && trigger.on !== 'collected') return undefined;
    if (trigger.on === 'collected') {
      const value = heldAgainst(trigger.of);
      if (value === null || (against !== null && against !== value)) return undefined;
      against = value;
    }
    shares.push({ share, weight, on: trigger.on, atLeast });
  }
  return { shares, whole: Number(whole), against };
}

/** What was invoiced grows, so that what was payable may not be any more: that is followed by the engine. */
function heldAgainst(of: 'deal' | 'firstYear' | 'invoiced'): 'tcv' | 'firstYear' | null {
  if (of === 'invoiced') return null;
  return of === 'deal' ? 'tcv' : 'firstYear';
}

/** How far a deal has come, which tells what of its earning is payable. */
export interface DealProgress {
  readonly isBooked: boolean;
  /** Minor units, from nothing up; what is above the value counts as the value. */
  readonly cash: number;
  /** What the cash is held against, above zero; 1 where no share waits for cash. */
  readonly value: number;
}

/**
 * What is payable of a deal's earning: the parts of the shares that have come due times what was earned.
 *
 * @returns minor units; `NaN` where that is not exact in numbers
 *
 * @example
 * payableOf(release, 100_00, { isBooked: true, cash: 25, value: 100 }, 'half-even') // half at booking: 62_50
 */
export function payableOf(
  { shares, whole }: FoldRelease,
  earned: number,
  { isBooked, cash, value }: DealProgress,
  rounding: Rounding,
): number {
  let due = 0;
  for (const { weight, on, atLeast } of shares) {
    if (on === 'booked') due += isBooked ? weight * value : 0;
    else due += weight * reachedOf(atLeast, cash, value);
  }
  const denominator = whole * value;
  if (!(denominator <= MOST_EXACT) || !(due <= MOST_EXACT)) return Number.NaN;
  return due === denominator ? earned : partOf(earned, due, denominator, rounding);
}

/**
 * What of a deal's value a share counts as come in.
 *
 * @example
 * reachedOf(ratio(9n, 10n), 89, 100) // 0
 */
export function reachedOf(atLeast: Ratio | null, cash: number, value: number): number {
  const part = cash < value ? cash : value;
  if (atLeast === null) return part;
  const isReached = BigInt(part) * atLeast.denominator >= atLeast.numerator * BigInt(value);
  return isReached ? value : 0;
}
