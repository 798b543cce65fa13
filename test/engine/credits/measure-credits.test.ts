import { describe, expect, test } from 'vitest';
import type { Measure } from '../../../src/engine/measure.js';
import type { Plan } from '../../../src/engine/plan.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  amendmentOf,
  applied,
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  conditionOf,
  dueOf,
  earnedOf,
  factorOf,
  invoiced,
  linesOf,
  measureOf,
  memberOf,
  part,
  planOf,
  problemsOf,
  rateOf,
  received,
  sold,
  splitOf,
  text,
  usd,
} from '../given.js';

function planWith(measure: Partial<Measure> = {}, plan: Partial<Plan> = {}): Plan {
  return planOf([componentOf(commissionOf(), { measure: measureOf(measure) })], plan);
}

/** What is credited in each window: base, credit, paid on, each rounded to the cent. */
function credited(records: Partial<RecordSet>, measure: Partial<Measure> = {}, payee = 'me') {
  const book = bookOf(calculated([planWith(measure)], records), payee).segments[0]?.measures[0];
  if (book === undefined) throw new Error('no measure');
  return book.windows.flatMap(({ credits }) =>
    credits.map(({ deal, date, base, credit, paidOn }) =>
      [deal, date, ...[base, credit, paidOn].map((exact) => text(exact / book.scale))].join(' '),
    ),
  );
}

describe('credits', () => {
  test('are exact: the shares of a deal sum to its amount', () => {
    const split = [splitOf('D', 'me', '0.33333333'), splitOf('D', 'you', '0.66666667')];
    const records = {
      deal: [sold('D', '2026-01-10', '100.01')],
      split,
      assignment: [assignmentOf('me'), assignmentOf('you')],
    };
    const calculation = calculated([planWith()], records);
    const bases = calculation.payees.flatMap(({ segments }) =>
      segments.flatMap(({ measures }) =>
        measures.flatMap(({ windows }) => windows.flatMap(({ credits }) => credits)),
      ),
    );
    expect(bases.reduce((sum, { base }) => sum + base, 0n)).toBe(usd('100.01') * 100_000_000n);
  });

  test('come in the order of date, deal and event', () => {
    const deal = [
      sold('B', '2026-01-10', '1.00'),
      sold('A', '2026-01-10', '1.00'),
      sold('C', '2026-01-09', '1.00'),
    ];
    expect(credited({ deal }).map((each) => each.slice(0, 12))).toEqual([
      'C 2026-01-09',
      'A 2026-01-10',
      'B 2026-01-10',
    ]);
  });

  test('follow the split of the event’s date, not of the deal’s', () => {
    const split = [
      splitOf('D', 'me', '1', { to: '2026-02-01' }),
      splitOf('D', 'me', '0.5', { from: '2026-02-01' }),
    ];
    const amendment = [amendmentOf('D', 'A', '2026-02-01', { amount: usd('100.00') })];
    expect(credited({ deal: [sold('D', '2026-01-10', '100.00')], split, amendment })).toEqual([
      'D 2026-01-10 100.00 100.00 100.00',
      'D 2026-02-01 50.00 50.00 50.00',
    ]);
  });

  test('take back what they take back at the share of then', () => {
    const split = [
      splitOf('D', 'me', '1', { to: '2026-02-01' }),
      splitOf('D', 'you', '1', { from: '2026-02-01' }),
    ];
    const records = {
      deal: [sold('D', '2026-01-10', '100.00')],
      split,
      amendment: [cancelled('D', '2026-05-01')],
      assignment: [assignmentOf('me'), assignmentOf('you')],
    };
    expect(linesOf(dueOf(planWith(), records))).toEqual(['credit D 10.00', 'reversal D -10.00']);
    expect(linesOf(dueOf(planWith(), records, '2027-01-01', 'you'))).toEqual([]);
  });
});

describe('factors', () => {
  const reseller = conditionOf({ all: [{ fact: 'channel', operator: 'equal', value: 'reseller' }] });
  const long = conditionOf({ all: [{ fact: 'termMonths', operator: 'greaterThanInclusive', value: '24' }] });
  const factors = [
    factorOf({ when: long, credit: part('1.2') }),
    factorOf({ when: reseller, earning: part('0.5') }),
    factorOf({ when: reseller, credit: part('0.1') }),
  ];

  test('are two different things, and those that are met multiply each other', () => {
    const deal = [
      sold('A', '2026-01-10', '100.00'),
      sold('B', '2026-01-11', '100.00', { termMonths: 24 }),
      sold('C', '2026-01-12', '100.00', { channel: 'reseller' }),
      sold('E', '2026-01-13', '100.00', { channel: 'reseller', termMonths: 24 }),
      sold('F', '2026-01-14', '100.00', { channel: 'reseller', termMonths: 23 }),
    ];
    expect(credited({ deal }, { factors })).toEqual([
      'A 2026-01-10 100.00 100.00 100.00',
      'B 2026-01-11 100.00 120.00 100.00',
      'C 2026-01-12 100.00 10.00 50.00',
      'E 2026-01-13 100.00 12.00 50.00',
      'F 2026-01-14 100.00 10.00 50.00',
    ]);
  });

  test('with as many decimals as they have stay exact', () => {
    const thirds = [factorOf({ credit: part('0.333333'), earning: part('0.0000001') })];
    const book = bookOf(
      calculated([planWith({ factors: thirds })], { deal: [sold('D', '2026-01-10', '0.01')] }),
    );
    const measure = book.segments[0]?.measures[0];
    const credit = measure?.windows[0]?.credits[0];
    expect([credit?.credit, credit?.paidOn, measure?.scale]).toEqual([
      333_333_000_000_000n,
      100_000_000n,
      1_000_000_000_000_000n,
    ]);
  });
});

describe('a condition', () => {
  const only = (fact: string, operator: string, value: string) =>
    conditionOf({ all: [{ fact, operator, value }] });

  test('that is not met credits nothing', () => {
    const deal = [
      sold('A', '2026-01-10', '100.00', { type: 'new' }),
      sold('B', '2026-01-10', '100.00', { type: 'old' }),
    ];
    expect(credited({ deal }, { when: only('type', 'equal', 'new') })).toHaveLength(1);
  });

  test('finds an absent discount to be 0 and an absent quantity 1, and any other absence unmet', () => {
    const deal = [sold('A', '2026-01-10', '100.00')];
    expect(credited({ deal }, { when: only('discount', 'lessThanInclusive', '0%') })).toHaveLength(1);
    expect(credited({ deal }, { when: only('quantity', 'equal', '1') })).toHaveLength(1);
    expect(credited({ deal }, { when: only('termMonths', 'lessThan', '100') })).toHaveLength(0);
    expect(
      credited({ deal }, { when: conditionOf({ not: { fact: 'type', operator: 'equal', value: 'x' } }) }),
    ).toHaveLength(0);
  });

  test('knows the event and the payee: date, basis, team of the day', () => {
    const membership = [
      memberOf('A', 'me', { to: '2026-02-01' }),
      memberOf('B', 'me', { from: '2026-02-01' }),
    ];
    const deal = [sold('J', '2026-01-31', '100.00'), sold('F', '2026-02-01', '100.00')];
    expect(credited({ deal, membership }, { when: only('team', 'equal', 'B') })).toEqual([
      'F 2026-02-01 100.00 100.00 100.00',
    ]);
    expect(credited({ deal }, { when: only('date', 'lessThan', '2026-02-01') })).toHaveLength(1);
    expect(credited({ deal }, { when: only('basis', 'equal', 'booked') })).toHaveLength(2);
  });

  test('compares money in the plan’s currency', () => {
    const deal = [sold('D', '2026-01-10', '100.00', { currency: 'EUR' })];
    const fxRate = [rateOf('EUR', 'USD', '2026-01-01', '1.5')];
    expect(credited({ deal, fxRate }, { when: only('tcv', 'greaterThanInclusive', '150') })).toHaveLength(1);
    expect(credited({ deal, fxRate }, { when: only('tcv', 'greaterThan', '150') })).toHaveLength(0);
  });
});

describe('a missing rate', () => {
  const deal = [sold('D', '2026-01-10', '100.00', { currency: 'EUR', type: 'new' })];

  test('is a problem of who would be credited, from the event’s date on', () => {
    expect(problemsOf(dueOf(planWith(), { deal }))).toEqual(['missing-rate: deal D']);
    expect(problemsOf(dueOf(planWith(), { deal }, '2026-01-10'))).toEqual([]);
    expect(problemsOf(dueOf(planWith(), { deal }, '2026-01-11'))).toEqual(['missing-rate: deal D']);
  });

  test('is none of who is not', () => {
    const split = [splitOf('D', 'you')];
    expect(problemsOf(dueOf(planWith(), { deal, split }))).toEqual([]);
    const when = conditionOf({ all: [{ fact: 'type', operator: 'equal', value: 'old' }] });
    expect(problemsOf(dueOf(planWith({ when }), { deal }))).toEqual([]);
  });

  test('is one where a condition on money can not be told for it', () => {
    const when = conditionOf({ all: [{ fact: 'tcv', operator: 'greaterThan', value: '10' }] });
    expect(problemsOf(dueOf(planWith({ when }), { deal }))).toEqual(['missing-rate: deal D']);
  });

  test('leaves what has a rate as it is', () => {
    const both = [...deal, sold('E', '2026-01-10', '100.00')];
    expect(linesOf(dueOf(planWith(), { deal: both }))).toEqual(['credit E 10.00']);
  });
});

describe('what governs', () => {
  const cash = {
    deal: [sold('D', '2026-01-10', '100.00')],
    invoiceLine: [invoiced('I', 'D', '100.00')],
    receipt: [received('R', '2026-05-10', '100.00')],
    application: [applied('R', 'I', '100.00')],
  };
  const collected = { basis: 'collected', amount: { kind: 'amount' } } as const;
  const first = { effective: { from: '2026-01-01', to: '2026-04-01' }, hash: 'first' };
  const second = { effective: { from: '2026-04-01', to: '2027-01-01' }, hash: 'second' };

  function hashes(governedBy: Plan['governedBy']): readonly string[] {
    const plans = [first, second].map((fields) => planWith(collected, { ...fields, governedBy }));
    const calculation = calculated(plans, cash);
    return bookOf(calculation).segments.flatMap(({ segment, measures }) =>
      measures.flatMap(({ windows }) =>
        windows.flatMap(({ credits }) => credits.map(() => segment.plan.hash)),
      ),
    );
  }

  test('is the version of the event’s date', () => expect(hashes('eventDate')).toEqual(['second']));

  test('is the version of the close date where the plan says so', () =>
    expect(hashes('closeDate')).toEqual(['first']));

  test('an assignment that ended pays what comes in later only by the close date', () => {
    const assignment = [assignmentOf('me', { to: '2026-04-01' })];
    const at = (governedBy: Plan['governedBy']) =>
      earnedOf(dueOf(planWith(collected, { governedBy }), { ...cash, assignment }));
    expect(at('eventDate')).toBe('0.00');
    expect(at('closeDate')).toBe('10.00');
  });

  test('cash that came before the plan began counts on its first day, by the close date', () => {
    const early = { ...cash, receipt: [received('R', '2025-12-20', '100.00')] };
    const found = dueOf(planWith(collected, { governedBy: 'closeDate' }), early);
    expect(found.components[0]?.lines.map(({ date, amount }) => `${date} ${text(amount)}`)).toEqual([
      '2026-01-01 10.00',
    ]);
    expect(linesOf(dueOf(planWith(collected), early))).toEqual([]);
  });

  test('an assignment counts from its first day to the day before its last', () => {
    const assignment = [assignmentOf('me', { from: '2026-01-10', to: '2026-01-12' })];
    const deal = ['09', '10', '11', '12'].map((day) => sold(`D-${day}`, `2026-01-${day}`, '100.00'));
    expect(linesOf(dueOf(planWith(), { deal, assignment }))).toEqual([
      'credit D-10 10.00',
      'credit D-11 10.00',
    ]);
  });

  test('an assignment to a plan that no version is in force for is a problem', () => {
    const assignment = [assignmentOf('me', { plan: 'other' })];
    expect(problemsOf(dueOf(planWith(), { assignment }))).toEqual(['missing-plan: payee me']);
  });
});

describe('a roll-up measure', () => {
  test('applies the manager’s own conditions and factors to the raw splits', () => {
    const records = {
      team: [{ id: 'T', name: 'T', parent: null }],
      membership: [memberOf('T', 'boss', { as: 'manager' }), memberOf('T', 'me')],
      assignment: [assignmentOf('boss')],
      deal: [
        sold('D', '2026-01-10', '100.00', { type: 'new' }),
        sold('E', '2026-01-10', '100.00', { type: 'old' }),
      ],
      split: [splitOf('D', 'me', '0.5'), splitOf('E', 'me', '0.5')],
    };
    const measure = {
      credit: { kind: 'team', roles: ['owner'], self: false },
      when: conditionOf({ all: [{ fact: 'type', operator: 'equal', value: 'new' }] }),
      factors: [factorOf({ credit: part('2') })],
    } as const;
    expect(credited(records, measure, 'boss')).toEqual(['D 2026-01-10 50.00 100.00 50.00']);
  });
});
