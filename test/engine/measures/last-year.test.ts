import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Measure } from '../../../src/engine/measure.js';
import { attainmentAsOf } from '../../../src/engine/measures/measure-book.js';
import type { Plan } from '../../../src/engine/plan.js';
import { formatPercent, ONE_RATIO } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  measureOf,
  memberOf,
  part,
  planOf,
  problemsOf,
  quotaOf,
  rateOf,
  sold,
  splitOf,
  text,
  tier,
} from '../given.js';

/** A rate of 10 % on all, and 20 % on what exceeds last year's. */
function planWith(measure: Partial<Measure> = {}, fields: Partial<Plan> = {}): Plan {
  const own = measureOf({ ofLastYear: ONE_RATIO, ...measure });
  const rates = [tier('0', '10%'), tier('1', '20%')];
  return planOf(
    [componentOf(commissionOf({ over: { kind: 'attainment' }, rates }), { measure: own })],
    fields,
  );
}

/** The quotas and the attainment of the windows of the one measure, as far as they have begun: `"2026-01-01 100.00 50%"`. */
function held(plan: Plan, records: Partial<RecordSet>, through: CivilDate = '2026-04-01', payee = 'me') {
  const calculation = calculated([plan], records, through);
  return bookOf(calculation, payee).segments.flatMap(({ measures }) =>
    measures.flatMap((book) =>
      book.windows.map((own) => {
        const attained = attainmentAsOf(book, own, through);
        const quota = own.quota === null ? 'none' : text(own.quota.amount);
        return `${own.window.from} ${quota} ${attained === null ? 'none' : formatPercent(attained)}`;
      }),
    ),
  );
}

const LAST = sold('L-1', '2025-02-10', '1000.00');
const NOW = sold('N-1', '2026-02-10', '1500.00');

describe('a measure that is held against last year', () => {
  test('has what was credited in the same window then as its quota', () => {
    const deal = [
      sold('L-0', '2024-12-31', '7.00'),
      sold('L-1', '2025-01-01', '600.00'),
      sold('L-2', '2025-03-31', '400.00'),
      sold('L-3', '2025-04-01', '2000.00'),
      NOW,
      sold('N-2', '2026-04-01', '500.00'),
    ];
    expect(held(planWith(), { deal }, '2026-07-01')).toEqual([
      '2026-01-01 1000.00 150%',
      '2026-04-01 2000.00 25%',
    ]);
    expect(earnedOf(dueOf(planWith(), { deal }, '2026-04-01'))).toBe('200.00');
  });

  test('is held against all of that window from its first day on', () => {
    const deal = [sold('L-1', '2025-01-20', '400.00'), sold('L-2', '2025-03-20', '600.00'), NOW];
    expect(held(planWith(), { deal }, '2026-01-02')).toEqual(['2026-01-01 1000.00 0%']);
    expect(held(planWith(), { deal }, '2026-02-11')).toEqual(['2026-01-01 1000.00 150%']);
  });

  test('may ask for more than last year', () => {
    const plan = planWith({ ofLastYear: part('1.1') });
    expect(held(plan, { deal: [LAST, NOW] })).toEqual(['2026-01-01 1100.00 136.36%']);
  });

  test.each([
    ['month', '2026-02-01', ['2026-01-01 none none', '2026-02-01 1000.00 150%']],
    ['half', '2026-01-01', ['2026-01-01 1000.00 150%']],
    ['year', '2026-01-01', ['2026-01-01 1000.00 150%']],
    ['plan', '2026-01-01', ['2026-01-01 1000.00 150%']],
  ] as const)('does so over a window of a %s', (kind, _, expected) => {
    expect(held(planWith({ window: { kind } }), { deal: [LAST, NOW] }, '2026-03-01')).toEqual(expected);
  });

  test('does so over a window that trails', () => {
    const plan = planWith({ window: { kind: 'trailing', months: 2 } });
    const deal = [sold('L-0', '2024-12-10', '100.00'), sold('L-2', '2025-01-10', '300.00'), LAST, NOW];
    expect(held(plan, { deal }, '2026-03-01')).toEqual([
      '2026-01-01 300.00 0%',
      '2026-02-01 1300.00 115.38%',
    ]);
  });
});

describe('last year', () => {
  test('is credited as the measure now says, on whatever plan the payee was', () => {
    const old = planOf(
      [componentOf(commissionOf(), { measure: measureOf({ amount: { kind: 'count' }, unit: 'units' }) })],
      {
        effective: { from: '2025-01-01', to: '2026-01-01' },
        hash: 'old',
      },
    );
    const factors = [{ when: null, credit: part('0.5'), earning: part('1') }];
    const plan = planWith({ factors });
    const calculation = calculated(
      [old, plan],
      { deal: [LAST, NOW], assignment: [assignmentOf('me', { from: '2025-01-01' })] },
      '2026-04-01',
    );
    const book = bookOf(calculation).segments.find(({ segment }) => segment.plan === plan);
    expect(text(book?.measures[0]?.windows[0]?.quota?.amount ?? 0n)).toBe('500.00');
  });

  test('is shared as it was shared then', () => {
    const split = [
      splitOf('L-1', 'me', '0.25'),
      splitOf('L-1', 'you', '0.75', { to: '2025-02-10' }),
      splitOf('N-1', 'me'),
    ];
    const assignment = [assignmentOf('me'), assignmentOf('you')];
    const records = { deal: [LAST, NOW], split, assignment };
    expect(held(planWith(), records)).toEqual(['2026-01-01 250.00 600%']);
    expect(held(planWith(), records, '2026-04-01', 'you')).toEqual(['2026-01-01 none none']);
  });

  test('is rolled up by the teams of that time', () => {
    const plan = planWith({ credit: { kind: 'team', roles: ['owner'], self: false } });
    const team = [{ id: 'WEST', name: 'West', parent: null }];
    const membership = [
      memberOf('WEST', 'mia', { as: 'manager' }),
      memberOf('WEST', 'ann', { to: '2025-02-11' }),
      memberOf('WEST', 'ben', { from: '2025-02-11' }),
    ];
    const deal = [LAST, sold('L-2', '2025-02-11', '50.00'), NOW];
    const split = [splitOf('L-1', 'ann'), splitOf('L-2', 'ann'), splitOf('N-1', 'ben')];
    const records = { deal, split, team, membership, assignment: [assignmentOf('mia')] };
    expect(held(plan, records, '2026-04-01', 'mia')).toEqual(['2026-01-01 1000.00 150%']);
  });

  test('is less what was taken back inside the window, not what was later', () => {
    const records = (day: CivilDate) => ({
      deal: [LAST, sold('L-2', '2025-01-10', '500.00'), NOW],
      amendment: [cancelled('L-1', day)],
    });
    expect(held(planWith(), records('2025-03-31'))).toEqual(['2026-01-01 500.00 300%']);
    expect(held(planWith(), records('2025-04-01'))).toEqual(['2026-01-01 1500.00 100%']);
  });

  test('is converted at the rates of then, and a missing one matters from the window on that needs it', () => {
    const deal = [sold('L-1', '2025-05-10', '1000.00', { currency: 'EUR' }), NOW];
    const rates = [rateOf('EUR', 'USD', '2025-05-01', '1.5')];
    expect(held(planWith(), { deal, fxRate: rates }, '2026-07-01')[1]).toBe('2026-04-01 1500.00 0%');
    expect(problemsOf(dueOf(planWith({ withoutQuota: 'nothing' }), { deal }, '2026-04-01'))).toEqual([]);
    expect(problemsOf(dueOf(planWith({ withoutQuota: 'nothing' }), { deal }, '2026-04-02'))).toEqual([
      'missing-rate: deal L-1',
    ]);
  });

  test('of deals that count by when they closed is that of deals closed a year before', () => {
    const plan = planWith(
      {},
      { governedBy: 'closeDate', effective: { from: '2026-01-01', to: '2026-07-01' } },
    );
    const deal = [sold('L-0', '2025-07-01', '9.00'), LAST, NOW];
    expect(
      held(plan, { deal, assignment: [assignmentOf('me', { from: '2026-02-01' })] }, '2026-04-01'),
    ).toEqual(['2026-02-01 1000.00 150%']);
  });

  test('counts 29 February as the 28th', () => {
    const plan = planWith({}, { effective: { from: '2029-01-01', to: '2030-01-01' } });
    const deal = [sold('L-1', '2028-02-29', '100.00'), sold('L-2', '2028-03-01', '10.00')];
    const from = (day: CivilDate) => ({ deal, assignment: [assignmentOf('me', { from: day })] });
    expect(held(plan, from('2029-02-28'), '2029-04-01')).toEqual(['2029-02-28 110.00 0%']);
    expect(held(plan, from('2029-03-01'), '2029-04-01')).toEqual(['2029-03-01 10.00 0%']);
  });
});

describe('days that do not count this year', () => {
  const deal = [
    sold('L-1', '2025-02-09', '100.00'),
    sold('L-2', '2025-02-10', '20.00'),
    sold('L-3', '2025-03-20', '3.00'),
    sold('L-4', '2025-06-20', '500.00'),
  ];

  test('do not count last year either, where somebody comes or goes inside a window', () => {
    const assignment = [assignmentOf('me', { from: '2026-02-10', to: '2026-03-20' })];
    expect(held(planWith(), { deal, assignment }, '2026-07-01')).toEqual(['2026-02-10 20.00 0%']);
  });

  test('are those of whole months where the plan prorates by months', () => {
    const plan = planWith({}, { proration: 'months' });
    const from = (day: CivilDate) => held(plan, { deal, assignment: [assignmentOf('me', { from: day })] })[0];
    expect(from('2026-02-15')).toBe('2026-02-15 123.00 0%');
    expect(from('2026-02-16')).toBe('2026-02-16 3.00 0%');
  });

  test('leave the base rate that of the full window', () => {
    const assignment = [assignmentOf('me', { from: '2026-02-10' })];
    const calculation = calculated([planWith()], { deal, assignment }, '2026-04-01');
    const own = bookOf(calculation).segments[0]?.measures[0]?.windows[0];
    expect(own?.quota?.full).toEqual({ numerator: 12_300n, denominator: 1n });
  });

  test('are asked for in part by a ramp', () => {
    const ramp = { from: 'assignment', steps: [{ upTo: 2, quota: part('0.5'), pays: null }] } as const;
    expect(held(planWith({ ramp }), { deal })).toEqual(['2026-01-01 63.00 0%']);
  });
});

describe('a quota that is loaded', () => {
  test('is the quota, whatever was credited last year', () => {
    const quota = [quotaOf('3000.00', '2026-01-01', '2026-04-01')];
    const records = {
      deal: [LAST, sold('L-2', '2025-05-10', '750.00'), NOW, sold('N-2', '2026-05-10', '750.00')],
      quota,
    };
    expect(held(planWith(), records, '2026-07-01')).toEqual([
      '2026-01-01 3000.00 50%',
      '2026-04-01 750.00 100%',
    ]);
  });
});

describe('where nothing was credited last year', () => {
  const records = { deal: [NOW] };

  test('it is a problem that says so', () => {
    const due = dueOf(planWith(), records, '2026-04-01');
    expect(due.problems.map(({ message }) => message)).toEqual([
      'nothing was credited from 2025-01-01 to before 2025-04-01, which the window from 2026-01-01 to before 2026-04-01 is held against',
    ]);
    expect(earnedOf(due)).toBe('0.00');
  });

  test.each([
    ['nothing', '0.00'],
    ['onTarget', '150.00'],
  ] as const)('it is %s where the measure says so', (withoutQuota, earned) => {
    const due = dueOf(planWith({ withoutQuota }), records, '2026-04-01');
    expect({ earned: earnedOf(due), problems: due.problems }).toEqual({ earned, problems: [] });
  });

  test('or less than nothing, or nothing on the days that count, there is no quota', () => {
    const less = [sold('L-1', '2025-02-10', '-1000.00'), NOW];
    expect(held(planWith(), { deal: less })).toEqual(['2026-01-01 none none']);
    const assignment = [assignmentOf('me', { from: '2026-02-11' })];
    expect(held(planWith(), { deal: [LAST, NOW], assignment })).toEqual(['2026-02-11 none none']);
  });
});

test('an explanation tells what the quota is taken from', () => {
  const plan = planWith({ ofLastYear: part('1.1') });
  const calculation = calculated([plan], { deal: [LAST, NOW] }, '2026-04-01');
  const [line] = dueAsOf(calculation, bookOf(calculation), '2026-04-01').components[0]?.lines ?? [];
  if (line === undefined) throw new Error('there is a line');
  const explained = explainLine(
    bookOf(calculation),
    { ...line, event: line.eventKey },
    '2026-04-01',
    calculation,
  );
  expect(explained?.sentences).toContain(
    'The quota is 110% of what was credited from 2025-01-01 to before 2025-04-01, in all 1,000.00 USD.',
  );
});

test('a plan that looks at last year is not folded', () => {
  expect(foldPlan(planWith({ ofLastYear: null }))).not.toBeNull();
  expect(foldPlan(planWith())).toBeNull();
});
