import { z } from 'zod';
import { type Problem, problem } from '../../problems/problem.js';
import { failed, ok, type Result } from '../../problems/result.js';
import { kebabId, text, word } from '../../records/values.js';
import { decode } from '../../rules/diagnose.js';
import { locatedProblem } from '../../rules/locate-finding.js';
import { readSourceText, type SourceText } from '../../rules/source-text.js';
import { ACCOUNT_ROLES, type AccountRole } from './account-role.js';

/** An account as a ledger knows it. */
export interface Account {
  readonly number: string;
  readonly name: string;
}

/** What entries are booked to: an account for each role, and the cost centres by plan and region. */
export interface ChartOfAccounts {
  readonly accounts: Readonly<Record<AccountRole, Account>>;
  /**
   * The cost centre of a plan and a region: the first of the list that fits; empty where there is no list, and a
   * problem where nothing of it fits.
   */
  readonly costCentreOf: (plan: string, region: string) => string | Problem;
}

const accountSchema = z.strictObject({ number: text(), name: text() });

const costCentreSchema = z.strictObject({
  plan: kebabId().optional(),
  region: text().optional(),
  costCentre: text(),
});

const chartSchema = z.strictObject({
  language: word(['1']),
  accounts: z.strictObject({
    commissionExpense: account('commissionExpense'),
    accruedCommission: account('accruedCommission'),
    contractCosts: account('contractCosts'),
    amortisation: account('amortisation'),
    impairment: account('impairment'),
    drawAdvances: account('drawAdvances'),
    payroll: account('payroll'),
  } satisfies Record<AccountRole, z.ZodType>),
  costCentres: z.array(costCentreSchema).min(1).optional(),
});

/**
 * Reads a chart of accounts: YAML or JSON that says for each role of {@link ACCOUNT_ROLES} which account it is, and
 * optionally which cost centre a plan and region belong to. Every role must be there.
 *
 * @example
 * const chart = readChartOfAccounts(text, 'chart.yaml');
 * if (chart.ok) chart.value.accounts.payroll.number // '2100'
 */
export function readChartOfAccounts(content: string, file: string): Result<ChartOfAccounts> {
  const { source, problems } = readSourceText(content, file);
  if (source === undefined) return failed(problems);
  const decoded = decode(chartSchema, source.tree, source);
  if (!decoded.ok) return failed([...problems, ...decoded.problems]);
  if (problems.length > 0) return failed(problems);
  const { accounts, costCentres } = decoded.value;
  const costCentreOf = (plan: string, region: string): string | Problem => {
    if (costCentres === undefined) return '';
    const fitting = costCentres.find(
      (each) =>
        (each.plan === undefined || each.plan === plan) &&
        (each.region === undefined || each.region === region),
    );
    return fitting?.costCentre ?? missing(plan, region, source);
  };
  return ok({ accounts, costCentreOf });
}

function account(role: AccountRole) {
  return accountSchema.meta({ description: ACCOUNT_ROLES[role] });
}

function missing(plan: string, region: string, source: SourceText): Problem {
  const where = region === '' ? `the plan ${plan} where no region is known` : `the plan ${plan} in ${region}`;
  const found = problem('missing-cost-centre', `no cost centre is given for ${where}`, {
    hint: 'end the list with one that names neither plan nor region',
  });
  return locatedProblem({ path: ['costCentres'], problem: found }, source);
}
