import { describe, expect, test } from 'vitest';
import { dueAsOf } from '../../../src/engine/due.js';
import { explainLine } from '../../../src/engine/explain/explain-line.js';
import type { Measure } from '../../../src/engine/measure.js';
import type { Curve } from '../../../src/engine/mechanisms/curve.js';
import type { PositionOwner } from '../../../src/engine/mechanisms/position.js';
import { type Multiplier, multiplierStanding } from '../../../src/engine/modifiers/multiplier.js';
import type { Component } from '../../../src/engine/plan.js';
import {
  bookOf,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  dueOf,
  earnedOf,
  incentiveOf,
  linesOf,
  part,
  payablesOf,
  planOf,
  problemsOf,
  text,
  tier,
  usd,
} from '../given.js';
import { A_TEAM, gateOf, given, RENEWALS, SALES } from './renewals.js';

function multiplierOf(curve: Partial<Curve> = {}, fields: Partial<Multiplier> = {}): Multiplier {
  return {
    position: { kind: 'foreign', reads: 'attainment', measure: 'renewals', of: 'self' },
    curve: {
      shape: 'interpolated',
      beyond: 'flat',
      points: [
        { at: part('0.8'), pays: part('0.5') },
        { at: part('1'), pays: part('1') },
        { at: part('1.2'), pays: part('1.5') },
      ],
      ...curve,
    },
    withoutQuota: 'problem',
    ...fields,
  };
}

function planTimes(
  multiplier: Multiplier,
  component: Partial<Component> = {},
  renewals: Partial<Measure> = {},
) {
  return planOf(
    [componentOf(component.mechanism ?? commissionOf(), { multiplier, ...component, measure: SALES })],
    { measures: [SALES, { ...RENEWALS, ...renewals }] },
  );
}

function earnedAt(renewed: string, multiplier = multiplierOf()): string {
  return earnedOf(dueOf(planTimes(multiplier), given(['D-1', '01-10', '500.00'], ['R-1', '01-10', renewed])));
}

describe('a multiplier', () => {
  test('is on the line between two points, and nothing below the first', () => {
    expect(earnedAt('799.99')).toBe('0.00');
    expect(earnedAt('800.00')).toBe('25.00');
    expect(earnedAt('900.00')).toBe('37.50');
    expect(earnedAt('1000.00')).toBe('50.00');
    expect(earnedAt('1100.00')).toBe('62.50');
  });

  test('stays at the last point, or goes on along the line', () => {
    expect(earnedAt('1400.00')).toBe('75.00');
    expect(earnedAt('1400.00', multiplierOf({ beyond: 'linear' }))).toBe('100.00');
  });

  test('in steps is that of the point reached', () => {
    const stepped = multiplierOf({ shape: 'stepped' });
    expect(earnedAt('999.99', stepped)).toBe('25.00');
    expect(earnedAt('1000.00', stepped)).toBe('50.00');
  });

  test('reads a position below zero as zero', () => {
    const fromZero = multiplierOf({ points: [{ at: part('0'), pays: part('0.3') }] });
    expect(earnedAt('-100.00', fromZero)).toBe('15.00');
    expect(earnedAt('-100.00')).toBe('0.00');
  });

  test('multiplies what is owed as well', () => {
    const due = dueOf(
      planTimes(multiplierOf()),
      given(['D-1', '01-10', '-500.00'], ['R-1', '01-10', '1200.00']),
    );
    expect(linesOf(due)).toEqual(['credit D-1 -50.00', 'multiplier -25.00']);
  });

  test('is read at every pay-period end: its change is one line a period', () => {
    const records = given(
      ['D-1', '01-10', '500.00'],
      ['R-1', '01-20', '800.00'],
      ['D-2', '02-10', '300.00'],
      ['R-2', '02-20', '200.00'],
      ['D-3', '03-10', '200.00'],
      ['R-3', '03-31', '200.00'],
    );
    expect(linesOf(dueOf(planTimes(multiplierOf()), records))).toEqual([
      'credit D-1 50.00',
      'multiplier -25.00',
      'credit D-2 30.00',
      'multiplier 25.00',
      'credit D-3 20.00',
      'multiplier 50.00',
    ]);
  });

  test('of what settles at the end is read there, once', () => {
    const records = given(['D-1', '01-10', '500.00'], ['R-1', '01-20', '800.00'], ['R-2', '03-20', '300.00']);
    const plan = planTimes(multiplierOf(), { settles: 'windowEnd' });
    expect(linesOf(dueOf(plan, records, '2026-03-31'))).toEqual([]);
    expect(linesOf(dueOf(plan, records, '2026-04-01'))).toEqual(['credit D-1 50.00', 'multiplier 12.50']);
  });

  test('comes after the gate and before the cap', () => {
    const position = { kind: 'foreign', reads: 'attainment', measure: 'sales', of: 'self' } as const;
    const gate = gateOf({ position, otherwise: part('0.5') });
    const records = given(['D-1', '01-10', '500.00'], ['R-1', '01-20', '1200.00']);
    const plan = planTimes(multiplierOf(), { gate: [gate] });
    expect(linesOf(dueOf(plan, records))).toEqual(['credit D-1 50.00', 'gate -25.00', 'multiplier 12.50']);
    const cap = {
      limit: { kind: 'amount', amount: usd('30.00') },
      per: 'quarter',
      excess: 'forfeited',
    } as const;
    expect(earnedOf(dueOf(planTimes(multiplierOf(), { gate: [gate], cap }), records))).toBe('30.00');
  });

  test('multiplies a bonus, which belongs to no deal', () => {
    const mechanism = {
      kind: 'bonus',
      target: { kind: 'money', amount: usd('1000.00') },
      over: { kind: 'attainment' },
      curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('0'), pays: part('1') }] },
    } as const;
    const due = dueOf(
      planTimes(multiplierOf(), { mechanism, settles: 'windowEnd' }),
      {
        ...given(['D-1', '01-10', '500.00'], ['R-1', '01-20', '1200.00']),
        targetIncentive: [incentiveOf('1000.00')],
      },
      '2026-04-01',
    );
    expect(linesOf(due)).toEqual(['bonus 1000.00', 'multiplier 500.00']);
    expect(payablesOf(due)).toEqual(['none 1500.00 of which 1500.00']);
  });

  test('is taken from the unrounded total', () => {
    const times = multiplierOf({ points: [{ at: part('0'), pays: part('3') }] });
    // 10 % of 0.34 is 0.034, so 0.03; three times it is 0.102, so 0.10 and not 0.09.
    expect(earnedOf(dueOf(planTimes(times), given(['D-1', '01-10', '0.34'])))).toBe('0.10');
  });

  test('without a quota is a problem and nothing; or nothing; or the factor at 100 %, as the measure says', () => {
    const records = { ...given(['D-1', '01-10', '500.00']), quota: [] };
    const due = (withoutQuota: Multiplier['withoutQuota']) =>
      dueOf(planTimes(multiplierOf(), {}, { withoutQuota }), records, '2026-04-01');
    expect(problemsOf(due('problem'))).toEqual(['missing-quota: payee me, plan/2026-01-01, pay']);
    expect(earnedOf(due('problem'))).toBe('0.00');
    expect(problemsOf(due('nothing'))).toEqual([]);
    expect(earnedOf(due('nothing'))).toBe('0.00');
    expect(problemsOf(due('onTarget'))).toEqual([]);
    expect(earnedOf(due('onTarget'))).toBe('50.00');
  });

  describe('over an attainment without quota that is taken as on target', () => {
    const atTarget = multiplierOf({
      shape: 'stepped',
      points: [
        { at: part('0'), pays: part('0.5') },
        { at: part('1'), pays: part('1.3') },
        { at: part('1.01'), pays: part('2') },
      ],
    });
    const records = { ...given(['D-1', '01-10', '500.00']), quota: [] };

    test('has the factor at 100 %, not the one just below, and says so', () => {
      const plan = planTimes(atTarget, {}, { withoutQuota: 'onTarget' });
      const calculation = calculated([plan], records, '2026-04-01');
      const book = bookOf(calculation);
      const lines = dueAsOf(calculation, book, '2026-04-01').components.flatMap((each) => each.lines);
      const [line] = lines.filter(({ kind }) => kind === 'multiplier');
      if (line === undefined) throw new Error('there is no line of the multiplier');
      expect(text(line.amount)).toBe('15.00');
      const explained = explainLine(book, { ...line, event: line.eventKey }, '2026-04-01', calculation);
      expect(explained?.sentences.at(-1)).toContain(
        'own attainment in renewals at the end of 2026-01-31: no quota, which is taken as 100%, so times 1.3',
      );
    });

    test('multiplies what the own measure pays on target, at the rate just below 100 %', () => {
      const own: Measure = { ...SALES, withoutQuota: 'onTarget' };
      const position = { ...atTarget.position, measure: own.id };
      const mechanism = commissionOf({
        over: { kind: 'attainment' },
        rates: [tier('0', '10%'), tier('1', '20%')],
      });
      const multiplier = { ...atTarget, position, withoutQuota: 'onTarget' } as const;
      const plan = planOf([componentOf(mechanism, { measure: own, multiplier })], { measures: [own] });
      expect(linesOf(dueOf(plan, records, '2026-04-01'))).toEqual(['credit D-1 50.00', 'multiplier 15.00']);
    });

    test('is no amount: what was counted needs no quota, and where nothing counts there is nothing', () => {
      const amount = { ...atTarget.position, reads: 'amount' } as const;
      const reading = { on: '2026-03-31', position: null, withoutQuota: 'onTarget' } as const;
      expect(multiplierStanding({ ...atTarget, position: amount }, reading, 'USD').times).toEqual(part('0'));
      expect(multiplierStanding(atTarget, reading, 'USD').times).toEqual(part('1.3'));
    });
  });
});

describe('what a deal earned under a multiplier', () => {
  const ACCELERATED = commissionOf({
    over: { kind: 'attainment' },
    rates: [tier('0', '10%'), tier('0.5', '20%')],
  });
  const records = given(['D-1', '01-10', '500.00'], ['D-2', '02-10', '500.00'], ['R-1', '01-20', '1200.00']);

  test('is the total pro rata to what is paid on', () => {
    const due = dueOf(planTimes(multiplierOf(), { mechanism: ACCELERATED }), records);
    expect(earnedOf(due)).toBe('225.00');
    expect(payablesOf(due)).toEqual(['D-1 112.50 of which 112.50', 'D-2 112.50 of which 112.50']);
  });

  test('of a spiff is what it pays for the deal, times the factor', () => {
    const mechanism = {
      kind: 'spiff',
      amount: usd('100.00'),
      per: 'deal',
      startsWith: 1,
      endsWith: null,
    } as const;
    const deals = given(['D-1', '01-10', '100.00'], ['D-2', '02-10', '900.00'], ['R-1', '01-20', '1200.00']);
    const due = dueOf(planTimes(multiplierOf(), { mechanism }), deals);
    expect(payablesOf(due)).toEqual(['D-1 150.00 of which 150.00', 'D-2 150.00 of which 150.00']);
  });

  test('is taken back with the deal after its window, and nothing is left when all are', () => {
    const one = { ...records, amendment: [cancelled('D-1', '2026-05-10')] };
    const due = dueOf(planTimes(multiplierOf(), { mechanism: ACCELERATED }), one);
    expect(linesOf(due).slice(-1)).toEqual(['reversal D-1 -112.50']);
    const all = { ...records, amendment: [...one.amendment, cancelled('D-2', '2026-08-10')] };
    expect(earnedOf(dueOf(planTimes(multiplierOf(), { mechanism: ACCELERATED }), all))).toBe('0.00');
    const inside = {
      ...records,
      amendment: [cancelled('D-1', '2026-03-01'), cancelled('D-2', '2026-03-02')],
    };
    expect(linesOf(dueOf(planTimes(multiplierOf(), { mechanism: ACCELERATED }), inside))).toEqual([]);
  });
});

describe("a multiplier over a team's attainment", () => {
  const team = (of: PositionOwner) =>
    planTimes(
      multiplierOf({}, { position: { kind: 'foreign', reads: 'attainment', measure: 'renewals', of } }),
    );

  function earned(of: PositionOwner): string {
    const calculation = calculated([team(of)], A_TEAM);
    return earnedOf(dueAsOf(calculation, bookOf(calculation, 'mia'), '2026-04-01'));
  }

  test('pooled is read from all that its members credited', () => {
    expect(earned('teamPooled')).toBe('37.50');
  });

  test('averaged is read from the mean of their attainments', () => {
    expect(earned('teamAverage')).toBe('25.00');
  });
});
