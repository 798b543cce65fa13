import fc from 'fast-check';

/** The plans of a generated company, as their files write them. */
export interface GeneratedPlans {
  /** For those who sell. */
  readonly generated: unknown;
  /** For those who manage, who may sell as well: the same with measures that roll up. */
  readonly managers: unknown;
}

const percent = (most: number) => fc.integer({ min: 0, max: most * 10 }).map((tenths) => `${tenths / 10}%`);
const optional = <Value>(arbitrary: fc.Arbitrary<Value>, freq: number) =>
  fc.option(arbitrary, { nil: undefined, freq });

const when = fc.constantFrom(
  undefined,
  { all: [{ fact: 'type', operator: 'in', value: ['new', 'expansion'] }] },
  {
    any: [
      { fact: 'discount', operator: 'lessThan', value: '20%' },
      { fact: 'region', operator: 'equal', value: 'north' },
    ],
  },
  { not: { fact: 'region', operator: 'equal', value: 'south' } },
  {
    all: [
      { fact: 'termMonths', operator: 'greaterThanInclusive', value: 12 },
      { fact: 'deal', operator: 'notEqual', value: 'D-2' },
    ],
  },
);

const tiers = fc
  .record({
    over: fc.constantFrom('attainment', 'amount'),
    rates: fc.array(percent(30), { minLength: 1, maxLength: 4 }),
  })
  .map(({ over, rates }) => ({
    tiers: 'marginal',
    over,
    rates: rates.map((rate, place) => ({
      from: over === 'attainment' ? `${place * 45.5}%` : place * 12_345.67,
      rate,
    })),
  }));

const measure = (basis: string, figures: readonly string[]) =>
  fc
    .record({
      figure: fc.constantFrom(...figures),
      when,
      window: fc.constantFrom('month', 'quarter', 'year', 'plan'),
      self: fc.constantFrom(undefined, false, true),
    })
    .map(({ figure, when: condition, window, self }) => ({
      written: {
        basis,
        ...(basis === 'booked' ? { amount: figure } : {}),
        credit: { roles: ['owner'] },
        window,
        quota: 'sales',
        ...(condition === undefined ? {} : { when: condition }),
      },
      self: self === undefined ? {} : { self },
    }));

type MadeMeasure = typeof measure extends (...given: never) => fc.Arbitrary<infer Made> ? Made : never;

const rolledUp = ({ written, self }: MadeMeasure) => ({
  ...written,
  credit: { ...written.credit, team: true, ...self },
});

const gate = (isTidy: boolean) =>
  fc
    .record({
      measure: fc.constantFrom('first', 'second'),
      bound: fc.oneof(
        fc.integer({ min: 0, max: 12 }).map((tenths) => `${tenths * 10}%`),
        fc.integer({ min: 0, max: 30 }).map((thousands) => ({ amount: thousands * 1_000 })),
      ),
      key: fc.constantFrom('atLeast', 'atLeast', 'moreThan'),
      decided: fc.constantFrom('toDate', 'windowEnd', ...(isTidy ? [] : ['otherWindowEnd'])),
      otherwise: fc.constantFrom('0%', '12.5%', '50%', '100%'),
      appliesAbove: fc.constantFrom('0%', ...(isTidy ? [] : ['33.3%'])),
    })
    .map(({ key, bound, ...rest }) => ({ ...rest, [key]: bound }));

const cap = (isTidy: boolean) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record({
        amount: fc.integer({ min: 0, max: 8 }).map((thousands) => thousands * 900),
        per: fc.constantFrom('month', 'quarter', 'half', 'year', 'plan'),
      }),
    },
    {
      weight: isTidy ? 0 : 3,
      arbitrary: fc.constantFrom(
        { amount: 500, per: 'deal' },
        { ofTargetIncentive: '20%', per: 'quarter' },
        { amount: 400, per: 'month', excess: 'carried' },
      ),
    },
  );

const release = (isTidy: boolean) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom(
        [
          { share: '50%', on: 'booked' },
          { share: '50%', on: 'collected' },
        ],
        [{ share: '100%', on: 'booked' }],
        [{ share: '100%', on: 'collected', of: 'firstYear' }],
        [
          { share: '33.3%', on: 'collected', atLeast: '90%' },
          { share: '16.7%', on: 'booked' },
          { share: '50%', on: 'collected', of: 'deal' },
        ],
      ),
    },
    {
      weight: isTidy ? 0 : 3,
      arbitrary: fc.constantFrom(
        [{ share: '100%', on: 'collected', of: 'invoiced' }],
        [{ share: '100%', on: 'recognized' }],
        [
          { share: '50%', on: 'collected' },
          { share: '50%', after: '30 days' },
        ],
      ),
    },
  );

const component = (isTidy: boolean, measures: readonly string[]) =>
  fc
    .record({
      measure: fc.constantFrom(...measures),
      commission: tiers,
      gate: optional(fc.oneof(gate(isTidy), fc.array(gate(isTidy), { minLength: 1, maxLength: 2 })), 2),
      cap: optional(cap(isTidy), 2),
      release: optional(release(isTidy), 3),
      settles: fc.constantFrom(undefined, ...(isTidy ? [] : [undefined, undefined, 'windowEnd'])),
    })
    .map((made) => JSON.parse(JSON.stringify(made)));

/** Plans that can be folded over columns; where not all is tidy, with here and there something that can not. */
export const generatedPlans = (isTidy: boolean): fc.Arbitrary<GeneratedPlans> =>
  fc
    .record({
      governedBy: fc.constantFrom('eventDate', 'eventDate', 'closeDate'),
      payFrequency: fc.constantFrom('monthly', 'monthly', 'quarterly', 'semimonthly', 'weekly'),
      rounding: fc.constantFrom('half-even', 'half-up', 'half-down', 'down'),
      proration: fc.constantFrom('days', 'months'),
      first: measure('booked', ['tcv', 'acv', 'firstYear', 'mrr', 'margin', 'tcv']),
      second: fc.oneof(measure('collected', ['tcv']), measure('recognized', ['tcv'])),
      components: fc.tuple(
        component(isTidy, ['first', 'second']),
        component(isTidy, ['second', 'first']),
        component(isTidy, ['first', 'own']),
      ),
    })
    .map(({ first, second, components: [b, a, c], ...terms }) => {
      const plan = {
        language: 1,
        effective: { from: '2026-01-01', to: isTidy ? '2027-01-01' : '2026-09-10' },
        currency: 'USD',
        ...terms,
        components: { b, a, c },
      };
      const own = first.written;
      return {
        generated: { ...plan, plan: 'generated', measures: { first: own, second: second.written, own } },
        managers: {
          ...plan,
          plan: 'managers',
          measures: { first: rolledUp(first), second: rolledUp(second), own },
        },
      };
    });
