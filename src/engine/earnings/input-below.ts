import { leastCommonMultiple } from '../../money/divisors.js';
import { compareRatios, ONE_RATIO, type Ratio, ratio, ZERO_RATIO } from '../../money/ratio.js';
import type { DealLife, WindowEntry, WindowInput } from '../mechanisms/window-input.js';

/**
 * A window as if it had stopped at an attainment of its own measure: of each event the part that lies below it.
 * Without a quota nothing lies below, unless such pay as on target.
 *
 * @example
 * inputBelow(input, ratio(1n, 1n)) // what was sold up to 100 % of quota
 */
export function inputBelow(input: WindowInput, attainment: Ratio): WindowInput {
  const { quota, scale, withoutQuota } = input;
  if (quota === null || quota === 0n) {
    const isBelow = withoutQuota === 'onTarget' && compareRatios(attainment, ONE_RATIO) >= 0;
    return isBelow ? input : { ...input, entries: [] };
  }
  const bound = ratio(attainment.numerator * quota * scale, attainment.denominator);
  const parts = partsBelow(input, bound);
  // A part of an event need not be whole in the scale, so everything is scaled until all of them are.
  const finer = parts.reduce((common, { denominator }) => leastCommonMultiple(common, denominator), 1n);
  const times = scalerBy(finer);
  const entries = input.entries.flatMap((entry, place) => {
    const part = parts[place] ?? ZERO_RATIO;
    if (part.numerator === 0n) return [];
    const cut = (amount: bigint) => (amount * finer * part.numerator) / part.denominator;
    const { base, credit, paidOn, share } = entry;
    return [{ ...entry, share: times(share), base: cut(base), credit: cut(credit), paidOn: cut(paidOn) }];
  });
  return {
    ...input,
    scale: times(scale),
    openingCredit: times(input.openingCredit),
    life: (deal) => scaledLife(input.life(deal), times),
    entries,
  };
}

/** The part of each entry that moves the position below a bound; between nothing and all of it. */
function partsBelow({ entries, openingCredit }: WindowInput, bound: Ratio): readonly Ratio[] {
  let position = openingCredit;
  return entries.map(({ credit }: WindowEntry) => {
    const before = position;
    position += credit;
    const isBelow = (at: bigint) => at * bound.denominator < bound.numerator;
    if (isBelow(before) === isBelow(position)) return isBelow(before) ? ONE_RATIO : ZERO_RATIO;
    const toBound = ratio(bound.numerator - before * bound.denominator, credit * bound.denominator);
    return isBelow(before) ? toBound : ratio(toBound.denominator - toBound.numerator, toBound.denominator);
  });
}

function scalerBy(factor: bigint): (amount: bigint) => bigint {
  return (amount) => amount * factor;
}

function scaledLife({ credit, paidOn }: DealLife, times: (amount: bigint) => bigint): DealLife {
  return { credit: times(credit), paidOn: times(paidOn) };
}
