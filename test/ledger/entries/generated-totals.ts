import fc from 'fast-check';
import { addMonths } from '../../../src/calendar/civil-date.js';
import { moveBalance, ZERO_BALANCE } from '../../../src/engine/pay/balance.js';
import { NO_PROMISES } from '../../../src/engine/pay/pay-promises.js';
import type { StatementTotals } from '../../../src/ledger/posted-statement.js';
import { totalsOf } from '../../../src/ledger/statement-totals.js';
import { ONE_RATIO } from '../../../src/money/ratio.js';

const amount = fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 500_000n }));

const month = fc.record({
  payable: fc.oneof(fc.constant(0n), fc.bigInt({ min: -300_000n, max: 1_000_000n })),
  held: fc.oneof(fc.constant(0n), fc.bigInt({ min: -1_000n, max: 1_000n })),
  guaranteed: amount,
  draw: amount,
});

/** The totals of the statements of one payee, month by month, as the balances of the engine move. */
export const histories: fc.Arbitrary<readonly StatementTotals[]> = fc
  .array(month, { maxLength: 12 })
  .map((months) => {
    let balance = ZERO_BALANCE;
    return months.map(({ payable, held, guaranteed, draw }, place) => {
      const recovery = { from: null, upTo: ONE_RATIO, forgivenOn: null };
      const draws = [{ key: 'draw', amount: draw, recovery }];
      const span = { from: addMonths('2026-01-01', place), to: addMonths('2026-01-01', place + 1) };
      const movement = moveBalance(
        balance,
        { ...span, payable, earned: payable + held },
        { ...NO_PROMISES, guaranteed, draws },
      );
      balance = movement.closing;
      return totalsOf(movement);
    });
  });
