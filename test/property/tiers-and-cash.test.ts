import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calculate } from '../../src/engine/calculate.js';
import { dueAsOf } from '../../src/engine/due.js';
import type { Receipt } from '../../src/records/record-kinds.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../src/records/record-set.js';
import { dealOf } from '../engine/given.js';
import { acceptedPlan } from './accepted-plan.js';
import { type GeneratedPlan, generatedPlan } from './generated-plan.js';
import { generatedRecords, THROUGH } from './generated-records.js';
import { holds } from './seed.js';

/** What everybody earned and is payable, by payee. */
function totals(plan: GeneratedPlan, records: RecordSet): readonly string[] {
  const book = acceptedPlan(plan);
  fc.pre(book !== null);
  const calculation = calculate({ company: book.company, versions: book.plans, records, through: THROUGH });
  return calculation.payees.map((payee) => {
    const { components } = dueAsOf(calculation, payee, THROUGH);
    const earned = components.flatMap(({ lines }) => lines).reduce((sum, { amount }) => sum + amount, 0n);
    const payable = components
      .flatMap(({ payables }) => payables)
      .reduce((sum, each) => sum + each.payable, 0n);
    return `${payee.payee} ${earned} ${payable}`;
  });
}

const DEAL = dealOf('D-1', { closeDate: '2026-02-10', tcv: 0n });

function oneDealOf(tcv: bigint): RecordSet {
  return {
    ...EMPTY_RECORD_SET,
    payee: [
      {
        id: 'ann',
        name: 'Ann',
        email: null,
        role: null,
        region: null,
        hireDate: null,
        leaveDate: null,
        payoutCurrency: null,
      },
    ],
    assignment: [{ payee: 'ann', plan: 'generated', from: '2026-01-01', to: null }],
    quota: [
      {
        payee: 'ann',
        team: null,
        quota: 'first',
        from: '2026-01-01',
        to: '2027-01-01',
        amount: '120000',
        currency: 'USD',
        spread: 'equal',
        weights: null,
      },
    ],
    deal: [{ ...DEAL, tcv }],
    split: [{ deal: 'D-1', payee: 'ann', role: 'owner', share: '1', from: null, to: null }],
  };
}

function marginalPlan(rates: readonly { readonly from: string; readonly rate: string }[]): GeneratedPlan {
  return {
    language: '1',
    plan: 'generated',
    effective: { from: '2026-01-01', to: '2027-01-01' },
    currency: 'USD',
    payFrequency: 'monthly',
    measures: { first: { basis: 'booked', amount: 'tcv', credit: { roles: ['owner'] }, window: 'quarter' } },
    components: { one: { measure: 'first', commission: { tiers: 'marginal', over: 'attainment', rates } } },
  };
}

function earnedOn(plan: GeneratedPlan, tcv: bigint): bigint {
  return BigInt(totals(plan, oneDealOf(tcv))[0]?.split(' ')[1] ?? '0');
}

const ascendingRates = fc
  .array(fc.record({ step: fc.integer({ min: 1, max: 60 }), rate: fc.integer({ min: 0, max: 900 }) }), {
    maxLength: 4,
  })
  .map((steps) =>
    [{ step: 0, rate: 50 }, ...steps].map(({ rate }, place, all) => ({
      from: `${all.slice(0, place + 1).reduce((sum, { step }) => sum + step, 0)}%`,
      rate: `${rate / 10}%`,
    })),
  );

test('marginal tiers are continuous and monotone: one more cent pays between nothing and one cent', () => {
  holds(
    'marginal is continuous and monotone',
    fc.property(ascendingRates, fc.bigInt({ min: -2_000_000n, max: 9_000_000n }), (rates, tcv) => {
      const plan = marginalPlan(rates);
      const step = earnedOn(plan, tcv + 1n) - earnedOn(plan, tcv);
      expect(step === 0n || step === 1n).toBe(true);
    }),
    { runs: 200 },
  );
});

test('marginal tiers pay the same for one deal as for its parts', () => {
  holds(
    'marginal is additive',
    fc.property(
      ascendingRates,
      fc.array(fc.bigInt({ min: 0n, max: 2_000_000n }), { minLength: 1, maxLength: 5 }),
      (rates, parts) => {
        const plan = marginalPlan(rates);
        const whole = oneDealOf(parts.reduce((sum, part) => sum + part, 0n));
        const inParts: RecordSet = {
          ...whole,
          deal: parts.map((tcv, place) => ({ ...DEAL, id: `D-${place}`, tcv })),
          split: parts.map((_, place) => ({
            deal: `D-${place}`,
            payee: 'ann',
            role: 'owner',
            share: '1',
            from: null,
            to: null,
          })),
        };
        expect(totals(plan, inParts)).toEqual(totals(plan, whole));
      },
    ),
    { runs: 150 },
  );
});

test('n partial receipts of one day pay what one receipt does', () => {
  holds(
    'partial receipts',
    fc.property(generatedPlan, generatedRecords, fc.integer({ min: 2, max: 5 }), (plan, given, count) => {
      const records = { ...given, refund: [] };
      const pieces = records.receipt.flatMap((receipt) => piecesOf(receipt, count));
      const inParts: RecordSet = {
        ...records,
        receipt: pieces,
        application: pieces.map(({ id, amount }) => ({
          receipt: id,
          invoice: `INV-${id.slice(2, 5)}`,
          line: null,
          id: null,
          amount,
          currency: 'USD',
        })),
      };
      expect(totals(plan, inParts)).toEqual(totals(plan, records));
    }),
    { runs: 150 },
  );
});

/** A receipt in parts of about the same size, on the same day. */
function piecesOf(receipt: Receipt, count: number): readonly Receipt[] {
  const size = receipt.amount / BigInt(count);
  return Array.from({ length: count }, (_, place) => ({
    ...receipt,
    id: `${receipt.id}-${place}`,
    amount: place === 0 ? receipt.amount - size * BigInt(count - 1) : size,
  }));
}
