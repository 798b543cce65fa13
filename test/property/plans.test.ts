import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.js';
import { calculate } from '../../src/engine/calculate.js';
import { dueAsOf } from '../../src/engine/due.js';
import { explainLine } from '../../src/engine/explain/explain-line.js';
import { MECHANISMS } from '../../src/engine/mechanisms/registry.js';
import { MODIFIERS, PLAN_MODIFIERS } from '../../src/engine/modifiers/registry.js';
import { paidPeriods } from '../../src/engine/pay/paid-periods.js';
import { buildStatements } from '../../src/ledger/build-statements.js';
import { entitlementsOf } from '../../src/ledger/entitlement.js';
import type { StatementTotals } from '../../src/ledger/posted-statement.js';
import { addRatios, ratio, ZERO_RATIO } from '../../src/money/ratio.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { renderedStatements } from '../ledger/rendered-statements.js';
import { acceptedPlan, refusals } from './accepted-plan.js';
import {
  type GeneratedPlan,
  generatedPlan,
  MECHANISM_GENERATORS,
  MODIFIER_GENERATORS,
  PLAN_MODIFIER_GENERATORS,
} from './generated-plan.js';
import { generatedRecords, THROUGH } from './generated-records.js';
import { PlanEffects, REGISTERED_EFFECTS } from './plan-effects.js';
import { allReversed, withoutDeals } from './reversed-records.js';
import { holds } from './seed.js';
import { variedRecords } from './varied-records.js';

function calculated(plan: GeneratedPlan, records: RecordSet, through = THROUGH) {
  const book = acceptedPlan(plan);
  fc.pre(book !== null);
  return calculate({ company: book.company, versions: book.plans, records, through });
}

/** What a measure or a table over its events may say that no registry lists. */
const WORDS_OF_MEASURES = [
  'factors',
  'windfall',
  'trailing',
  'ofLastYear',
  'monthsSinceClose',
  'monthsSinceStart',
  'cancelled',
];

/** A clawback decides of itself what a cancellation takes back. */
function withoutClawbacks(components: GeneratedPlan['components']): GeneratedPlan['components'] {
  return Object.fromEntries(
    Object.entries(components).map(([id, { clawback: _clawback, ...rest }]) => [id, rest]),
  );
}

function statementsOf(plan: GeneratedPlan, records: RecordSet): string {
  const calculation = calculated(plan, records);
  return JSON.stringify(calculation.payees.flatMap((payee) => renderedStatements(calculation, payee)));
}

/** Deterministically another order of the same list. */
function shuffled<Item>(items: readonly Item[], turn: number): readonly Item[] {
  const turned = items.map((item, place) => ({ item, rank: ((place + 1) * (2 * turn + 7919)) % 104_729 }));
  return turned.sort((a, b) => a.rank - b.rank).map(({ item }) => item);
}

describe('every plan that the checker accepts', () => {
  const effects = new PlanEffects();

  test('has a generator for each mechanism and modifier', () => {
    expect(Object.keys(MECHANISM_GENERATORS).sort()).toEqual(Object.keys(MECHANISMS).sort());
    expect(Object.keys(MODIFIER_GENERATORS).sort()).toEqual(Object.keys(MODIFIERS).sort());
    expect(Object.keys(PLAN_MODIFIER_GENERATORS).sort()).toEqual(Object.keys(PLAN_MODIFIERS).sort());
  });

  test('is generated in every kind, and most generated plans are accepted', () => {
    const covered = new Map<string, number>();
    let accepted = 0;
    const plans = fc.sample(generatedPlan, { numRuns: 250, seed: 20260101 });
    for (const plan of plans) {
      if (acceptedPlan(plan) === null) continue;
      accepted += 1;
      for (const name of Object.keys(PLAN_MODIFIER_GENERATORS)) {
        if (plan[name] !== undefined) covered.set(`plan.${name}`, (covered.get(`plan.${name}`) ?? 0) + 1);
      }
      for (const component of Object.values(plan.components)) {
        for (const key of Object.keys(component)) covered.set(key, (covered.get(key) ?? 0) + 1);
      }
      for (const word of WORDS_OF_MEASURES) {
        if (JSON.stringify(plan).includes(`"${word}"`)) covered.set(word, (covered.get(word) ?? 0) + 1);
      }
    }
    console.log(
      `accepted ${accepted} of ${plans.length}; coverage: ${JSON.stringify(Object.fromEntries(covered))}`,
    );
    const ofPlans = Object.keys(PLAN_MODIFIER_GENERATORS).map((name) => `plan.${name}`);
    for (const name of [
      ...Object.keys(MECHANISMS),
      ...Object.keys(MODIFIERS),
      ...ofPlans,
      ...WORDS_OF_MEASURES,
    ]) {
      expect({ name, times: covered.get(name) ?? 0 }).toSatisfy(
        ({ times }: { times: number }) => times >= 20,
      );
    }
    expect(accepted).toBeGreaterThan(plans.length / 4);
  });

  test('is calculated without a throw, whatever the data', () => {
    holds(
      'no accepted plan throws',
      fc.property(generatedPlan, variedRecords, (plan, records) => {
        expect(statementsOf(plan, records)).toBeTypeOf('string');
      }),
      { runs: 150 },
    );
  });

  test('gives the same statements whatever the order of the records', () => {
    holds(
      'order of records',
      fc.property(generatedPlan, variedRecords, fc.nat(1000), (plan, records, turn) => {
        const entries = Object.entries(records).map(([kind, list]) => [kind, shuffled<unknown>(list, turn)]);
        const turned = Object.fromEntries(entries) as RecordSet;
        expect(statementsOf(plan, turned)).toBe(statementsOf(plan, records));
      }),
      { runs: 60 },
    );
  });

  test('gives the same statements whatever the order of measures and components in the file', () => {
    holds(
      'order of components',
      fc.property(generatedPlan, variedRecords, (plan, records) => {
        const reversed = (named: Readonly<Record<string, Record<string, unknown>>>) =>
          Object.fromEntries(Object.entries(named).reverse());
        const turned = { ...plan, measures: reversed(plan.measures), components: reversed(plan.components) };
        expect(statementsOf(turned, records)).toBe(statementsOf(plan, records));
      }),
      { runs: 50 },
    );
  });

  test('explains every line: the leaves sum to what is due for it', () => {
    let lines = 0;
    holds(
      'explained equals due',
      fc.property(generatedPlan, variedRecords, (plan, records) => {
        const calculation = calculated(plan, records);
        for (const payee of calculation.payees) {
          const { components } = dueAsOf(calculation, payee, THROUGH);
          effects.addDue(components);
          for (const { lines: due } of components) {
            for (const line of due) {
              const explained = explainLine(payee, { ...line, event: line.eventKey }, THROUGH, calculation);
              const sum = (explained?.leaves ?? []).reduce(
                (total, { exact }) => addRatios(total, exact),
                ZERO_RATIO,
              );
              expect({ line, sum }).toEqual({ line, sum: ratio(line.amount, 1n) });
              lines += 1;
            }
          }
        }
      }),
      { runs: 75 },
    );
    console.log(`explained ${lines} lines`);
    expect(lines).toBeGreaterThan(100);
  });

  test('posts in sum what one computation over the final data comes to', () => {
    holds(
      'postings telescope',
      fc.property(generatedPlan, variedRecords, (plan, records) => {
        const calculation = calculated(plan, records);
        for (const payee of calculation.payees) {
          const built = buildStatements(calculation, payee, entitlementsOf(calculation));
          const due = dueAsOf(calculation, payee, THROUGH).components;
          effects.addDue(due);
          for (const { totals } of built) effects.addTotals(totals, plan['payCap'] !== undefined);
          const earned = due.flatMap(({ lines }) => lines).reduce((sum, { amount }) => sum + amount, 0n);
          const payable = due
            .flatMap(({ payables }) => payables)
            .reduce((sum, each) => sum + each.payable, 0n);
          const byDeal = due.flatMap(({ payables }) => payables).reduce((sum, each) => sum + each.earned, 0n);
          const inAll = (figure: Exclude<keyof StatementTotals, 'held' | 'carried'>) =>
            built.reduce((sum, { totals }) => sum + totals[figure], 0n);
          expect(byDeal).toBe(earned);
          expect(inAll('earned')).toBe(earned);
          expect(inAll('payable')).toBe(payable);
          expect(built.at(-1)?.totals.held ?? 0n).toBe(earned - payable);
          const carried = built.at(-1)?.totals.carried ?? 0n;
          const toppedUp = inAll('guaranteed') + inAll('drawn');
          expect(inAll('paid') + inAll('recovered') + carried).toBe(payable + toppedUp);
          expect(paidPeriods(calculation, payee).map(({ movement: { paid } }) => paid)).toEqual(
            built.map(({ totals }) => totals.paid),
          );
        }
      }),
      { runs: 75 },
    );
  });

  test('never lets more of a deal become payable than it earned', () => {
    let released = 0;
    holds(
      'payables never exceed earnings',
      fc.property(generatedPlan, variedRecords, (plan, records) => {
        const calculation = calculated(plan, records);
        for (const payee of calculation.payees) {
          for (const through of ['2026-03-10', '2026-05-01', THROUGH]) {
            const due = dueAsOf(calculation, payee, through).components;
            effects.addDue(due);
            for (const { deal, earned, payable } of due.flatMap(({ payables }) => payables)) {
              const isWithin =
                earned < 0n ? payable >= earned && payable <= 0n : payable <= earned && payable >= 0n;
              expect({ deal, earned, payable, isWithin }).toEqual({ deal, earned, payable, isWithin: true });
              released += payable === 0n ? 0 : 1;
            }
          }
        }
      }),
      { runs: 40 },
    );
    console.log(`${released} deals released something`);
    expect(released).toBeGreaterThan(100);
  });

  test('has had every effect that the registries know, and not only said its name', () => {
    console.log(`effects: ${JSON.stringify(Object.fromEntries(effects.counts))}`);
    const never = REGISTERED_EFFECTS.filter((name) => effects.counts.get(name) === 0);
    expect(never).toEqual([]);
  });

  test('credits the parts of a deal in sum to its amount', () => {
    holds(
      'credits sum to the amount',
      fc.property(generatedRecords, (records) => {
        const plan: GeneratedPlan = {
          language: '1',
          plan: 'generated',
          effective: { from: '2026-01-01', to: '2027-01-01' },
          governedBy: 'eventDate',
          currency: 'USD',
          payFrequency: 'monthly',
          measures: {
            first: { basis: 'booked', amount: 'tcv', credit: { roles: ['owner'] }, window: 'month' },
          },
          components: { one: { measure: 'first', commission: { rate: '10%' } } },
        };
        const everyone = {
          ...records,
          assignment: records.assignment.map((each) => ({ ...each, from: '2026-01-01' })),
        };
        const { payees } = calculated(plan, everyone);
        for (const deal of records.deal.filter(({ closeDate }) => closeDate >= '2026-01-01')) {
          const parts = payees
            .filter(({ payee }) => payee !== 'mia')
            .flatMap(({ segments }) => segments.flatMap(({ measures }) => measures))
            .flatMap(({ windows }) => windows.flatMap(({ credits }) => credits))
            .filter(({ eventKey }) => eventKey === `booked:${deal.id}:booking`);
          const scale = 10n ** 8n;
          expect(parts.reduce((sum, { base }) => sum + base, 0n)).toBe((deal.tcv ?? 0n) * scale);
        }
      }),
      { runs: 50 },
    );
  });
});

describe('taking a deal back', () => {
  const plans = generatedPlan.map(
    (plan): GeneratedPlan => ({
      ...plan,
      governedBy: 'eventDate',
      components: withoutClawbacks(plan.components),
    }),
  );

  test('inside its window leaves the window as if the deal had never been', () => {
    holds(
      'reversal inside the window',
      fc.property(plans, generatedRecords, fc.integer({ min: 0, max: 150 }), (plan, records, close) => {
        const measures = Object.fromEntries(
          Object.entries(plan.measures).map(([id, written]) => [
            id,
            { ...written, basis: 'booked', amount: 'tcv', window: 'year' },
          ]),
        );
        const booked = { ...plan, measures };
        const closeDate = addDays('2026-01-01', close);
        const pattern = records.deal[0];
        fc.pre(pattern !== undefined && acceptedPlan(booked) !== null);
        const withPair: RecordSet = {
          ...records,
          deal: [...records.deal, { ...pattern, id: 'PAIR', closeDate }],
          split: [
            ...records.split,
            { deal: 'PAIR', payee: 'ann', role: 'owner', share: '1', from: null, to: null },
          ],
          amendment: [
            ...records.amendment,
            {
              deal: 'PAIR',
              id: 'C',
              date: addDays(closeDate, 20),
              kind: 'cancellation',
              currency: 'USD',
              amount: null,
              acv: null,
              mrr: null,
              firstYear: null,
              margin: null,
              quantity: null,
            },
          ],
        };
        expect(totals(booked, withPair)).toEqual(totals(booked, records));
      }),
      { runs: 75 },
    );
  });

  function totals(plan: GeneratedPlan, records: RecordSet): readonly string[] {
    const calculation = calculated(plan, records);
    return calculation.payees.map((payee) => {
      const due = dueAsOf(calculation, payee, THROUGH).components.flatMap(({ lines }) => lines);
      return `${payee.payee} ${due.reduce((sum, { amount }) => sum + amount, 0n)}`;
    });
  }

  test('and all that was ever sold inside one window leaves every balance as if there had been nothing', () => {
    let moved = 0;
    holds(
      'everything reversed',
      fc.property(plans, generatedRecords, (plan, records) => {
        const measures = Object.fromEntries(
          Object.entries(plan.measures).map(([id, written]) => [id, { ...written, window: 'year' }]),
        );
        const yearly = { ...plan, measures };
        const [taken, never] = [allReversed(records), withoutDeals({ ...records, refund: [] })].map((each) =>
          balances(yearly, each),
        );
        expect(taken?.closing).toEqual(never?.closing);
        moved += taken?.moved ?? 0;
      }),
      { runs: 40 },
    );
    console.log(`${moved} periods earned something before it was reversed`);
    expect(moved).toBeGreaterThan(100);
  });

  /** What all periods of a year come to in sum, and how many of them earned something. */
  function balances(plan: GeneratedPlan, records: RecordSet) {
    const end = '2027-02-15';
    const calculation = calculated(plan, records, end);
    let moved = 0;
    const closing = calculation.payees.map((payee) => {
      const built = buildStatements(calculation, payee, entitlementsOf(calculation));
      const sumOf = (figure: 'earned' | 'payable') =>
        built.reduce((sum, { totals }) => sum + totals[figure], 0n);
      moved += built.filter(({ totals }) => totals.earned !== 0n).length;
      const held = built.at(-1)?.totals.held ?? 0n;
      const byDeal = dueAsOf(calculation, payee, end)
        .components.flatMap(({ payables }) => payables)
        .filter(({ earned, payable }) => earned !== 0n || payable !== 0n)
        .map(({ deal, earned, payable }) => ({ deal, earned, payable }));
      return { payee: payee.payee, earned: sumOf('earned'), payable: sumOf('payable'), held, byDeal };
    });
    return { closing, moved };
  }

  test('after its window makes the deal sum to zero', () => {
    holds(
      'reversal after the window',
      fc.property(plans, generatedRecords, fc.boolean(), (plan, records, byTerms) => {
        const measures = Object.fromEntries(
          Object.entries(plan.measures).map(([id, written]) => [
            id,
            { ...written, basis: 'booked', amount: 'tcv', window: 'month' },
          ]),
        );
        const components = Object.fromEntries(
          Object.entries(plan.components).map(([id, { cap: _cap, floor: _floor, ...rest }]) => {
            // A clawback of all comes to the same as none, also in instalments.
            const isOfDeals = 'commission' in rest || 'spiff' in rest;
            const clawback = [{ on: 'cancelled', instalments: 2 }];
            return [id, byTerms && isOfDeals ? { ...rest, clawback } : rest];
          }),
        );
        const booked = { ...plan, cap: undefined, floor: undefined, measures, components };
        const cancelled: RecordSet = {
          ...records,
          amendment: records.deal.map(({ id, closeDate }) => ({
            deal: id,
            id: 'C',
            date: addDays(closeDate, 45),
            kind: 'cancellation' as const,
            currency: 'USD',
            amount: null,
            acv: null,
            mrr: null,
            firstYear: null,
            margin: null,
            quantity: null,
          })),
        };
        const calculation = calculated(booked, cancelled, '2026-12-31');
        for (const payee of calculation.payees) {
          for (const { payables } of dueAsOf(calculation, payee, '2026-12-31').components) {
            for (const { deal, earned, payable } of payables) {
              if (deal !== '') expect({ deal, earned, payable }).toEqual({ deal, earned: 0n, payable: 0n });
            }
          }
        }
      }),
      { runs: 75 },
    );
  });
});

test('what the checker refuses, it refuses for reasons the generator knows', () => {
  const reasons = new Map<string, number>();
  for (const plan of fc.sample(generatedPlan, { numRuns: 250, seed: 20260101 })) {
    for (const reason of refusals(plan)) {
      const code = reason.split(':')[0] ?? '';
      reasons.set(code, (reasons.get(code) ?? 0) + 1);
    }
  }
  console.log(`refused: ${JSON.stringify(Object.fromEntries(reasons))}`);
  const known = ['rate-kind', 'unknown-measure', 'release-shares', 'unused-measure'];
  expect([...reasons.keys()].filter((code) => !known.includes(code))).toEqual([]);
});
