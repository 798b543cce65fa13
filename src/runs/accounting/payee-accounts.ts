import { type EarnedAmount, monthEarned } from '../../ledger/accounting/earned-amount.js';
import { type StatementCost, statementCost } from '../../ledger/accounting/statement-cost.js';
import type { Entitlement } from '../../ledger/entitlement.js';
import { readEntitlements } from '../../store/entitlements.js';
import { readLines } from '../../store/lines.js';
import type { StoredLine } from '../../store/results.js';
import type { StoredStatementAccount } from '../../store/statement-accounts.js';
import type { AccountingContext } from './accounting-context.js';
import type { RecordedPayments } from './recorded-payments.js';

/** What a payee's lines earned, and what the statements cost and pay. */
export interface PayeeAccounts {
  readonly payee: string;
  /** Empty where it is not known. */
  readonly region: string;
  readonly lines: readonly StoredLine[];
  /** What each of these lines earned, in their order. */
  readonly earned: readonly EarnedAmount[];
  readonly statements: readonly StatementCost[];
}

/**
 * Reads what a payee's lines earned, beside what the statements cost.
 *
 * @param terms `paidAfter`: how many months after the end of a pay period it is paid where payroll does not say;
 *   `recorded`: what payroll says
 *
 * @example
 * (await readPayeeAccounts(context, 'ada', accounts, { paidAfter: 0, recorded })).earned[0]?.amount // 600_000n
 */
export async function readPayeeAccounts(
  { trx, run, scope, regions }: AccountingContext,
  payee: string,
  accounts: readonly StoredStatementAccount[],
  { paidAfter, recorded }: { readonly paidAfter: number; readonly recorded: RecordedPayments },
): Promise<PayeeAccounts> {
  const region = regions.get(payee) ?? '';
  const entitlements = await readEntitlements(trx, run.id, payee);
  const lines = await readLines(trx, scope, { run: run.id, payee });
  return {
    payee,
    region,
    lines,
    earned: lines.map(({ line, entitlement, period }) => ({
      entitlement,
      region,
      month: monthEarned(line, period),
      deal: line.deal,
      amount: line.amount,
    })),
    statements: accounts.map((account) =>
      statementCost(
        { ...account, plans: plansIn(account, entitlements) },
        { paidAfter, recorded: recorded(account) },
      ),
    ),
  };
}

/** The plans that a statement is of: those that the payee is on in its period, or once they have ended all. */
function plansIn(
  { period, currency }: StoredStatementAccount,
  entitlements: readonly Entitlement[],
): readonly string[] {
  const own = entitlements.filter(
    (each) => each.currency === currency && each.frequency === period.frequency,
  );
  const inForce = own.filter(
    ({ segmentFrom, segmentTo }) => segmentFrom < period.to && period.from < segmentTo,
  );
  return [...new Set((inForce.length === 0 ? own : inForce).map(({ plan }) => plan))];
}
