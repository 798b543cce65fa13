import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, type CivilDate } from '../../src/calendar/civil-date.js';
import { owedOn, type PromisedDraw } from '../../src/engine/pay/advance.js';
import { type Balance, type Movement, moveBalance, ZERO_BALANCE } from '../../src/engine/pay/balance.js';
import { NO_PROMISES } from '../../src/engine/pay/pay-promises.js';
import { ratio } from '../../src/money/ratio.js';
import { holds } from './seed.js';

// Balances over generated histories of pay periods: nothing is lost and nothing invented, whatever is promised.

interface Period {
  readonly payable: bigint;
  readonly held: bigint;
  readonly guaranteed: bigint;
  /** The amounts of three draws; the terms of each are the same in every period. */
  readonly draws: readonly bigint[];
  /** The most that is paid. */
  readonly most: bigint | null;
}

const FIRST = '2026-01-01';

const amount = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 500_000n }));

const period: fc.Arbitrary<Period> = fc.record({
  payable: fc.bigInt({ min: -300_000n, max: 1_000_000n }),
  held: fc.bigInt({ min: -1_000n, max: 1_000n }),
  guaranteed: amount,
  draws: fc.array(amount, { minLength: 3, maxLength: 3 }),
  most: fc.option(amount),
});

const day = fc.integer({ min: 0, max: 12 }).map((months): CivilDate => addMonths(FIRST, months));

const terms = fc.option(
  fc.record({
    from: fc.option(day),
    upTo: fc.integer({ min: 1, max: 1_000 }).map((permille) => ratio(BigInt(permille), 1_000n)),
    forgivenOn: fc.option(day),
  }),
);

const history = fc.record({
  periods: fc.array(period, { maxLength: 15 }),
  terms: fc.array(terms, { minLength: 3, maxLength: 3 }),
});

type History = typeof history extends fc.Arbitrary<infer Value> ? Value : never;

function drawsOf({ draws }: Period, { terms: recoveries }: History): readonly PromisedDraw[] {
  return draws.map((each, place) => ({
    key: `draw ${place}`,
    amount: each,
    recovery: recoveries[place] ?? null,
  }));
}

type Order = (draws: readonly PromisedDraw[]) => readonly PromisedDraw[];

/** Moves a balance through a history, month by month. */
function moved(told: History, order: Order = (draws) => draws): readonly Movement[] {
  let balance: Balance = ZERO_BALANCE;
  return told.periods.map((each, place) => {
    const { payable, guaranteed, most } = each;
    const promises = { ...NO_PROMISES, guaranteed, most, draws: order(drawsOf(each, told)) };
    const span = { from: addMonths(FIRST, place), to: addMonths(FIRST, place + 1) };
    const movement = moveBalance(balance, { ...span, payable, earned: payable + each.held }, promises);
    balance = movement.closing;
    return movement;
  });
}

function sumOf(movements: readonly Movement[], figure: (movement: Movement) => bigint): bigint {
  return movements.reduce((sum, each) => sum + figure(each), 0n);
}

describe('balances of pay', () => {
  test('balance in every period, and in total', () => {
    holds(
      'identities of balances',
      fc.property(history, (told) => {
        const movements = moved(told);
        for (const each of movements) {
          const { owed } = each;
          expect(each.payable + each.carriedIn + each.guaranteed + each.drawn).toBe(
            each.paid + each.recovered + each.carried,
          );
          expect(owed.opening + owed.drawn - owed.recovered - owed.forgiven).toBe(owed.closing);
          expect(each.closing.earned).toBe(each.closing.payable + each.closing.held);
        }
        const last = movements.at(-1)?.closing ?? ZERO_BALANCE;
        expect(last.payable + last.drawn + last.guaranteed).toBe(last.paid + last.recovered + last.carried);
        for (const figure of ['earned', 'payable', 'guaranteed', 'drawn', 'recovered', 'paid'] as const) {
          expect(last[figure]).toBe(sumOf(movements, (each) => each[figure]));
        }
      }),
      { runs: 500 },
    );
  });

  test('recover no more than was drawn, and lose nothing of what was', () => {
    holds(
      'what is drawn is recovered, forgiven or owed',
      fc.property(history, (told) => {
        const movements = moved(told);
        const drawn = sumOf(movements, ({ owed }) => owed.drawn);
        const given = sumOf(movements, ({ owed }) => owed.recovered + owed.forgiven);
        expect(drawn - given).toBe(owedOn(movements.at(-1)?.closing.advances ?? []));
        expect(drawn).toBeLessThanOrEqual(sumOf(movements, (each) => each.drawn));
      }),
      { runs: 300 },
    );
  });

  test('pay what is promised at least, and recover only from what exceeds it', () => {
    holds(
      'what is promised is paid',
      fc.property(history, (told) => {
        for (const [place, each] of moved(told).entries()) {
          const { guaranteed = 0n, draws = [], most = null } = told.periods[place] ?? {};
          const draw = draws.reduce((sum, one) => sum + one, 0n);
          const promised = draw > guaranteed ? draw : guaranteed;
          expect(each.paid).toBeGreaterThanOrEqual(most === null || promised < most ? promised : most);
          if (most !== null) expect(each.paid).toBeLessThanOrEqual(most);
          expect([each.guaranteed, each.drawn, each.recovered].every((one) => one >= 0n)).toBe(true);
          // Only what exceeds the most that is paid is carried on, and then that most is paid.
          if (each.carried > 0n) expect(each.paid).toBe(most);
          const ready = each.paid + each.carried + each.recovered;
          if (each.recovered > 0n) expect(ready).toBeGreaterThan(promised);
        }
      }),
      { runs: 300 },
    );
  });

  test('depend on the order of periods alone, not on that of the draws in them', () => {
    holds(
      'order of draws',
      fc.property(history, (told) => {
        expect(moved(told, (draws) => [...draws].reverse())).toEqual(moved(told));
      }),
      { runs: 200 },
    );
  });
});
