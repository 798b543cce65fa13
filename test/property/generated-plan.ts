import fc from 'fast-check';
import type { MECHANISMS } from '../../src/engine/mechanisms/registry.js';
import type { MODIFIERS } from '../../src/engine/modifiers/registry.js';

/** A plan as a rule file writes it, as plain JSON. */
export type GeneratedPlan = Record<string, unknown> & {
  readonly measures: Readonly<Record<string, Record<string, unknown>>>;
  readonly components: Readonly<Record<string, Record<string, unknown>>>;
};

type Unit = 'money' | 'units';

const percents = (most: number) => fc.integer({ min: 0, max: most * 10 }).map((tenths) => `${tenths / 10}%`);

const multiples = fc.integer({ min: 0, max: 40 }).map((tenths) => `${tenths / 10}x`);

/** Strictly ascending lower bounds from zero, as whole numbers. */
const bounds = (step: number) =>
  fc
    .array(fc.integer({ min: 1, max: 8 }), { maxLength: 3 })
    .map((steps) => [0, ...steps.map((_, place) => step * sum(steps.slice(0, place + 1)))]);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

const limit = (unit: Unit) =>
  fc
    .record({
      what: fc.oneof(
        fc.integer({ min: 0, max: 20_000 }).map((amount) => ({ amount })),
        percents(300).map((ofTargetIncentive) => ({ ofTargetIncentive })),
        ...(unit === 'money' ? [percents(20).map((ofAmount) => ({ ofAmount }))] : []),
      ),
      per: fc.constantFrom('deal', 'month', 'quarter', 'half', 'year'),
    })
    .map(({ what, per }) => ({
      ...what,
      per: 'ofTargetIncentive' in what && per === 'deal' ? 'quarter' : per,
    }));

const target = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  percents(100).map((ofTargetIncentive) => ({ ofTargetIncentive })),
);

/** How a table's position and the terms of its bounds are written. */
const position = (unit: Unit) =>
  fc.constantFrom<{ over: unknown; bound: 'percent' | 'amount'; foreign: boolean }>(
    { over: 'attainment', bound: 'percent', foreign: false },
    { over: unit === 'money' ? 'amount' : 'quantity', bound: 'amount', foreign: false },
    { over: 'deal', bound: 'amount', foreign: false },
    { over: { fact: 'discount' }, bound: 'percent', foreign: false },
    { over: { attainment: 'first', of: 'self' }, bound: 'percent', foreign: true },
    { over: { attainment: 'first', of: 'teamPooled' }, bound: 'percent', foreign: true },
    { over: { attainment: 'first', of: 'teamAverage' }, bound: 'percent', foreign: true },
    { over: unit === 'money' ? { amount: 'first' } : { quantity: 'first' }, bound: 'amount', foreign: true },
  );

const commission = (unit: Unit) =>
  fc
    .record({
      tiers: fc.constantFrom('marginal', 'retroactive', 'overage'),
      at: position(unit),
      from: bounds(1),
      asMultiples: fc.boolean(),
      rates: fc.array(fc.tuple(percents(40), multiples, fc.integer({ min: 0, max: 900 })), {
        minLength: 4,
        maxLength: 4,
      }),
      target,
    })
    .map(({ tiers, at, from, asMultiples, rates, target: aim }) => {
      const meaning = at.foreign
        ? 'retroactive'
        : tiers === 'overage' && at.over !== 'attainment'
          ? 'marginal'
          : tiers;
      const scale = meaning === 'overage' ? 100 : at.bound === 'percent' ? 20 : 20_000;
      return {
        tiers: meaning,
        over: at.over,
        ...(asMultiples ? { target: aim } : {}),
        rates: from.map((each, place) => {
          const [percent, multiple, perUnit] = rates[place] ?? ['1%', '1x', 1];
          const rate = asMultiples ? multiple : unit === 'money' ? percent : { perUnit };
          return { from: at.bound === 'percent' ? `${each * scale}%` : each * scale, rate };
        }),
      };
    });

const bonus = (unit: Unit) =>
  fc
    .record({
      target,
      at: position(unit).filter(
        ({ over }) => over !== 'deal' && !(typeof over === 'object' && over !== null && 'fact' in over),
      ),
      curve: fc.constantFrom('stepped', 'interpolated'),
      beyond: fc.constantFrom('flat', 'linear'),
      places: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 4 }),
      pays: fc.array(percents(300), { minLength: 4, maxLength: 4 }),
    })
    .map(({ target: aim, at, curve, beyond, places, pays }) => ({
      target: aim,
      over: at.over,
      curve,
      beyond: curve === 'stepped' || places.length < 2 ? 'flat' : beyond,
      points: [...places]
        .sort((a, b) => a - b)
        .map((place, index) => ({
          at: at.bound === 'percent' ? `${place * 10}%` : place * 10_000,
          pays: pays[index] ?? '100%',
        })),
    }));

const spiff = (unit: Unit) =>
  fc
    .record({
      amount: fc.integer({ min: 1, max: 2_000 }),
      per: fc.constantFrom('deal', 'unit'),
      startsWith: fc.integer({ min: 1, max: 3 }),
      more: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    })
    .map(({ amount, per, startsWith, more }) => ({
      amount,
      per: unit === 'money' ? 'deal' : per,
      startsWith,
      ...(more === undefined ? {} : { endsWith: startsWith + more }),
    }));

/** A generator of the written form of each mechanism; a mechanism without one does not compile. */
export const MECHANISM_GENERATORS = { commission, bonus, spiff } satisfies Record<
  keyof typeof MECHANISMS,
  (unit: Unit) => fc.Arbitrary<Record<string, unknown>>
>;

const release = () =>
  fc
    .uniqueArray(
      fc.constantFrom<Record<string, unknown>>(
        { on: 'booked' },
        { on: 'recognized' },
        { on: 'collected' },
        { on: 'collected', of: 'invoiced' },
        { on: 'collected', of: 'firstYear' },
        { after: '30 days' },
        { when: { all: [{ fact: 'type', operator: 'equal', value: 'new' }] } },
      ),
      { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) },
    )
    .map((triggers) => {
      const share = Math.floor(1000 / triggers.length);
      return triggers.map((each, index) => ({
        ...each,
        share: `${(index === 0 ? 1000 - share * (triggers.length - 1) : share) / 10}%`,
      }));
    });

/** A generator of the written form of each modifier; a modifier without one does not compile. */
export const MODIFIER_GENERATORS = { cap: limit, floor: limit, release } satisfies Record<
  keyof typeof MODIFIERS,
  (unit: Unit) => fc.Arbitrary<unknown>
>;

const condition = fc.constantFrom(
  { all: [{ fact: 'type', operator: 'in', value: ['new', 'expansion'] }] },
  {
    any: [
      { fact: 'discount', operator: 'lessThan', value: '20%' },
      { fact: 'type', operator: 'equal', value: 'renewal' },
    ],
  },
  { not: { all: [{ fact: 'region', operator: 'equal', value: 'north' }] } },
);

const AMOUNTS = {
  booked: ['tcv', 'acv', 'mrr', 'firstYear', 'margin', 'quantity', 'count'],
  recognized: ['amount', 'firstYear', 'margin', 'quantity', 'count'],
  collected: ['amount', 'firstYear', 'margin', 'quantity', 'count'],
} as const;

interface GeneratedMeasure {
  readonly unit: Unit;
  readonly written: Record<string, unknown>;
}

const measure: fc.Arbitrary<GeneratedMeasure> = fc
  .constantFrom('booked', 'recognized', 'collected')
  .chain((basis) =>
    fc
      .record({
        amount: fc.constantFrom(...AMOUNTS[basis]),
        credit: fc.constantFrom<Record<string, unknown>>(
          { roles: ['owner'] },
          { roles: ['owner', 'specialist'] },
          { team: 'true', roles: ['owner'] },
          { team: 'true', roles: ['owner'], self: 'true' },
        ),
        when: fc.option(condition, { nil: undefined }),
        factors: fc.option(
          fc.array(
            fc.record({
              when: condition,
              credit: fc.constantFrom(0, 0.5, 1.2),
              earning: fc.constantFrom(0, 0.75, 2),
            }),
            {
              minLength: 1,
              maxLength: 2,
            },
          ),
          { nil: undefined },
        ),
        window: fc.constantFrom<unknown>('month', 'quarter', 'half', 'year', 'plan', {
          trailing: '3 months',
        }),
        withoutQuota: fc.constantFrom('problem', 'nothing', 'onTarget'),
      })
      .map((written) => ({
        unit:
          written.amount === 'quantity' || written.amount === 'count'
            ? ('units' as const)
            : ('money' as const),
        written: Object.fromEntries(
          Object.entries({ basis, ...written }).filter(([, value]) => value !== undefined),
        ),
      })),
  );

const component = (name: string, { unit }: GeneratedMeasure) =>
  fc
    .constantFrom(...(Object.keys(MECHANISM_GENERATORS) as (keyof typeof MECHANISM_GENERATORS)[]))
    .chain((kind) =>
      fc.record({
        mechanism: MECHANISM_GENERATORS[kind](unit).map((written) => ({ [kind]: written })),
        cap: fc.option(MODIFIER_GENERATORS.cap(unit), { nil: undefined }),
        floor: fc.option(MODIFIER_GENERATORS.floor(unit), { nil: undefined }),
        release: fc.option(MODIFIER_GENERATORS.release(), { nil: undefined }),
        settles: fc.option(fc.constantFrom('asEarned', 'windowEnd'), { nil: undefined }),
      }),
    )
    .map(({ mechanism, ...rest }) => ({
      measure: name,
      ...mechanism,
      ...Object.fromEntries(
        Object.entries('bonus' in mechanism ? withoutDeals(rest) : rest).filter(
          ([, value]) => value !== undefined,
        ),
      ),
    }));

/** A bonus belongs to no deal: it can be limited per span of time and released after one. */
function withoutDeals({ cap, floor, release: released, settles }: Modifiers): Modifiers {
  return {
    cap: cap === undefined ? undefined : { ...cap, per: 'quarter' },
    floor: floor === undefined ? undefined : { ...floor, per: 'quarter' },
    release: released === undefined ? undefined : [{ after: '30 days', share: '100%' }],
    settles,
  };
}

interface Modifiers {
  readonly cap: object | undefined;
  readonly floor: object | undefined;
  readonly release: unknown;
  readonly settles: string | undefined;
}

/** Plans over everything the registries know; most are sound, and the checker says which. */
export const generatedPlan: fc.Arbitrary<GeneratedPlan> = fc
  .record({ first: measure, second: measure })
  .chain(({ first, second }) =>
    fc.record({
      language: fc.constant('1'),
      plan: fc.constant('generated'),
      effective: fc.constant({ from: '2026-01-01', to: '2027-01-01' }),
      governedBy: fc.constantFrom('eventDate', 'closeDate'),
      currency: fc.constant('USD'),
      payFrequency: fc.constantFrom('monthly', 'quarterly', 'semimonthly', 'biweekly'),
      rounding: fc.constantFrom('half-even', 'half-up', 'half-down', 'down'),
      proration: fc.constantFrom('days', 'months'),
      measures: fc.constant({ first: first.written, second: second.written }),
      components: fc.record({ one: component('first', first), two: component('second', second) }),
    }),
  );
