import type { PayeeScope } from '../../access/scope.js';
import { type Accrual, accrualsOf } from '../../ledger/accounting/accruals.js';
import type { CapitalisedContract, ExpensedAmount } from '../../ledger/accounting/contract-costs.js';
import { type CostCell, CostTotals } from '../../ledger/accounting/cost-totals.js';
import { type Month, monthOf, monthsThrough } from '../../ledger/accounting/month.js';
import type { Problem } from '../../problems/problem.js';
import type { Company } from '../../records/company.js';
import type { Executor } from '../../store/executor.js';
import { publishedRun, type Run } from '../../store/runs.js';
import { readStatementAccounts, type StoredStatementAccount } from '../../store/statement-accounts.js';
import { openAccounting } from './accounting-context.js';
import { contractCostsOfPayee } from './contract-costs-of-payee.js';
import { readPayeeAccounts } from './payee-accounts.js';
import { PayeeBooks } from './payee-books.js';
import { recordedPayments } from './recorded-payments.js';

/** What accounting is asked for. */
export interface AccountingQuestion {
  /** Whether costs of contracts are asked for, too; they are unless said. */
  readonly withCosts?: boolean;
  /** How many months after the end of a pay period it is paid where no payout says so; 0 unless said. */
  readonly paidAfter?: number;
  /** Only what is earned under the plan of this id. */
  readonly plan?: string;
  /** Only that of people who work there. */
  readonly region?: string;
  /** Is handed each capitalised contract as it is read, payee by payee, so that nobody has to hold them all. */
  readonly takeContract?: (contract: CapitalisedContract, known: AccountingMonths) => void;
}

/** The months that accounting knows, by the calendar of the company. */
export type AccountingMonths = Pick<AccountingFigures, 'company' | 'first' | 'last'>;

/** What accounting makes of the published results: all that its reports are made from. */
export interface AccountingFigures {
  readonly run: Run;
  readonly company: Company;
  /** The first month of which there is anything; `null` where there is nothing. */
  readonly first: Month | null;
  /** The month of the last day that counts. */
  readonly last: Month;
  /** In the order of payees, currencies, months and plans. */
  readonly accruals: readonly Accrual[];
  /** What becomes of capitalised costs, also what is only scheduled; nothing where it was not asked for. */
  readonly costs: readonly CostCell[];
  readonly expensed: readonly ExpensedAmount[];
  readonly problems: readonly Problem[];
}

/**
 * Reads what accounting makes of the published run, within a scope, payee by payee; `null` before the first run.
 *
 * @example
 * const figures = await readAccounting(db, scope, { paidAfter: 1 });
 */
export async function readAccounting(
  executor: Executor,
  scope: PayeeScope,
  { withCosts = true, paidAfter = 0, plan, region, takeContract }: AccountingQuestion = {},
): Promise<AccountingFigures | null> {
  return executor.read(async (trx) => {
    const run = await publishedRun(trx);
    if (run === null) return null;
    const context = await openAccounting(trx, run, scope);
    const statements = await readStatementAccounts(trx, scope, { run: run.id });
    const months = monthsKnown(statements, run);
    const recorded = await recordedPayments(trx, scope);
    const known = { company: context.company, first: months[0] ?? null, last: monthOf(run.through) };
    const accruals: Accrual[] = [];
    const totals = new CostTotals();
    const expensed: ExpensedAmount[] = [];
    const problems: Problem[] = [];
    const byPayee = groupedByPayee(statements);
    const books = new PayeeBooks(context, [...byPayee.keys()]);
    for (const [payee, own] of byPayee) {
      if (region !== undefined && context.regions.get(payee) !== region) continue;
      const accounts = await readPayeeAccounts(context, payee, own, { paidAfter, recorded });
      for (const each of accrualsOf(accounts, months)) {
        if (plan === undefined || each.plan === plan) accruals.push(each);
      }
      if (!withCosts) continue;
      const costs = await contractCostsOfPayee(context, accounts, books, plan);
      for (const contract of costs.contracts) {
        totals.add(contract);
        takeContract?.(contract, known);
      }
      for (const each of costs.expensed) expensed.push(each);
      for (const each of costs.problems) problems.push(each);
    }
    return {
      run,
      ...known,
      accruals,
      costs: totals.cells(),
      expensed,
      problems,
    };
  });
}

function groupedByPayee(
  statements: readonly StoredStatementAccount[],
): ReadonlyMap<string, readonly StoredStatementAccount[]> {
  const groups = new Map<string, StoredStatementAccount[]>();
  for (const statement of statements) {
    const group = groups.get(statement.payee);
    if (group === undefined) groups.set(statement.payee, [statement]);
    else group.push(statement);
  }
  return groups;
}

/** The months from the first of which there is a statement to the last that counts. */
function monthsKnown(statements: readonly StoredStatementAccount[], { through }: Run): readonly Month[] {
  const [first] = statements.map(({ period }) => monthOf(period.from)).sort();
  return first === undefined ? [] : monthsThrough(first, monthOf(through));
}
