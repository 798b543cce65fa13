import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import type { EmploymentRule } from '../../../src/engine/absence-rule.js';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import type { Draw } from '../../../src/engine/modifiers/draw.js';
import { reasonText } from '../../../src/engine/payables/release-reason.js';
import type { Component, Plan } from '../../../src/engine/plan.js';
import { ONE_RATIO } from '../../../src/money/ratio.js';
import type { Amendment, Payee, Refund } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import { renderedStatements } from '../../ledger/rendered-statements.js';
import {
  applied,
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  capOf,
  changed,
  commissionOf,
  componentOf,
  dueOf,
  invoiced,
  linesOf,
  measureOf,
  part,
  payablesOf,
  planOf,
  received,
  refunded,
  sold,
  tier,
  usd,
} from '../given.js';

const LEFT = '2026-02-16';
const PAYABLE: EmploymentRule = { when: 'payable', within: null };

function me(leaveDate: CivilDate | null): Payee {
  return {
    id: 'me',
    name: 'me',
    email: null,
    role: null,
    region: null,
    hireDate: null,
    leaveDate,
    payoutCurrency: null,
  };
}

/** Half of a commission of 10 % waits for the cash. */
const HALF_ON_CASH: Partial<Component> = {
  release: [
    { share: part('0.5'), trigger: { on: 'booked' } },
    { share: part('0.5'), trigger: { on: 'collected', of: 'deal' } },
  ],
};
/** A commission of 10 % on cash, month by month, that waits for thirty days after it. */
const THIRTY_DAYS_AFTER: Partial<Component> = {
  measure: measureOf({ basis: 'collected', amount: { kind: 'amount' }, window: { kind: 'month' } }),
  release: [{ share: ONE_RATIO, trigger: { on: 'after', after: { count: 30, unit: 'days' } } }],
};

function planWith(fields: Partial<Component>, plan: Partial<Plan> = {}): Plan {
  return planOf([componentOf(commissionOf(), fields)], { mustBeEmployed: PAYABLE, ...plan });
}

/** A deal of 1,000.00 in January, with what was paid of it, and what was given back. */
function sale(
  paid: readonly (readonly [id: string, date: CivilDate, amount: string])[],
  refund: readonly Refund[] = [],
  leaveDate: CivilDate | null = LEFT,
): Partial<RecordSet> {
  return {
    payee: [me(leaveDate)],
    assignment: [assignmentOf('me')],
    deal: [sold('D', '2026-01-10', '1000.00')],
    invoiceLine: [invoiced('I', 'D', '1000.00')],
    receipt: paid.map(([id, date, amount]) => received(id, date, amount)),
    application: paid.map(([id, , amount]) => applied(id, 'I', amount)),
    refund,
  };
}

function back(receipt: string, date: CivilDate, amount: string): Refund {
  return refunded(`F-${receipt}`, receipt, date, amount, { invoice: 'I' });
}

function told(plan: Plan, records: Partial<RecordSet>, through?: CivilDate) {
  const due = dueOf(plan, records, through);
  return [...linesOf(due), ...payablesOf(due)];
}

describe('cash that was there in time and is refunded', () => {
  const plan = planWith(HALF_ON_CASH);
  const paid = [['R', '2026-01-20', '1000.00']] as const;

  test('is taken back of who left as of who stays, and held', () => {
    const refunds = [back('R', '2026-03-10', '1000.00')];
    const taken = ['credit D 100.00', 'D 100.00 of which 50.00'];
    expect(told(plan, sale(paid, refunds), '2026-03-10')).toEqual([
      'credit D 100.00',
      'D 100.00 of which 100.00',
    ]);
    expect(told(plan, sale(paid, refunds))).toEqual(taken);
    expect(told(plan, sale(paid, refunds, null))).toEqual(taken);
    expect(told({ ...plan, mustBeEmployed: null }, sale(paid, refunds))).toEqual(taken);
  });

  test('is forfeited where it was refunded by the last day of employment', () => {
    expect(told(plan, sale(paid, [back('R', '2026-02-15', '1000.00')]))).toEqual([
      'credit D 100.00',
      'forfeited D -50.00',
      'D 50.00 of which 50.00',
    ]);
    expect(told(plan, sale(paid, [back('R', '2026-02-16', '1000.00')]))).toEqual([
      'credit D 100.00',
      'D 100.00 of which 50.00',
    ]);
  });

  test('is taken back in part where a part is refunded', () => {
    expect(told(plan, sale(paid, [back('R', '2026-03-10', '300.00')]))).toEqual([
      'credit D 100.00',
      'D 100.00 of which 85.00',
    ]);
  });

  test('is payable again when it is paid again, and never more of it than was', () => {
    const again = [
      ['A', '2026-01-20', '600.00'],
      ['B', '2026-04-01', '1000.00'],
    ] as const;
    const records = sale(again, [back('A', '2026-03-10', '600.00')]);
    expect(told(plan, records, '2026-03-10').at(-1)).toBe('D 80.00 of which 80.00');
    expect(told(plan, records, '2026-04-01').at(-1)).toBe('D 80.00 of which 50.00');
    expect(told(plan, records)).toEqual(['credit D 100.00', 'forfeited D -20.00', 'D 80.00 of which 80.00']);
  });

  test('waits for what it says that it waits for', () => {
    const due = dueOf(plan, sale(paid, [back('R', '2026-03-10', '1000.00')]));
    const shares = due.components.flatMap(({ payables }) => payables.flatMap((each) => each.shares));
    expect(shares.map(({ because }) => reasonText(because()))).toEqual([
      'booked on 2026-01-10',
      '0.00 USD of 1,000.00 USD collected; I open with 1,000.00 USD',
    ]);
  });
});

describe('cash that came in too late and is refunded', () => {
  const plan = planWith(HALF_ON_CASH);
  const paid = [
    ['A', '2026-01-20', '500.00'],
    ['B', '2026-03-01', '500.00'],
  ] as const;
  const kept = ['credit D 100.00', 'forfeited D -25.00', 'D 75.00 of which 75.00'];

  test('takes nothing back, as nothing was paid on it', () => {
    expect(told(plan, sale(paid))).toEqual(kept);
    expect(told(plan, sale(paid, [back('B', '2026-04-10', '500.00')]))).toEqual(kept);
  });

  test('takes back what was paid where the cash that was there in time is refunded too', () => {
    const both = [back('A', '2026-04-11', '500.00'), back('B', '2026-04-10', '500.00')];
    expect(told(plan, sale(paid, both))).toEqual([
      'credit D 100.00',
      'forfeited D -25.00',
      'D 75.00 of which 50.00',
    ]);
  });
});

describe('what was payable in time and is left', () => {
  const plan = planWith(THIRTY_DAYS_AFTER);
  const paid = [
    ['A', '2026-01-20', '500.00'],
    ['B', '2026-02-20', '500.00'],
  ] as const;
  const left = '2026-03-05';

  test('stays paid where what was forfeited is taken back', () => {
    expect(told(plan, sale(paid, [], left))).toEqual([
      'credit D 50.00',
      'credit D 50.00',
      'forfeited D -50.00',
      'D 50.00 of which 50.00',
    ]);
    expect(told(plan, sale(paid, [back('B', '2026-04-10', '500.00')], left))).toEqual([
      'credit D 50.00',
      'credit D 50.00',
      'reversal D -50.00',
      'D 50.00 of which 50.00',
    ]);
    expect(told(plan, sale(paid, [back('B', '2026-04-10', '200.00')], left)).slice(-2)).toEqual([
      'forfeited D -30.00',
      'D 50.00 of which 50.00',
    ]);
  });

  test('is taken back with its own window, whatever was forfeited of another', () => {
    expect(told(plan, sale(paid, [back('A', '2026-04-10', '500.00')], left))).toEqual([
      'credit D 50.00',
      'reversal D -50.00',
      'credit D 50.00',
      'forfeited D -50.00',
      'D 0.00 of which 0.00',
    ]);
    const both = [back('A', '2026-04-10', '500.00'), back('B', '2026-04-11', '500.00')];
    expect(told(plan, sale(paid, both, left)).slice(-1)).toEqual(['D 0.00 of which 0.00']);
  });

  test('is taken back last in one window, as what was forfeited of it is used up first', () => {
    const quarter = planWith({
      ...THIRTY_DAYS_AFTER,
      measure: { ...collected(), window: { kind: 'quarter' } },
    });
    expect(told(quarter, sale(paid, [back('B', '2026-04-10', '500.00')], left)).slice(-1)).toEqual([
      'D 50.00 of which 50.00',
    ]);
    expect(told(quarter, sale(paid, [back('A', '2026-04-10', '500.00')], left)).slice(-1)).toEqual([
      'D 50.00 of which 50.00',
    ]);
  });

  test('is no more than a reduced deal earns', () => {
    const half = planWith(HALF_ON_CASH);
    const reduced = (amount: string) => ({
      ...sale([
        ['A', '2026-01-20', '500.00'],
        ['B', '2026-03-01', '500.00'],
      ]),
      amendment: [changed('D', 'less', '2026-04-20', amount)],
    });
    expect(told(half, reduced('-100.00')).slice(-2)).toEqual([
      'forfeited D -15.00',
      'D 75.00 of which 75.00',
    ]);
    expect(told(half, reduced('-400.00')).slice(-2)).toEqual(['reversal D -40.00', 'D 60.00 of which 60.00']);
  });

  test('is shared out over months of different rates as the release has come', () => {
    const rising = planOf(
      [
        componentOf(commissionOf({ rates: [tier('0', '10%'), tier('40000', '50%')] }), {
          ...THIRTY_DAYS_AFTER,
          measure: collected(),
        }),
      ],
      { mustBeEmployed: PAYABLE },
    );
    const uneven = [
      ['A', '2026-01-20', '400.00'],
      ['B', '2026-02-20', '600.00'],
    ] as const;
    // The first 400.00 of a month earn 40.00 and the next 200.00 earn 100.00; 40 % of 180.00 have waited.
    expect(told(rising, sale(uneven, [], left))).toEqual([
      'credit D 40.00',
      'credit D 140.00',
      'forfeited D -108.00',
      'D 72.00 of which 72.00',
    ]);
    expect(told(rising, sale(uneven, [back('B', '2026-04-10', '600.00')], left)).at(-1)).toBe(
      'D 40.00 of which 40.00',
    );
  });
});

function collected() {
  return measureOf({ basis: 'collected', amount: { kind: 'amount' }, window: { kind: 'month' } });
}

test('an instalment that was paid in time stays paid until the cash behind it goes back', () => {
  const plan = planWith({
    release: [
      {
        share: ONE_RATIO,
        trigger: { on: 'collected', of: 'deal' },
        instalments: { count: 2, every: { count: 1, unit: 'months' } },
      },
    ],
  });
  const paid = [['R', '2026-01-20', '1000.00']] as const;
  const refund = [back('R', '2026-02-20', '1000.00')];
  // Only the first of two instalments fell due by 15 February.
  expect(told(plan, sale(paid))).toEqual(['credit D 100.00', 'forfeited D -50.00', 'D 50.00 of which 50.00']);
  expect(told(plan, sale(paid, refund), '2026-02-21').at(-1)).toBe('D 50.00 of which 50.00');
  expect(told(plan, sale(paid, refund)).at(-1)).toBe('D 50.00 of which 0.00');
});

test('what a cap took counts as never earned, before and after', () => {
  const plan = planWith({ ...HALF_ON_CASH, cap: capOf('60.00', 'quarter') });
  const paid = [['R', '2026-01-20', '500.00']] as const;
  expect(told(plan, sale(paid))).toEqual(['credit D 60.00', 'forfeited D -15.00', 'D 45.00 of which 45.00']);
  const refund = [back('R', '2026-03-10', '500.00')];
  expect(told(plan, sale(paid, refund)).at(-1)).toBe('D 45.00 of which 30.00');
  const gone = { ...sale(paid, refund), amendment: [cancelled('D', '2026-04-20')] };
  expect(told(plan, gone).at(-1)).toBe('D 0.00 of which 0.00');
});

describe('what is owed on a deal', () => {
  const plan = planWith(
    { release: [], measure: measureOf({ window: { kind: 'month' } }) },
    { afterLeaving: { kind: 'pay' } },
  );
  const late = (date: CivilDate, more: string, less: string) => ({
    payee: [me(LEFT)],
    deal: [sold('D', '2026-01-10', '1000.00')],
    amendment: [changed('D', 'more', date, more), changed('D', 'less', '2026-05-20', less)],
  });

  test('uses up first what was forfeited of it', () => {
    expect(told(plan, late('2026-03-10', '400.00', '-300.00')).at(-1)).toBe('D 100.00 of which 100.00');
    expect(told(plan, late('2026-03-10', '400.00', '-1400.00')).at(-1)).toBe('D 0.00 of which 0.00');
  });

  test('goes with its cause, and is all that late pay of the deal is good for', () => {
    const owing = (more: readonly Amendment[]) => ({
      payee: [me(LEFT)],
      deal: [sold('D', '2026-01-10', '-100.00')],
      amendment: more,
    });
    expect(told(plan, owing([])).at(-1)).toBe('D -10.00 of which -10.00');
    expect(told(plan, owing([cancelled('D', '2026-04-20')]))).toEqual([
      'credit D -10.00',
      'credit D 10.00',
      'D 0.00 of which 0.00',
    ]);
    expect(told(plan, owing([changed('D', 'more', '2026-04-20', '250.00')])).slice(-2)).toEqual([
      'forfeited D -15.00',
      'D 0.00 of which 0.00',
    ]);
  });

  test('is said of the line that forfeits the rest', () => {
    const calculation = calculated([plan], {
      payee: [me(LEFT)],
      deal: [sold('D', '2026-01-10', '-100.00')],
      amendment: [changed('D', 'more', '2026-04-20', '250.00')],
    });
    const book = bookOf(calculation);
    const line = dueAsOf(calculation, book, '2027-01-01')
      .components.flatMap(({ lines }) => lines)
      .find(({ kind }) => kind === 'forfeited');
    if (line === undefined) throw new Error('nothing is forfeited');
    const explained = explainLine(book, { ...line, event: line.eventKey }, '2027-01-01', calculation);
    expect(explained?.leaves.map(({ exact }) => exact)).toEqual([{ numerator: -1500n, denominator: 1n }]);
    expect(explained?.sentences.at(-1)).toBe(
      'The plan pays only who is employed, and 2026-02-15 is the last day on which anything becomes payable here. 25.00 USD were earned after 2026-02-15; what was not payable by then is forfeited. 10.00 USD of it stands against what is owed on D.',
    );
  });
});

test('what is refunded after a draw is carried, and nothing is drawn on it any more', () => {
  const draw: Draw = {
    amount: { kind: 'money', amount: usd('80.00') },
    recovery: { from: null, upTo: ONE_RATIO, forgivenAtEnd: false },
    from: null,
    until: null,
  };
  const plan = planWith(HALF_ON_CASH, { draws: [draw] });
  const records = sale([['R', '2026-02-10', '1000.00']], [back('R', '2026-03-10', '1000.00')], '2026-03-01');
  const calculation = calculated([plan], records, '2026-04-01');
  const found = renderedStatements(calculation, bookOf(calculation));
  expect(
    found.map(
      ({ period, balances: { payable, drawn, recovered, paid, carried, closingHeld } }) =>
        `${period.id}: payable ${payable} drawn ${drawn} recovered ${recovered} paid ${paid} carried ${carried} held ${closingHeld}`,
    ),
  ).toEqual([
    '2026-01: payable 50.00 drawn 30.00 recovered 0.00 paid 80.00 carried 0.00 held 50.00',
    '2026-02: payable 50.00 drawn 30.00 recovered 0.00 paid 80.00 carried 0.00 held 0.00',
    '2026-03: payable -50.00 drawn 0.00 recovered 0.00 paid 0.00 carried -50.00 held 50.00',
  ]);
});
