import { describe, expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import type { Bonus } from '../../../src/engine/mechanisms/bonus.js';
import type { Spiff } from '../../../src/engine/mechanisms/spiff.js';
import { renderedStatements } from '../../ledger/rendered-statements.js';
import {
  applied,
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  conditionOf,
  dealOf,
  dueOf,
  earnedOf,
  incentiveOf,
  invoiced,
  linesOf,
  measureOf,
  part,
  planOf,
  quotaOf,
  rateOf,
  received,
  sold,
  splitOf,
  tier,
  usd,
} from '../given.js';

const ACCELERATED = [tier('0', '10%'), tier('1', '20%')];

const overQuota = (tiers: 'marginal' | 'retroactive') =>
  commissionOf({ tiers, over: { kind: 'attainment' }, rates: ACCELERATED });

const atTarget: Bonus = {
  kind: 'bonus',
  target: { kind: 'ofTargetIncentive', share: part('1') },
  over: { kind: 'attainment' },
  curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('1'), pays: part('1') }] },
};

describe('a plan that is governed by the close date', () => {
  test('prorates the quota of a window in which the assignment ends', () => {
    const plan = planOf([componentOf(overQuota('marginal'))], { governedBy: 'closeDate', proration: 'days' });
    const due = dueOf(
      plan,
      {
        assignment: [assignmentOf('me', { to: '2026-02-15' })],
        quota: [quotaOf('360000', '2026-01-01', '2027-01-01')],
        deal: [sold('D-1', '2026-02-10', '60000.00')],
      },
      '2026-04-01',
    );
    // January and half of February: 45,000 at 10 % and 15,000 at 20 %.
    expect(linesOf(due)).toEqual(['credit D-1 7500.00']);
  });
});

describe('a trailing window', () => {
  const trailing = measureOf({ window: { kind: 'trailing', months: 3 } });
  const quota = [quotaOf('400000', '2026-01-01', '2027-01-01')];

  test('forgets a deal that is taken back in a month it still reaches', () => {
    const plan = planOf([componentOf(overQuota('retroactive'), { measure: trailing })]);
    const B = sold('B', '2026-03-10', '50000.00');
    const without = dueOf(plan, { quota, deal: [B] }, '2026-04-01');
    const withPair = dueOf(
      plan,
      { quota, deal: [sold('A', '2026-01-10', '100000.00'), B], amendment: [cancelled('A', '2026-02-10')] },
      '2026-04-01',
    );
    expect(linesOf(without)).toEqual(['credit B 5000.00']);
    expect(linesOf(withPair).filter((line) => line.includes(' B '))).toEqual(['credit B 5000.00']);
  });

  test('pays a bonus of one month’s target each month', () => {
    const plan = planOf([componentOf(atTarget, { measure: trailing })]);
    const months = Array.from({ length: 12 }, (_, month) => String(month + 1).padStart(2, '0'));
    const due = dueOf(plan, {
      quota,
      targetIncentive: [incentiveOf('12000.00')],
      deal: months.map((month) => sold(`D-${month}`, `2026-${month}-05`, '40000.00')),
    });
    expect(earnedOf(due)).toBe('12000.00');
  });
});

describe('the life of a deal', () => {
  test('knows at once what is taken back in the window in which more is sold', () => {
    const plan = planOf([
      componentOf(
        commissionOf({
          tiers: 'marginal',
          over: { kind: 'deal' },
          rates: [tier('0', '10%'), tier('10000000', '20%')],
        }),
      ),
    ]);
    const due = dueOf(
      plan,
      {
        deal: [sold('D-1', '2026-01-10', '100000.00')],
        amendment: [
          changed('D-1', 'A-1', '2026-04-10', '-100000.00'),
          changed('D-1', 'A-2', '2026-05-10', '50000.00'),
        ],
      },
      '2026-07-01',
    );
    expect(linesOf(due)).toEqual(['credit D-1 10000.00', 'reversal D-1 -10000.00', 'credit D-1 5000.00']);
  });

  test('a deal that is booked again after it was taken back earns its spiff again', () => {
    const spiff: Spiff = { kind: 'spiff', amount: usd('500.00'), per: 'deal', startsWith: 1, endsWith: null };
    const due = dueOf(
      planOf([componentOf(spiff)]),
      {
        deal: [sold('D-1', '2026-01-10', '100.00')],
        amendment: [
          changed('D-1', 'A-1', '2026-04-10', '-100.00'),
          changed('D-1', 'A-2', '2026-05-10', '100.00'),
        ],
      },
      '2026-07-01',
    );
    expect(earnedOf(due)).toBe('500.00');
  });
});

describe('what is missing is told', () => {
  test('the days after the last version of a plan, from the first of them on', () => {
    const plan = planOf([componentOf(commissionOf())], {
      effective: { from: '2026-01-01', to: '2026-07-01' },
    });
    const calculation = calculated([plan], { deal: [sold('D-1', '2026-08-10', '100.00')] }, '2026-10-01');
    const statuses = renderedStatements(calculation, bookOf(calculation)).map(
      ({ period, status }) => `${period.id} ${status}`,
    );
    expect(statuses.slice(5)).toEqual([
      '2026-06 complete',
      '2026-07 incomplete',
      '2026-08 incomplete',
      '2026-09 incomplete',
    ]);
  });

  test('the rate that a condition on money needs', () => {
    const when = conditionOf({ all: [{ fact: 'tcv', operator: 'greaterThanInclusive', value: '100' }] });
    const plan = planOf([
      componentOf(commissionOf(), {
        measure: measureOf({ basis: 'collected', amount: { kind: 'amount' }, when }),
      }),
    ]);
    const records = {
      deal: [dealOf('D-1', { closeDate: '2026-01-10', currency: 'EUR', tcv: usd('1000.00') })],
      invoiceLine: [invoiced('I-1', 'D-1', '1000.00', { currency: 'EUR' })],
      receipt: [received('R-1', '2026-02-15', '1000.00', { currency: 'EUR' })],
      application: [applied('R-1', 'I-1', '1000.00', { currency: 'EUR' })],
      split: [splitOf('D-1')],
      fxRate: [rateOf('EUR', 'USD', '2026-02-01', '1.1')],
    };
    const calculation = calculated([plan], records, '2026-03-01');
    const { problems } = dueAsOf(calculation, bookOf(calculation), '2026-03-01');
    expect(problems.map(({ message }) => message)).toEqual([
      'no rate from EUR to USD is loaded for 2026-01-10',
    ]);
  });
});

test('a negative balance follows a payee to a plan that pays by the quarter', () => {
  const monthly = planOf([componentOf(commissionOf())], {
    effective: { from: '2026-01-01', to: '2026-04-01' },
  });
  const quarterly = planOf([componentOf(commissionOf())], {
    hash: 'other',
    effective: { from: '2026-04-01', to: '2027-01-01' },
    payFrequency: 'quarterly',
  });
  const calculation = calculated(
    [monthly, quarterly],
    {
      deal: [sold('D-1', '2026-01-10', '1000.00'), sold('D-2', '2026-05-10', '1000.00')],
      amendment: [cancelled('D-1', '2026-04-05')],
    },
    '2026-07-01',
  );
  const shown = renderedStatements(calculation, bookOf(calculation)).map(
    ({ period, balances }) => `${period.id} paid ${balances.paid} carried ${balances.carried}`,
  );
  expect(shown).toContain('2026-04 paid 0.00 carried -100.00');
  expect(shown.at(-1)).toBe('2026-Q2 paid 0.00 carried 0.00');
});
