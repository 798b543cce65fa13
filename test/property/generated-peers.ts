import fc from 'fast-check';
import type { PoolWeight } from '../../src/records/record-kinds.js';

type Unit = 'money' | 'units';

const among = fc.constantFrom('team', 'plan');

/** A fund that several share, over the measure of the component, of which a roll-up can not be added up. */
export const pool = (unit: Unit, measure: string, rollsUp: boolean) =>
  fc
    .record({
      among,
      amount: fc.integer({ min: 0, max: 5_000 }),
      ofMeasure: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      of: fc.constantFrom(...(rollsUp ? [] : ['members']), 'teamPooled', 'everybody'),
      shared: fc.constantFrom<unknown>('equally', 'byCredit', { byWeight: 'points' }),
      membership: fc.constantFrom('days', 'atEnd'),
    })
    .map(({ amount, ofMeasure, of, ...rest }) => ({
      ...rest,
      fund:
        unit === 'units' || ofMeasure === null
          ? amount
          : {
              ofMeasure: `${ofMeasure / 10}%`,
              measure,
              of: of === 'teamPooled' && rest.among === 'plan' ? 'everybody' : of,
            },
    }));

/** Prizes by rank in the measure of the component. */
export const contest = (unit: Unit, measure: string) =>
  fc.record({
    among,
    rank: fc.constantFrom({ attainment: measure }, { [unit === 'money' ? 'amount' : 'quantity']: measure }),
    prizes: fc
      .array(fc.integer({ min: 0, max: 9_999 }), { minLength: 1, maxLength: 3 })
      .map((prizes) =>
        prizes.sort((a, b) => b - a).map((cents) => `${Math.floor(cents / 10)}.${cents % 10}1`),
      ),
    ties: fc.constantFrom('share', 'higher', 'next'),
    qualifier: fc.constantFrom(undefined, { atLeast: '50%' }, { atLeast: '100%', measure }),
  });

/** Whether a mechanism tells nothing before its window is over. */
export function isKnownAtEnd(
  mechanism: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): boolean {
  return 'contest' in mechanism || ('pool' in mechanism && typeof mechanism['pool']?.['fund'] !== 'object');
}

/** The weights of some people in the pool `points`. */
export const weightsInPoints: fc.Arbitrary<readonly PoolWeight[]> = fc
  .array(
    fc.record({
      payee: fc.constantFrom('ann', 'ben', 'mia'),
      from: fc.constantFrom('2026-01-01', '2026-02-20', '2026-05-01'),
      to: fc.constantFrom('2026-04-10', '2026-06-01', null),
      weight: fc.constantFrom('0', '1', '2.5', '7'),
    }),
    { maxLength: 3 },
  )
  .map((weights) =>
    weights
      .filter(({ payee }, place) => weights.findIndex((each) => each.payee === payee) === place)
      .map((each) => ({ pool: 'points', ...each, to: each.from === '2026-05-01' ? null : each.to })),
  );
