import type { CivilDate } from '../../calendar/civil-date.js';
import type { Ratio } from '../../money/ratio.js';
import { shareOut } from '../../money/share-out.js';
import { compareText } from '../record-index.js';

/** How what was drawn is recovered from a payee. */
export interface RecoveryTerms {
  /** Pay periods that begin earlier recover nothing; `null` for no such day. */
  readonly from: CivilDate | null;
  /** The most that a pay period recovers, as a share of what exceeds its draws. */
  readonly upTo: Ratio;
  /** What is still owed at the end of the pay period that ends on this day or later is forgiven; `null` for never. */
  readonly forgivenOn: CivilDate | null;
}

/** What a draw tops a payee up to in one pay period. */
export interface PromisedDraw {
  /** Tells the draws of a payee apart, from one pay period to the next. */
  readonly key: string;
  /** Minor units, for the part of the period in which it is in force. */
  readonly amount: bigint;
  /** `null` for a draw that is never recovered. */
  readonly recovery: RecoveryTerms | null;
}

/** What a payee owes of one recoverable draw; minor units, above zero. */
export interface Advance {
  readonly key: string;
  readonly owed: bigint;
  readonly recovery: RecoveryTerms;
}

/**
 * What is owed in all.
 *
 * @example
 * owedOn([]) // 0n
 */
export function owedOn(advances: readonly Advance[]): bigint {
  return advances.reduce((sum, { owed }) => sum + owed, 0n);
}

/**
 * Adds what was drawn in a period to what is owed: shared out over its draws in proportion to their amounts, and
 * owed of those that are recoverable. Several that begin in one period count as drawn in the order of their keys.
 *
 * @example
 * makeAdvances([], 1000n, [draw]) // [{ key: draw.key, owed: 1000n, recovery: draw.recovery }]
 */
export function makeAdvances(
  advances: readonly Advance[],
  drawn: bigint,
  draws: readonly PromisedDraw[],
): readonly Advance[] {
  if (drawn === 0n) return advances;
  const parts = shareOut(
    drawn,
    draws.map(({ key, amount }) => ({ key, weight: amount })),
  );
  const next = new Map(advances.map((each) => [each.key, each]));
  for (const { key, recovery } of [...draws].sort((a, b) => compareText(a.key, b.key))) {
    const part = parts.get(key) ?? 0n;
    if (recovery === null || part === 0n) continue;
    next.set(key, { key, owed: (next.get(key)?.owed ?? 0n) + part, recovery });
  }
  return [...next.values()];
}

/**
 * Recovers what is owed out of what exceeds the draws of a period, oldest first. All that is recovered up to and
 * with a draw is at most that draw's share of the excess, to the minor unit below.
 *
 * @param from the first day of the period
 * @example
 * recoverAdvances([advance], 500n, '2026-03-01').recovered // 250n, where half of it may be recovered
 */
export function recoverAdvances(
  advances: readonly Advance[],
  excess: bigint,
  from: CivilDate,
): { readonly advances: readonly Advance[]; readonly recovered: bigint } {
  if (excess <= 0n || advances.length === 0) return { advances, recovered: 0n };
  let recovered = 0n;
  const left = advances.flatMap((advance): readonly Advance[] => {
    const { owed, recovery } = advance;
    if (recovery.from !== null && from < recovery.from) return [advance];
    const room = (excess * recovery.upTo.numerator) / recovery.upTo.denominator - recovered;
    if (room <= 0n) return [advance];
    const taken = owed < room ? owed : room;
    recovered += taken;
    return taken === owed ? [] : [{ ...advance, owed: owed - taken }];
  });
  return { advances: left, recovered };
}

/**
 * Forgives what is owed of draws that have ended.
 *
 * @param to the first day after the period
 * @example
 * forgiveAdvances([advance], '2026-04-01').forgiven // 0n, where the draw goes on
 */
export function forgiveAdvances(
  advances: readonly Advance[],
  to: CivilDate,
): { readonly advances: readonly Advance[]; readonly forgiven: bigint } {
  const left = advances.filter(({ recovery: { forgivenOn } }) => forgivenOn === null || to < forgivenOn);
  return left.length === advances.length
    ? { advances, forgiven: 0n }
    : { advances: left, forgiven: owedOn(advances) - owedOn(left) };
}
