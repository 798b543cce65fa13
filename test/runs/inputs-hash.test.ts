import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Component, Plan } from '../../src/engine/plan.js';
import { ratio } from '../../src/money/ratio.js';
import type { RecordSet } from '../../src/records/record-set.js';
import { inputsHasher } from '../../src/runs/inputs-hash.js';
import {
  applied,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  conditionOf,
  factorOf,
  incentiveOf,
  invoiced,
  measureOf,
  part,
  planOf,
  quotaOf,
  received,
  sold,
  splitOf,
} from '../engine/given.js';
import { A_TEAM, gateOf, RENEWALS, SALES } from '../engine/modifiers/renewals.js';

const RECORDS: Partial<RecordSet> = {
  deal: [sold('D-1', '2026-01-10', '1000.00'), sold('D-2', '2026-02-10', '500.00')],
  quota: [quotaOf('400000.00', '2026-01-01', '2027-01-01')],
};

function hashOf(plan: Plan, records: Partial<RecordSet> = RECORDS): string {
  return inputsHasher(calculated([plan], records, '2026-07-01'))('me');
}

function sha256(...lines: readonly string[]): string {
  return createHash('sha256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .digest('hex');
}

const MEASURE = measureOf();
const PLAIN = planOf([componentOf(commissionOf(), { measure: MEASURE })]);
const SEGMENT = 'plan/2026-01-01|2026-01-01|2027-01-01|hash';

describe('the hash of what a payee is credited', () => {
  test('is taken over lines of text: the segment, its measures with their windows, and the credits', () => {
    expect(hashOf(PLAIN)).toBe(
      sha256(
        SEGMENT,
        MEASURE.id,
        '2026-01-01|10000000',
        '2026-04-01|10000000',
        'D-1|booking|2026-01-10|100000|100000000',
        'D-2|booking|2026-02-10|50000|100000000',
      ),
    );
  });

  test('names a reversal with the event that it takes back, and a window without a quota', () => {
    const records = { ...RECORDS, quota: [], amendment: [cancelled('D-1', '2026-03-05')] };
    const [key] = [records.amendment[0]?.id ?? ''];
    expect(hashOf(PLAIN, records)).toBe(
      sha256(
        SEGMENT,
        MEASURE.id,
        '2026-01-01|-',
        '2026-04-01|-',
        'D-1|booking|2026-01-10|100000|100000000',
        'D-2|booking|2026-02-10|50000|100000000',
        `D-1|booked:D-1:amendment:${key}|2026-03-05|booked:D-1:booking|-100000`,
      ),
    );
  });

  test('has the factored figures where the measure has factors, and target incentives where there are any', () => {
    const when = conditionOf({ all: [{ fact: 'tcv', operator: 'greaterThanInclusive', value: '1000' }] });
    const measure = measureOf({ factors: [factorOf({ when, credit: part('1.5'), earning: part('0.5') })] });
    const records = { deal: RECORDS.deal ?? [], targetIncentive: [incentiveOf('40000.00')] };
    expect(hashOf(planOf([componentOf(commissionOf(), { measure })]), records)).toBe(
      sha256(
        SEGMENT,
        measure.id,
        '2026-01-01|-',
        '2026-04-01|-',
        'D-1|booking|2026-01-10|100000|100000000|30000000000000|10000000000000',
        'D-2|booking|2026-02-10|50000|100000000|10000000000000|10000000000000',
        'incentive|2020-01-01|-|4000000|USD',
      ),
    );
  });

  test('changes with the date on which cash came in, where cash releases what is earned', () => {
    const onCash = { share: ratio(1n, 1n), trigger: { on: 'collected', of: 'deal' } } as const;
    const plan = planOf([componentOf(commissionOf(), { measure: MEASURE, release: [onCash] })]);
    const paidOn = (date: string) => ({
      ...RECORDS,
      invoiceLine: [invoiced('I-1', 'D-1', '1000.00')],
      receipt: [received('R-1', date, '1000.00')],
      application: [applied('R-1', 'I-1', '1000.00')],
    });
    expect(hashOf(plan, paidOn('2026-03-01'))).not.toBe(hashOf(plan, paidOn('2026-03-02')));
    expect(hashOf(PLAIN, paidOn('2026-03-01'))).toBe(hashOf(PLAIN, paidOn('2026-03-02')));
  });

  test('changes with the date on which cash came in, where what is not paid is clawed back', () => {
    const unpaid = {
      on: 'unpaid',
      from: 'invoiceDue',
      within: null,
      after: { count: 90, unit: 'days' },
      recovers: { kind: 'share', share: ratio(1n, 1n) },
      reversesCredit: 'never',
      instalments: 1,
    } as const;
    const plan = planOf([componentOf(commissionOf(), { measure: MEASURE, clawback: [unpaid] })]);
    const paidOn = (date: string) => ({
      ...RECORDS,
      invoiceLine: [invoiced('I-1', 'D-1', '1000.00')],
      receipt: [received('R-1', date, '1000.00')],
      application: [applied('R-1', 'I-1', '1000.00')],
    });
    expect(hashOf(plan, paidOn('2026-03-01'))).not.toBe(hashOf(plan, paidOn('2026-03-02')));
  });

  test('changes with the term of a deal, where a clawback looks at deals', () => {
    const cancelledPart = {
      on: 'cancelled',
      from: 'startDate',
      within: null,
      after: null,
      recovers: { kind: 'proRata', term: 'term', by: 'months' },
      reversesCredit: 'never',
      instalments: 1,
    } as const;
    const plan = planOf([componentOf(commissionOf(), { measure: MEASURE, clawback: [cancelledPart] })]);
    const lasting = (termMonths: number) => ({
      deal: [sold('D-1', '2026-01-10', '1000.00', { termMonths })],
    });
    expect(hashOf(plan, lasting(12))).not.toBe(hashOf(plan, lasting(24)));
    expect(hashOf(PLAIN, lasting(12))).toBe(hashOf(PLAIN, lasting(24)));
  });

  test('changes with what is missing', () => {
    const inEuros = { deal: [sold('D-1', '2026-01-10', '1000.00', { currency: 'EUR' })] };
    expect(hashOf(PLAIN, inEuros)).not.toBe(hashOf(PLAIN, { deal: [] }));
  });
});

test('the hash has the attainment of teams that gates and the multiplier read, on each day on which they do', () => {
  const position = { kind: 'foreign', reads: 'attainment', measure: 'renewals', of: 'teamPooled' } as const;
  const gate = [gateOf(), gateOf({ position, decided: 'windowEnd' })];
  const hashOfMia = (records: Partial<RecordSet>, by: Partial<Component>) => {
    const plan = planOf([componentOf(commissionOf(), { measure: SALES, ...by })], {
      measures: [SALES, RENEWALS],
    });
    return inputsHasher(calculated([plan], records, '2026-04-01'))('mia');
  };
  const renewedMore = {
    ...A_TEAM,
    deal: [...(A_TEAM.deal ?? []), sold('R-3', '2026-02-10', '0.01', { type: 'renewal' })],
    split: [...(A_TEAM.split ?? []), splitOf('R-3', 'ben')],
  };
  const curve = { shape: 'stepped', beyond: 'flat', points: [] } as const;
  const multiplier = { position, curve, withoutQuota: 'problem' } as const;
  for (const by of [{ gate }, { multiplier }])
    expect(hashOfMia(renewedMore, by)).not.toBe(hashOfMia(A_TEAM, by));
  expect(hashOfMia(renewedMore, { gate: [gateOf()] })).toBe(hashOfMia(A_TEAM, { gate: [gateOf()] }));
});

describe('the hash of somebody over time', () => {
  const away = [{ payee: 'me', from: '2026-02-01', to: '2026-02-15', kind: 'parental' }];
  const person = (hireDate: string) => [
    {
      id: 'me',
      name: 'me',
      email: null,
      role: null,
      region: null,
      hireDate,
      leaveDate: null,
      payoutCurrency: null,
    },
  ];
  const ramp = { from: 'hireDate', steps: [{ upTo: 3, quota: ratio(1n, 2n), pays: null }] } as const;

  test('has absences, after the segments', () => {
    const credits = [
      SEGMENT,
      MEASURE.id,
      '2026-01-01|8333333|10000000/1',
      '2026-04-01|10000000',
      'D-1|booking|2026-01-10|100000|100000000',
      'D-2|booking|2026-02-10|50000|100000000',
    ];
    const records = { ...RECORDS, absence: away };
    expect(hashOf(PLAIN, records)).toBe(sha256(...credits, 'absence|2026-02-01|2026-02-15|parental'));
  });

  test('has the hire date where a quota ramps from it, and nowhere else', () => {
    const ramped = planOf([componentOf(commissionOf(), { measure: measureOf({ ramp }) })]);
    const at = (plan: Plan, hireDate: string) => hashOf(plan, { ...RECORDS, payee: person(hireDate) });
    expect(at(ramped, '2020-01-01')).not.toBe(at(ramped, '2020-02-01'));
    expect(at(PLAIN, '2020-01-01')).toBe(at(PLAIN, '2020-02-01'));
  });

  test('has the day on which nothing becomes payable any more where only who is employed is paid', () => {
    const employed = planOf([componentOf(commissionOf())], {
      mustBeEmployed: { when: 'payable', within: null },
    });
    const left = (plan: Plan, leaveDate: string | null) =>
      hashOf(plan, { ...RECORDS, payee: person('2020-01-01').map((each) => ({ ...each, leaveDate })) });
    expect(left(employed, '2026-06-01')).not.toBe(left(employed, null));
    expect(left(employed, null)).toBe(left(PLAIN, null));
  });

  test('has both amounts and the rate of what was converted', () => {
    const deal = [sold('D-1', '2026-01-10', '1000.00', { currency: 'EUR' })];
    const fxRate = [{ from: 'EUR', to: 'USD', date: '2026-01-01', rate: '1.1' }];
    const lines = [SEGMENT, MEASURE.id, '2026-01-01|-', '2026-04-01|-'];
    const credit = 'D-1|booking|2026-01-10|110000|100000000|100000|EUR|11/10';
    expect(hashOf(PLAIN, { deal, fxRate })).toBe(sha256(...lines, credit));
  });
});
