import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeCostedRules } from '../runs/accounting/costed-company.js';
import { attain, DATA, workFolder } from './attain.js';

const CHART = `language: 1
accounts:
  commissionExpense: { number: 6100, name: Commission expense }
  accruedCommission: { number: 2150, name: Accrued commission }
  contractCosts: { number: 1350, name: Costs to obtain contracts }
  amortisation: { number: 6110, name: Amortisation of contract costs }
  impairment: { number: 6120, name: Impairment of contract costs }
  drawAdvances: { number: 1360, name: Draws to be recovered }
  payroll: { number: 2100, name: Payroll clearing }
costCentres:
  - { plan: sales-manager, costCentre: CC-20 }
  - { costCentre: CC-10 }
`;

const COSTS = `language: 1
costs:
  - { month: 2026-01, name: salaries, amount: 30000 }
`;

const folder = await costedFolder();

/** A folder with the company's database, its plans saying what is incremental, calculated through April 2026. */
async function costedFolder(): Promise<string> {
  const made = workFolder();
  const rules = writeCostedRules(made);
  writeFileSync(join(made, 'chart.yaml'), CHART);
  writeFileSync(join(made, 'costs.yaml'), COSTS);
  for (const args of [
    ['init'],
    ['import', DATA, '--rules', rules],
    ['calculate', '--through', '2026-04', '--rules', rules],
  ]) {
    const { exitCode, out, error } = await attain(made, ...args);
    if (exitCode !== 0) throw new Error(`attain ${args.join(' ')} failed: ${out}${error}`);
  }
  return made;
}

const accounting = (...args: readonly string[]) => attain(folder, 'accounting', ...args);

describe('attain accounting accruals', () => {
  it('shows what is accrued and reversed by month, plan and region', async () => {
    const { exitCode, out } = await accounting('accruals', '--month', '2026-03');
    expect(out).toBe(
      [
        'Month    Plan               Region  Currency  Reversed     Earned  Topped up       Paid  Advanced   Accrued',
        '2026-03  account-executive          USD       4,000.00   7,750.00       0.00   4,875.00      0.00  6,875.00',
        '2026-03  sales-manager              USD           0.00   6,450.00       0.00   6,450.00      0.00      0.00',
        '2026-03  all                all     USD       4,000.00  14,200.00       0.00  11,325.00      0.00  6,875.00',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
  });

  it('gives payees as CSV, and all of it as JSON', async () => {
    expect((await accounting('accruals', '--month', '2026-02', '--csv', '--paid-after', '1')).out).toBe(
      [
        'month,payee,plan,region,currency,reversed,earned,toppedUp,paid,advanced,accrued',
        '2026-02,ada,account-executive,,USD,6000.00,0.00,0.00,3000.00,0.00,3000.00',
        '2026-02,bo,account-executive,,USD,0.00,8000.00,0.00,0.00,0.00,8000.00',
        '2026-02,mia,sales-manager,,USD,600.00,1050.00,0.00,600.00,0.00,1050.00',
        '',
      ].join('\n'),
    );
    const document = JSON.parse((await accounting('accruals', '--json')).out);
    expect(document.through).toBe('2026-04-30');
    expect(document.totals.at(-1)).toMatchObject({ month: '2026-04', plan: null, accrued: '275.00' });
    expect(document.payees.at(0)).toMatchObject({ payee: 'ada', earned: '6000.00', paid: '3000.00' });
  });

  it('refuses what is no month', async () => {
    expect(await accounting('accruals', '--month', '2026-13')).toMatchObject({
      exitCode: 2,
      error: 'error: --month 2026-13 is no month\n  hint: write 2026-03\n',
    });
  });
});

describe('attain accounting contract-costs', () => {
  it('shows the roll-forward, and what is expensed instead', async () => {
    const { exitCode, out } = await accounting('contract-costs', '--by', 'year');
    expect(out).toBe(
      [
        'Period  Plan               Region  Currency  Opening  Additions  Amortisation  Impairment    Closing',
        '2026    account-executive          USD          0.00  15,750.00      1,597.22     -500.00  14,652.78',
        '2026    sales-manager              USD          0.00   5,750.00        899.39    1,321.27   3,529.34',
        '2026    all                all     USD          0.00  21,500.00      2,496.61      821.27  18,182.12',
        '',
        'Expensed in  Plan           Component  Currency    Amount  Because',
        '2026         sales-manager  override   USD       1,750.00  not incremental',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
  });

  it('shows the waterfall', async () => {
    const { out } = await accounting(
      'contract-costs',
      '--waterfall',
      '--by',
      'quarter',
      '--plan',
      'account-executive',
    );
    expect(out).toBe(
      [
        'Capitalised  Currency     Added  Impaired  2026-Q1  2026-Q2   Balance  Until',
        '2026-01      USD           0.00   -500.00   500.00     0.00      0.00',
        '2026-02      USD       8,000.00      0.00   444.44   222.23  7,333.33  2029-01',
        '2026-03      USD       7,750.00      0.00   215.28   215.27  7,319.45  2029-02',
        '',
      ].join('\n'),
    );
  });

  it('gives both as CSV', async () => {
    expect(
      (await accounting('contract-costs', '--by', 'month', '--csv')).out.split('\n').slice(0, 2),
    ).toEqual([
      'period,plan,region,currency,opening,additions,amortisation,impairment,closing',
      '2026-01,account-executive,,USD,0.00,6000.00,166.67,0.00,5833.33',
    ]);
    const waterfall = (await accounting('contract-costs', '--by', 'month', '--waterfall', '--csv')).out.split(
      '\n',
    );
    expect(waterfall.slice(0, 2)).toEqual([
      'currency,cohort,period,amortisation,scheduled',
      'USD,2026-01,2026-01,166.67,',
    ]);
    expect(waterfall.find((row) => row.startsWith('USD,2026-02,2026-05,'))).toBe(
      'USD,2026-02,2026-05,,222.22',
    );
  });
});

describe('attain accounting journal', () => {
  it('books a month in the accounts of the chart', async () => {
    const { exitCode, out } = await accounting(
      'journal',
      '--month',
      '2026-04',
      '--chart',
      'chart.yaml',
      '--csv',
    );
    expect(out).toBe(
      [
        'entry,date,kind,account,name,costCentre,plan,region,currency,debit,credit',
        '2026-04-USD-reversal,2026-04-01,reversal,2150,Accrued commission,CC-10,account-executive,,USD,6875.00,0.00',
        '2026-04-USD-reversal,2026-04-01,reversal,6100,Commission expense,CC-10,account-executive,,USD,0.00,6875.00',
        '2026-04-USD-capitalisation,2026-04-30,capitalisation,6100,Commission expense,CC-10,account-executive,,USD,6000.00,0.00',
        '2026-04-USD-capitalisation,2026-04-30,capitalisation,1350,Costs to obtain contracts,CC-10,account-executive,,USD,0.00,6000.00',
        '2026-04-USD-amortisation,2026-04-30,amortisation,6110,Amortisation of contract costs,CC-10,account-executive,,USD,437.50,0.00',
        '2026-04-USD-amortisation,2026-04-30,amortisation,1350,Costs to obtain contracts,CC-10,account-executive,,USD,0.00,437.50',
        '2026-04-USD-amortisation,2026-04-30,amortisation,6110,Amortisation of contract costs,CC-20,sales-manager,,USD,376.29,0.00',
        '2026-04-USD-amortisation,2026-04-30,amortisation,1350,Costs to obtain contracts,CC-20,sales-manager,,USD,0.00,376.29',
        '2026-04-USD-impairment,2026-04-30,impairment,1350,Costs to obtain contracts,CC-10,account-executive,,USD,500.00,0.00',
        '2026-04-USD-impairment,2026-04-30,impairment,6120,Impairment of contract costs,CC-10,account-executive,,USD,0.00,500.00',
        '2026-04-USD-impairment,2026-04-30,impairment,6120,Impairment of contract costs,CC-20,sales-manager,,USD,1321.27,0.00',
        '2026-04-USD-impairment,2026-04-30,impairment,1350,Costs to obtain contracts,CC-20,sales-manager,,USD,0.00,1321.27',
        '2026-04-USD-accrual,2026-04-30,accrual,6100,Commission expense,CC-10,account-executive,,USD,875.00,0.00',
        '2026-04-USD-accrual,2026-04-30,accrual,2150,Accrued commission,CC-10,account-executive,,USD,0.00,875.00',
        '2026-04-USD-accrual,2026-04-30,accrual,2150,Accrued commission,CC-20,sales-manager,,USD,600.00,0.00',
        '2026-04-USD-accrual,2026-04-30,accrual,6100,Commission expense,CC-20,sales-manager,,USD,0.00,600.00',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
  });

  it('shows entries with what they come to', async () => {
    const { out } = await accounting('journal', '--month', '2026-01', '--chart', 'chart.yaml');
    expect(out.split('\n').slice(0, 7)).toEqual([
      '2026-01-USD-payment  2026-01-31',
      'Account  Name                Cost centre  Plan               Region     Debit    Credit',
      '6100     Commission expense  CC-10        account-executive          3,000.00',
      '2100     Payroll clearing    CC-10        account-executive                    3,000.00',
      '6100     Commission expense  CC-20        sales-manager                600.00',
      '2100     Payroll clearing    CC-20        sales-manager                          600.00',
      '                                                                     3,600.00  3,600.00',
    ]);
    expect(out).toContain('\nUSD: debits 12,766.67, credits 12,766.67\n');
  });

  it('tells what is wrong with a chart, and a cost centre that it lacks', async () => {
    writeFileSync(join(folder, 'poor.yaml'), CHART.replace(/^ {2}payroll.*\n/m, ''));
    expect(await accounting('journal', '--chart', 'poor.yaml')).toMatchObject({
      exitCode: 1,
      out: '',
      error: expect.stringMatching(/^poor\.yaml:2:1 error missing-key: "payroll" is missing\n/),
    });
    writeFileSync(join(folder, 'narrow.yaml'), CHART.replace('  - { costCentre: CC-10 }\n', ''));
    const narrow = await accounting('journal', '--chart', 'narrow.yaml', '--json');
    expect(narrow.exitCode).toBe(1);
    expect(JSON.parse(narrow.out).problems).toMatchObject([{ code: 'missing-cost-centre' }]);
    expect(await accounting('journal', '--chart', 'none.yaml')).toMatchObject({
      exitCode: 2,
      error: 'error: none.yaml cannot be read\n  hint: name a file that is there\n',
    });
  });
});

describe('attain accounting cost-of-sales', () => {
  it('holds what sales cost against what they bring', async () => {
    const { exitCode, out } = await accounting('cost-of-sales', '--costs', 'costs.yaml', '--csv');
    expect(out).toBe(
      [
        'period,currency,commission,otherCosts,bookings,revenue,cash,ofBookings,ofRevenue,ofCash,expenseToRevenue,flagged',
        '2026-Q1,USD,29850.00,30000.00,235000.00,0.00,80000.00,12.7%,,37.31%,,',
        '2026-Q2,USD,-6600.00,0.00,-60000.00,0.00,0.00,,,,,',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
    expect((await accounting('cost-of-sales', '--by', 'month')).out).toMatch(
      /^Amounts in USD\.\n\nPeriod +Commission .*\n2026-01 +6,600\.00 +0\.00 +60,000\.00 +0\.00 +0\.00 +11% +– +– +–\n/,
    );
  });

  it('refuses what is no percent', async () => {
    expect(await accounting('cost-of-sales', '--flag-at', '60')).toMatchObject({ exitCode: 2 });
  });
});

describe('what is closed', () => {
  it('stays as it was booked, and what comes late is booked in the open month', async () => {
    const closed = await costedFolder();
    const journal = async (month: string) =>
      (await attain(closed, 'accounting', 'journal', '--month', month, '--csv')).out;
    const january = await journal('2026-01');
    for (const args of [
      ['period', 'submit', '2026-01'],
      ['--as', 'fin', 'period', 'approve', '2026-01'],
      ['--as', 'fin', 'period', 'close', '2026-01'],
    ]) {
      expect(await attain(closed, ...args)).toMatchObject({ exitCode: 0, error: '' });
    }
    mkdirSync(join(closed, 'late'));
    writeFileSync(
      join(closed, 'late', 'amendments.csv'),
      'deal,id,date,kind,amount\nD-1,A-1,2026-01-25,cancellation,\n',
    );
    expect(await attain(closed, 'import', 'late')).toMatchObject({ exitCode: 0 });
    expect(await attain(closed, 'calculate', '--through', '2026-04')).toMatchObject({ exitCode: 0 });
    expect(await journal('2026-01')).toBe(january);
    expect((await journal('2026-02')).split('\n').filter((row) => row.includes('commissionExpense'))).toEqual(
      [
        '2026-02-USD-reversal,2026-02-01,reversal,,commissionExpense,,account-executive,,USD,0.00,3000.00',
        '2026-02-USD-payment,2026-02-28,payment,,commissionExpense,,account-executive,,USD,4000.00,0.00',
        '2026-02-USD-payment,2026-02-28,payment,,commissionExpense,,sales-manager,,USD,450.00,0.00',
        '2026-02-USD-capitalisation,2026-02-28,capitalisation,,commissionExpense,,account-executive,,USD,0.00,2000.00',
        '2026-02-USD-accrual,2026-02-28,accrual,,commissionExpense,,account-executive,,USD,1000.00,0.00',
      ],
    );
    const impaired = JSON.parse(
      (await attain(closed, 'accounting', 'contract-costs', '--by', 'month', '--json')).out,
    ).rollForward.filter(({ plan }: { plan: string }) => plan === 'account-executive');
    expect(impaired.slice(0, 2)).toMatchObject([
      { period: '2026-01', additions: '6000.00', amortisation: '166.67', impairment: '0.00' },
      { period: '2026-02', additions: '2000.00', impairment: '-166.67' },
    ]);
  });
});

describe('a folder without results', () => {
  it('is told what to do first', async () => {
    const empty = workFolder();
    await attain(empty, 'init');
    expect(await attain(empty, 'accounting', 'accruals')).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining('nothing is calculated yet'),
    });
  });
});
