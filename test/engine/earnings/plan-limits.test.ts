import { describe, expect, test } from 'vitest';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Bonus } from '../../../src/engine/mechanisms/bonus.js';
import type { Cap } from '../../../src/engine/modifiers/cap.js';
import type { PlanCap, PlanFloor } from '../../../src/engine/modifiers/plan-limit.js';
import type { Component, Plan } from '../../../src/engine/plan.js';
import { ratio } from '../../../src/money/ratio.js';
import type { RecordSet } from '../../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  capOf,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  incentiveOf,
  linesOf,
  measureOf,
  part,
  payablesOf,
  planOf,
  problemsOf,
  sold,
  tier,
  usd,
} from '../given.js';

/** Two components on one measure: `a` pays 10 %, `b` 5 %, unless said otherwise. */
function due(
  limits: Limits,
  records: Partial<RecordSet>,
  { through = '2027-01-01', a = {}, b = {} }: Options = {},
) {
  return dueOf(planWith(limits, { a, b }), records, through);
}

/** Over all components, unless it says over which. */
interface Limits {
  readonly cap?: Limited<PlanCap>;
  readonly floor?: Limited<PlanFloor>;
}

type Limited<Limit> = Omit<Limit, 'over'> & { readonly over?: readonly string[] };

interface Options {
  readonly through?: string;
  readonly a?: Partial<Component>;
  readonly b?: Partial<Component>;
}

function planWith(limits: Limits, { a = {}, b = {} }: Options = {}): Plan {
  const half = commissionOf({ rates: [tier('0', '5%')] });
  return planOf(
    [
      componentOf(b.mechanism ?? half, { id: 'b', ...b }),
      componentOf(a.mechanism ?? commissionOf(), { id: 'a', ...a }),
    ],
    {
      caps: limits.cap === undefined ? [] : [{ over: null, ...limits.cap }],
      floors: limits.floor === undefined ? [] : [{ over: null, ...limits.floor }],
    },
  );
}

const two = { deal: [sold('D-1', '2026-01-10', '600.00'), sold('D-2', '2026-02-10', '600.00')] };

describe('a cap of a plan', () => {
  test('is counted over all components by date, deal, event and component', () => {
    expect(linesOf(due({ cap: capOf('100.00', 'year') }, two))).toEqual([
      'credit D-1 60.00',
      'credit D-2 10.00',
      'credit D-1 30.00',
      'credit D-2 0.00',
    ]);
  });

  test('stops at it: a cent below, at it, a cent above', () => {
    const earned = (cap: string) => earnedOf(due({ cap: capOf(cap, 'year') }, two));
    expect(earned('180.01')).toBe('180.00');
    expect(earned('180.00')).toBe('180.00');
    expect(earned('179.99')).toBe('179.99');
  });

  test.each([
    ['month', '100.00'],
    ['quarter', '50.00'],
    ['half', '50.00'],
    ['year', '50.00'],
    ['plan', '50.00'],
    ['deal', '100.00'],
  ] as const)('per %s', (per, earned) => {
    expect(earnedOf(due({ cap: capOf('50.00', per) }, two))).toBe(earned);
  });

  test('comes after the cap of each component', () => {
    const capped = { a: { cap: capOf('70.00', 'quarter') } };
    expect(linesOf(due({ cap: capOf('100.00', 'year') }, two, capped))).toEqual([
      'credit D-1 60.00',
      'credit D-2 10.00',
      'credit D-1 30.00',
      'credit D-2 0.00',
    ]);
    expect(earnedOf(due({ cap: capOf('125.00', 'year') }, two, capped))).toBe('125.00');
    expect(earnedOf(due({ cap: capOf('131.00', 'year') }, two, capped))).toBe('130.00');
  });

  test('of the target incentive is that of the span; without one it is a problem, told once', () => {
    const cap: Cap = {
      limit: { kind: 'ofTargetIncentive', share: part('2') },
      per: 'year',
      excess: 'forfeited',
    };
    expect(earnedOf(due({ cap }, { ...two, targetIncentive: [incentiveOf('60.00')] }))).toBe('120.00');
    expect(problemsOf(due({ cap }, two))).toEqual(['missing-target-incentive: payee me, plan/2026-01-01, a']);
    expect(earnedOf(due({ cap }, two))).toBe('180.00');
    const overPlan = { ...cap, per: 'plan' } as const;
    expect(earnedOf(due({ cap: overPlan }, { ...two, targetIncentive: [incentiveOf('60.00')] }))).toBe(
      '120.00',
    );
  });

  test('leaves what is negative, which makes room again', () => {
    const records = {
      deal: [...two.deal, sold('D-3', '2026-02-11', '-600.00'), sold('D-4', '2026-02-12', '100.00')],
    };
    expect(earnedOf(due({ cap: capOf('100.00', 'year') }, records))).toBe('100.00');
    expect(linesOf(due({ cap: capOf('100.00', 'year') }, records)).slice(2, 4)).toEqual([
      'credit D-3 0.00',
      'credit D-4 10.00',
    ]);
    expect(
      earnedOf(due({ cap: capOf('100.00', 'year') }, { deal: [sold('D', '2026-01-10', '-500.00')] })),
    ).toBe('-75.00');
  });

  test('is computed anew where a deal is taken back inside its window', () => {
    const records = { ...two, amendment: [cancelled('D-1', '2026-03-10')] };
    expect(linesOf(due({ cap: capOf('80.00', 'year') }, records))).toEqual([
      'credit D-2 60.00',
      'credit D-2 20.00',
    ]);
  });

  test('takes nothing back twice where a deal is taken back after its window, and makes no room', () => {
    const records = { ...two, amendment: [cancelled('D-2', '2026-04-10')] };
    expect(linesOf(due({ cap: capOf('100.00', 'year') }, records))).toEqual([
      'credit D-1 60.00',
      'credit D-2 10.00',
      'reversal D-2 -10.00',
      'credit D-1 30.00',
      'credit D-2 0.00',
    ]);
  });

  test('begins anew in another stretch of the assignment', () => {
    const assignment = [assignmentOf('me', { to: '2026-02-01' }), assignmentOf('me', { from: '2026-02-01' })];
    expect(earnedOf(due({ cap: capOf('50.00', 'year') }, { ...two, assignment }))).toBe('100.00');
  });

  test('per deal takes each deal’s part where deals are rated together', () => {
    const together = commissionOf({ tiers: 'retroactive', rates: [tier('0', '10%'), tier('100000', '20%')] });
    const found = due({ cap: capOf('100.00', 'deal') }, two, { a: { mechanism: together } });
    // 120.00 and 30.00 of each deal: on the day of the event `a` takes all there is.
    expect(linesOf(found)).toEqual([
      'credit D-1 60.00',
      'trueUp 60.00',
      'credit D-2 120.00',
      'cap D-1 -20.00',
      'cap D-2 -20.00',
      'credit D-1 0.00',
      'credit D-2 0.00',
    ]);
    expect(payablesOf(found).slice(0, 2)).toEqual([
      'D-1 100.00 of which 100.00',
      'D-2 100.00 of which 100.00',
    ]);
  });

  test('may carry what exceeds it, each component its own', () => {
    expect(linesOf(due({ cap: capOf('65.00', 'month', 'carried') }, two))).toEqual([
      'credit D-1 60.00',
      'credit D-2 40.00',
      'carried D-2 20.00',
      'credit D-1 5.00',
      'credit D-2 0.00',
      'carried D-1 25.00',
      'carried D-2 30.00',
    ]);
  });

  test('counts what settles at the end of a window on its last day', () => {
    const bonus: Bonus = {
      kind: 'bonus',
      target: { kind: 'money', amount: usd('50.00') },
      over: { kind: 'accumulated' },
      curve: { shape: 'stepped', beyond: 'flat', points: [{ at: ratio(0n, 1n), pays: ratio(1n, 1n) }] },
    };
    const b = { mechanism: bonus, settles: 'windowEnd' } as const;
    expect(linesOf(due({ cap: capOf('130.00', 'quarter') }, two, { b, through: '2026-04-01' }))).toEqual([
      'credit D-1 60.00',
      'credit D-2 60.00',
      'bonus 10.00',
    ]);
    expect(linesOf(due({ cap: capOf('130.00', 'quarter') }, two, { b, through: '2026-03-31' }))).toEqual([
      'credit D-1 60.00',
      'credit D-2 60.00',
    ]);
  });

  test('says of each line what it did, and the leaves of its explanation sum to it', () => {
    const capped = { cap: capOf('100.00', 'year') };
    const calculation = calculated([planWith(capped, { a: { cap: capOf('110.00', 'quarter') } })], two);
    const book = bookOf(calculation);
    const lines = due(capped, two, { a: { cap: capOf('110.00', 'quarter') } }).components.flatMap(
      (each) => each.lines,
    );
    for (const line of lines) {
      const found = explainLine(
        book,
        { ...line, event: line.eventKey, windowFrom: line.windowFrom },
        '2027-01-01',
        calculation,
      );
      const sum = found?.leaves.reduce((total, { exact }) => total + exact.numerator / exact.denominator, 0n);
      expect(sum).toBe(line.amount);
    }
    expect(lines[1]?.limits).toEqual([
      {
        by: 'cap',
        of: 'component',
        per: 'quarter',
        limit: usd('110.00'),
        effect: 'forfeited',
        amount: usd('-10.00'),
      },
      {
        by: 'cap',
        of: 'plan',
        per: 'year',
        limit: usd('100.00'),
        effect: 'forfeited',
        amount: usd('-40.00'),
      },
    ]);
  });

  test('keeps its plan from being folded', () => {
    const simple = planOf([componentOf(commissionOf())]);
    expect(foldPlan(simple)).not.toBeNull();
    expect(foldPlan({ ...simple, caps: [{ ...capOf('1.00', 'year'), over: null }] })).toBeNull();
    expect(foldPlan({ ...simple, floors: [{ ...capOf('1.00', 'year'), over: null }] })).toBeNull();
  });
});

describe('a limit over some components of a plan', () => {
  const three = (limits: Partial<Plan>): Plan => {
    const plan = planWith({});
    return { ...plan, components: [...plan.components, componentOf(commissionOf(), { id: 'c' })], ...limits };
  };
  const over = (...ids: readonly string[]) => ({ over: ids });
  const told = (limits: Partial<Plan>, through?: string) => linesOf(dueOf(three(limits), two, through));

  test('counts these together, by date, deal, event and component, and leaves the others', () => {
    expect(told({ caps: [{ ...capOf('100.00', 'year'), ...over('c', 'a') }] })).toEqual([
      ...['credit D-1 60.00', 'credit D-2 0.00'],
      ...['credit D-1 30.00', 'credit D-2 30.00'],
      ...['credit D-1 40.00', 'credit D-2 0.00'],
    ]);
  });

  test('stops at it: a cent below, at it, a cent above', () => {
    const earned = (cap: string) =>
      earnedOf(dueOf(three({ caps: [{ ...capOf(cap, 'quarter'), ...over('a', 'b') }] }), two));
    expect(earned('179.99')).toBe('299.99');
    expect(earned('180.00')).toBe('300.00');
    expect(earned('180.01')).toBe('300.00');
  });

  test('is applied in the order of the list, each to what those before it leave', () => {
    const group = { ...capOf('100.00', 'year'), ...over('a', 'b') };
    const all = { ...capOf('150.00', 'year'), over: null };
    expect(told({ caps: [group, all] })).toEqual([
      ...['credit D-1 60.00', 'credit D-2 0.00'],
      ...['credit D-1 30.00', 'credit D-2 0.00'],
      ...['credit D-1 60.00', 'credit D-2 0.00'],
    ]);
    const due = dueOf(three({ caps: [group, all] }), two);
    expect(due.components[0]?.lines[1]?.limits).toEqual([
      {
        ...{ by: 'cap', of: 'plan', over: ['a', 'b'], per: 'year', limit: 10_000n },
        effect: 'forfeited',
        amount: -5_000n,
      },
      { ...{ by: 'cap', of: 'plan', per: 'year', limit: 15_000n }, effect: 'forfeited', amount: -1_000n },
    ]);
  });

  test('per deal counts what they earn on each deal', () => {
    expect(told({ caps: [{ ...capOf('70.00', 'deal'), ...over('a', 'b') }] })).toEqual([
      ...['credit D-1 60.00', 'credit D-2 60.00'],
      ...['credit D-1 10.00', 'credit D-2 10.00'],
      ...['credit D-1 60.00', 'credit D-2 60.00'],
    ]);
  });

  test('carries what exceeds it, each of the list by lines of its own', () => {
    const carried = capOf('70.00', 'month', 'carried');
    const caps = [
      { ...carried, ...over('a') },
      { ...carried, ...over('a', 'b') },
    ];
    const due = dueOf(three({ caps }), { deal: [sold('D', '2026-01-10', '1000.00')] }, '2026-04-01');
    const [a, b] = due.components.map(({ lines }) => lines.map(({ key, amount }) => `${key} ${amount}`));
    expect(a).toEqual([
      'credit:booked:D:booking 7000',
      'carried:plan:2026-02-01:D 2000',
      'carried:plan-2:2026-03-01:D 1000',
    ]);
    expect(b).toEqual(['credit:booked:D:booking 0', 'carried:plan-2:2026-02-01:D 5000']);
  });

  test('lifts them to their floor, under the first of them that posts as it earns', () => {
    const floors = [{ ...capOf('200.00', 'quarter'), ...over('c', 'b') }];
    expect(told({ floors }, '2026-04-01')).toEqual([
      ...['credit D-1 60.00', 'credit D-2 60.00'],
      ...['credit D-1 30.00', 'credit D-2 30.00', 'floor 20.00'],
      ...['credit D-1 60.00', 'credit D-2 60.00'],
    ]);
  });
});

describe('a floor of a plan', () => {
  test('lifts what all components come to, under the first that posts as it earns', () => {
    const bonusFirst = { a: { settles: 'windowEnd' } as const };
    expect(linesOf(due({ floor: capOf('200.00', 'quarter') }, two, { through: '2026-04-01' }))).toEqual([
      'credit D-1 60.00',
      'credit D-2 60.00',
      'floor 20.00',
      'credit D-1 30.00',
      'credit D-2 30.00',
    ]);
    expect(
      linesOf(due({ floor: capOf('200.00', 'quarter') }, two, { ...bonusFirst, through: '2026-04-01' })).at(
        -1,
      ),
    ).toBe('floor 20.00');
  });

  test('a cent below, at it, a cent above', () => {
    const earned = (floor: string) =>
      earnedOf(due({ floor: capOf(floor, 'quarter') }, two, { through: '2026-04-01' }));
    expect(earned('179.99')).toBe('180.00');
    expect(earned('180.00')).toBe('180.00');
    expect(earned('180.01')).toBe('180.01');
  });

  test('lifts nothing before its span is over, also where that is the plan', () => {
    const floor = capOf('200.00', 'plan');
    expect(earnedOf(due({ floor }, two, { through: '2026-12-31' }))).toBe('180.00');
    expect(earnedOf(due({ floor }, two, { through: '2027-01-01' }))).toBe('200.00');
  });

  test('comes after the floor of a component, whose line it leaves alone', () => {
    const a = { floor: capOf('130.00', 'quarter') };
    expect(linesOf(due({ floor: capOf('200.00', 'quarter') }, two, { a, through: '2026-04-01' }))).toEqual([
      'credit D-1 60.00',
      'credit D-2 60.00',
      'floor 10.00',
      'floor 10.00',
      'credit D-1 30.00',
      'credit D-2 30.00',
    ]);
  });
});

test('a cap of a component over the plan is counted over all of its windows', () => {
  const plan = planOf([
    componentOf(commissionOf(), {
      cap: capOf('100.00', 'plan'),
      measure: measureOf({ window: { kind: 'month' } }),
    }),
  ]);
  expect(linesOf(dueOf(plan, two))).toEqual(['credit D-1 60.00', 'credit D-2 40.00']);
});
