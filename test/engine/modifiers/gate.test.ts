import { describe, expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import { foldPlan } from '../../../src/engine/fold/fold-plan.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Gate } from '../../../src/engine/modifiers/gate.js';
import type { Component } from '../../../src/engine/plan.js';
import {
  bookOf,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  linesOf,
  part,
  payablesOf,
  planOf,
  problemsOf,
  tier,
  usd,
} from '../given.js';
import { A_TEAM, gateOf, given, RENEWALS, SALES } from './renewals.js';

/** A plan that pays 10 % of sales behind a gate, by the quarter. */
function planBehind(
  gate: readonly Gate[],
  component: Partial<Component> = {},
  measures: { readonly sales?: Partial<Measure>; readonly renewals?: Partial<Measure> } = {},
) {
  const sales = { ...SALES, ...measures.sales };
  return planOf(
    [componentOf(component.mechanism ?? commissionOf(), { gate, ...component, measure: sales })],
    { measures: [sales, { ...RENEWALS, ...measures.renewals }] },
  );
}

describe('a gate', () => {
  test('is passed exactly at its bound, and closed one minor unit below it', () => {
    const earned = (renewed: string) =>
      earnedOf(dueOf(planBehind([gateOf()]), given(['D-1', '01-10', '500.00'], ['R-1', '01-10', renewed])));
    expect(earned('900.00')).toBe('50.00');
    expect(earned('899.99')).toBe('0.00');
    expect(earned('0.00')).toBe('0.00');
    expect(earned('-10.00')).toBe('0.00');
  });

  test('that must be exceeded is closed at its bound, and passed one minor unit above it', () => {
    const earned = (renewed: string) =>
      earnedOf(
        dueOf(
          planBehind([gateOf({ exceeds: true })]),
          given(['D-1', '01-10', '500.00'], ['R-1', '01-10', renewed]),
        ),
      );
    expect(earned('900.00')).toBe('0.00');
    expect(earned('900.01')).toBe('50.00');
  });

  test('to date is read at every pay-period end: what it held back comes in one line once it is passed', () => {
    const records = given(
      ['D-1', '01-10', '500.00'],
      ['D-2', '02-10', '300.00'],
      ['R-1', '02-20', '900.00'],
      ['D-3', '03-10', '200.00'],
    );
    expect(linesOf(dueOf(planBehind([gateOf()]), records, '2026-02-01'))).toEqual([
      'credit D-1 50.00',
      'gate -50.00',
    ]);
    expect(linesOf(dueOf(planBehind([gateOf()]), records))).toEqual([
      'credit D-1 50.00',
      'gate -50.00',
      'credit D-2 30.00',
      'gate 50.00',
      'credit D-3 20.00',
    ]);
  });

  test('to date closes again when the position falls, and is frozen at the end of the window', () => {
    const records = {
      ...given(['D-1', '01-10', '500.00'], ['R-1', '01-20', '900.00']),
      amendment: [
        changed('R-1', 'A-1', '2026-02-10', '-0.01'),
        changed('R-1', 'A-2', '2026-05-10', '-800.00'),
      ],
    };
    expect(linesOf(dueOf(planBehind([gateOf()]), records))).toEqual(['credit D-1 50.00', 'gate -50.00']);
    const later = { ...records, amendment: records.amendment.slice(1) };
    expect(linesOf(dueOf(planBehind([gateOf()]), later))).toEqual(['credit D-1 50.00']);
  });

  test("at the window's end is closed until then, whatever stands in between", () => {
    const plan = planBehind([gateOf({ decided: 'windowEnd' })]);
    const records = given(['D-1', '01-10', '500.00'], ['R-1', '01-20', '950.00'], ['D-2', '02-10', '300.00']);
    expect(linesOf(dueOf(plan, records, '2026-03-01'))).toEqual([
      'credit D-1 50.00',
      'gate -50.00',
      'credit D-2 30.00',
      'gate -30.00',
    ]);
    expect(linesOf(dueOf(plan, records, '2026-04-01')).slice(-1)).toEqual(['gate 80.00']);
    const fallen = { ...records, amendment: [changed('R-1', 'A-1', '2026-03-31', '-60.00')] };
    expect(earnedOf(dueOf(plan, fallen, '2026-04-01'))).toBe('0.00');
  });

  test("at the other window's end is posted there, in the paying window", () => {
    const plan = planBehind(
      [gateOf({ decided: 'otherWindowEnd' })],
      {},
      { renewals: { window: { kind: 'half' } } },
    );
    const records = given(
      ['D-1', '01-10', '500.00'],
      ['R-1', '06-30', '1800.00'],
      ['D-2', '05-10', '300.00'],
    );
    expect(linesOf(dueOf(plan, records, '2026-06-30'))).toEqual([
      'credit D-1 50.00',
      'gate -50.00',
      'credit D-2 30.00',
      'gate -30.00',
    ]);
    const due = dueOf(plan, records, '2026-07-01');
    const posted = due.components.flatMap(({ lines }) =>
      lines.filter(({ kind, amount }) => kind === 'gate' && amount > 0n),
    );
    expect(posted.map(({ windowFrom, date, amount }) => ({ windowFrom, date, amount }))).toEqual([
      { windowFrom: '2026-01-01', date: '2026-06-30', amount: usd('50.00') },
      { windowFrom: '2026-04-01', date: '2026-06-30', amount: usd('30.00') },
    ]);
    expect(earnedOf(dueOf(plan, records, '2026-12-01'))).toBe('80.00');
  });

  test('lets a part through while it is closed', () => {
    const plan = planBehind([gateOf({ otherwise: part('0.5') })]);
    expect(linesOf(dueOf(plan, given(['D-1', '01-10', '500.00'])))).toEqual([
      'credit D-1 50.00',
      'gate -25.00',
    ]);
  });

  test('rounds what it lets through once, from the unrounded total', () => {
    const plan = planBehind([gateOf({ otherwise: part('0.4') })]);
    // 10 % of 0.14 is 0.014, so 0.01; 40 % of it is 0.0056, so 0.01, where 40 % of 0.01 were nothing.
    expect(linesOf(dueOf(plan, given(['D-1', '01-10', '0.14'])))).toEqual(['credit D-1 0.01']);
  });

  test('does not let off what is owed', () => {
    const plan = planBehind([gateOf()]);
    expect(linesOf(dueOf(plan, given(['D-1', '01-10', '-500.00'])))).toEqual(['credit D-1 -50.00']);
  });

  test('may matter only above an attainment of the own measure', () => {
    const plan = (tiers: 'marginal' | 'retroactive') =>
      planBehind([gateOf({ appliesAbove: part('1') })], {
        mechanism: commissionOf({
          tiers,
          over: { kind: 'attainment' },
          rates: [tier('0', '10%'), tier('1', '20%')],
        }),
      });
    const sales = (amount: string) => given(['D-1', '01-10', amount]);
    expect(earnedOf(dueOf(plan('marginal'), sales('1000.00')))).toBe('100.00');
    expect(linesOf(dueOf(plan('marginal'), sales('1500.00')))).toEqual(['credit D-1 200.00', 'gate -100.00']);
    // Had the window stopped at 100 %, where the upper rate holds, it had paid 200.00.
    expect(linesOf(dueOf(plan('retroactive'), sales('1500.00')))).toEqual([
      'credit D-1 300.00',
      'gate -100.00',
    ]);
  });

  test('cuts an event at that attainment exactly, also where it is paid on at another factor', () => {
    const gates = [gateOf({ appliesAbove: part('0.333') })];
    const factors = [{ when: null, credit: part('1.7'), earning: part('0.3') }];
    const plan = planBehind(gates, {}, { sales: { factors } });
    // 700.00 count as 1,190.00 and 210.00 are paid on: 333 of 1,190 of 21.00 are 5.8764…, so 5.88.
    expect(linesOf(dueOf(plan, given(['D-1', '01-10', '700.00'])))).toEqual([
      'credit D-1 21.00',
      'gate -15.12',
    ]);
  });

  test('of several, all must be passed; the least that a closed one lets through is paid', () => {
    const gates = [
      gateOf({ otherwise: part('0.8') }),
      gateOf({ bound: part('0.5'), otherwise: part('0.2') }),
    ];
    const earned = (renewed: string) =>
      earnedOf(dueOf(planBehind(gates), given(['D-1', '01-10', '500.00'], ['R-1', '01-10', renewed])));
    expect(earned('900.00')).toBe('50.00');
    expect(earned('899.99')).toBe('40.00');
    expect(earned('500.00')).toBe('40.00');
    expect(earned('499.99')).toBe('10.00');
  });

  test('of several, each matters above its own attainment', () => {
    const gates = [
      gateOf({ appliesAbove: part('1') }),
      gateOf({ appliesAbove: part('0.5'), otherwise: part('0.5') }),
    ];
    expect(linesOf(dueOf(planBehind(gates), given(['D-1', '01-10', '1500.00'])))).toEqual([
      'credit D-1 150.00',
      'gate -75.00',
    ]);
  });

  test('may ask for an amount', () => {
    const position = { kind: 'foreign', reads: 'amount', measure: 'renewals', of: 'self' } as const;
    const earned = (renewed: string) =>
      earnedOf(
        dueOf(
          planBehind([gateOf({ position, bound: part('70000') })]),
          given(['D-1', '01-10', '500.00'], ['R-1', '01-10', renewed]),
        ),
      );
    expect(earned('700.00')).toBe('50.00');
    expect(earned('699.99')).toBe('0.00');
  });

  test('without a quota is a problem and closed; or closed; or passed, as the measure says', () => {
    const records = { ...given(['D-1', '01-10', '500.00']), quota: [] };
    const due = (withoutQuota: Gate['withoutQuota']) =>
      dueOf(planBehind([gateOf()], {}, { renewals: { withoutQuota } }), records, '2026-04-01');
    expect(problemsOf(due('problem'))).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
    expect(earnedOf(due('problem'))).toBe('0.00');
    expect(problemsOf(due('nothing'))).toEqual([]);
    expect(earnedOf(due('nothing'))).toBe('0.00');
    expect(problemsOf(due('onTarget'))).toEqual([]);
    expect(earnedOf(due('onTarget'))).toBe('50.00');
  });
});

describe('what a deal earned behind a gate', () => {
  const records = given(['D-1', '01-10', '500.00'], ['D-2', '02-10', '300.00'], ['R-1', '06-20', '1800.00']);
  const halfYearly = planBehind(
    [gateOf({ decided: 'otherWindowEnd', otherwise: part('0.25') })],
    {},
    { renewals: { window: { kind: 'half' } } },
  );

  test('is the total pro rata to what is paid on', () => {
    expect(payablesOf(dueOf(halfYearly, records, '2026-04-01'))).toEqual([
      'D-1 12.50 of which 12.50',
      'D-2 7.50 of which 7.50',
    ]);
    expect(payablesOf(dueOf(halfYearly, records, '2026-07-01'))).toEqual([
      'D-1 50.00 of which 50.00',
      'D-2 30.00 of which 30.00',
    ]);
  });

  test('is taken back as it stands, also where the gate is passed after the deal is gone', () => {
    const one = { ...records, amendment: [cancelled('D-1', '2026-05-10')] };
    expect(linesOf(dueOf(halfYearly, one, '2026-06-01')).slice(-1)).toEqual(['reversal D-1 -12.50']);
    expect(earnedOf(dueOf(halfYearly, one, '2026-07-01'))).toBe('30.00');
    const all = { ...records, amendment: [...one.amendment, cancelled('D-2', '2026-08-10')] };
    expect(earnedOf(dueOf(halfYearly, all, '2026-08-01'))).toBe('30.00');
    expect(earnedOf(dueOf(halfYearly, all))).toBe('0.00');
  });

  test('counts toward the cap of its own window, also where the gate is decided after it', () => {
    const cap = {
      limit: { kind: 'amount', amount: usd('60.00') },
      per: 'quarter',
      excess: 'forfeited',
    } as const;
    const capped = planBehind(
      [gateOf({ decided: 'otherWindowEnd' })],
      { cap },
      { renewals: { window: { kind: 'half' } } },
    );
    const more = given(
      ['D-1', '01-10', '500.00'],
      ['D-2', '02-10', '300.00'],
      ['D-3', '05-10', '550.00'],
      ['R-1', '06-20', '1800.00'],
    );
    expect(earnedOf(dueOf(capped, more, '2026-07-01'))).toBe('115.00');
  });
});

describe("a gate on a team's attainment", () => {
  test('is passed by what the team attains, pooled or on average, and is missing without a quota', () => {
    const earned = (of: 'teamPooled' | 'teamAverage', withQuota = true) => {
      const plan = planBehind([
        gateOf({ position: { kind: 'foreign', reads: 'attainment', measure: 'renewals', of } }),
      ]);
      const calculation = calculated([plan], withQuota ? A_TEAM : { ...A_TEAM, quota: [] });
      const due = dueAsOf(calculation, bookOf(calculation, 'mia'), '2026-04-01');
      return [earnedOf(due), ...problemsOf(due)];
    };
    expect(earned('teamPooled')).toEqual(['50.00']);
    expect(earned('teamAverage')).toEqual(['0.00']);
    expect(earned('teamPooled', false)).toEqual(['0.00', 'missing-quota: payee mia, plan/2026-01-01, pay']);
  });
});

test('a line of a gate is explained by what was read, and by what it changed before', () => {
  const plan = planBehind([
    gateOf({ otherwise: part('0.333') }),
    gateOf({ decided: 'windowEnd', bound: part('0.5') }),
  ]);
  const records = given(['D-1', '01-10', '500.05'], ['R-1', '01-20', '899.99'], ['D-2', '03-10', '300.00']);
  const calculation = calculated([plan], records, '2026-04-01');
  const book = bookOf(calculation);
  const lines = dueAsOf(calculation, book, '2026-04-01').components.flatMap((each) => each.lines);
  const told = lines
    .filter(({ kind }) => kind === 'gate')
    .map((line) => {
      const found = explainLine(book, { ...line, event: line.eventKey }, '2026-04-01', calculation);
      return [
        ...(found?.sentences.slice(2) ?? []),
        ...(found?.leaves.map(({ text, exact }) => `${exact.numerator}/${exact.denominator} ${text}`) ?? []),
      ];
    });
  expect(told).toEqual([
    [
      'the gate at 90% in renewals is closed: own attainment in renewals at the end of 2026-01-31: 89.99%, short of it by 0.001%',
      'the gate at 50% in renewals is decided at the end of 2026-03-31; closed until then',
      '-10001/2 of 50.005 USD earned in the window to date, 0.00 USD passes the gate',
      '1/2 rounding of the running total to the minor unit (exactly -5000.5 minor units)',
    ],
    [
      'the gate at 90% in renewals is closed: own attainment in renewals at the end of 2026-03-31: 89.99%, short of it by 0.001%',
      'the gate at 50% in renewals is passed: own attainment in renewals at the end of 2026-03-31: 89.99%',
      '-10672667/2000 of 80.005 USD earned in the window to date, 26.641665 USD passes the gate',
      '10001/2 less what was changed before',
      '-333/2000 rounding of the running total to the minor unit (exactly -335.8335 minor units)',
    ],
  ]);
});

test('a plan with a gate or a multiplier is not folded', () => {
  const simple = planBehind([], { mechanism: commissionOf() });
  const plan = planOf(simple.components.map((each) => ({ ...each, measure: { ...SALES, when: null } })));
  expect(foldPlan(plan)).not.toBeNull();
  const gated = plan.components.map((each) => ({ ...each, gate: [gateOf()] }));
  expect(foldPlan({ ...plan, components: gated })).toBeNull();
  const { position } = gateOf();
  const curve = { shape: 'stepped', beyond: 'flat', points: [] } as const;
  const multiplier = { position, curve, withoutQuota: 'problem' } as const;
  expect(
    foldPlan({ ...plan, components: plan.components.map((each) => ({ ...each, multiplier })) }),
  ).toBeNull();
});
