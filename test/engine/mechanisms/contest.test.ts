import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../../src/calendar/civil-date.js';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Contest } from '../../../src/engine/mechanisms/contest.js';
import type { PeerQuestion } from '../../../src/engine/mechanisms/peer-group.js';
import type { Plan } from '../../../src/engine/plan.js';
import type { Assignment } from '../../../src/records/record-kinds.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  componentOf,
  earnedOf,
  measureOf,
  memberOf,
  part,
  planOf,
  quotaOf,
  sold,
  splitOf,
  usd,
} from '../given.js';

function contestOf(fields: Partial<Contest> = {}, peers: Partial<PeerQuestion> = {}): Contest {
  return {
    kind: 'contest',
    reads: 'amount',
    prizes: [usd('500.00'), usd('300.00'), usd('100.00')],
    ties: 'share',
    qualifier: null,
    withoutQuota: { rank: 'problem', qualifier: 'problem' },
    peers: {
      among: 'plan',
      membership: 'atEnd',
      measure: 'sales',
      reads: ['credited', 'attainment'],
      qualifier: null,
      weights: null,
      fund: null,
      ...peers,
    },
    ...fields,
  };
}

function planWith(contest: Contest, measure: Partial<Measure> = {}): Plan {
  return planOf([componentOf(contest, { settles: 'windowEnd', measure: measureOf(measure) })]);
}

/** People who are on the plan, each with one deal of the amount given. */
function sellers(amounts: Readonly<Record<string, string>>): Partial<RecordSet> {
  const ids = Object.keys(amounts);
  return {
    assignment: ids.map((payee) => assignmentOf(payee)),
    deal: ids.map((payee) => sold(`D-${payee}`, '2026-02-10', amounts[payee] ?? '0.00')),
    split: ids.map((payee) => splitOf(`D-${payee}`, payee)),
  };
}

function quotas(amounts: Readonly<Record<string, string>>): Pick<RecordSet, 'quota'> {
  const quota = Object.entries(amounts).map(([payee, amount]) =>
    quotaOf(amount, '2026-01-01', '2026-04-01', { payee }),
  );
  return { quota };
}

function outcome(plan: Plan, records: Partial<RecordSet>, through: CivilDate = '2026-04-01') {
  const calculation = calculated([plan], records, through);
  return calculation.payees.map((book) => {
    const due = dueAsOf(calculation, book, through);
    const codes = due.problems.map(({ code }) => code);
    return [book.payee, earnedOf(due), ...codes].join(' ');
  });
}

describe('prizes by amount', () => {
  test('go by rank when the window closes', () => {
    const records = sellers({ ann: '10.00', ben: '30.00', cid: '20.00', dan: '5.00' });
    expect(outcome(planWith(contestOf()), records, '2026-03-31')).toEqual([
      'ann 0.00',
      'ben 0.00',
      'cid 0.00',
      'dan 0.00',
    ]);
    expect(outcome(planWith(contestOf()), records)).toEqual([
      'ann 100.00',
      'ben 500.00',
      'cid 300.00',
      'dan 0.00',
    ]);
  });

  test('are none for who has nothing, or less than nothing', () => {
    const records = sellers({ ann: '0.00', ben: '-30.00', cid: '0.01' });
    expect(outcome(planWith(contestOf()), records)).toEqual(['ann 0.00', 'ben 0.00', 'cid 500.00']);
  });

  test('go to the only one', () => {
    expect(outcome(planWith(contestOf()), sellers({ ann: '0.01' }))).toEqual(['ann 500.00']);
  });

  test.each([
    ['share', ['ann 400.00', 'ben 400.00', 'cid 100.00']],
    ['higher', ['ann 500.00', 'ben 500.00', 'cid 100.00']],
    ['next', ['ann 500.00', 'ben 500.00', 'cid 300.00']],
  ] as const)('follow the rule %s where two tie', (ties, expected) => {
    const records = sellers({ ann: '10.00', ben: '10.00', cid: '9.99' });
    expect(outcome(planWith(contestOf({ ties })), records)).toEqual(expected);
  });
});

describe('prizes by attainment', () => {
  const byAttainment = contestOf({ reads: 'attainment' });

  test('compare exact attainments', () => {
    const records = {
      ...sellers({ ann: '33.34', ben: '66.67', cid: '50.00' }),
      ...quotas({ ann: '100.00', ben: '200.00', cid: '100.00' }),
    };
    expect(outcome(planWith(byAttainment), records)).toEqual(['ann 300.00', 'ben 100.00', 'cid 500.00']);
  });

  test('take no place for who has no quota, and all are told', () => {
    const records = { ...sellers({ ann: '10.00', ben: '30.00' }), ...quotas({ ann: '100.00' }) };
    expect(outcome(planWith(byAttainment), records)).toEqual([
      'ann 500.00 missing-quota',
      'ben 0.00 missing-quota',
    ]);
    const leftOut = { ...byAttainment, withoutQuota: { rank: 'nothing', qualifier: 'nothing' } as const };
    expect(outcome(planWith(leftOut), records)).toEqual(['ann 500.00', 'ben 0.00']);
    const onTarget = { ...byAttainment, withoutQuota: { rank: 'onTarget', qualifier: 'onTarget' } as const };
    expect(outcome(planWith(onTarget), records)).toEqual(['ann 300.00', 'ben 500.00']);
  });
});

describe('a qualifier', () => {
  const qualified = contestOf({ qualifier: { measure: 'sales', atLeast: part('1') } });
  const records = {
    ...sellers({ ann: '99.99', ben: '100.00', cid: '50.00' }),
    ...quotas({ ann: '100.00', ben: '100.00', cid: '10.00' }),
  };

  test('takes who reaches it exactly and leaves out who is just below', () => {
    expect(outcome(planWith(qualified), records)).toEqual(['ann 0.00', 'ben 500.00', 'cid 300.00']);
  });

  test('may be reached by nobody', () => {
    const high = contestOf({ qualifier: { measure: 'sales', atLeast: part('9') } });
    expect(outcome(planWith(high), records)).toEqual(['ann 0.00', 'ben 0.00', 'cid 0.00']);
  });

  test('may be of another measure', () => {
    const other = measureOf({ id: 'renewals', quota: 'renewals', when: null });
    const contest = contestOf(
      { qualifier: { measure: 'renewals', atLeast: part('1') } },
      { qualifier: 'renewals' },
    );
    const plan = { ...planWith(contest), measures: [measureOf(), other] };
    const quota = [
      quotaOf('10.00', '2026-01-01', '2026-04-01', { payee: 'ann', quota: 'renewals' }),
      quotaOf('1000.00', '2026-01-01', '2026-04-01', { payee: 'ben', quota: 'renewals' }),
      quotaOf('10.00', '2026-01-01', '2026-04-01', { payee: 'cid', quota: 'renewals' }),
    ];
    expect(outcome(plan, { ...records, quota })).toEqual(['ann 500.00', 'ben 0.00', 'cid 300.00']);
  });
});

describe('who takes part', () => {
  const records = sellers({ ann: '10.00', ben: '30.00', cid: '20.00' });

  test('is whoever is on the plan at the end, with all of the window', () => {
    const assignment: readonly Assignment[] = [
      assignmentOf('ann', { to: '2026-02-01' }),
      assignmentOf('ann', { from: '2026-02-05' }),
      assignmentOf('ben', { to: '2026-03-31' }),
      assignmentOf('cid'),
    ];
    expect(outcome(planWith(contestOf()), { ...records, assignment })).toEqual([
      'ann 300.00',
      'ben 0.00',
      'cid 500.00',
    ]);
  });

  test('is a team for itself', () => {
    const team = [
      { id: 'west', name: 'West', parent: null },
      { id: 'east', name: 'East', parent: null },
    ];
    const membership = [memberOf('west', 'ann'), memberOf('east', 'ben'), memberOf('west', 'cid')];
    const contest = contestOf({}, { among: 'team' });
    expect(outcome(planWith(contest), { ...records, team, membership })).toEqual([
      'ann 300.00',
      'ben 500.00',
      'cid 500.00',
    ]);
    expect(outcome(planWith(contest), { ...records, team, membership: membership.slice(1) })).toEqual([
      'ann 0.00 missing-team',
      'ben 500.00',
      'cid 500.00',
    ]);
  });
});

describe('the explanation of a prize', () => {
  const records = {
    ...sellers({ ann: '90.00', ben: '120.00', cid: '120.00' }),
    ...quotas({ ann: '100.00', ben: '100.00', cid: '100.00' }),
  };
  const contest = contestOf({
    prizes: [usd('500.00'), usd('300.01')],
    qualifier: { measure: 'sales', atLeast: part('0.8') },
  });

  function explained(payee: string) {
    const calculation = calculated([planWith(contest)], records, '2026-04-01');
    const found = explainLine(
      bookOf(calculation, payee),
      {
        assignment: 'plan/2026-01-01',
        segmentFrom: '2026-01-01',
        component: 'pay',
        windowFrom: '2026-01-01',
        key: 'prize:2026-03-31',
        event: null,
        deal: null,
      },
      '2026-04-01',
      calculation,
    );
    return { sentences: found?.sentences.slice(2), leaves: found?.leaves.map(({ text }) => text) };
  }

  test('says the place, and what was missing to the next one, without a name', () => {
    expect(explained('ann')).toEqual({
      sentences: [
        'Ranked by amount in sales at the end of 2026-03-31; 3 of the 3 people on the plan take a place. The prizes are 500.00 USD, 300.01 USD.',
        'Own amount: 90.00 USD; place 3.',
        'A place takes an attainment of 80% in sales; 90% reaches it.',
        'Place 1 was at 120.00 USD: 30.00 USD more.',
      ],
      leaves: ['the prize of place 3'],
    });
  });

  test('says what is shared where some tie', () => {
    expect(explained('ben').leaves).toEqual([
      'one of 2 parts of the 800.01 USD for places 1 to 2',
      'shared out in whole minor units, by largest remainder',
    ]);
    expect(explained('cid').sentences?.[1]).toBe('Own amount: 120.00 USD; place 1, shared with one other.');
  });
});
