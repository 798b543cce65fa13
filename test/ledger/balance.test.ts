import { expect, test } from 'vitest';
import { moveBalance, ZERO_BALANCE } from '../../src/ledger/balance.js';
import { text, usd } from '../engine/given.js';

/** Moves a balance from zero by several periods of earned and payable; tells of each what is paid and carried. */
function moved(...periods: readonly (readonly [string, string])[]) {
  let balance = ZERO_BALANCE;
  return periods.map(([earned, payable]) => {
    const movement = moveBalance(balance, { earned: usd(earned), payable: usd(payable) });
    balance = movement.closing;
    expect(balance.earned).toBe(balance.payable + balance.held);
    expect(balance.payable).toBe(balance.paid + balance.carried);
    expect(movement.paid >= 0n && movement.carried <= 0n).toBe(true);
    return `in ${text(movement.carriedIn)} paid ${text(movement.paid)} carried ${text(movement.carried)} held ${text(balance.held)}`;
  });
}

test('what is payable is paid', () => {
  expect(moved(['100.00', '100.00'])).toEqual(['in 0.00 paid 100.00 carried 0.00 held 0.00']);
});

test('what is earned and not payable is held until it is', () => {
  expect(moved(['100.00', '50.00'], ['0.00', '50.00'])).toEqual([
    'in 0.00 paid 50.00 carried 0.00 held 50.00',
    'in 0.00 paid 50.00 carried 0.00 held 0.00',
  ]);
});

test('a negative balance is carried, never collected and never forgiven', () => {
  expect(moved(['-1000.00', '-1000.00'], ['300.00', '300.00'], ['3000.00', '3000.00'])).toEqual([
    'in 0.00 paid 0.00 carried -1000.00 held 0.00',
    'in -1000.00 paid 0.00 carried -700.00 held 0.00',
    'in -700.00 paid 2300.00 carried 0.00 held 0.00',
  ]);
});

test('a cent below, at and above what is carried', () => {
  expect(moved(['-10.00', '-10.00'], ['9.99', '9.99'])[1]).toBe(
    'in -10.00 paid 0.00 carried -0.01 held 0.00',
  );
  expect(moved(['-10.00', '-10.00'], ['10.00', '10.00'])[1]).toBe(
    'in -10.00 paid 0.00 carried 0.00 held 0.00',
  );
  expect(moved(['-10.00', '-10.00'], ['10.01', '10.01'])[1]).toBe(
    'in -10.00 paid 0.01 carried 0.00 held 0.00',
  );
});

test('a period of nothing carries on what there is', () => {
  expect(moved(['-10.00', '-10.00'], ['0.00', '0.00'])[1]).toBe(
    'in -10.00 paid 0.00 carried -10.00 held 0.00',
  );
});

test('what is taken back may be more than what is held', () => {
  expect(moved(['100.00', '60.00'], ['-100.00', '-60.00'])).toEqual([
    'in 0.00 paid 60.00 carried 0.00 held 40.00',
    'in 0.00 paid 0.00 carried -60.00 held 0.00',
  ]);
});
