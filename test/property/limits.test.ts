import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Due } from '../../src/engine/due.js';
import type { Cap } from '../../src/engine/modifiers/cap.js';
import type { Component, Plan } from '../../src/engine/plan.js';
import { commissionOf, componentOf, dueOf, planOf, sold, tier } from '../engine/given.js';
import { holds } from './seed.js';

/** Deals of a year, some of less than nothing, in minor units. */
const deals = fc.array(
  fc.record({ month: fc.integer({ min: 1, max: 12 }), amount: fc.integer({ min: -40_000, max: 100_000 }) }),
  { minLength: 1, maxLength: 12 },
);

const limit = fc.bigInt({ min: 0n, max: 12_000n });
const mechanisms = {
  marginal: commissionOf(),
  retroactive: commissionOf({ tiers: 'retroactive', rates: [tier('0', '10%'), tier('60000', '13%')] }),
};
const mechanism = fc.constantFrom<keyof typeof mechanisms>('marginal', 'retroactive');
const perTime = fc.constantFrom('month', 'quarter', 'half', 'year', 'plan');

type Deals = readonly { readonly month: number; readonly amount: number }[];

function dueFor(sales: Deals, components: readonly Component[], limits: Partial<Plan> = {}): Due {
  const deal = sales.map(({ month, amount }, place) => {
    const id = `D-${String(place).padStart(2, '0')}`;
    return { ...sold(id, `2026-${String(month).padStart(2, '0')}-10`, '0'), tcv: BigInt(amount) };
  });
  return dueOf(planOf(components, limits), { deal });
}

/** What was earned by span of time, in order of the spans. */
function bySpan(due: Due, per: Cap['per']): ReadonlyMap<number, bigint> {
  const months = { month: 1, quarter: 3, half: 6, year: 12, plan: 12, deal: 12 }[per];
  const sums = new Map<number, bigint>();
  for (const { date, amount } of due.components.flatMap(({ lines }) => lines)) {
    const span = Math.floor((Number(date.slice(5, 7)) - 1) / months);
    sums.set(span, (sums.get(span) ?? 0n) + amount);
  }
  return sums;
}

function byDeal({ components }: Due): ReadonlyMap<string, bigint> {
  return new Map(components.flatMap(({ payables }) => payables.map(({ deal, earned }) => [deal, earned])));
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

describe('limited lines sum to the limited total', () => {
  test('under a cap per span of time, of a component and of a plan', () => {
    holds(
      'caps',
      fc.property(deals, limit, perTime, mechanism, (sales, most, per, kind) => {
        const cap: Cap = { limit: { kind: 'amount', amount: most }, per, excess: 'forfeited' };
        const one = componentOf(mechanisms[kind]);
        const two = componentOf(mechanisms.marginal, { id: 'second' });
        const capped = bySpan(dueFor(sales, [{ ...one, cap }]), per);
        for (const [span, raw] of bySpan(dueFor(sales, [one]), per)) {
          expect(capped.get(span)).toBe(least(raw, most));
        }
        const planned = bySpan(dueFor(sales, [one, two], { caps: [{ ...cap, over: null }] }), per);
        for (const [span, raw] of bySpan(dueFor(sales, [one, two]), per)) {
          expect(planned.get(span)).toBe(least(raw, most));
        }
      }),
      { runs: 60 },
    );
  });

  test('under a floor per span of time, of a component and of a plan', () => {
    holds(
      'floors',
      fc.property(deals, limit, perTime, mechanism, (sales, lowest, per, kind) => {
        const floor = { limit: { kind: 'amount', amount: lowest }, per } as const;
        const one = componentOf(mechanisms[kind]);
        const two = componentOf(mechanisms.marginal, { id: 'second' });
        const lifted = bySpan(dueFor(sales, [{ ...one, floor }]), per);
        for (const [span, raw] of bySpan(dueFor(sales, [one]), per)) {
          expect(lifted.get(span)).toBe(-least(-raw, -lowest));
        }
        const planned = bySpan(dueFor(sales, [one, two], { floors: [{ ...floor, over: null }] }), per);
        for (const [span, raw] of bySpan(dueFor(sales, [one, two]), per)) {
          expect(planned.get(span)).toBe(-least(-raw, -lowest));
        }
      }),
      { runs: 40 },
    );
  });

  test('under a cap and a floor per deal', () => {
    holds(
      'limits per deal',
      fc.property(deals, limit, limit, mechanism, (sales, most, lowest, kind) => {
        const one = componentOf(mechanisms[kind]);
        const cap: Cap = { limit: { kind: 'amount', amount: most }, per: 'deal', excess: 'forfeited' };
        const floor = { limit: { kind: 'amount', amount: lowest }, per: 'deal' } as const;
        const [capped, lifted, planned] = [
          byDeal(dueFor(sales, [{ ...one, cap }])),
          byDeal(dueFor(sales, [{ ...one, floor }])),
          byDeal(dueFor(sales, [one], { caps: [{ ...cap, over: null }] })),
        ];
        for (const [deal, raw] of byDeal(dueFor(sales, [one]))) {
          expect(capped.get(deal)).toBe(least(raw, most));
          expect(planned.get(deal)).toBe(least(raw, most));
          expect(lifted.get(deal)).toBe(raw < 0n ? raw : -least(-raw, -lowest));
        }
      }),
      { runs: 60 },
    );
  });

  test('under a cap that carries: each span earns what came before and its own, up to the cap', () => {
    holds(
      'carried caps',
      fc.property(
        deals,
        limit,
        fc.constantFrom('month', 'quarter', 'half'),
        mechanism,
        fc.boolean(),
        (sales, most, per, kind, ofPlan) => {
          const cap: Cap = { limit: { kind: 'amount', amount: most }, per, excess: 'carried' };
          const one = componentOf(mechanisms[kind]);
          const raw = bySpan(dueFor(sales, [one]), per);
          const earned = bySpan(
            ofPlan
              ? dueFor(sales, [one], { caps: [{ ...cap, over: null }] })
              : dueFor(sales, [{ ...one, cap }]),
            per,
          );
          let waiting = 0n;
          for (let span = 0; span < { month: 12, quarter: 4, half: 2 }[per]; span += 1) {
            const total = waiting + (raw.get(span) ?? 0n);
            expect(earned.get(span) ?? 0n).toBe(least(total, most));
            waiting = total > most ? total - most : 0n;
          }
        },
      ),
      { runs: 60 },
    );
  });

  test('and what limits did to a line is what it lacks', () => {
    holds(
      'marks of limits',
      fc.property(deals, limit, limit, mechanism, (sales, most, all, kind) => {
        const cap: Cap = { limit: { kind: 'amount', amount: most }, per: 'month', excess: 'carried' };
        const one = componentOf(mechanisms[kind], { cap });
        const whole: Cap = { limit: { kind: 'amount', amount: all }, per: 'quarter', excess: 'forfeited' };
        const lines = (due: Due) => due.components.flatMap(({ lines: own }) => own);
        const limited = lines(dueFor(sales, [one], { caps: [{ ...whole, over: null }] }));
        const free = new Map(
          lines(dueFor(sales, [{ ...one, cap: null }])).map(({ key, amount }) => [key, amount]),
        );
        for (const { key, amount, limits = [] } of limited) {
          const done = limits.reduce((sum, { amount: each }) => sum + each, 0n);
          expect(amount).toBe((free.get(key) ?? 0n) + done);
        }
      }),
      { runs: 40 },
    );
  });
});
