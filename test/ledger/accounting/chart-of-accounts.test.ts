import { describe, expect, it } from 'vitest';
import { readChartOfAccounts } from '../../../src/ledger/accounting/chart-of-accounts.js';
import { formatProblems } from '../../../src/problems/format-problem.js';

const CHART = `language: 1
accounts:
  commissionExpense: { number: 6100, name: Commission expense }
  accruedCommission: { number: 2150, name: Accrued commission }
  contractCosts: { number: 1350, name: Costs to obtain contracts }
  amortisation: { number: 6110, name: Amortisation of contract costs }
  impairment: { number: 6120, name: Impairment of contract costs }
  drawAdvances: { number: 1360, name: Draws to be recovered }
  payroll: { number: 2100, name: Payroll clearing }
`;

const CENTRES = `costCentres:
  - { plan: ae, region: EMEA, costCentre: CC-110 }
  - { region: EMEA, costCentre: CC-100 }
`;

function problemsOf(text: string): string {
  const read = readChartOfAccounts(text, 'chart.yaml');
  return read.ok ? 'none' : formatProblems(read.problems);
}

describe('a chart of accounts', () => {
  it('gives each role its account', () => {
    const read = readChartOfAccounts(CHART, 'chart.yaml');
    expect(read.ok && read.value.accounts.payroll).toEqual({ number: '2100', name: 'Payroll clearing' });
    expect(read.ok && read.value.costCentreOf('ae', 'EMEA')).toBe('');
  });

  it('gives a plan and region the first cost centre that fits, and tells where none does', () => {
    const read = readChartOfAccounts(`${CHART}${CENTRES}`, 'chart.yaml');
    if (!read.ok) throw new Error(formatProblems(read.problems));
    const { costCentreOf } = read.value;
    expect(costCentreOf('ae', 'EMEA')).toBe('CC-110');
    expect(costCentreOf('am', 'EMEA')).toBe('CC-100');
    expect(costCentreOf('ae', '')).toMatchObject({
      code: 'missing-cost-centre',
      message: 'no cost centre is given for the plan ae where no region is known',
      location: { file: 'chart.yaml', line: 10, column: 1 },
    });
  });

  it('tells every role that is missing, at its place', () => {
    expect(problemsOf(CHART.replace(/^ {2}(impairment|payroll).*\n/gm, ''))).toBe(
      [
        'chart.yaml:2:1 error missing-key: "impairment" is missing',
        '  field: accounts.impairment',
        '  expected: a block of keys',
        'chart.yaml:2:1 error missing-key: "payroll" is missing',
        '  field: accounts.payroll',
        '  expected: a block of keys',
        '2 errors, 0 warnings',
      ].join('\n'),
    );
  });

  it('tells a role that is misspelt, and an account without a number', () => {
    const text = CHART.replace('payroll:', 'payrol:').replace('number: 6120, ', '');
    expect(problemsOf(text)).toContain('there is no key "payrol" here');
    expect(problemsOf(text)).toContain('hint: did you mean payroll?');
    expect(problemsOf(text)).toContain('field: accounts.impairment.number');
    expect(problemsOf(text)).toMatch(/2 errors/);
  });

  it('is no text that cannot be read', () => {
    expect(problemsOf('accounts: [')).toContain('yaml-syntax');
  });
});
