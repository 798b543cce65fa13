import { compareRatios, type Ratio } from '../../money/ratio.js';
import { shareOut } from '../../money/share-out.js';

/** What becomes of several who share a place, and of the places after them. */
export type TieRule = 'share' | 'higher' | 'next';

/** One who takes a place, and the figure that the place goes by. */
export interface Contestant {
  readonly key: string;
  readonly figure: Ratio;
}

/** A place of a contest with those who share it. */
export interface Place {
  /** Counted from 1. */
  readonly place: number;
  /** The last of the places that those who share it take up. */
  readonly last: number;
  readonly figure: Ratio;
  /** What those who share it get together, and each of them, in minor units. */
  readonly prize: bigint;
  readonly prizes: ReadonlyMap<string, bigint>;
}

/**
 * The places of a contest, the greatest figure first. Of those who tie,
 *
 * - `share`: the prizes of the places they take up are added and split, what does not divide by key; the next
 *   place comes after all of them (1, 2, 2, 4);
 * - `higher`: each gets the prize of the best of these places; the next place comes after all of them;
 * - `next`: each gets the prize of the place; the next place is the next (1, 2, 2, 3).
 *
 * @example
 * standingsOf(contestants, [500_000n, 300_000n], 'share')[0]?.prizes.get('ada')
 */
export function standingsOf(
  contestants: readonly Contestant[],
  prizes: readonly bigint[],
  ties: TieRule,
): readonly Place[] {
  const places: Place[] = [];
  let place = 1;
  for (const { figure, keys } of tied(contestants)) {
    const last = ties === 'next' ? place : place + keys.length - 1;
    const each = prizes[place - 1] ?? 0n;
    const shared = prizes.slice(place - 1, last).reduce((sum, prize) => sum + prize, 0n);
    const won =
      ties === 'share'
        ? shareOut(
            shared,
            keys.map((key) => ({ key, weight: 1n })),
          )
        : new Map(keys.map((key) => [key, each]));
    const prize = ties === 'share' ? shared : each * BigInt(keys.length);
    places.push({ place, last, figure, prize, prizes: won });
    place = last + 1;
  }
  return places;
}

function tied(contestants: readonly Contestant[]): { readonly figure: Ratio; readonly keys: string[] }[] {
  const groups: { readonly figure: Ratio; readonly keys: string[] }[] = [];
  const inOrder = [...contestants].sort((a, b) => compareRatios(b.figure, a.figure));
  for (const { key, figure } of inOrder) {
    const same = groups.at(-1);
    if (same !== undefined && compareRatios(same.figure, figure) === 0) same.keys.push(key);
    else groups.push({ figure, keys: [key] });
  }
  return groups;
}
