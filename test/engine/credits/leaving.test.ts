import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import type { AfterLeaving } from '../../../src/engine/absence-rule.js';
import type { Plan } from '../../../src/engine/plan.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  commissionOf,
  componentOf,
  dueOf,
  linesOf,
  measureOf,
  planOf,
  quotaOf,
  sold,
  text,
} from '../given.js';

const LEFT = '2026-05-16';

function me(leaveDate: CivilDate | null) {
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

/** Who is credited for deals that close on these days, of somebody who left on the 16th of May. */
function credited(
  afterLeaving: AfterLeaving,
  days: readonly CivilDate[],
  assignedTo: CivilDate | null = null,
  fields: Partial<Plan> = {},
): readonly string[] {
  const plan = planOf([componentOf(commissionOf())], { afterLeaving, ...fields });
  const deal = days.map((day) => sold(day, day, '100.00'));
  const assignment = [assignmentOf('me', { to: assignedTo })];
  return linesOf(dueOf(plan, { payee: [me(LEFT)], assignment, deal })).map(
    (line) => line.split(' ')[1] ?? '',
  );
}

const DAYS = ['2026-05-15', '2026-05-16', '2026-08-14', '2026-08-15'];

describe('what closes after somebody has left', () => {
  test('is credited to nobody unless the plan says so, also where the assignment was left open', () => {
    expect(credited({ kind: 'forfeit' }, DAYS)).toEqual(['2026-05-15']);
    expect(credited({ kind: 'forfeit' }, DAYS, LEFT)).toEqual(['2026-05-15']);
  });

  test('is credited all the same where the plan pays it', () => {
    expect(credited({ kind: 'pay' }, DAYS)).toEqual(DAYS);
    expect(credited({ kind: 'pay' }, DAYS, LEFT)).toEqual(DAYS);
  });

  test('is credited within so many days, the last of them too', () => {
    const within: AfterLeaving = { kind: 'within', duration: { count: 90, unit: 'days' } };
    expect(credited(within, DAYS)).toEqual(['2026-05-15', '2026-05-16', '2026-08-14']);
  });

  test('is not credited on an assignment that was over before', () => {
    expect(credited({ kind: 'pay' }, ['2026-04-30', '2026-05-02'], '2026-05-01')).toEqual(['2026-04-30']);
  });

  test('goes by the close date where the plan is governed by that', () => {
    const fields = { governedBy: 'closeDate' } as const;
    expect(credited({ kind: 'forfeit' }, DAYS, null, fields)).toEqual(['2026-05-15']);
    expect(credited({ kind: 'pay' }, DAYS, null, fields)).toEqual(DAYS);
  });
});

test('a quota is prorated to the leave date, also where the assignment was left open', () => {
  const plan = planOf([componentOf(commissionOf(), { measure: measureOf({ window: { kind: 'month' } }) })]);
  const quota = [quotaOf('1200.00', '2026-01-01', '2027-01-01')];
  const [segment] = bookOf(calculated([plan], { payee: [me(LEFT)], quota })).segments;
  const windows = segment?.measures[0]?.windows ?? [];
  // 15 of 31 days of May.
  expect(windows.map((own) => text(own.quota?.amount ?? 0n))).toEqual([
    '100.00',
    '100.00',
    '100.00',
    '100.00',
    '48.39',
  ]);
});

test('an assignment that starts after the leave date is left as it is', () => {
  const plan = planOf([componentOf(commissionOf())]);
  const assignment = [assignmentOf('me', { from: '2026-06-01' })];
  const deal = [sold('D', '2026-06-10', '100.00')];
  expect(linesOf(dueOf(plan, { payee: [me(LEFT)], assignment, deal }))).toEqual(['credit D 10.00']);
});
