import { describe, expect, it } from 'vitest';
import { convertPayment, convertPayout } from '../../../src/ledger/payouts/convert-payout.js';
import { openItems } from '../../../src/ledger/payouts/open-items.js';
import { payoutParts } from '../../../src/ledger/payouts/payout-parts.js';
import { planPartOf } from '../../../src/ledger/payouts/sent-in-plan-currency.js';
import { statementPayout } from '../../../src/ledger/payouts/statement-payout.js';
import { batch, item } from './samples.js';

const rateOf = (from: string, to: string, rate: string) => ({ from, to, rate });

describe('what is converted for a payout', () => {
  it('comes to the minor units of the currency that is paid', () => {
    expect(convertPayout(123_456n, rateOf('USD', 'EUR', '0.92'))).toBe(113_580n);
    expect(convertPayout(1_00n, rateOf('USD', 'JPY', '151.337'))).toBe(151n);
    expect(convertPayout(1_00n, rateOf('USD', 'KWD', '0.3075'))).toBe(308n);
    expect(convertPayout(1_000n, rateOf('KWD', 'USD', '3.255'))).toBe(326n);
    expect(convertPayout(150n, rateOf('JPY', 'USD', '0.0066'))).toBe(99n);
  });

  it('is rounded once, a tie to the even neighbour, whichever way that is', () => {
    expect(convertPayout(1n, rateOf('USD', 'EUR', '0.5'))).toBe(0n);
    expect(convertPayout(3n, rateOf('USD', 'EUR', '0.5'))).toBe(2n);
    expect(convertPayout(5n, rateOf('USD', 'EUR', '0.5'))).toBe(2n);
    expect(convertPayout(5n, rateOf('USD', 'EUR', '0.5000000001'))).toBe(3n);
    expect(convertPayout(5n, rateOf('USD', 'EUR', '0.4999999999'))).toBe(2n);
    expect(convertPayout(50n, rateOf('USD', 'JPY', '1'))).toBe(0n);
    expect(convertPayout(150n, rateOf('USD', 'JPY', '1'))).toBe(2n);
  });

  it('is zero where there is zero, and below zero the mirror of what is above', () => {
    expect(convertPayout(0n, rateOf('USD', 'EUR', '0.92'))).toBe(0n);
    expect(convertPayout(-123_456n, rateOf('USD', 'EUR', '0.92'))).toBe(-113_580n);
    expect(convertPayout(-3n, rateOf('USD', 'EUR', '0.5'))).toBe(-2n);
  });

  it('is exact beyond what a number holds', () => {
    expect(convertPayout(900_719_925_474_099_301n, rateOf('USD', 'EUR', '0.92'))).toBe(
      828_662_331_436_171_357n,
    );
  });

  it('is taken back by the same rate', () => {
    expect(convertPayment(9_200n, rateOf('USD', 'EUR', '0.92'))).toBe(10_000n);
    expect(convertPayment(151n, rateOf('USD', 'JPY', '151.337'))).toBe(100n);
  });
});

describe('what a statement pays in another currency', () => {
  const rates = [
    { from: 'USD', to: 'EUR', date: '2026-03-30', rate: '0.92' },
    { from: 'USD', to: 'EUR', date: '2026-04-01', rate: '0.5' },
  ];
  const due = { paid: 123_456n, currency: 'USD', payoutCurrency: 'EUR', day: '2026-03-31' };

  it('is converted at the latest rate on or before the day', () => {
    expect(statementPayout(due, rates)).toEqual({
      currency: 'EUR',
      date: '2026-03-30',
      rate: '0.92',
      amount: 113_580n,
    });
    expect(statementPayout({ ...due, day: '2026-04-01' }, rates)?.amount).toBe(61_728n);
  });

  it('has no amount without a rate, and says for which day there is none', () => {
    const missing = { currency: 'EUR', date: '2026-03-29', rate: null, amount: null };
    expect(statementPayout({ ...due, day: '2026-03-29' }, rates)).toEqual(missing);
  });

  it('is nothing where nothing is paid, and where it is the currency of the plan', () => {
    expect(statementPayout({ ...due, paid: 0n }, rates)).toBeNull();
    expect(statementPayout({ ...due, paid: -1n }, [])).toBeNull();
    expect(statementPayout({ ...due, payoutCurrency: 'USD' }, rates)).toBeNull();
    expect(statementPayout({ ...due, payoutCurrency: null }, rates)).toBeNull();
  });
});

describe('what is paid together', () => {
  const payout = { currency: 'EUR', date: '2026-03-30', rate: '0.92', amount: 276_000n };

  it('is in one currency, the plan’s first', () => {
    const open = openItems([{ ...item(), payout }, item({ payee: 'bo' })], []);
    const parts = payoutParts(open, 'USD');
    expect(
      parts.ok && parts.value.map(({ currency, converted, items }) => [currency, converted, items.length]),
    ).toEqual([
      ['USD', undefined, 1],
      ['EUR', { planCurrency: 'USD', rate: '0.92', date: '2026-03-30' }, 1],
    ]);
    expect(parts.ok && parts.value[1]?.items[0]).toMatchObject({ amount: 276_000n, planAmount: 300_000n });
  });

  it('is nothing at all where one rate is missing', () => {
    const missing = { currency: 'JPY', date: '2026-03-31', rate: null, amount: null };
    const open = openItems([item(), { ...item({ payee: 'kei' }), payout: missing }], []);
    expect(payoutParts(open, 'USD')).toMatchObject({
      ok: false,
      problems: [{ code: 'missing-rate', message: 'no rate from USD to JPY is loaded for 2026-03-31' }],
    });
  });

  it('leaves out what comes to less than half of a minor unit', () => {
    expect(openItems([{ ...item({ amount: 1n }), payout: { ...payout, amount: 0n } }], [])).toEqual([]);
  });
});

describe('what was paid, in the currency of the plan', () => {
  const converted = { planCurrency: 'USD', rate: '0.92', date: '2026-03-31' };
  const inEuros = batch([item({ amount: 113_580n, planAmount: 123_456n })], { currency: 'EUR', converted });

  it('is all of the statement where all was paid, and nothing where nothing was', () => {
    expect(planPartOf(inEuros, 'ada', 113_580n)).toBe(123_456n);
    expect(planPartOf(inEuros, 'ada', 0n)).toBe(0n);
  });

  it('is in proportion where more or less was paid, so that parts add up to the whole', () => {
    expect(planPartOf(inEuros, 'ada', 113_579n)).toBe(123_455n);
    expect(planPartOf(inEuros, 'ada', 56_790n)).toBe(61_728n);
    expect(planPartOf(inEuros, 'ada', 227_160n)).toBe(246_912n);
  });

  it('is at the rate of the batch for somebody who is not in it', () => {
    expect(planPartOf(inEuros, 'zoe', 9_200n)).toBe(10_000n);
  });

  it('is what was paid where nothing is converted', () => {
    expect(planPartOf(batch([item()]), 'zoe', 9_200n)).toBe(9_200n);
  });
});
