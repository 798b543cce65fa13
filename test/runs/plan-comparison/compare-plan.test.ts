import { describe, expect, it } from 'vitest';
import { EVERY_PAYEE } from '../../../src/access/scope.js';
import type { Result } from '../../../src/problems/result.js';
import { comparePlan, type PlanComparisonQuestion } from '../../../src/runs/plan-comparison/compare-plan.js';
import type { ComparedPay } from '../../../src/runs/plan-comparison/compared-pay.js';
import { comparisonReport } from '../../../src/runs/plan-comparison/comparison-report.js';
import { latestChange } from '../../../src/store/change.js';
import { publishedRun } from '../../../src/store/runs.js';
import { databases } from '../../databases/databases.js';
import { planText, salesCompany } from '../what-if/sales-company.js';

function value<T>(done: Result<T>): T {
  if (!done.ok) throw new Error(JSON.stringify(done.problems, null, 1));
  return done.value;
}

function withText(text: string): PlanComparisonQuestion {
  return { scope: EVERY_PAYEE, plan: 'ae', with: { file: 'ae.yaml', text } };
}

describe.each(databases)('two versions of a plan side by side, on $name', (database) => {
  it('tells by payee, period and component who would have earned what', async () => {
    const { db } = await salesCompany(database);
    const [run, change] = [await publishedRun(db), await latestChange(db)];
    const rows: ComparedPay[] = [];
    const found = value(await comparePlan(db, withText(planText('6%', '20%')), (row) => rows.push(row)));
    expect(
      rows.map(({ payee, period, component, earned }) => [
        ...[payee.id, period, component],
        ...[earned.before, earned.after],
      ]),
    ).toEqual([
      ['ann', '2026-01', 'sales', 480_000n, 360_000n],
      ['ann', '2026-02', 'sales', 224_000n, 168_000n],
      ['bob', '2026-03', 'sales', 800_000n, 600_000n],
    ]);
    const { plan, against, from, through, gain, lose, same, incomplete } = found;
    expect({ plan, against, from, through, gain, lose, same, incomplete }).toEqual({
      ...{ plan: 'ae', against: null, from: '2026-01-01', through: '2026-03-31' },
      ...{ gain: 0, lose: 2, same: 0, incomplete: 0 },
    });
    expect(found.totals).toEqual([
      {
        currency: 'USD',
        earned: { before: '15040.00', after: '11280.00', difference: '-3760.00' },
        payable: { before: '8720.00', after: '6540.00', difference: '-2180.00' },
      },
    ]);
    expect(found.payees.map(({ payee, earned }) => [payee, earned.difference])).toEqual([
      ['bob', '-2000.00'],
      ['ann', '-1760.00'],
    ]);
    expect([await publishedRun(db), await latestChange(db)]).toEqual([run, change]);
  });

  it('looks at some months and one payee alone, and writes all rows as CSV', async () => {
    const { db } = await salesCompany(database);
    const asked = { ...withText(planText('10%')), payee: 'ann', from: '2026-02', through: '2026-03' };
    const text = value(await comparisonReport(db, { ...asked, as: 'csv' }));
    expect(text).toBe(
      'payee,name,period,component,currency,earnedBefore,earnedAfter,earnedDifference,' +
        'payableBefore,payableAfter,payableDifference\n' +
        'ann,Ann,2026-02,sales,USD,2240.00,2800.00,560.00,2320.00,2900.00,580.00\n',
    );
    const json = JSON.parse(value(await comparisonReport(db, { ...asked, as: 'json' })));
    expect(json).toMatchObject({ gain: 1, lose: 0, from: '2026-02-01', through: '2026-03-31' });
  });

  it('puts a version that is meant for other days in force over the months', async () => {
    const { db } = await salesCompany(database);
    const next = planText('9%').replace(
      '{ from: 2026-01-01, to: 2027-01-01 }',
      '{ from: 2027-01-01, to: 2028-01-01 }',
    );
    const found = value(await comparePlan(db, { ...withText(next), from: '2026-01', through: '2026-03' }));
    expect(found.totals[0]?.earned).toEqual({ before: '15040.00', after: '16920.00', difference: '1880.00' });
  });

  it('compares published versions by their hashes', async () => {
    const company = await salesCompany(database);
    const { hash } = value(await comparePlan(company.db, withText(planText()))).with;
    await company.rules({ old: planText(), ae: `${planText('10%')}corrects: ${hash}\n` });
    await company.calculate('2026-03');
    const question = { scope: EVERY_PAYEE, plan: 'ae', with: { hash: hash.slice(0, 12) } };
    const found = value(await comparePlan(company.db, question));
    expect(found.totals[0]?.earned).toEqual({
      before: '18800.00',
      after: '15040.00',
      difference: '-3760.00',
    });
    const alike = value(await comparePlan(company.db, { ...question, against: { hash } }));
    expect([alike.against?.hash, alike.same, alike.totals[0]?.earned.difference]).toEqual([hash, 2, '0.00']);
  });

  it('refuses what is no plan, no version, no sound file or no months', async () => {
    const { db } = await salesCompany(database);
    const codes = async (question: Partial<PlanComparisonQuestion>) => {
      const found = await comparePlan(db, { ...withText(planText()), ...question });
      return found.ok ? [] : found.problems.map(({ code }) => code);
    };
    expect(await codes({ plan: 'aee' })).toEqual(['not-found']);
    expect(await codes({ with: { hash: 'abc' } })).toEqual(['not-found']);
    expect(await codes({ plan: 'lead' })).toEqual(['invalid-value']);
    expect(await codes({ with: { file: 'a.yaml', text: planText('8') } })).toContain('percent-expected');
    expect(await codes({ from: 'spring' })).toEqual(['date-expected']);
  });
});
