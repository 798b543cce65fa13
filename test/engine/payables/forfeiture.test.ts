import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import type { EmploymentRule } from '../../../src/engine/absence-rule.js';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Component, Plan } from '../../../src/engine/plan.js';
import type { Payee } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  applied,
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  invoiced,
  linesOf,
  part,
  payablesOf,
  planOf,
  quotaOf,
  received,
  sold,
  usd,
} from '../given.js';

const PAYABLE: EmploymentRule = { when: 'payable', within: null };
const PAID: EmploymentRule = { when: 'paid', within: null };
const LEFT = '2026-02-16';

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

function planWith(
  mustBeEmployed: EmploymentRule | null,
  fields: Partial<Component> = {},
  plan: Partial<Plan> = {},
): Plan {
  return planOf([componentOf(commissionOf(), { ...HALF_ON_CASH, ...fields })], { mustBeEmployed, ...plan });
}

/** A deal of January, paid by half on one day and by the rest on another. */
function sale(first: CivilDate, second: CivilDate, leaveDate: CivilDate | null = LEFT): Partial<RecordSet> {
  return {
    payee: [me(leaveDate)],
    assignment: [assignmentOf('me')],
    deal: [sold('D', '2026-01-10', '1000.00')],
    invoiceLine: [invoiced('I', 'D', '1000.00')],
    receipt: [received('R-1', first, '500.00'), received('R-2', second, '500.00')],
    application: [applied('R-1', 'I', '500.00'), applied('R-2', 'I', '500.00')],
  };
}

function told(plan: Plan, records: Partial<RecordSet>, through?: CivilDate) {
  const due = dueOf(plan, records, through);
  return [...linesOf(due), ...payablesOf(due)];
}

describe('what is held when somebody leaves', () => {
  test('is forfeited where they must be employed when it becomes payable, and nothing of it is held any more', () => {
    // On the last day of employment half of the cash is there, on the day after all of it.
    expect(told(planWith(PAYABLE), sale('2026-02-15', '2026-02-16'))).toEqual([
      'credit D 100.00',
      'forfeited D -25.00',
      'D 75.00 of which 75.00',
    ]);
  });

  test('stays as it is until the last day of employment is over', () => {
    const records = sale('2026-02-15', '2026-02-16');
    expect(told(planWith(PAYABLE), records, '2026-02-15')).toEqual([
      'credit D 100.00',
      'D 100.00 of which 50.00',
    ]);
    expect(told(planWith(PAYABLE), records, '2026-02-16')).toEqual([
      'credit D 100.00',
      'forfeited D -25.00',
      'D 75.00 of which 75.00',
    ]);
  });

  test('is paid within so many days all the same, the last of them too', () => {
    const within: EmploymentRule = { when: 'payable', within: { count: 30, unit: 'days' } };
    expect(told(planWith(within), sale('2026-03-18', '2026-03-19'))).toEqual([
      'credit D 100.00',
      'forfeited D -25.00',
      'D 75.00 of which 75.00',
    ]);
  });

  test('is forfeited with all of the last pay period where they must be employed on its last day', () => {
    expect(told(planWith(PAID), sale('2026-01-20', '2026-02-01'))).toEqual([
      'credit D 100.00',
      'forfeited D -25.00',
      'D 75.00 of which 75.00',
    ]);
    // Who is there on the last day of the period is paid it.
    expect(told(planWith(PAID), sale('2026-01-20', '2026-02-28', '2026-03-01'))).toEqual([
      'credit D 100.00',
      'D 100.00 of which 100.00',
    ]);
  });

  test('is released as ever where the plan says nothing, and for who stays', () => {
    const all = ['credit D 100.00', 'D 100.00 of which 100.00'];
    expect(told(planWith(null), sale('2026-02-15', '2026-05-16'))).toEqual(all);
    expect(told(planWith(PAYABLE), sale('2026-02-15', '2026-05-16', null))).toEqual(all);
  });

  test('is forfeited as well where the assignment was over before, and not of who came back', () => {
    const moved = {
      ...sale('2026-02-15', '2026-02-16'),
      assignment: [assignmentOf('me', { to: '2026-02-01' })],
    };
    expect(told(planWith(PAYABLE), moved)).toEqual([
      'credit D 100.00',
      'forfeited D -25.00',
      'D 75.00 of which 75.00',
    ]);
    const back = { ...sale('2026-02-15', '2026-02-16', '2026-01-01'), assignment: [assignmentOf('me')] };
    expect(told(planWith(PAYABLE), back)).toEqual(['credit D 100.00', 'D 100.00 of which 100.00']);
  });
});

describe('what comes after leaving', () => {
  test('is forfeited where it is earned too late', () => {
    const records = {
      payee: [me(LEFT)],
      deal: [sold('A', '2026-02-10', '100.00'), sold('B', '2026-03-10', '200.00')],
    };
    const plan = planWith(PAYABLE, { release: [] }, { afterLeaving: { kind: 'pay' } });
    expect(told(plan, records)).toEqual([
      'credit A 10.00',
      'credit B 20.00',
      'forfeited B -20.00',
      'A 10.00 of which 10.00',
      'B 0.00 of which 0.00',
    ]);
  });

  test('takes back no more than was paid, and what was forfeited of it is forfeited no more', () => {
    const records = { ...sale('2026-02-15', '2026-03-16'), amendment: [cancelled('D', '2026-04-20')] };
    const plan = planWith(PAYABLE);
    expect(told(plan, records, '2026-04-20').slice(-1)).toEqual(['D 75.00 of which 75.00']);
    expect(told(plan, records)).toEqual(['credit D 100.00', 'reversal D -100.00', 'D 0.00 of which 0.00']);
  });

  test('never lets anybody off what is owed', () => {
    const records = { payee: [me(LEFT)], deal: [sold('A', '2026-02-10', '-100.00')] };
    expect(told(planWith(PAYABLE), records)).toEqual(['credit A -10.00', 'A -10.00 of which -10.00']);
  });
});

describe('what settles with its window', () => {
  const bonus = componentOf(
    {
      kind: 'bonus',
      target: { kind: 'money', amount: usd('900.00') },
      over: { kind: 'attainment' },
      curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('0'), pays: part('1') }] },
    },
    {},
  );
  const records = (leaveDate: CivilDate) => ({
    payee: [me(leaveDate)],
    quota: [quotaOf('1200.00', '2026-01-01', '2027-01-01')],
    deal: [sold('D', '2026-01-10', '1000.00')],
  });

  test('is forfeited where the window is not over by then, and paid where it is', () => {
    const plan = planOf([bonus], { mustBeEmployed: PAYABLE });
    expect(told(plan, records('2026-03-31'))).toEqual([
      'bonus 890.32',
      'forfeited -890.32',
      'none 0.00 of which 0.00',
    ]);
    expect(told(plan, records('2026-04-01'))).toEqual(['bonus 900.00', 'none 900.00 of which 900.00']);
  });
});

test('forfeited cents of a deal in several windows sum to what was not payable of it', () => {
  const third: Partial<Component> = {
    release: [
      { share: part('0.3333'), trigger: { on: 'booked' } },
      { share: part('0.6667'), trigger: { on: 'date', date: '2026-12-31' } },
    ],
  };
  const plan = planWith(PAYABLE, {
    ...third,
    measure: {
      ...componentOf(commissionOf()).measure,
      basis: 'collected',
      amount: { kind: 'amount' },
      window: { kind: 'month' },
    },
  });
  const due = dueOf(plan, sale('2026-01-20', '2026-02-10'));
  expect(linesOf(due)).toEqual([
    'credit D 50.00',
    'forfeited D -33.34',
    'credit D 50.00',
    'forfeited D -33.33',
  ]);
  expect(payablesOf(due)).toEqual(['D 33.33 of which 33.33']);
});

test('each forfeited line explains itself to the cent', () => {
  const calculation = calculated([planWith(PAYABLE)], sale('2026-02-15', '2026-02-16'));
  const book = bookOf(calculation);
  const due = dueAsOf(calculation, book, '2027-01-01');
  const line = due.components.flatMap(({ lines }) => lines).find(({ kind }) => kind === 'forfeited');
  if (line === undefined) throw new Error('nothing is forfeited');
  const explained = explainLine(book, { ...line, event: line.eventKey }, '2027-01-01', calculation);
  expect(line.date).toBe('2026-02-15');
  expect(explained?.leaves.map(({ exact }) => exact)).toEqual([{ numerator: -2500n, denominator: 1n }]);
  expect(explained?.sentences.at(-1)).toBe(
    'The plan pays only who is employed, and 2026-02-15 is the last day on which anything becomes payable here. 100.00 USD of D in the window stand; what was not payable by then is forfeited.',
  );
  expect(earnedOf(due)).toBe('75.00');
});

test('a plan that pays only who is employed is not folded', () => {
  const plain = planWith(null, { release: [] });
  expect(foldPlan(plain)).not.toBeNull();
  expect(foldPlan({ ...plain, mustBeEmployed: PAYABLE })).toBeNull();
});
