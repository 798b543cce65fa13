import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/calendar/civil-date.js';
import { dueAsOf } from '../../src/engine/due.js';
import type { Pool } from '../../src/engine/mechanisms/pool.js';
import { divideFund, type Fund, type Sharing } from '../../src/engine/mechanisms/pool-division.js';
import { standingsOf } from '../../src/engine/mechanisms/standings.js';
import { ONE_RATIO, ratio } from '../../src/money/ratio.js';
import type { RecordSet } from '../../src/records/record-set.js';
import {
  assignmentOf,
  calculated,
  componentOf,
  memberOf,
  part,
  planOf,
  sold,
  splitOf,
  usd,
} from '../engine/given.js';
import { holds } from './seed.js';

const PEOPLE = ['ann', 'ben', 'cid', 'dan', 'eva'];

const day = fc.integer({ min: 0, max: 89 }).map((days) => addDays('2026-01-01', days));

const peers = fc
  .uniqueArray(
    fc.record({
      key: fc.string({ minLength: 1, maxLength: 3 }),
      days: fc.integer({ min: 0, max: 92 }),
      credited: fc
        .tuple(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 8n }))
        .map(([over, under]) => ratio(over, under)),
      weight: fc.option(
        fc.integer({ min: 0, max: 10 ** 6 }).map((weight) => ratio(BigInt(weight), 1000n)),
        { nil: null },
      ),
    }),
    { minLength: 1, maxLength: 12, selector: ({ key }) => key },
  )
  .map((all) =>
    all.map((each) => ({ ...each, payee: each.key, attainment: null, qualifying: null, gaps: [] })),
  );

describe('shares', () => {
  test('of a fund sum to the fund to the cent, unless nobody has a part', () => {
    holds(
      'shares sum to the fund',
      fc.property(
        peers,
        fc.bigInt({ min: 0n, max: 10n ** 11n }),
        fc.constantFrom<Sharing>('equally', 'byCredit', 'byWeight'),
        (group, amount, sharing) => {
          const fund: Fund = { kind: 'amount', amount };
          const whole = { team: null, at: '2026-03-31', part: ONE_RATIO, peers: group, fund: null, gaps: [] };
          const division = divideFund(fund, sharing, whole, 'half-even');
          const shares = [...division.shares.values()];
          const expected = division.total.numerator === 0n ? 0n : amount;
          expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(expected);
          expect(shares.every((share) => share >= 0n)).toBe(true);
        },
      ),
      { runs: 500 },
    );
  });

  test('of prizes sum to the prizes of the places that are taken', () => {
    holds(
      'prizes sum up',
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 }),
        fc.array(fc.bigInt({ min: 0n, max: 10n ** 7n }), { minLength: 1, maxLength: 5 }),
        (figures, prizes) => {
          const contestants = figures.map((figure, place) => ({
            key: `p${place}`,
            figure: ratio(BigInt(figure), 1n),
          }));
          const won = standingsOf(contestants, prizes, 'share').flatMap((place) => [
            ...place.prizes.values(),
          ]);
          const taken = prizes.slice(0, figures.length).reduce((sum, prize) => sum + prize, 0n);
          expect(won.reduce((sum, prize) => sum + prize, 0n)).toBe(taken);
        },
      ),
      { runs: 300 },
    );
  });
});

describe('a pool of a team', () => {
  const history = fc.record({
    people: fc.array(fc.record({ joins: day, stays: fc.integer({ min: 1, max: 120 }), hired: day }), {
      minLength: PEOPLE.length,
      maxLength: PEOPLE.length,
    }),
    deals: fc.array(
      fc.record({
        date: day,
        cents: fc.integer({ min: -500_000, max: 9_000_000 }),
        seller: fc.nat(PEOPLE.length - 1),
      }),
      { maxLength: 6 },
    ),
    shared: fc.constantFrom<Sharing>('equally', 'byCredit'),
    membership: fc.constantFrom('days', 'atEnd'),
    fixed: fc.boolean(),
  });

  test('pays all of its members together the whole fund, in whatever order they come', () => {
    holds(
      'members are paid the fund',
      fc.property(history, ({ people, deals, shared, membership, fixed }) => {
        const fund: Fund = fixed
          ? { kind: 'amount', amount: usd('1000.00') }
          : { kind: 'ofMeasure', share: part('0.03'), measure: 'sales', of: 'members' };
        const pool: Pool = {
          kind: 'pool',
          fund,
          shared,
          peers: {
            among: 'team',
            membership: membership === 'days' ? 'days' : 'atEnd',
            measure: 'sales',
            reads: shared === 'byCredit' ? ['credited'] : [],
            qualifier: null,
            weights: null,
            fund: fixed ? null : { measure: 'sales', of: 'members' },
          },
        };
        const records: Partial<RecordSet> = {
          team: [{ id: 'west', name: 'West', parent: null }],
          assignment: people.map(({ hired }, place) => assignmentOf(PEOPLE[place] ?? '', { from: hired })),
          membership: people.map(({ joins, stays }, place) =>
            memberOf('west', PEOPLE[place] ?? '', { from: joins, to: addDays(joins, stays) }),
          ),
          deal: deals.map(({ date, cents }, place) => ({
            ...sold(`D-${place}`, date, '0.00'),
            tcv: BigInt(cents),
          })),
          split: deals.map(({ seller }, place) => splitOf(`D-${place}`, PEOPLE[seller])),
        };
        const plan = planOf([componentOf(pool, { settles: 'windowEnd' })]);
        const earned = paid(plan, records);
        expect(earned).toEqual(
          paid(plan, {
            ...records,
            assignment: [...(records.assignment ?? [])].reverse(),
            membership: [...(records.membership ?? [])].reverse(),
          }),
        );
        const total = Object.values(earned).reduce((sum, amount) => sum + amount, 0n);
        if (fixed && total !== 0n) expect(total).toBe(usd('1000.00'));
        expect(Object.values(earned).every((amount) => amount >= 0n)).toBe(true);
      }),
      { runs: 100 },
    );
  });

  function paid(
    plan: ReturnType<typeof planOf>,
    records: Partial<RecordSet>,
  ): Readonly<Record<string, bigint>> {
    const calculation = calculated([plan], records, '2026-04-01');
    return Object.fromEntries(
      calculation.payees.map((book) => {
        const lines = dueAsOf(calculation, book, '2026-04-01').components.flatMap((each) => each.lines);
        return [book.payee, lines.reduce((sum, { amount }) => sum + amount, 0n)];
      }),
    );
  }
});
