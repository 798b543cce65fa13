import fc from 'fast-check';
import type { MECHANISMS } from '../../src/engine/mechanisms/registry.js';
import type { MODIFIERS, PLAN_MODIFIERS } from '../../src/engine/modifiers/registry.js';
import type { timeShape } from '../../src/rules/time-schema.js';
import { gates, multipliers } from './generated-gates.js';
import { contest, isKnownAtEnd, pool } from './generated-peers.js';

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
      per: fc.constantFrom('deal', 'month', 'quarter', 'half', 'year', 'plan'),
    })
    .map(({ what, per }) => ({
      ...what,
      per: 'ofTargetIncentive' in what && per === 'deal' ? 'quarter' : per,
    }));

/** What exceeds a cap may be carried where a later span of the year has room of its own for it. */
const capOf = (unit: Unit) =>
  fc
    .record({ written: limit(unit), carried: fc.boolean() })
    .map(({ written, carried }) =>
      carried && !('ofAmount' in written) && ['month', 'quarter', 'half'].includes(written.per)
        ? { ...written, excess: 'carried' }
        : written,
    );

/** The components of a plan count by measures of their own, so that its limits are no share of what is sold. */
const planCap = onceOrInTurn(capOf('units'));
const planFloor = onceOrInTurn(limit('units'));

/** A limit of a whole plan, or a list of limits over some of its components. */
function onceOrInTurn(written: fc.Arbitrary<object>): fc.Arbitrary<unknown> {
  const over = fc.constantFrom({}, { over: ['one'] }, { over: ['two', 'one'] });
  const several = fc.array(
    fc.tuple(written, over).map(([each, counted]) => ({ ...each, ...counted })),
    { minLength: 1, maxLength: 2 },
  );
  return fc.oneof(written, several);
}

const target = fc.oneof(
  fc.integer({ min: 1, max: 20_000 }),
  percents(100).map((ofTargetIncentive) => ({ ofTargetIncentive })),
);

/** What bounds are written in. */
type Bound = 'percent' | 'amount' | 'months';

/** How a table's position and the terms of its bounds are written. */
const position = (unit: Unit) =>
  fc.constantFrom<{ over: unknown; bound: Bound; foreign: boolean }>(
    { over: 'attainment', bound: 'percent', foreign: false },
    { over: unit === 'money' ? 'amount' : 'quantity', bound: 'amount', foreign: false },
    { over: 'deal', bound: 'amount', foreign: false },
    { over: { fact: 'discount' }, bound: 'percent', foreign: false },
    { over: { fact: 'monthsSinceClose' }, bound: 'months', foreign: false },
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
      const scale = meaning === 'overage' ? 100 : { percent: 20, amount: 20_000, months: 1 }[at.bound];
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

/** Dimensions of a matrix with so many bounds each, in the terms in which they are written. */
const dimension = (unit: Unit, ofFacts: boolean) =>
  fc
    .record({
      at: position(unit).filter(
        ({ over }) => over !== 'deal' && (ofFacts || typeof over !== 'object' || !('fact' in (over ?? {}))),
      ),
      bounds: fc.uniqueArray(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 3 }),
    })
    .map(({ at, bounds: places }) => ({
      over: at.over,
      at: [...places]
        .sort((a, b) => a - b)
        .map((place) => ({ percent: `${place * 10}%`, amount: place * 10_000, months: place })[at.bound]),
    }));

/** A list of values in lists as deep as there are sizes. */
function nested(values: readonly unknown[], sizes: readonly number[]): unknown[] {
  const [size = 0, ...rest] = sizes;
  const part = rest.reduce((product, each) => product * each, 1);
  return Array.from({ length: size }, (_, place) => {
    const own = values.slice(place * part, (place + 1) * part);
    return rest.length === 0 ? own[0] : nested(own, rest);
  });
}

const matrix = (unit: Unit) =>
  fc.constantFrom<'rate' | 'target'>('rate', 'target').chain((pays) =>
    fc
      .record({
        dimensions: fc.array(dimension(unit, pays === 'rate'), { minLength: 2, maxLength: 3 }),
        shape: fc.constantFrom('stepped', 'interpolated'),
        asMultiples: fc.boolean(),
        values: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 27, maxLength: 27 }),
        target,
      })
      .map(({ dimensions, shape, asMultiples, values, target: aim }) => {
        const multiplies = pays === 'rate' && asMultiples;
        const rates = values.map((value) => {
          if (multiplies) return `${value / 10}x`;
          return pays === 'target' || unit === 'money' ? `${value / 10}%` : { perUnit: value };
        });
        return {
          pays,
          ...(pays === 'target' || multiplies ? { target: aim } : {}),
          shape,
          dimensions,
          cells: nested(
            rates,
            dimensions.map(({ at }) => at.length),
          ),
        };
      }),
  );

/** The objectives that generated records score. */
export const OBJECTIVES = ['onboarding', 'hygiene'];

const objectives = () =>
  fc
    .record({
      target,
      minimum: fc.option(percents(100), { nil: undefined }),
      weight: fc.integer({ min: 0, max: 100 }),
      limits: fc.option(fc.tuple(percents(60), fc.constantFrom('80%', '120%')), { nil: undefined }),
      curve: fc.option(
        fc.record({
          shape: fc.constantFrom('stepped', 'interpolated'),
          points: fc.constant([
            { at: '50%', pays: '25%' },
            { at: '100%', pays: '110%' },
          ]),
        }),
        { nil: undefined },
      ),
    })
    .map(({ target: aim, minimum, weight, limits, curve }) => ({
      target: aim,
      ...(minimum === undefined ? {} : { minimum }),
      each: OBJECTIVES.map((objective, place) => ({
        objective,
        weight: `${place === 0 ? weight : 100 - weight}%`,
        ...(limits === undefined || place > 0 ? {} : { minimum: limits[0], maximum: limits[1] }),
        ...(curve === undefined || place === 0 ? {} : { curve }),
      })),
    }));

/** A generator of the written form of each mechanism; a mechanism without one does not compile. */
export const MECHANISM_GENERATORS = {
  commission,
  bonus,
  spiff,
  matrix,
  objectives,
  pool,
  contest,
} satisfies Record<
  keyof typeof MECHANISMS,
  (unit: Unit, measure: string, rollsUp: boolean) => fc.Arbitrary<Record<string, unknown>>
>;

const IN_PARTS = { instalments: { count: 3, every: '1 month' } };

/** What a share of a release may wait for. */
export const TRIGGERS: readonly Readonly<Record<string, unknown>>[] = [
  { on: 'booked' },
  { on: 'recognized' },
  { on: 'collected' },
  { on: 'collected', of: 'invoiced' },
  { on: 'collected', of: 'firstYear' },
  { after: '30 days' },
  { date: '2026-04-15' },
  { date: { fact: 'goLive' } },
  { on: 'booked', ...IN_PARTS },
  { on: 'collected', ...IN_PARTS },
  { date: { fact: 'goLive' }, ...IN_PARTS },
  { when: { all: [{ fact: 'type', operator: 'equal', value: 'new' }] } },
];

const release = () =>
  fc
    .uniqueArray(fc.constantFrom(...TRIGGERS), {
      minLength: 1,
      maxLength: 3,
      selector: (each) => JSON.stringify(each),
    })
    .map((triggers) => {
      const share = Math.floor(1000 / triggers.length);
      return triggers.map((each, index) => ({
        ...each,
        share: `${(index === 0 ? 1000 - share * (triggers.length - 1) : share) / 10}%`,
      }));
    });

const clawback = () =>
  fc.uniqueArray(
    fc.constantFrom<Record<string, unknown>>(
      { on: 'cancelled' },
      { on: 'cancelled', within: '60 days' },
      { on: 'cancelled', recovers: { share: '50%' }, instalments: 3 },
      { on: 'cancelled', from: 'startDate', recovers: { proRata: '9 months' } },
      { on: 'cancelled', recovers: { proRata: '90 days', by: 'days' } },
      { on: 'cancelled', recovers: { proRata: 'term', by: 'monthsPaid' } },
      {
        on: 'cancelled',
        recovers: {
          ladder: [
            { within: '30 days', share: '100%' },
            { within: '90 days', share: '50%' },
          ],
        },
      },
      { on: 'downgraded', after: '10 days' },
      { on: 'downgraded', within: '90 days', recovers: { share: '75%' }, instalments: 2 },
      { on: 'cancelled', recovers: 'rerun' },
      { on: 'cancelled', reversesCredit: 'originalWindow' },
      { on: 'downgraded', reversesCredit: 'cancellationWindow' },
      { on: 'unpaid', after: '30 days', instalments: 2 },
    ),
    { minLength: 1, maxLength: 3, selector: (each) => JSON.stringify(each) },
  );

/** The terms of a clawback that fit what a measure is based on. */
function fitting(basis: unknown) {
  return (terms: readonly Record<string, unknown>[] | undefined) => {
    const fit = (terms ?? []).filter(({ on, recovers, reversesCredit }) => {
      if (on === 'unpaid') return basis !== 'collected';
      return basis === 'booked' || (recovers !== 'rerun' && reversesCredit === undefined);
    });
    return fit.length === 0 ? undefined : fit;
  };
}

/** A generator of the written form of each modifier; a modifier without one does not compile. */
export const MODIFIER_GENERATORS = {
  gate: gates,
  multiplier: multipliers,
  cap: capOf,
  floor: limit,
  release,
  clawback,
} satisfies Record<keyof typeof MODIFIERS, (unit: Unit) => fc.Arbitrary<unknown>>;

const payAmount = fc.oneof(
  fc.integer({ min: 0, max: 3_000 }),
  percents(100).map((ofTargetIncentive) => ({ ofTargetIncentive })),
);

const paySpan = fc.constantFrom<Record<string, string>>(
  {},
  { until: '3 months' },
  { from: '2 weeks', until: '10 weeks' },
  { from: '2026-02-10' },
);

const draw = fc
  .record({
    amount: payAmount,
    recoverable: fc.constantFrom('true', 'false'),
    span: paySpan,
    recovery: fc.constantFrom<Record<string, string>>(
      {},
      { recoverUpTo: '50%' },
      { recoverFrom: '1 month', recoverUpTo: '12.5%' },
      { recoverFrom: '2026-03-01', forgiveAtEnd: 'true' },
    ),
  })
  .map(({ amount, recoverable, span, recovery }) => ({
    amount,
    recoverable,
    ...span,
    ...(recoverable === 'true' ? recovery : {}),
  }));

const guarantee = fc
  .record({ amount: payAmount, span: paySpan })
  .map(({ amount, span }) => ({ amount, ...span }));

const payCap = fc
  .record({
    amount: payAmount,
    paidOut: fc.constantFrom<Record<string, string>>({}, { paidOut: 'quarter' }, { paidOut: 'month' }),
    span: paySpan,
  })
  .map(({ amount, paidOut, span }) => ({ amount, ...paidOut, ...span }));

/** A generator of the written form of each modifier of a whole plan; one without does not compile. */
export const PLAN_MODIFIER_GENERATORS = {
  cap: planCap,
  floor: planFloor,
  draw,
  guarantee,
  payCap,
} satisfies Record<keyof typeof PLAN_MODIFIERS, fc.Arbitrary<unknown>>;

const condition = fc.constantFrom(
  { all: [{ fact: 'type', operator: 'in', value: ['new', 'expansion'] }] },
  {
    any: [
      { fact: 'discount', operator: 'lessThan', value: '20%' },
      { fact: 'type', operator: 'equal', value: 'renewal' },
    ],
  },
  { not: { all: [{ fact: 'region', operator: 'equal', value: 'north' }] } },
  { all: [{ fact: 'cancelled', operator: 'equal', value: 'false' }] },
  {
    any: [
      { fact: 'monthsSinceStart', operator: 'lessThan', value: 3 },
      { fact: 'monthsSinceClose', operator: 'greaterThanInclusive', value: 12 },
    ],
  },
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
        quota: fc.constantFrom(undefined, undefined, { ofLastYear: '100%' }, { ofLastYear: '112.5%' }),
        withoutQuota: fc.constantFrom('problem', 'nothing', 'onTarget'),
        windfall: fc.constantFrom(
          undefined,
          undefined,
          undefined,
          { above: { ofQuota: '25%' }, excess: 'forfeited' },
          { above: { ofQuota: '60%' }, excess: 'held' },
        ),
      })
      .map((written) => ({
        unit:
          written.amount === 'quantity' || written.amount === 'count'
            ? ('units' as const)
            : ('money' as const),
        written: Object.fromEntries(
          Object.entries({ basis, ...withoutCircle(written) }).filter(([, value]) => value !== undefined),
        ),
      })),
  );

/** What counts of a deal is no share of a quota that follows from what counts of deals. */
function withoutCircle<Written extends { readonly quota: unknown; readonly windfall: unknown }>(
  written: Written,
): Written {
  return written.quota === undefined ? written : { ...written, windfall: undefined };
}

/** Objectives are not scored over windows that trail, which overlap. */
function mechanismsOver(window: unknown): readonly (keyof typeof MECHANISM_GENERATORS)[] {
  const all = Object.keys(MECHANISM_GENERATORS) as (keyof typeof MECHANISM_GENERATORS)[];
  return typeof window === 'object' ? all.filter((kind) => kind !== 'objectives') : all;
}

const component = (name: string, { unit, written: { basis, window, credit } }: GeneratedMeasure) =>
  fc
    .constantFrom(...mechanismsOver(window))
    .chain((kind) =>
      fc.record({
        mechanism: MECHANISM_GENERATORS[kind](unit, name, isRollUp(credit)).map((written) => ({
          [kind]: written,
        })),
        gate: fc.option(MODIFIER_GENERATORS.gate(unit, name, kind === 'commission'), {
          nil: undefined,
          freq: 2,
        }),
        multiplier: fc.option(MODIFIER_GENERATORS.multiplier(unit, name), { nil: undefined, freq: 2 }),
        cap: fc.option(MODIFIER_GENERATORS.cap(unit), { nil: undefined }),
        floor: fc.option(MODIFIER_GENERATORS.floor(unit), { nil: undefined }),
        release: fc.option(MODIFIER_GENERATORS.release(), { nil: undefined }),
        clawback: fc.option(MODIFIER_GENERATORS.clawback(), { nil: undefined }).map(fitting(basis)),
        settles: fc.option(fc.constantFrom('asEarned', 'windowEnd'), { nil: undefined }),
      }),
    )
    .map(({ mechanism, ...rest }) => ({
      measure: name,
      ...mechanism,
      ...Object.fromEntries(
        Object.entries(belongsToNoDeal(mechanism) ? withoutDeals(rest) : rest).filter(
          ([key, value]) => value !== undefined && !(key === 'settles' && isKnownAtEnd(mechanism)),
        ),
      ),
    }));

function isRollUp(credit: unknown): boolean {
  return typeof credit === 'object' && credit !== null && 'team' in credit;
}

/** Whether what a component pays belongs to no deal in particular. */
function belongsToNoDeal(mechanism: Readonly<Record<string, Readonly<Record<string, unknown>>>>): boolean {
  const kinds = ['bonus', 'objectives', 'pool', 'contest'];
  return kinds.some((kind) => kind in mechanism) || mechanism['matrix']?.['pays'] === 'target';
}

/** What belongs to no deal can be limited per span of time and released after one. */
function withoutDeals({ gate, multiplier, cap, floor, release: released, settles }: Modifiers): Modifiers {
  return {
    gate,
    multiplier,
    cap: cap === undefined ? undefined : { ...cap, per: 'quarter' },
    floor: floor === undefined ? undefined : { ...floor, per: 'quarter' },
    release: released === undefined ? undefined : [{ after: '30 days', share: '100%' }],
    settles,
  };
}

interface Modifiers {
  readonly gate: unknown;
  readonly multiplier: unknown;
  readonly cap: object | undefined;
  readonly floor: object | undefined;
  readonly release: unknown;
  readonly settles: string | undefined;
}

/** What a plan says of people over time and of currencies, by key. */
const TIME_GENERATORS = {
  targetIncentive: fc.constantFrom('months', 'days'),
  carriesFrom: fc.constant('previous'),
  ramp: fc.constantFrom<unknown>(
    { from: 'assignment', months: [{ upTo: '2 months', quota: '50%' }] },
    { from: 'assignment', months: [{ upTo: '3 months', quota: '0%', pays: 'onTarget' }] },
    {
      from: 'hireDate',
      months: [
        { upTo: '1 month', quota: '0%' },
        { upTo: '1 year', quota: '33%' },
      ],
    },
  ),
  absences: fc.constantFrom<unknown>(
    [{ target: 'prorated' }],
    [{ kind: 'notice', quota: 'full', events: 'forfeited' }, { events: 'forfeited' }],
  ),
  afterLeaving: fc.constantFrom<unknown>('pay', 'forfeit', { within: '30 days' }),
  mustBeEmployed: fc.constantFrom<unknown>({ when: 'payable' }, { when: 'paid', within: '30 days' }),
  fx: fc.constantFrom<unknown>(
    { rate: 'closeDate' },
    { rate: 'periodAverage' },
    { rate: { fixed: { 'EUR/USD': 1.1 } } },
  ),
} satisfies Record<keyof typeof timeShape, fc.Arbitrary<unknown>>;

function seldom(generator: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.option(generator, { nil: undefined, freq: 1 });
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
      targetIncentive: seldom(TIME_GENERATORS.targetIncentive),
      carriesFrom: seldom(TIME_GENERATORS.carriesFrom),
      ramp: seldom(TIME_GENERATORS.ramp),
      absences: seldom(TIME_GENERATORS.absences),
      afterLeaving: seldom(TIME_GENERATORS.afterLeaving),
      mustBeEmployed: seldom(TIME_GENERATORS.mustBeEmployed),
      fx: seldom(TIME_GENERATORS.fx),
      cap: fc.option(PLAN_MODIFIER_GENERATORS.cap, { nil: undefined, freq: 2 }),
      floor: fc.option(PLAN_MODIFIER_GENERATORS.floor, { nil: undefined, freq: 2 }),
      draw: fc.option(PLAN_MODIFIER_GENERATORS.draw, { nil: undefined }),
      guarantee: fc.option(PLAN_MODIFIER_GENERATORS.guarantee, { nil: undefined }),
      payCap: fc.option(PLAN_MODIFIER_GENERATORS.payCap, { nil: undefined, freq: 2 }),
      measures: fc.constant({ first: first.written, second: second.written }),
      components: fc.record({ one: component('first', first), two: component('second', second) }),
    }),
  );
