import { describe, expect, test } from 'vitest';
import { foldPlan } from '../../src/engine/fold/fold-plan.js';
import type { Draw } from '../../src/engine/modifiers/draw.js';
import type { Plan } from '../../src/engine/plan.js';
import type { Statement } from '../../src/ledger/statement.js';
import { statementCsv } from '../../src/ledger/statement-csv.js';
import { statementText } from '../../src/ledger/statement-text.js';
import { ONE_RATIO } from '../../src/money/ratio.js';
import type { RecordSet } from '../../src/records/record-set.js';
import {
  assignmentOf,
  bookOf,
  calculated,
  cancelled,
  commissionOf,
  componentOf,
  incentiveOf,
  part,
  planOf,
  sold,
  tier,
  usd,
} from '../engine/given.js';
import { renderedStatements } from './rendered-statements.js';

function statements(
  plans: readonly Plan[],
  records: Partial<RecordSet>,
  through = '2026-04-01',
): readonly Statement[] {
  const calculation = calculated(plans, records, through);
  return renderedStatements(calculation, bookOf(calculation));
}

/** Pays all that is sold, so that what is sold is what is earned. */
function planWith(fields: Partial<Plan>): Plan {
  return planOf([componentOf(commissionOf({ rates: [tier('0', '100%')] }))], fields);
}

function drawOf(amount: string, fields: Partial<Draw> = {}): Draw {
  return {
    amount: { kind: 'money', amount: usd(amount) },
    recovery: { from: null, upTo: ONE_RATIO, forgivenAtEnd: false },
    from: null,
    until: null,
    ...fields,
  };
}

function pay(found: readonly Statement[]): readonly string[] {
  return found.map(
    ({ period, balances: { guaranteed, drawn, recovered, paid, owed } }) =>
      `${period.id}: guaranteed ${guaranteed} drawn ${drawn} recovered ${recovered} paid ${paid} owed ${owed.closing}`,
  );
}

const months = (count: number) => ({ count, unit: 'months' }) as const;

describe('a draw on a statement', () => {
  test('is prorated in a month in which the payee joins or leaves, and recovered after that', () => {
    const records = {
      assignment: [assignmentOf('me', { from: '2026-01-17', to: '2026-02-15' })],
      deal: [sold('A', '2026-02-10', '100.00')],
    };
    expect(pay(statements([planWith({ draws: [drawOf('3100.00')] })], records))).toEqual([
      '2026-01: guaranteed 0.00 drawn 1500.00 recovered 0.00 paid 1500.00 owed 1500.00',
      '2026-02: guaranteed 0.00 drawn 1450.00 recovered 0.00 paid 1550.00 owed 2950.00',
      '2026-03: guaranteed 0.00 drawn 0.00 recovered 0.00 paid 0.00 owed 2950.00',
    ]);
  });

  test('counts a month whole or not at all where the plan prorates by months', () => {
    const records = { assignment: [assignmentOf('me', { from: '2026-01-17', to: '2026-02-16' })] };
    const plan = planWith({ proration: 'months', draws: [drawOf('3100.00')] });
    expect(pay(statements([plan], records, '2026-03-01'))).toEqual([
      '2026-01: guaranteed 0.00 drawn 0.00 recovered 0.00 paid 0.00 owed 0.00',
      '2026-02: guaranteed 0.00 drawn 3100.00 recovered 0.00 paid 3100.00 owed 3100.00',
    ]);
  });

  test('ends a time after the assignment began, and is forgiven then', () => {
    const draw = drawOf('3000.00', {
      until: months(2),
      recovery: { from: null, upTo: part('0.5'), forgivenAtEnd: true },
    });
    const records = {
      assignment: [assignmentOf('me', { from: '2026-01-16' })],
      deal: [sold('A', '2026-02-10', '4000.00'), sold('B', '2026-03-10', '2000.00')],
    };
    const found = statements([planWith({ draws: [draw] })], records);
    expect(pay(found)).toEqual([
      '2026-01: guaranteed 0.00 drawn 1548.39 recovered 0.00 paid 1548.39 owed 1548.39',
      '2026-02: guaranteed 0.00 drawn 0.00 recovered 500.00 paid 3500.00 owed 1048.39',
      '2026-03: guaranteed 0.00 drawn 0.00 recovered 274.19 paid 1725.81 owed 0.00',
    ]);
    expect(found.at(-1)?.balances.owed).toEqual({
      opening: '1048.39',
      drawn: '0.00',
      recovered: '274.19',
      forgiven: '774.20',
      closing: '0.00',
    });
  });

  test('forgives nothing of what a cancellation took back', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '3000.00')],
      amendment: [cancelled('A', '2026-04-10')],
    };
    const found = statements([planWith({ draws: [drawOf('1000.00')] })], records, '2026-05-01');
    expect(found.at(-1)?.balances).toMatchObject({
      payable: '-3000.00',
      drawn: '1000.00',
      paid: '1000.00',
      carried: '-3000.00',
    });
  });

  test('follows another in a list', () => {
    const draws = [
      drawOf('2000.00', { until: months(1) }),
      drawOf('1000.00', { from: months(1), until: months(2), recovery: null }),
    ];
    expect(pay(statements([planWith({ draws })], {}))).toEqual([
      '2026-01: guaranteed 0.00 drawn 2000.00 recovered 0.00 paid 2000.00 owed 2000.00',
      '2026-02: guaranteed 0.00 drawn 1000.00 recovered 0.00 paid 1000.00 owed 2000.00',
      '2026-03: guaranteed 0.00 drawn 0.00 recovered 0.00 paid 0.00 owed 2000.00',
    ]);
  });

  test('adds up with that of another plan of the payee', () => {
    const plans = [
      planWith({ draws: [drawOf('1000.00')] }),
      { ...planWith({ draws: [drawOf('500.00')] }), id: 'second' },
    ];
    const assignment = [assignmentOf('me'), assignmentOf('me', { plan: 'second', from: '2026-01-01' })];
    const [first] = statements(plans, { assignment }, '2026-02-01');
    expect(first?.balances).toMatchObject({ drawn: '1500.00', promised: { draw: '1500.00' } });
  });

  test('is recovered from what another plan pays in other periods, as one balance', () => {
    const weekly = { ...planWith({ payFrequency: 'quarterly' }), id: 'second' };
    const plans = [planWith({ draws: [drawOf('1000.00', { until: '2026-02-01' })] }), weekly];
    const assignment = [assignmentOf('me', { to: '2026-02-01' }), assignmentOf('me', { plan: 'second' })];
    const records = { assignment, deal: [sold('A', '2026-03-10', '1200.00')] };
    expect(pay(statements(plans, records)).filter((each) => !each.includes('2026-02'))).toEqual([
      '2026-01: guaranteed 0.00 drawn 1000.00 recovered 0.00 paid 1000.00 owed 1000.00',
      '2026-03: guaranteed 0.00 drawn 0.00 recovered 0.00 paid 0.00 owed 1000.00',
      '2026-Q1: guaranteed 0.00 drawn 0.00 recovered 1000.00 paid 200.00 owed 0.00',
    ]);
  });

  test('is shown in text, with the year to date', () => {
    const records = {
      deal: [sold('A', '2026-01-10', '400.00'), sold('B', '2026-02-10', '1500.00')],
    };
    const plan = planWith({ draws: [drawOf('1000.00')] });
    const [first, second] = statements([plan], records).map((each) => statementText(each));
    expect(first).toContain('+ drawn, up to 1,000.00 ................... 600.00');
    expect(second).toContain('− recovered of earlier draws .............. 500.00');
    expect(second?.split('OWED OF')[1]?.split('\n').slice(1, 5)).toEqual([
      '  Owed before ....................... 600.00',
      '  + drawn ............................. 0.00',
      '  − recovered ....................... 500.00',
      '  = still owed ...................... 100.00',
    ]);
    expect(second?.split('\n')).toEqual(
      expect.arrayContaining([
        '  earned 1,900.00     became payable 1,900.00     drawn 600.00     recovered 500.00',
        '  paid 2,000.00',
      ]),
    );
  });

  test('has rows of its own in CSV', () => {
    const plan = planWith({ draws: [drawOf('1000.00')] });
    const records = { deal: [sold('A', '2026-01-10', '400.00'), sold('B', '2026-02-10', '1500.00')] };
    const csv = statementCsv(statements([plan], records, '2026-03-01'));
    const [header = '', ...rows] = csv.trimEnd().split('\n');
    const named = rows.map((row) => {
      const cells = row.split(',');
      return new Map(header.split(',').map((column, place) => [column, cells[place] ?? '']));
    });
    const shown = (['period', 'line', 'kind', 'component', 'date', 'amount'] as const).map((column) =>
      named.map((row) => row.get(column)),
    );
    expect(shown).toEqual([
      ['2026-01', '2026-01', '2026-02', '2026-02'],
      ['me.2026-01.1', '', 'me.2026-02.1', ''],
      ['credit', 'drawn', 'credit', 'recovered'],
      ['pay', '', 'pay', ''],
      ['2026-01-10', '2026-01-31', '2026-02-10', '2026-02-28'],
      ['400.00', '600.00', '1500.00', '-500.00'],
    ]);
  });
});

test('a plan with a draw or a guarantee is not folded', () => {
  const simple = planWith({});
  const terms = { amount: { kind: 'money', amount: usd('1.00') }, from: null, until: null } as const;
  expect(foldPlan(simple)).not.toBeNull();
  expect(foldPlan({ ...simple, draws: [drawOf('1.00')] })).toBeNull();
  expect(foldPlan({ ...simple, guarantees: [terms] })).toBeNull();
});

describe('a guarantee on a statement', () => {
  test('is a share of the target incentive of the period', () => {
    const plan = planWith({
      guarantees: [{ amount: { kind: 'ofTargetIncentive', share: ONE_RATIO }, from: null, until: months(2) }],
    });
    const records = {
      targetIncentive: [incentiveOf('36000.00')],
      deal: [sold('A', '2026-02-10', '3500.00')],
    };
    expect(pay(statements([plan], records))).toEqual([
      '2026-01: guaranteed 3000.00 drawn 0.00 recovered 0.00 paid 3000.00 owed 0.00',
      '2026-02: guaranteed 0.00 drawn 0.00 recovered 0.00 paid 3500.00 owed 0.00',
      '2026-03: guaranteed 0.00 drawn 0.00 recovered 0.00 paid 0.00 owed 0.00',
    ]);
  });

  test('is a problem of every statement from the period on in which there is no target incentive', () => {
    const plan = planWith({
      guarantees: [
        { amount: { kind: 'ofTargetIncentive', share: ONE_RATIO }, from: '2026-02-01', until: '2026-03-01' },
      ],
    });
    const found = statements([plan], {});
    expect(found.map(({ status }) => status)).toEqual(['complete', 'incomplete', 'incomplete']);
    expect(found[1]?.problems.map(({ code, subject }) => `${code}: ${subject}`)).toEqual([
      'missing-target-incentive: payee me, plan/2026-01-01, guarantee',
    ]);
  });
});
