import type { CivilDate } from '../calendar/civil-date.js';
import type { Movement } from '../engine/pay/balance.js';
import type { PayPromises } from '../engine/pay/pay-promises.js';
import type { PostedOwed, PostedPromise, PostedYear, StatementTotals } from './posted-statement.js';

/**
 * What a statement comes to, by what its period did to the balances.
 *
 * @example
 * totalsOf(movement).paid // 300_000n
 */
export function totalsOf(movement: Movement): StatementTotals {
  const { earned, payable, drawn, guaranteed, adjusted, recovered, carriedIn, carried, paid } = movement;
  const { held } = movement.closing;
  return { earned, held, payable, drawn, guaranteed, adjusted, recovered, carriedIn, carried, paid };
}

/**
 * What a statement says of what is owed besides its totals; `null` where nothing is and nothing was.
 *
 * @example
 * owedIn(movement) // { opening: 0n, drawn: 100_000n, forgiven: 0n }
 */
export function owedIn({ owed: { opening, drawn, forgiven } }: Movement): PostedOwed | null {
  const isNothing = opening === 0n && drawn === 0n && forgiven === 0n;
  return isNothing ? null : { opening, drawn, forgiven };
}

/**
 * What draws top up to and what is guaranteed in a period; `null` where neither is in force.
 *
 * @example
 * promisedIn(promises) // { draw: 300_000n, guarantee: 0n }
 */
export function promisedIn({ draws, guaranteed }: PayPromises): PostedPromise | null {
  const draw = draws.reduce((sum, { amount }) => sum + amount, 0n);
  return draw === 0n && guaranteed === 0n ? null : { draw, guarantee: guaranteed };
}

/**
 * The sums of a fiscal year with one more period in it; a new year starts from zero.
 *
 * @param from the first day of the fiscal year of the period
 * @example
 * yearThrough(yearFrom('2026-01-01'), movement, '2026-01-01').paid // 300_000n
 */
export function yearThrough(year: PostedYear, movement: Movement, from: CivilDate): PostedYear {
  const before = year.from === from ? year : yearFrom(from);
  return {
    from,
    earned: before.earned + movement.earned,
    payable: before.payable + movement.payable,
    drawn: before.drawn + movement.drawn,
    guaranteed: before.guaranteed + movement.guaranteed,
    adjusted: before.adjusted + movement.adjusted,
    recovered: before.recovered + movement.recovered,
    paid: before.paid + movement.paid,
  };
}

/**
 * A fiscal year of which nothing has passed.
 *
 * @example
 * yearFrom('2026-01-01').earned // 0n
 */
export function yearFrom(from: CivilDate): PostedYear {
  return { from, earned: 0n, payable: 0n, drawn: 0n, guaranteed: 0n, adjusted: 0n, recovered: 0n, paid: 0n };
}
