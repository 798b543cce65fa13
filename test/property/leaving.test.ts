import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CivilDate } from '../../src/calendar/civil-date.js';
import type { EmploymentRule } from '../../src/engine/absence-rule.js';
import { dueAsOf } from '../../src/engine/due.js';
import { explainLine } from '../../src/engine/explain/explain-line.js';
import type { Component, Plan } from '../../src/engine/plan.js';
import { sumRatios } from '../../src/money/ratio.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { bookOf, calculated, planOf } from '../engine/given.js';
import {
  bonus,
  commission,
  day,
  history,
  recordsOf,
  reversed,
  type Sale,
  THE_END,
  waitingBonus,
} from './generated-leavers.js';
import { holds } from './seed.js';

const rule = fc.constantFrom<EmploymentRule>(
  { when: 'payable', within: null },
  { when: 'paid', within: null },
  { when: 'payable', within: { count: 30, unit: 'days' } },
);

interface Case {
  readonly sales: readonly Sale[];
  readonly component: Component;
  readonly employed: EmploymentRule;
  readonly leaveDate: CivilDate;
}

const caseOf = (component: fc.Arbitrary<Component>): fc.Arbitrary<Case> =>
  fc.record({ sales: history, component, employed: rule, leaveDate: day(20, 200) });

/** What deals come to as of a day, by deal. */
type Standing = ReadonlyMap<
  string,
  { readonly earned: bigint; readonly payable: bigint; readonly lost: bigint }
>;

function standings(plan: Plan, records: Partial<RecordSet>) {
  const calculation = calculated([plan], records, THE_END);
  const book = bookOf(calculation);
  const due = (through: CivilDate) => dueAsOf(calculation, book, through).components;
  const at = (through: CivilDate): Standing => {
    const found = due(through).flatMap(({ payables, lines }) =>
      payables.map(({ deal, earned, payable }) => {
        const forfeited = lines.filter((line) => line.kind === 'forfeited' && (line.deal ?? '') === deal);
        const lost = forfeited.reduce((sum, { amount }) => sum - amount, 0n);
        return [deal, { earned, payable, lost }] as const;
      }),
    );
    return new Map(found);
  };
  const [component] = due(THE_END);
  if (component === undefined) throw new Error('nothing is due');
  return { at, calculation, book, due, end: component.component.payableTo };
}

function planWith(component: Component, mustBeEmployed: EmploymentRule | null): Plan {
  const afterLeaving = component.mechanism.kind === 'bonus' ? 'forfeit' : 'pay';
  const effective = { from: '2026-01-01', to: THE_END };
  return planOf([component], { mustBeEmployed, afterLeaving: { kind: afterLeaving }, effective });
}

const NOTHING = { earned: 0n, payable: 0n, lost: 0n };

/** Whether no deal was changed and no cash given back from a day on; one that is may move a cent of another. */
function isQuietFrom(
  end: CivilDate,
  { amendment = [], refund = [], creditNote = [] }: Partial<RecordSet>,
): boolean {
  return [...amendment, ...refund, ...creditNote].every(({ date }) => date < end);
}

function most(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function checkLaws({ sales, component, employed, leaveDate }: Case): void {
  const records = recordsOf(sales, leaveDate);
  const left = standings(planWith(component, employed), records);
  const without = standings(planWith(component, null), records);
  const then = left.end < THE_END ? without.at(left.end) : new Map();
  for (const through of ['2026-03-01', '2026-05-01', '2026-08-01', '2027-01-01', THE_END]) {
    const anybody = without.at(through);
    const found = left.at(through);
    if (through < left.end) {
      expect(found).toEqual(anybody);
      continue;
    }
    for (const [deal, { earned, payable, lost }] of found) {
      const whole = anybody.get(deal) ?? NOTHING;
      const before = then.get(deal) ?? NOTHING;
      const place = `${deal} as of ${through}, payable to ${left.end}`;
      expect(earned + lost, `${place}: what is forfeited and what is not`).toBe(whole.earned);
      expect(lost >= 0n, `${place}: less than nothing is forfeited`).toBe(true);
      expect(payable <= earned || earned < 0n, `${place}: more is payable than earned`).toBe(true);
      expect(payable <= whole.payable, `${place}: ${payable} where others have ${whole.payable}`).toBe(true);
      expect(payable <= most(before.payable, 0n), `${place}: ${payable} where it was ${before.payable}`).toBe(
        true,
      );
      if (component.mechanism === bonus || before.payable < 0n) continue;
      const least = before.payable < whole.payable ? before.payable : whole.payable;
      const isQuiet = isQuietFrom(left.end, records);
      // In one window what was forfeited is used up by all that is taken back, before anything that was paid.
      if (isQuiet || component.measure.window.kind === 'year') expect(payable, place).toBe(least);
      if (isQuiet && through === THE_END) expect(payable, place).toBe(before.payable);
    }
  }
}

describe('who left and had to be employed is paid', () => {
  test('no more than was payable in time, and than who stayed', () => {
    holds('leaving', fc.property(caseOf(commission), checkLaws), { runs: 300 });
  });

  test('no more of a bonus that waits for deals', () => {
    holds('leaving before a bonus', fc.property(caseOf(waitingBonus), checkLaws), { runs: 60 });
  });

  test('what who stays is paid, as soon as the leave date is corrected away', () => {
    holds(
      'not leaving',
      fc.property(caseOf(commission), ({ sales, component, employed }) => {
        const records = recordsOf(sales, null);
        expect(standings(planWith(component, employed), records).at(THE_END)).toEqual(
          standings(planWith(component, null), records).at(THE_END),
        );
      }),
      { runs: 20 },
    );
  });

  test('nothing where everything is taken back', () => {
    holds(
      'leaving, and all reversed',
      fc.property(caseOf(commission), ({ sales, component, employed, leaveDate }) => {
        const records = reversed(recordsOf(sales, leaveDate));
        const { at } = standings(planWith(component, employed), records);
        const anybody = standings(planWith(component, null), records).at(THE_END);
        for (const [deal, { payable, earned }] of at(THE_END)) {
          // Of less than nothing, what is taken back is a sale of its own, which may be a cent short by rounding.
          const left = -most(-(anybody.get(deal)?.payable ?? 0n), 0n);
          expect([earned, payable]).toEqual([left, left]);
          if (sales.every(({ tcv }) => tcv > 0n)) expect(left).toBe(0n);
        }
      }),
      { runs: 80 },
    );
  });

  test('by lines that explain themselves to the cent', () => {
    holds(
      'leaving, explained',
      fc.property(caseOf(commission), ({ sales, component, employed, leaveDate }) => {
        const { book, calculation, due } = standings(
          planWith(component, employed),
          recordsOf(sales, leaveDate),
        );
        for (const { lines } of due(THE_END)) {
          for (const line of lines.filter(({ kind }) => kind === 'forfeited')) {
            const told = explainLine(book, { ...line, event: line.eventKey }, THE_END, calculation);
            expect(sumRatios(told?.leaves.map(({ exact }) => exact) ?? [])).toEqual({
              numerator: line.amount,
              denominator: 1n,
            });
          }
        }
      }),
      { runs: 40 },
    );
  });
});
