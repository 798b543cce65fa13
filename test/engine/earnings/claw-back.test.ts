import { describe, expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { ClawbackTerm, Recovery } from '../../../src/engine/modifiers/clawback.js';
import type { Component } from '../../../src/engine/plan.js';
import { ONE_RATIO, ratio } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  bookOf,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  creditNoteOf,
  dueOf,
  earnedOf,
  invoiced,
  linesOf,
  measureOf,
  part,
  payablesOf,
  planOf,
  problemsOf,
  quotaOf,
  rateOf,
  received,
  refunded,
  sold,
  tier,
  writeOffOf,
} from '../given.js';

const ALL: Recovery = { kind: 'share', share: ONE_RATIO };

function term(fields: Partial<ClawbackTerm> = {}): ClawbackTerm {
  return {
    on: 'cancelled',
    from: 'closeDate',
    within: null,
    after: null,
    recovers: ALL,
    reversesCredit: 'never',
    instalments: 1,
    ...fields,
  };
}

const days = (count: number) => ({ count, unit: 'days' }) as const;
const months = (count: number) => ({ count, unit: 'months' }) as const;

function due(
  clawback: readonly ClawbackTerm[],
  records: Partial<RecordSet>,
  through = '2027-01-01',
  fields: Partial<Component> = {},
) {
  return dueOf(planOf([componentOf(commissionOf(), { clawback, ...fields })]), records, through);
}

/** A deal of 1,000.00 closed on 10 January, on which 100.00 are earned. */
const ONE = [sold('A', '2026-01-10', '1000.00')];

describe('a cancellation', () => {
  test('on the last day of its time takes everything back, the day after nothing', () => {
    const terms = [term({ within: days(180) })];
    expect(linesOf(due(terms, { deal: ONE, amendment: [cancelled('A', '2026-07-09')] }))).toEqual([
      'credit A 100.00',
      'clawback A -100.00',
    ]);
    expect(linesOf(due(terms, { deal: ONE, amendment: [cancelled('A', '2026-07-10')] }))).toEqual([
      'credit A 100.00',
    ]);
  });

  test('is not known before its day', () => {
    const records = { deal: ONE, amendment: [cancelled('A', '2026-07-09')] };
    expect(earnedOf(due([term()], records, '2026-07-09'))).toBe('100.00');
    expect(earnedOf(due([term()], records, '2026-07-10'))).toBe('0.00');
  });

  test('inside the window is decided by the terms as well', () => {
    const records = { deal: ONE, amendment: [cancelled('A', '2026-03-01')] };
    const half = term({ recovers: { kind: 'share', share: part('0.5') } });
    expect(linesOf(due([half], records))).toEqual(['credit A 100.00', 'clawback A -50.00']);
    expect(linesOf(due([term({ within: days(10) })], records))).toEqual(['credit A 100.00']);
  });

  test('before the term begins takes nothing back', () => {
    const terms = [term({ after: days(30) })];
    expect(earnedOf(due(terms, { deal: ONE, amendment: [cancelled('A', '2026-02-09')] }))).toBe('100.00');
    expect(earnedOf(due(terms, { deal: ONE, amendment: [cancelled('A', '2026-02-10')] }))).toBe('0.00');
  });

  test('is counted from the start of the contract where the term says so', () => {
    const terms = [term({ from: 'startDate', within: days(30) })];
    const deal = [sold('A', '2026-01-10', '1000.00', { startDate: '2026-03-01' })];
    expect(earnedOf(due(terms, { deal, amendment: [cancelled('A', '2026-03-31')] }))).toBe('0.00');
    expect(earnedOf(due(terms, { deal, amendment: [cancelled('A', '2026-04-01')] }))).toBe('100.00');
    expect(earnedOf(due(terms, { deal: ONE, amendment: [cancelled('A', '2026-02-09')] }))).toBe('0.00');
  });

  test('is decided by the first term that is in its time', () => {
    const terms = [
      term({ within: days(90) }),
      term({ within: days(180), recovers: { kind: 'share', share: part('0.25') } }),
    ];
    const on = (date: string) => earnedOf(due(terms, { deal: ONE, amendment: [cancelled('A', date)] }));
    expect([on('2026-04-10'), on('2026-04-11'), on('2026-07-10')]).toEqual(['0.00', '75.00', '100.00']);
  });

  test('twice takes back once', () => {
    const amendment = [cancelled('A', '2026-05-05'), { ...cancelled('A', '2026-06-06'), id: 'again' }];
    expect(linesOf(due([term()], { deal: ONE, amendment }))).toEqual([
      'credit A 100.00',
      'clawback A -100.00',
    ]);
  });

  test('after a reduction takes back what is left, and rounds cumulatively', () => {
    const deal = [sold('A', '2026-01-10', '1.00')];
    const amendment = [
      changed('A', '1', '2026-04-01', '-0.33'),
      changed('A', '2', '2026-05-01', '-0.33'),
      cancelled('A', '2026-09-01'),
    ];
    expect(linesOf(due([term({ on: 'downgraded' }), term()], { deal, amendment }))).toEqual([
      'credit A 0.10',
      'clawback A -0.03',
      'clawback A -0.04',
      'clawback A -0.03',
    ]);
  });

  test('of a reduced deal whose reduction no term speaks of takes back what that left', () => {
    const amendment = [changed('A', '1', '2026-04-01', '-400.00'), cancelled('A', '2026-05-01')];
    const half = term({ recovers: { kind: 'share', share: part('0.5') } });
    expect(linesOf(due([half], { deal: ONE, amendment }))).toEqual([
      'credit A 100.00',
      'reversal A -40.00',
      'clawback A -30.00',
    ]);
  });

  test('of a deal that earned nothing, or less, takes nothing back', () => {
    const deal = [sold('A', '2026-01-10', '-1000.00'), sold('B', '2026-01-10', '0.00')];
    const amendment = [cancelled('A', '2026-04-01'), cancelled('B', '2026-04-01')];
    const found = linesOf(due([term()], { deal, amendment }));
    expect(found.filter((line) => line.startsWith('clawback'))).toEqual([]);
  });

  test('is of the original rate of exchange', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '100.00', { currency: 'EUR' })],
      amendment: [{ ...cancelled('A', '2026-05-01'), currency: 'EUR' }],
      fxRate: [rateOf('EUR', 'USD', '2026-01-01', '1.1'), rateOf('EUR', 'USD', '2026-04-01', '2')],
    };
    expect(linesOf(due([term()], records))).toEqual(['credit A 11.00', 'clawback A -11.00']);
  });

  test('of a measure of cash takes back what the deal earned until then, and nothing that comes later', () => {
    const measure = measureOf({ basis: 'collected', amount: { kind: 'amount' } });
    const records = {
      deal: ONE,
      invoiceLine: [invoiced('I', 'A', '1000.00')],
      receipt: [received('R', '2026-02-10', '600.00'), received('S', '2026-08-10', '100.00')],
      application: [applied('R', 'I', '600.00'), applied('S', 'I', '100.00')],
      amendment: [changed('A', '1', '2026-05-05', '-500.00'), cancelled('A', '2026-06-06')],
    };
    const terms = [term({ on: 'downgraded' }), term()];
    expect(linesOf(due(terms, records, '2027-01-01', { measure }))).toEqual([
      'credit A 60.00',
      'clawback A -30.00',
      'clawback A -30.00',
      'credit A 10.00',
    ]);
  });
});

describe('several components, caps and tiers', () => {
  const RATES = [tier('0', '10%'), tier('1', '15%'), tier('1.5', '20%')];
  const QUOTA = quotaOf('4000.00', '2026-01-01', '2027-01-01');
  const THREE = [
    sold('A', '2026-01-10', '800.00'),
    sold('B', '2026-02-10', '700.00'),
    sold('C', '2026-03-10', '100.00'),
  ];
  const amendment = [cancelled('B', '2026-04-01')];

  test.each([
    ['marginal', '-95.00'],
    ['retroactive', '-140.00'],
    ['overage', '-120.00'],
  ] as const)('%s tiers give back what the deal earned, and re-rate nothing', (tiers, taken) => {
    const commission = commissionOf({ tiers, over: { kind: 'attainment' }, rates: RATES });
    const plan = planOf([componentOf(commission, { clawback: [term()] })]);
    const found = dueOf(plan, { quota: [QUOTA], deal: THREE, amendment });
    const without = dueOf(plan, { quota: [QUOTA], deal: THREE });
    expect(linesOf(found)).toEqual([...linesOf(without), `clawback B ${taken}`]);
  });

  test('each component takes back its own, and a cap is undone by what it left of the deal', () => {
    const cap = { limit: { kind: 'amount', amount: 10_000n }, per: 'quarter', excess: 'forfeited' } as const;
    const plan = planOf([
      componentOf(commissionOf(), { id: 'one', cap, clawback: [term()] }),
      componentOf(commissionOf(), {
        id: 'two',
        clawback: [term({ recovers: { kind: 'share', share: part('0.5') } })],
      }),
    ]);
    const found = linesOf(dueOf(plan, { deal: THREE, amendment }));
    expect(found.filter((line) => line.startsWith('clawback'))).toEqual([
      'clawback B -20.00',
      'clawback B -35.00',
    ]);
  });
});

describe('how much', () => {
  const taken = (recovers: Recovery, date: string, fields = {}, more: Partial<RecordSet> = {}) =>
    due([term({ recovers })], {
      deal: [sold('A', '2026-01-31', '9000.00', { termMonths: 9, ...fields })],
      amendment: [cancelled('A', date)],
      ...more,
    });
  const left = (...given: Parameters<typeof taken>) => earnedOf(taken(...given));

  test('a ladder takes the share of the first rung that reaches, each last day included', () => {
    const recovers: Recovery = {
      kind: 'ladder',
      rungs: [
        { within: days(90), share: ONE_RATIO },
        { within: days(180), share: part('0.5') },
      ],
    };
    expect(left(recovers, '2026-05-01')).toBe('0.00');
    expect(left(recovers, '2026-05-02')).toBe('450.00');
    expect(left(recovers, '2026-07-30')).toBe('450.00');
    expect(left(recovers, '2026-07-31')).toBe('900.00');
  });

  test('pro rata by months counts whole months served', () => {
    const recovers: Recovery = { kind: 'proRata', term: months(9), by: 'months' };
    expect(left(recovers, '2026-02-27')).toBe('0.00');
    expect(left(recovers, '2026-02-28')).toBe('100.00');
    expect(left(recovers, '2026-04-29')).toBe('200.00');
    expect(left(recovers, '2026-10-31')).toBe('900.00');
    expect(left(recovers, '2027-05-05')).toBe('900.00');
  });

  test('pro rata by days counts days, from the first to the day before', () => {
    const recovers: Recovery = { kind: 'proRata', term: days(90), by: 'days' };
    expect(left(recovers, '2026-01-31')).toBe('0.00');
    expect(left(recovers, '2026-02-01')).toBe('10.00');
    expect(left(recovers, '2026-05-01')).toBe('900.00');
  });

  test('pro rata to the term of the deal itself', () => {
    const recovers: Recovery = { kind: 'proRata', term: 'term', by: 'months' };
    expect(left(recovers, '2026-04-30', { termMonths: 12 })).toBe('225.00');
    const unknown = taken(recovers, '2026-04-30', { termMonths: null });
    expect(earnedOf(unknown)).toBe('900.00');
    expect(problemsOf(unknown)).toEqual(['missing-term: payee me, plan/2026-01-01, pay']);
  });

  test('pro rata to the months that were paid', () => {
    const recovers: Recovery = { kind: 'proRata', term: months(9), by: 'monthsPaid' };
    const paid = (amount: string, date = '2026-05-05') => ({
      invoiceLine: [invoiced('I', 'A', '9000.00')],
      receipt: [received('R', date, amount)],
      application: [applied('R', 'I', amount)],
    });
    expect(left(recovers, '2026-05-05', {}, paid('2000.00'))).toBe('200.00');
    expect(left(recovers, '2026-05-05', {}, paid('1999.99'))).toBe('100.00');
    expect(left(recovers, '2026-05-04', {}, paid('2000.00'))).toBe('0.00');
    expect(left(recovers, '2026-05-05', {}, paid('9000.00'))).toBe('900.00');
    const unknown = taken(recovers, '2026-05-05', { mrr: 0n });
    expect(problemsOf(unknown)).toEqual(['missing-term: payee me, plan/2026-01-01, pay']);
  });

  test('months that were paid each cost what the deal was worth when they began', () => {
    const recovers: Recovery = { kind: 'proRata', term: months(9), by: 'monthsPaid' };
    // 1,000.00 a month, and 500.00 from the third month on: 5,500.00 in all, which earn 550.00.
    const lowered = (amount: string) => ({
      amendment: [
        { ...changed('A', 'less', '2026-03-31', '-3500.00'), mrr: -50_000n },
        cancelled('A', '2026-08-05'),
      ],
      invoiceLine: [invoiced('I', 'A', '9000.00')],
      receipt: [received('R', '2026-05-05', amount)],
      application: [applied('R', 'I', amount)],
    });
    expect(left(recovers, '2026-08-05', {}, lowered('1999.99'))).toBe('61.11');
    expect(left(recovers, '2026-08-05', {}, lowered('2000.00'))).toBe('122.22');
    expect(left(recovers, '2026-08-05', {}, lowered('2999.99'))).toBe('183.33');
    expect(left(recovers, '2026-08-05', {}, lowered('3000.00'))).toBe('244.44');
    expect(left(recovers, '2026-08-05', {}, lowered('5500.00'))).toBe('550.00');
  });

  test('`rerun` takes what the window would have paid less without the deal', () => {
    const rates = [tier('0', '10%'), tier('100000', '20%')];
    const commission = commissionOf({ tiers: 'retroactive', over: { kind: 'accumulated' }, rates });
    const deal = [sold('A', '2026-01-10', '600.00'), sold('B', '2026-02-10', '400.00')];
    const plan = planOf([componentOf(commission, { clawback: [term({ recovers: { kind: 'rerun' } })] })]);
    const found = dueOf(plan, { deal, amendment: [cancelled('B', '2026-05-05')] });
    expect(linesOf(found)).toEqual([
      'credit A 60.00',
      'trueUp 60.00',
      'credit B 80.00',
      'clawback B -140.00',
    ]);
    expect(payablesOf(found)).toEqual(['A 120.00 of which 120.00', 'B -60.00 of which -60.00']);
    const both = { deal, amendment: [cancelled('B', '2026-05-05'), cancelled('A', '2026-06-06')] };
    expect(linesOf(dueOf(plan, both)).slice(3)).toEqual(['clawback A -60.00', 'clawback B -140.00']);
    expect(earnedOf(dueOf(plan, both))).toBe('0.00');
  });
});

describe('credit', () => {
  const rates = [tier('0', '10%'), tier('100000', '20%')];
  const commission = commissionOf({ tiers: 'marginal', over: { kind: 'accumulated' }, rates });
  const records = {
    deal: [
      sold('A', '2026-01-10', '1000.00'),
      sold('B', '2026-02-10', '100.00'),
      sold('C', '2026-05-10', '1000.00'),
      sold('D', '2026-05-20', '100.00'),
    ],
    amendment: [cancelled('A', '2026-05-15')],
  };
  const lines = (reversesCredit: ClawbackTerm['reversesCredit'], through = '2027-01-01') =>
    linesOf(
      dueOf(planOf([componentOf(commission, { clawback: [term({ reversesCredit })] })]), records, through),
    );

  test('stays where it is unless said otherwise', () => {
    expect(lines('never')).toEqual([
      'credit A 100.00',
      'credit B 20.00',
      'clawback A -100.00',
      'credit C 100.00',
      'credit D 20.00',
    ]);
  });

  test('is taken back in the window of the cancellation', () => {
    expect(lines('cancellationWindow')).toEqual([
      'credit A 100.00',
      'credit B 20.00',
      'clawback A -100.00',
      'credit C 100.00',
      'credit A 0.00',
      'credit D 10.00',
    ]);
  });

  test('is taken back in the original window, which re-rates the deals after it from then on', () => {
    expect(lines('originalWindow')).toEqual([
      'credit A 100.00',
      'credit B 10.00',
      'clawback A -100.00',
      'credit C 100.00',
      'credit D 20.00',
    ]);
    expect(lines('originalWindow', '2026-05-15').slice(0, 2)).toEqual(['credit A 100.00', 'credit B 20.00']);
  });
});

test('a reduction by more than there is stays one credit, and one line, in the window it reverses credit in', () => {
  const commission = commissionOf({
    tiers: 'marginal',
    over: { kind: 'accumulated' },
    rates: [tier('0', '10%'), tier('100000', '20%')],
  });
  const clawback = [term({ on: 'downgraded', reversesCredit: 'cancellationWindow' })];
  const found = dueOf(planOf([componentOf(commission, { clawback })]), {
    deal: [sold('B', '2026-02-10', '100.00')],
    amendment: [changed('B', 'A-1', '2026-02-20', '-300.00')],
  });
  expect(linesOf(found)).toEqual(['credit B 10.00', 'credit B -20.00']);
  const keys = found.components.flatMap((each) => each.lines.map(({ key }) => key));
  expect(keys).toEqual(['credit:booked:B:booking', 'credit:booked:B:amendment:A-1']);
});

describe('an invoice that is not paid', () => {
  const unpaid = term({ on: 'unpaid', from: 'invoiceDue', after: days(90) });
  const invoiceLine = [invoiced('I', 'A', '400.00', { dueDate: '2026-02-10' })];
  const paid = (date: string, amount = '400.00') => ({
    receipt: [received(`R-${date}`, date, amount)],
    application: [applied(`R-${date}`, 'I', amount)],
  });

  test('takes back its part on the 90th day after it is due', () => {
    const records = { deal: ONE, invoiceLine };
    expect(earnedOf(due([unpaid], records, '2026-05-11'))).toBe('100.00');
    expect(linesOf(due([unpaid], records, '2026-05-12'))).toEqual(['credit A 100.00', 'clawback A -40.00']);
  });

  test('takes nothing back when it is paid on that very day, and gives back when it is paid later', () => {
    expect(linesOf(due([unpaid], { deal: ONE, invoiceLine, ...paid('2026-05-11') }))).toEqual([
      'credit A 100.00',
    ]);
    expect(linesOf(due([unpaid], { deal: ONE, invoiceLine, ...paid('2026-05-12') }))).toEqual([
      'credit A 100.00',
      'clawback A -40.00',
      'clawback A 40.00',
    ]);
  });

  test('takes back what is open, and a late payment restores to the cent', () => {
    const deal = [sold('A', '2026-01-10', '1000.00')];
    const first = paid('2026-03-01', '133.33');
    const second = paid('2026-06-01', '133.33');
    const third = paid('2026-07-01', '133.34');
    const records = {
      deal,
      invoiceLine,
      receipt: [...first.receipt, ...second.receipt, ...third.receipt],
      application: [...first.application, ...second.application, ...third.application],
    };
    expect(linesOf(due([unpaid], records))).toEqual([
      'credit A 100.00',
      'clawback A -26.67',
      'clawback A 13.34',
      'clawback A 13.33',
    ]);
    const refund = [refunded('F', 'R-2026-07-01', '2026-08-01', '133.34')];
    expect(linesOf(due([unpaid], { ...records, refund })).at(-1)).toBe('clawback A -13.33');
  });

  test('that was credited is not unpaid, one that was written off is', () => {
    const creditNote = [creditNoteOf('C', 'I', '2026-06-01', '400.00')];
    expect(earnedOf(due([unpaid], { deal: ONE, invoiceLine, creditNote }))).toBe('100.00');
    const writeOff = [writeOffOf('W', 'I', '2026-03-01', '400.00')];
    expect(earnedOf(due([unpaid], { deal: ONE, invoiceLine, writeOff }))).toBe('60.00');
  });

  test('without a due date is due on its date', () => {
    const lines = [invoiced('I', 'A', '400.00', { date: '2026-02-10' })];
    expect(earnedOf(due([unpaid], { deal: ONE, invoiceLine: lines }, '2026-05-11'))).toBe('100.00');
    expect(earnedOf(due([unpaid], { deal: ONE, invoiceLine: lines }, '2026-05-12'))).toBe('60.00');
  });

  test('waits with several terms for the one that waited longest', () => {
    const half = term({
      on: 'unpaid',
      from: 'invoiceDue',
      after: days(60),
      recovers: { kind: 'share', share: part('0.5') },
    });
    const found = due([unpaid, half], { deal: ONE, invoiceLine });
    expect(linesOf(found)).toEqual(['credit A 100.00', 'clawback A -20.00', 'clawback A -20.00']);
  });

  test('never takes back more than was earned, together with a cancellation', () => {
    const lines = [invoiced('I', 'A', '1000.00', { dueDate: '2026-02-10' })];
    const half = term({ recovers: { kind: 'share', share: part('0.5') } });
    const records = { deal: ONE, invoiceLine: lines, amendment: [cancelled('A', '2026-06-06')] };
    expect(linesOf(due([half, unpaid], records))).toEqual(['credit A 100.00', 'clawback A -100.00']);
    const before = { ...records, amendment: [cancelled('A', '2026-03-03')] };
    expect(linesOf(due([half, unpaid], before))).toEqual([
      'credit A 100.00',
      'clawback A -50.00',
      'clawback A -50.00',
    ]);
  });
});

describe('instalments', () => {
  const cancelledInMarch = { deal: ONE, amendment: [cancelled('A', '2026-03-15')] };
  const inThree = term({ instalments: 3 });

  test('begin on the day itself, go on with the pay periods, and sum exactly', () => {
    expect(linesOf(due([inThree], cancelledInMarch))).toEqual([
      'credit A 100.00',
      'clawback A -33.33',
      'clawback A -33.34',
      'clawback A -33.33',
    ]);
    const earnedThrough = (date: string) => earnedOf(due([inThree], cancelledInMarch, date));
    expect(earnedThrough('2026-03-16')).toBe('66.67');
    expect(earnedThrough('2026-04-01')).toBe('66.67');
    expect(earnedThrough('2026-04-02')).toBe('33.33');
    expect(earnedThrough('2026-05-02')).toBe('0.00');
  });

  test('that are still to come fall away when an invoice is paid after all', () => {
    const unpaid = term({ on: 'unpaid', from: 'invoiceDue', after: days(90), instalments: 3 });
    const records = {
      deal: ONE,
      invoiceLine: [invoiced('I', 'A', '1000.00', { dueDate: '2026-02-10' })],
      receipt: [received('R', '2026-06-10', '1000.00')],
      application: [applied('R', 'I', '1000.00')],
    };
    expect(linesOf(due([unpaid], records))).toEqual([
      'credit A 100.00',
      'clawback A -33.33',
      'clawback A -33.34',
      'clawback A 66.67',
    ]);
  });
});

describe('release', () => {
  const onCash = [{ share: ONE_RATIO, trigger: { on: 'collected', of: 'deal' } }] as const;
  const records = {
    deal: ONE,
    invoiceLine: [invoiced('I', 'A', '1000.00')],
    receipt: [received('R', '2026-02-10', '400.00')],
    application: [applied('R', 'I', '400.00')],
    amendment: [cancelled('A', '2026-04-04')],
  };

  test('cancels what was not released, and only what was released is recovered', () => {
    const before = due([term()], records, '2026-04-04', { release: onCash });
    expect(payablesOf(before)).toEqual(['A 100.00 of which 40.00']);
    const after = due([term()], records, '2026-04-05', { release: onCash });
    expect(payablesOf(after)).toEqual(['A 0.00 of which 0.00']);
    const never = due([term()], { deal: ONE, amendment: records.amendment }, '2026-04-05', {
      release: onCash,
    });
    expect(payablesOf(never)).toEqual(['A 0.00 of which 0.00']);
  });

  test('is of what is left when half is taken back', () => {
    const half = term({ recovers: { kind: 'share', share: part('0.5') } });
    // What a cancelled deal is measured by is what was invoiced of it.
    const after = due([half], records, '2026-04-05', { release: onCash });
    expect(payablesOf(after)).toEqual(['A 50.00 of which 20.00']);
  });
});

describe('a line that takes back', () => {
  const explained = (clawback: readonly ClawbackTerm[], records: Partial<RecordSet>) => {
    const calculation = calculated([planOf([componentOf(commissionOf(), { clawback })])], records);
    const book = bookOf(calculation);
    const { components } = dueAsOf(calculation, book, '2027-01-01');
    return components
      .flatMap(({ lines }) => lines)
      .filter(({ kind }) => kind === 'clawback')
      .map((line) => {
        const found = explainLine(book, { ...line, event: line.eventKey }, '2027-01-01', calculation);
        return [line.key, line.date, found?.sentences.at(-1), found?.leaves];
      });
  };

  test('says what happened, what is recovered, and how much of what was earned', () => {
    const terms = [term({ recovers: { kind: 'proRata', term: months(9), by: 'months' }, instalments: 2 })];
    const records = { deal: ONE, amendment: [cancelled('A', '2026-04-15')] };
    const said =
      'On 2026-04-15 the deal was cancelled (booked:A:amendment:cancellation); 3 of 9 months were served, so that 66.67% of it is recovered. With it 66.67 USD of the 100.00 USD that A earned in the window are taken back in all.';
    expect(explained(terms, records)).toEqual([
      [
        'clawback:booked:A:amendment:cancellation',
        '2026-04-15',
        said,
        [{ text: 'taken back of what A earned, instalment 1 of 2', exact: ratio(-3334n, 1n) }],
      ],
      [
        'clawback:2:booked:A:amendment:cancellation',
        '2026-05-01',
        said,
        [{ text: 'taken back of what A earned, instalment 2 of 2', exact: ratio(-3333n, 1n) }],
      ],
    ]);
  });

  test('has a key of its own for every invoice, wait and payment', () => {
    const terms = [term({ on: 'unpaid', from: 'invoiceDue', after: days(30) })];
    const records = {
      deal: ONE,
      invoiceLine: [invoiced('I', 'A', '500.00'), invoiced('J', 'A', '500.00')],
      receipt: [received('R', '2026-03-10', '500.00')],
      application: [applied('R', 'J', '500.00')],
    };
    expect(explained(terms, records).map(([key, date]) => `${date} ${key}`)).toEqual([
      '2026-02-09 clawback:unpaid:A:invoice:I/1:30 days',
      '2026-02-09 clawback:unpaid:A:invoice:J/1:30 days',
      '2026-03-10 clawback:collected:A:R:spread:J/1',
    ]);
  });
});

test('a plan with a clawback is not folded', () => {
  expect(foldPlan(planOf([componentOf(commissionOf())]))).not.toBeNull();
  expect(foldPlan(planOf([componentOf(commissionOf(), { clawback: [term()] })]))).toBeNull();
});
