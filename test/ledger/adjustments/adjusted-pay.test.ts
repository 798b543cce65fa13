import { describe, expect, it } from 'vitest';
import { moveBalance, ZERO_BALANCE } from '../../../src/engine/pay/balance.js';
import { NO_PROMISES } from '../../../src/engine/pay/pay-promises.js';
import {
  type Adjustment,
  type ApprovedAdjustment,
  adjustmentState,
  adjustmentsIn,
} from '../../../src/ledger/adjustments/adjustment.js';
import { adjustmentDocument } from '../../../src/ledger/adjustments/adjustment-document.js';
import { readBalance, writeBalance } from '../../../src/ledger/balance-document.js';
import { closingTransactions } from '../../../src/ledger/entries/closing-transactions.js';
import { statementCsv } from '../../../src/ledger/statement-csv.js';
import { statementText } from '../../../src/ledger/statement-text.js';
import { totalsOf } from '../../../src/ledger/statement-totals.js';
import { statement } from '../statement-samples.js';

const MARCH = { from: '2026-03-01', to: '2026-04-01' };

function moved(payable: bigint, adjusted: bigint, promises = NO_PROMISES, opening = ZERO_BALANCE) {
  return moveBalance(opening, { ...MARCH, earned: payable, payable, adjusted }, promises);
}

describe('pay that is adjusted by hand', () => {
  it.each([
    [300_000n, 50_000n, { paid: 350_000n, carried: 0n }],
    [300_000n, -50_000n, { paid: 250_000n, carried: 0n }],
    [300_000n, -300_000n, { paid: 0n, carried: 0n }],
    [300_000n, -300_001n, { paid: 0n, carried: -1n }],
    [0n, 1n, { paid: 1n, carried: 0n }],
    [-100n, 60n, { paid: 0n, carried: -40n }],
  ])('is payable %d and adjusted %d', (payable, adjusted, expected) => {
    const movement = moved(payable, adjusted);
    expect(movement).toMatchObject({ ...expected, adjusted });
    expect(payable + adjusted).toBe(movement.paid + movement.carried);
    expect(movement.closing.adjusted).toBe(adjusted);
  });

  it('counts toward a guarantee, as what is payable does', () => {
    const promises = { ...NO_PROMISES, guaranteed: 100_000n };
    expect(moved(60_000n, 30_000n, promises)).toMatchObject({ guaranteed: 10_000n, paid: 100_000n });
  });

  it('adds up from period to period, and is stored with the balance', () => {
    const first = moved(0n, -70n).closing;
    const second = moved(100n, 5n, NO_PROMISES, first);
    expect(second).toMatchObject({ carriedIn: -70n, paid: 35n });
    expect(second.closing.adjusted).toBe(-65n);
    expect(readBalance(writeBalance(second.closing))).toEqual(second.closing);
  });

  it('is on the account of its own in the ledger, which balances', () => {
    const [, pay] = closingTransactions(totalsOf(moved(300n, 50n)));
    expect(pay?.entries.filter(({ account }) => account === 'adjusted')).toEqual([
      { account: 'adjusted', amount: -50n },
    ]);
    expect(pay?.entries.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
  });
});

const APPROVED: ApprovedAdjustment = {
  ...{ number: 7, amount: 50_000n, reason: 'Fair', attachment: null, maker: 'ops', approver: 'cfo' },
  ...{ payee: 'ada', payGroup: 'monthly-USD', period: '2026-03' },
};

describe('adjustments of a statement', () => {
  it('are those of its pay group and period', () => {
    const others = [
      { ...APPROVED, period: '2026-04' },
      { ...APPROVED, payGroup: 'monthly-EUR' },
    ];
    expect(adjustmentsIn([...others, APPROVED], 'monthly-USD', '2026-03')).toEqual([
      { number: 7, amount: 50_000n, reason: 'Fair', attachment: null, maker: 'ops', approver: 'cfo' },
    ]);
  });

  it('are shown as text and CSV, with the reason, who made and who approved them', () => {
    const shown = statement({
      adjustments: [
        { adjustment: 7, amount: '-500.00', reason: '=1+1', attachment: null, maker: 'ops', approver: 'cfo' },
      ],
    });
    expect(statementText(shown)).toMatch(/ADJUSTMENTS[^\n]*\n[^\n]+\n +7 +=1\+1 +ops +cfo +-500\.00\n/);
    expect(statementCsv([shown]).split('\n')[1]).toBe(
      `ada,2026-04,USD,,,,,adjusted,,,2026-04-30,,,,,,-500.00,,,,,,,,,,,,7,'=1+1,ops,cfo`,
    );
  });

  it('wait until somebody has decided', () => {
    const made: Adjustment = {
      ...{ number: 7, payee: 'ada', payGroup: 'monthly-JPY', period: '2026-03', currency: 'JPY' },
      ...{ amount: -5n, reason: 'Fair', attachment: null, note: null, maker: 'ops', madeAt: 'x', change: 1 },
      decision: null,
    };
    expect(adjustmentState(made)).toBe('waiting');
    expect(adjustmentDocument(made)).toMatchObject({ adjustment: 7, state: 'waiting', amount: '-5' });
    const decision = { decision: 'approved', actor: 'cfo', reason: null, at: 'x', change: 2 } as const;
    expect(adjustmentState({ decision })).toBe('approved');
  });
});
