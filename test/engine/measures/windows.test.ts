import { describe, expect, test } from 'vitest';
import type { Measure, WindowRule } from '../../../src/engine/measure.js';
import { attainmentAsOf, creditedAsOf } from '../../../src/engine/measures/measure-book.js';
import { windowsOf } from '../../../src/engine/measures/measure-window.js';
import { entriesAsOf } from '../../../src/engine/measures/window-credits.js';
import type { Plan } from '../../../src/engine/plan.js';
import { formatPercent } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  COMPANY,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  dueOf,
  linesOf,
  measureOf,
  planOf,
  quotaOf,
  sold,
  text,
  tier,
} from '../given.js';

function windows(window: WindowRule, through = '2027-01-01', segment = {}, fiscalYearStartMonth = 1) {
  const plan = planOf([]);
  const found = windowsOf(
    {
      payee: 'me',
      assignment: 'plan',
      assignedFrom: '2026-01-01',
      plan,
      from: '2026-01-01',
      to: '2027-01-01',
      creditedTo: '2027-01-01',
      payableTo: '9999-12-31',
      hireDate: null,
      absences: [],
      ...segment,
    },
    measureOf({ window }),
    { ...COMPANY, fiscalYearStartMonth },
    through,
  );
  return found.map(
    ({ from, to, full }) =>
      `${from} ${to}${full.from === from && full.to === to ? '' : ` of ${full.from} ${full.to}`}`,
  );
}

describe('windows', () => {
  test('are months, quarters, halves and years', () => {
    expect(windows({ kind: 'month' })).toHaveLength(12);
    expect(windows({ kind: 'quarter' })).toEqual([
      '2026-01-01 2026-04-01',
      '2026-04-01 2026-07-01',
      '2026-07-01 2026-10-01',
      '2026-10-01 2027-01-01',
    ]);
    expect(windows({ kind: 'half' })).toEqual(['2026-01-01 2026-07-01', '2026-07-01 2027-01-01']);
    expect(windows({ kind: 'year' })).toEqual(['2026-01-01 2027-01-01']);
  });

  test('follow the fiscal year, clipped to the assignment', () => {
    expect(windows({ kind: 'quarter' }, '2026-08-01', {}, 2)).toEqual([
      '2026-01-01 2026-02-01 of 2025-11-01 2026-02-01',
      '2026-02-01 2026-05-01',
      '2026-05-01 2026-08-01',
    ]);
    expect(windows({ kind: 'year' }, '2027-01-01', {}, 7)).toEqual([
      '2026-01-01 2026-07-01 of 2025-07-01 2026-07-01',
      '2026-07-01 2027-01-01 of 2026-07-01 2027-07-01',
    ]);
  });

  test('of a segment that starts and ends inside are clipped to it', () => {
    expect(
      windows({ kind: 'quarter' }, '2027-01-01', {
        from: '2026-02-15',
        to: '2026-05-10',
        creditedTo: '2026-05-10',
      }),
    ).toEqual([
      '2026-02-15 2026-04-01 of 2026-01-01 2026-04-01',
      '2026-04-01 2026-05-10 of 2026-04-01 2026-07-01',
    ]);
  });

  test('that have not begun are not there', () => {
    expect(windows({ kind: 'quarter' }, '2026-04-01')).toEqual(['2026-01-01 2026-04-01']);
    expect(windows({ kind: 'quarter' }, '2026-04-02')).toHaveLength(2);
    expect(windows({ kind: 'quarter' }, '2026-01-01')).toEqual([]);
  });

  test('a plan’s window is the plan’s range', () => {
    expect(windows({ kind: 'plan' })).toEqual(['2026-01-01 2027-01-01']);
    expect(windows({ kind: 'plan' }, '2027-01-01', { from: '2026-03-01' })).toEqual([
      '2026-03-01 2027-01-01 of 2026-01-01 2027-01-01',
    ]);
  });

  test('a trailing window is paid month by month and reaches back', () => {
    expect(windows({ kind: 'trailing', months: 3 }, '2026-03-01')).toEqual([
      '2026-01-01 2026-02-01 of 2025-11-01 2026-02-01',
      '2026-02-01 2026-03-01 of 2025-12-01 2026-03-01',
    ]);
  });
});

function measureBook(
  records: Partial<RecordSet>,
  measure: Partial<Measure> = {},
  through = '2027-01-01',
  plan: Partial<Plan> = {},
) {
  const calculation = calculated(
    [planOf([componentOf(commissionOf(), { measure: measureOf(measure) })], plan)],
    records,
    through,
  );
  const book = bookOf(calculation).segments[0]?.measures[0];
  if (book === undefined) throw new Error('no measure');
  return book;
}

function standing(records: Partial<RecordSet>, measure: Partial<Measure> = {}, through = '2027-01-01') {
  const book = measureBook(records, measure, through);
  return book.windows.map((own) => {
    const attainment = attainmentAsOf(book, own, through);
    return `${text(creditedAsOf(book, own, through) / book.scale)} ${attainment === null ? 'none' : formatPercent(attainment)}`;
  });
}

describe('attainment', () => {
  const quota = [quotaOf('4000.00', '2026-01-01', '2027-01-01')];

  test('is what is credited over the full window’s quota, also to date', () => {
    const deal = [sold('A', '2026-01-10', '500.00')];
    expect(standing({ deal, quota }, {}, '2026-02-01')).toEqual(['500.00 50%']);
  });

  test('starts anew with each window', () => {
    const deal = [sold('A', '2026-03-31', '500.00'), sold('B', '2026-04-01', '1500.00')];
    expect(standing({ deal, quota }, {}, '2026-07-01')).toEqual(['500.00 50%', '1500.00 150%']);
  });

  test('without a quota, or with one of zero, is none', () => {
    const deal = [sold('A', '2026-01-10', '500.00')];
    expect(standing({ deal }, {}, '2026-02-01')).toEqual(['500.00 none']);
    expect(
      standing({ deal, quota: [quotaOf('0.00', '2026-01-01', '2027-01-01')] }, {}, '2026-02-01'),
    ).toEqual(['500.00 none']);
  });

  test('of a trailing window counts the months before', () => {
    const deal = ['01', '02', '03', '04'].map((month) => sold(month, `2026-${month}-10`, '100.00'));
    const each = [quotaOf('1200.00', '2025-01-01', '2027-01-01', { spread: 'equal' })];
    expect(
      standing({ deal, quota: each }, { window: { kind: 'trailing', months: 3 } }, '2026-05-01'),
    ).toEqual(['100.00 200%', '200.00 200%', '300.00 200%', '300.00 200%']);
  });

  test('of a trailing window decides the rate of the month', () => {
    const deal = ['01', '02', '03', '04', '05'].map((month) => sold(month, `2026-${month}-10`, '100.00'));
    const rates = [tier('0', '10%'), tier('20000', '20%')];
    const measure = measureOf({ window: { kind: 'trailing', months: 3 } });
    const plan = planOf([componentOf(commissionOf({ rates }), { measure })]);
    expect(linesOf(dueOf(plan, { deal }, '2026-06-01')).map((line) => line.split(' ')[2])).toEqual([
      '10.00',
      '10.00',
      '20.00',
      '20.00',
      '20.00',
    ]);
  });
});

describe('the entries of a window', () => {
  const records = {
    deal: [sold('A', '2026-01-10', '100.00'), sold('B', '2026-02-10', '50.00')],
    amendment: [
      changed('A', '1', '2026-03-01', '-40.00'),
      changed('A', '2', '2026-04-01', '-10.00'),
      cancelled('B', '2026-03-05'),
    ],
  };

  function entries(through: string) {
    const book = measureBook(records);
    const [own] = book.windows;
    return own === undefined
      ? []
      : entriesAsOf(own, through).map(({ deal, base }) => `${deal} ${text(base / book.scale)}`);
  }

  test('are those before the date', () => {
    expect(entries('2026-01-10')).toEqual([]);
    expect(entries('2026-01-11')).toEqual(['A 100.00']);
    expect(entries('2026-03-01')).toEqual(['A 100.00', 'B 50.00']);
  });

  test('have netted what was taken back inside the window, and are gone with all of it', () => {
    expect(entries('2026-03-02')).toEqual(['A 60.00', 'B 50.00']);
    expect(entries('2026-03-06')).toEqual(['A 60.00']);
  });

  test('do not know what was taken back after the window', () => {
    expect(entries('2026-12-31')).toEqual(['A 60.00']);
  });
});

describe('segments', () => {
  test('two assignments to one plan have windows and prorated quotas of their own', () => {
    const assignment = [assignmentOf('me', { to: '2026-02-01' }), assignmentOf('me', { from: '2026-03-01' })];
    const quota = [quotaOf('3000.00', '2026-01-01', '2026-04-01')];
    const calculation = calculated(
      [planOf([componentOf(commissionOf())])],
      { assignment, quota },
      '2026-04-01',
    );
    const quotas = bookOf(calculation).segments.map(({ measures }) =>
      measures[0]?.windows.map((own) => text(own.quota?.amount ?? 0n)),
    );
    expect(quotas).toEqual([['1000.00'], ['1000.00']]);
  });

  test('two versions of a plan have windows of their own', () => {
    const component = componentOf(commissionOf());
    const plans = [
      planOf([component], { effective: { from: '2026-01-01', to: '2026-02-01' }, hash: 'a' }),
      planOf([component], { effective: { from: '2026-02-01', to: '2027-01-01' }, hash: 'b' }),
    ];
    const calculation = calculated(plans, {}, '2026-04-01');
    const found = bookOf(calculation).segments.map(
      ({ segment, measures }) =>
        `${segment.plan.hash} ${measures[0]?.windows.map(({ window }) => `${window.from} ${window.to}`).join()}`,
    );
    expect(found).toEqual(['a 2026-01-01 2026-02-01', 'b 2026-02-01 2026-04-01']);
  });
});

describe('a plan governed by the close date', () => {
  const plan = { governedBy: 'closeDate', effective: { from: '2026-01-01', to: '2026-04-01' } } as const;

  test('has no windows after its end but those in which something comes in', () => {
    const book = measureBook({ deal: [sold('A', '2026-01-10', '100.00')] }, {}, '2027-01-01', plan);
    expect(book.windows).toHaveLength(1);
    const amendment = [changed('A', '1', '2026-08-01', '10.00')];
    const late = measureBook(
      { deal: [sold('A', '2026-01-10', '100.00')], amendment },
      {},
      '2027-01-01',
      plan,
    );
    expect(late.windows.map(({ window }) => window.from)).toEqual(['2026-01-01', '2026-07-01']);
  });

  test('settles a window of the whole plan at the plan’s end, whatever comes in later', () => {
    const component = componentOf(commissionOf(), {
      measure: measureOf({ window: { kind: 'plan' } }),
      settles: 'windowEnd',
    });
    const records = {
      deal: [sold('A', '2026-01-10', '100.00')],
      amendment: [changed('A', '1', '2026-08-01', '10.00')],
    };
    expect(linesOf(dueOf(planOf([component], plan), records, '2026-03-31'))).toEqual([]);
    expect(linesOf(dueOf(planOf([component], plan), records, '2026-04-01'))).toEqual(['credit A 10.00']);
    expect(linesOf(dueOf(planOf([component], plan), records, '2026-09-01'))).toEqual([
      'credit A 10.00',
      'credit A 1.00',
    ]);
  });
});
