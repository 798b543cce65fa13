import { describe, expect, test } from 'vitest';
import type { Component, Plan } from '../../src/engine/plan.js';
import type { Statement } from '../../src/ledger/statement.js';
import type { RecordSet } from '../../src/records/record-set.js';
import {
  applied,
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  changed,
  commissionOf,
  componentOf,
  invoiced,
  measureOf,
  part,
  planOf,
  quotaOf,
  received,
  refunded,
  sold,
  tier,
  usd,
} from '../engine/given.js';
import { MADE_FROM, renderedStatements } from './rendered-statements.js';

function statements(
  plans: readonly Plan[],
  records: Partial<RecordSet>,
  through = '2026-07-01',
): readonly Statement[] {
  const calculation = calculated(plans, records, through);
  return renderedStatements(calculation, bookOf(calculation));
}

function planWith(fields: Partial<Component> = {}, plan: Partial<Plan> = {}): Plan {
  return planOf([componentOf(fields.mechanism ?? commissionOf(), fields)], plan);
}

/** The lines of each period that has any: `2026-01: credit D 100.00`. */
function lines(found: readonly Statement[]): readonly string[] {
  return found.flatMap(({ period, components }) =>
    components.flatMap((component) =>
      component.lines.map(({ kind, deal, amount, corrects }) => {
        const correction = corrects === null ? '' : ` corrects ${corrects.before} of ${corrects.period}`;
        return `${period.id}: ${kind} ${deal ?? 'none'} ${amount}${correction}`;
      }),
    ),
  );
}

function balances(found: readonly Statement[]): readonly string[] {
  return found.map(
    ({ period, balances: each }) =>
      `${period.id}: ${each.openingHeld} + ${each.earned} - ${each.payable} = ${each.closingHeld}; ${each.carriedIn} paid ${each.paid} carried ${each.carried}`,
  );
}

const QUOTA = [quotaOf('400000.00', '2026-01-01', '2027-01-01')];
const RATES = [tier('0', '10%'), tier('1', '15%')];
const RETROACTIVE = commissionOf({ tiers: 'retroactive', over: { kind: 'attainment' }, rates: RATES });

describe('a statement', () => {
  test('is there for each pay period, also for one in which nothing happened', () => {
    const found = statements([planWith()], { deal: [sold('D', '2026-02-10', '100.00')] }, '2026-04-01');
    expect(found.map(({ period, balances: { earned } }) => `${period.id} ${earned}`)).toEqual([
      '2026-01 0.00',
      '2026-02 10.00',
      '2026-03 0.00',
    ]);
  });

  test('of a period that is not over says up to which day it knows', () => {
    const [, last] = statements([planWith()], {}, '2026-02-11');
    expect([last?.period.to, last?.asOf]).toEqual(['2026-03-01', '2026-02-10']);
  });

  test('starts with the period of the first day on the plan', () => {
    const found = statements([planWith()], { assignment: [assignmentOf('me', { from: '2026-05-31' })] });
    expect(found.map(({ period }) => period.id)).toEqual(['2026-05', '2026-06']);
  });

  test('is none before the first day on a plan', () => {
    expect(statements([planWith()], { assignment: [assignmentOf('me', { from: '2026-07-01' })] })).toEqual(
      [],
    );
  });

  test('follows the plan’s pay frequency', () => {
    const found = statements([planWith({}, { payFrequency: 'quarterly' })], {});
    expect(found.map(({ period }) => period.id)).toEqual(['2026-Q1', '2026-Q2']);
  });

  test('has lines with ids that count up in their period', () => {
    const deal = [
      sold('A', '2026-01-10', '1.00'),
      sold('B', '2026-01-11', '1.00'),
      sold('C', '2026-02-11', '1.00'),
    ];
    const ids = statements([planWith()], { deal }).flatMap(({ components }) =>
      components.flatMap((each) => each.lines.map(({ id }) => id)),
    );
    expect(ids).toEqual(['me.2026-01.1', 'me.2026-01.2', 'me.2026-02.1']);
  });

  test('sums the fiscal year to date', () => {
    const found = statements(
      [planWith()],
      { deal: [sold('A', '2026-01-10', '100.00'), sold('B', '2026-03-10', '50.00')] },
      '2026-04-01',
    );
    expect(
      found.map(({ yearToDate }) => `${yearToDate.from} ${yearToDate.earned} ${yearToDate.paid}`),
    ).toEqual(['2026-01-01 10.00 10.00', '2026-01-01 10.00 10.00', '2026-01-01 15.00 15.00']);
  });

  test('starts the year to date anew', () => {
    const plan = planWith({}, { effective: { from: '2026-01-01', to: '2028-01-01' } });
    const deal = [sold('A', '2026-12-10', '100.00'), sold('B', '2027-01-10', '50.00')];
    expect(
      statements([plan], { deal }, '2027-02-01')
        .slice(-2)
        .map(({ yearToDate }) => yearToDate.earned),
    ).toEqual(['10.00', '5.00']);
  });

  test('is incomplete with a problem, from the period on in which it matters', () => {
    const deal = [sold('A', '2026-03-10', '100.00', { currency: 'EUR' })];
    expect(statements([planWith()], { deal }).map(({ status }) => status)).toEqual([
      'complete',
      'complete',
      'incomplete',
      'incomplete',
      'incomplete',
      'incomplete',
    ]);
    const noQuota = statements([planWith({ mechanism: RETROACTIVE })], {}, '2026-02-01');
    expect(noQuota[0]?.status).toBe('incomplete');
    expect(noQuota[0]?.problems.map(({ code }) => code)).toEqual(['missing-quota']);
  });

  test('names the plans, their hashes and what it was made from', () => {
    const [first] = statements([planWith({}, { title: 'The plan' })], {});
    expect(first?.plans).toEqual([
      {
        assignment: 'plan/2026-01-01',
        plan: 'plan',
        title: 'The plan',
        hash: 'hash',
        from: '2026-01-01',
        to: '2027-01-01',
      },
    ]);
    expect(first?.madeFrom).toEqual(MADE_FROM);
  });

  test('tells of each line the share, the payee’s part and what it counted as', () => {
    const [first] = statements([planWith()], { deal: [sold('A', '2026-01-10', '100.00')] }, '2026-02-01');
    expect(first?.components[0]?.lines[0]).toMatchObject({
      share: '100%',
      base: '100.00',
      credited: '100.00',
      amount: '10.00',
      corrects: null,
      window: { from: '2026-01-01', to: '2026-04-01' },
      planHash: 'hash',
    });
  });
});

describe('the difference is posted', () => {
  test('a reversal in the same window is posted in the period of the reversal', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '1000.00'), sold('B', '2026-02-10', '500.00')],
      amendment: [cancelled('A', '2026-03-05')],
    };
    expect(lines(statements([planWith()], records))).toEqual([
      '2026-01: credit A 100.00',
      '2026-02: credit B 50.00',
      '2026-03: credit A -100.00 corrects 100.00 of 2026-01',
    ]);
  });

  test('a pair inside one period leaves no line', () => {
    const records = { deal: [sold('A', '2026-01-10', '1000.00')], amendment: [cancelled('A', '2026-01-31')] };
    expect(lines(statements([planWith()], records))).toEqual([]);
  });

  test('a reversal in the same window re-rates what came after it', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '60000.00'), sold('B', '2026-02-10', '60000.00')],
      amendment: [cancelled('A', '2026-03-05')],
      quota: QUOTA,
    };
    expect(lines(statements([planWith({ mechanism: RETROACTIVE })], records))).toEqual([
      '2026-01: credit A 6000.00',
      '2026-02: trueUp none 3000.00',
      '2026-02: credit B 9000.00',
      '2026-03: credit A -6000.00 corrects 6000.00 of 2026-01',
      '2026-03: trueUp none -3000.00 corrects 3000.00 of 2026-02',
      '2026-03: credit B -3000.00 corrects 9000.00 of 2026-02',
    ]);
  });

  test('a reversal in a later window is a line of its own', () => {
    const records = { deal: [sold('A', '2026-01-10', '1000.00')], amendment: [cancelled('A', '2026-04-05')] };
    expect(lines(statements([planWith()], records))).toEqual([
      '2026-01: credit A 100.00',
      '2026-04: reversal A -100.00',
    ]);
  });

  test('what settles at the window’s end is posted in the period in which it ends', () => {
    const found = statements([planWith({ settles: 'windowEnd' })], {
      deal: [sold('A', '2026-01-10', '1000.00')],
    });
    expect(lines(found)).toEqual(['2026-03: credit A 100.00']);
  });

  test('all postings sum to what one computation over the final data comes to', () => {
    const records = {
      deal: [
        sold('A', '2026-01-10', '60000.33'),
        sold('B', '2026-02-10', '60000.33'),
        sold('C', '2026-05-10', '1234.56'),
      ],
      amendment: [changed('A', '1', '2026-03-05', '-10000.01'), cancelled('B', '2026-05-05')],
      quota: QUOTA,
    };
    const found = statements([planWith({ mechanism: RETROACTIVE })], records);
    const posted = found.reduce((sum, { balances: { earned } }) => sum + usd(earned), 0n);
    const calculation = calculated([planWith({ mechanism: RETROACTIVE })], records, '2026-07-01');
    const [component] = bookOf(calculation).segments[0]?.components ?? [];
    const due = (component?.asOf('2026-07-01').windows ?? [])
      .flatMap((each) => each.lines)
      .reduce((sum, { amount }) => sum + amount, 0n);
    expect(posted).toBe(due);
  });

  test('a statement does not depend on what happened after its period', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '60000.00'), sold('B', '2026-02-10', '60000.00')],
      quota: QUOTA,
    };
    const early = statements([planWith({ mechanism: RETROACTIVE })], records, '2026-03-01');
    const late = statements(
      [planWith({ mechanism: RETROACTIVE })],
      { ...records, amendment: [cancelled('A', '2026-03-05')] },
      '2026-07-01',
    );
    expect(late.slice(0, 2)).toEqual(early);
  });
});

describe('earned is payable and held', () => {
  const release = [
    { share: part('0.5'), trigger: { on: 'booked' } },
    { share: part('0.5'), trigger: { on: 'collected', of: 'deal' } },
  ] as const;
  const sale = {
    deal: [sold('D', '2026-01-10', '1000.00')],
    invoiceLine: [invoiced('I', 'D', '1000.00')],
    receipt: [received('R', '2026-02-15', '600.00'), received('S', '2026-03-15', '400.00')],
    application: [applied('R', 'I', '600.00'), applied('S', 'I', '400.00')],
  };

  test('held until the cash comes', () => {
    expect(balances(statements([planWith({ release })], sale, '2026-04-01'))).toEqual([
      '2026-01: 0.00 + 100.00 - 50.00 = 50.00; 0.00 paid 50.00 carried 0.00',
      '2026-02: 50.00 + 0.00 - 30.00 = 20.00; 0.00 paid 30.00 carried 0.00',
      '2026-03: 20.00 + 0.00 - 20.00 = 0.00; 0.00 paid 20.00 carried 0.00',
    ]);
  });

  test('says what is released, what is held and what it waits for', () => {
    const [, february] = statements([planWith({ release })], sale, '2026-04-01');
    expect(february?.releases).toMatchObject([{ deal: 'D', amount: '30.00' }]);
    expect(february?.held).toMatchObject([{ deal: 'D', amount: '20.00' }]);
    expect(february?.held[0]?.shares.map(({ share, on, reached }) => `${share} ${on} ${reached}`)).toEqual([
      '50% booked 100%',
      '50% collected 60%',
    ]);
    expect(february?.held[0]?.shares[1]?.because).toContain('I open with 400.00 USD');
  });

  test('a refund takes back what was released, and holds it again', () => {
    const refund = [refunded('F', 'R', '2026-04-10', '600.00')];
    expect(balances(statements([planWith({ release })], { ...sale, refund }, '2026-05-01')).at(-1)).toBe(
      '2026-04: 0.00 + 0.00 - -30.00 = 30.00; 0.00 paid 0.00 carried -30.00',
    );
  });

  test('a cancellation before release cancels what is held, and recovers only what was released', () => {
    const records = { deal: sale.deal, amendment: [cancelled('D', '2026-04-10')] };
    expect(balances(statements([planWith({ release })], records, '2026-06-01')).slice(-2)).toEqual([
      '2026-04: 50.00 + -100.00 - -50.00 = 0.00; 0.00 paid 0.00 carried -50.00',
      '2026-05: 0.00 + 0.00 - 0.00 = 0.00; -50.00 paid 0.00 carried -50.00',
    ]);
  });

  test('a pair in one window that vanishes takes back what was payable on it', () => {
    const records = { deal: sale.deal, amendment: [cancelled('D', '2026-02-10')] };
    expect(balances(statements([planWith({ release })], records, '2026-03-01')).at(-1)).toBe(
      '2026-02: 50.00 + -100.00 - -50.00 = 0.00; 0.00 paid 0.00 carried -50.00',
    );
  });

  test('the components sum to the statement', () => {
    for (const statement of statements([planWith({ release })], {
      ...sale,
      amendment: [changed('D', '1', '2026-03-20', '-100.00')],
    })) {
      const earned = statement.components.reduce((sum, each) => sum + usd(each.earned), 0n);
      const payable = statement.components.reduce((sum, each) => sum + usd(each.payable), 0n);
      expect([earned, payable]).toEqual([usd(statement.balances.earned), usd(statement.balances.payable)]);
    }
  });
});

describe('a negative balance', () => {
  test('is carried into later periods until it is made up', () => {
    const records = {
      deal: [
        sold('A', '2026-01-10', '1000.00'),
        sold('B', '2026-05-10', '300.00'),
        sold('C', '2026-06-10', '900.00'),
      ],
      amendment: [cancelled('A', '2026-04-05')],
    };
    expect(balances(statements([planWith()], records)).slice(3)).toEqual([
      '2026-04: 0.00 + -100.00 - -100.00 = 0.00; 0.00 paid 0.00 carried -100.00',
      '2026-05: 0.00 + 30.00 - 30.00 = 0.00; -100.00 paid 0.00 carried -70.00',
      '2026-06: 0.00 + 90.00 - 90.00 = 0.00; -70.00 paid 20.00 carried 0.00',
    ]);
  });
});

describe('several plans and versions', () => {
  test('of one currency and frequency share a statement', () => {
    const other = { ...planWith({ id: 'more' }), id: 'second' };
    const assignment = [assignmentOf('me'), assignmentOf('me', { plan: 'second' })];
    const found = statements(
      [planWith(), other],
      { assignment, deal: [sold('A', '2026-01-10', '100.00')] },
      '2026-02-01',
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.balances.earned).toBe('20.00');
    expect(found[0]?.components.map(({ assignment: name, earned }) => `${name} ${earned}`)).toEqual([
      'plan/2026-01-01 10.00',
      'second/2026-01-01 10.00',
    ]);
  });

  test('of two currencies have statements and balances of their own, and ids that do not clash', () => {
    const euros = { ...planWith({}, { currency: 'EUR' }), id: 'second' };
    const assignment = [assignmentOf('me'), assignmentOf('me', { plan: 'second' })];
    const records = {
      assignment,
      deal: [sold('A', '2026-01-10', '100.00')],
      fxRate: [{ from: 'USD', to: 'EUR', date: '2026-01-01', rate: '0.9' }],
    };
    const found = statements([planWith(), euros], records, '2026-02-01');
    expect(found.map(({ currency, balances: { earned } }) => `${currency} ${earned}`)).toEqual([
      'EUR 9.00',
      'USD 10.00',
    ]);
    const ids = found.flatMap(({ components }) =>
      components.flatMap((each) => each.lines.map(({ id }) => id)),
    );
    expect(new Set(ids).size).toBe(2);
  });

  test('two versions governed by the close date have windows side by side that do not mix', () => {
    const bonus = {
      kind: 'bonus',
      target: { kind: 'money', amount: usd('100.00') },
      over: { kind: 'accumulated' },
      curve: { shape: 'stepped', beyond: 'flat', points: [{ at: part('1'), pays: part('1') }] },
    } as const;
    const measure = measureOf({ basis: 'collected', amount: { kind: 'amount' } });
    const version = (from: string, to: string) =>
      planOf([componentOf(bonus, { measure })], {
        governedBy: 'closeDate',
        effective: { from, to },
        hash: from,
      });
    const records = {
      deal: [sold('A', '2026-01-10', '50.00'), sold('B', '2026-04-10', '50.00')],
      invoiceLine: [invoiced('I', 'A', '50.00'), invoiced('J', 'B', '50.00')],
      receipt: [received('R', '2026-04-15', '100.00')],
      application: [applied('R', 'I', '50.00'), applied('R', 'J', '50.00')],
    };
    const found = statements(
      [version('2026-01-01', '2026-04-01'), version('2026-04-01', '2027-01-01')],
      records,
      '2026-09-01',
    );
    // The old version’s window of the second quarter pays for A, the new one’s for B.
    expect(lines(found)).toEqual([
      '2026-03: bonus none 0.00',
      '2026-06: bonus none 100.00',
      '2026-06: bonus none 100.00',
    ]);
    expect(found.map(({ balances: { earned } }) => earned).filter((earned) => earned !== '0.00')).toEqual([
      '200.00',
    ]);
    expect(found[5]?.components.map(({ earned }) => earned)).toEqual(['100.00', '100.00']);
  });

  test('a payee who left still has the reversal of what was paid', () => {
    const records = {
      assignment: [assignmentOf('me', { to: '2026-03-01' })],
      deal: [sold('A', '2026-02-10', '100.00')],
      amendment: [cancelled('A', '2026-05-10')],
    };
    expect(lines(statements([planWith()], records))).toEqual([
      '2026-02: credit A 10.00',
      '2026-05: reversal A -10.00',
    ]);
  });
});

describe('where one stands', () => {
  const standing = (deal: string, rates = RATES, through = '2026-02-11') => {
    const mechanism = commissionOf({ over: { kind: 'attainment' }, rates });
    const found = statements(
      [planWith({ mechanism })],
      { deal: [sold('A', '2026-02-10', deal)], quota: QUOTA },
      through,
    );
    return found.at(-1)?.attainments[0];
  };

  test('is told with the distance to the next tier: below, at and above it', () => {
    expect(standing('99999.99')).toMatchObject({
      measure: 'sales',
      credited: '99999.99',
      quota: '100000.00',
      attainment: '99.99%',
      at: '2026-02-10',
      next: [{ component: 'pay', from: '100%', distance: '0.01' }],
    });
    expect(standing('100000.00')?.next).toEqual([]);
    expect(standing('40000.00')).toMatchObject({ attainment: '40%', next: [{ distance: '60000.00' }] });
  });

  test('without a quota has no attainment and no way to go', () => {
    const [first] = statements(
      [planWith({ mechanism: commissionOf({ over: { kind: 'attainment' }, rates: RATES }) })],
      {},
      '2026-02-01',
    );
    expect(first?.attainments[0]).toMatchObject({ quota: null, attainment: null, next: [] });
  });

  test('over an amount is told in amounts', () => {
    const mechanism = commissionOf({ rates: [tier('0', '10%'), tier('100000', '12%')] });
    const [first] = statements(
      [planWith({ mechanism })],
      { deal: [sold('A', '2026-01-10', '250.00')] },
      '2026-02-01',
    );
    expect(first?.attainments[0]?.next).toMatchObject([{ from: '1000.00', distance: '750.00' }]);
  });

  test('is that of the window of the last known day', () => {
    const found = statements(
      [planWith({ mechanism: RETROACTIVE })],
      { deal: [sold('A', '2026-02-10', '100.00')], quota: QUOTA },
      '2026-05-01',
    );
    expect(
      found.map(({ attainments }) => `${attainments[0]?.window.from} ${attainments[0]?.credited}`),
    ).toEqual(['2026-01-01 0.00', '2026-01-01 100.00', '2026-01-01 100.00', '2026-04-01 0.00']);
  });
});

test('statements are the same whatever the order of the records', () => {
  const records = {
    deal: [
      sold('A', '2026-01-10', '60000.00'),
      sold('B', '2026-01-10', '70000.00'),
      sold('C', '2026-01-10', '1.00'),
    ],
    amendment: [changed('A', '1', '2026-02-01', '-5.00'), changed('A', '2', '2026-02-01', '-6.00')],
    quota: QUOTA,
  };
  const turned = {
    ...records,
    deal: [...records.deal].reverse(),
    amendment: [...records.amendment].reverse(),
  };
  const plan = planWith({ mechanism: RETROACTIVE });
  expect(JSON.stringify(statements([plan], turned))).toBe(JSON.stringify(statements([plan], records)));
});
