import type { PayeeScope } from '../../access/scope.js';
import type { CivilDate } from '../../calendar/civil-date.js';
import { monthOf } from '../../ledger/accounting/month.js';
import type { StatementPayment } from '../../ledger/accounting/statement-cost.js';
import { payGroupId } from '../../ledger/pay-group.js';
import { latestPayments } from '../../ledger/payouts/payment.js';
import { mayPay } from '../../ledger/payouts/payout-batch.js';
import { type PayoutHistory, paymentsOf, payoutState } from '../../ledger/payouts/payout-history.js';
import { planPartOf } from '../../ledger/payouts/sent-in-plan-currency.js';
import type { Executor } from '../../store/executor.js';
import { readPayouts } from '../../store/payouts.js';
import type { StoredStatementAccount } from '../../store/statement-accounts.js';

/** What payroll says it paid of a statement; `null` where nothing of it is paid by batches. */
export type RecordedPayments = (
  statement: Pick<StoredStatementAccount, 'payee' | 'period' | 'currency'>,
) => readonly StatementPayment[] | null;

/**
 * Tells what payroll confirmed of statements, as it stands last and by the days of the payments. A pay group is paid
 * by batches from the first period on of which there was one, even where it was withdrawn: what is in none, or is not
 * confirmed, is not paid.
 *
 * @example
 * const paymentsOf = await recordedPayments(trx, scope);
 * paymentsOf(statement) // [{ month: '2026-04', amount: 175_000n }]
 */
export async function recordedPayments(executor: Executor, scope: PayeeScope): Promise<RecordedPayments> {
  const firstPaid = new Map<string, CivilDate>();
  const payments = new Map<string, StatementPayment[]>();
  for (const history of await readPayouts(executor, scope)) {
    const { payGroup, period, from } = history.batch;
    const first = firstPaid.get(payGroup);
    if (first === undefined || from < first) firstPaid.set(payGroup, from);
    if (!mayPay(payoutState(history))) continue;
    for (const [payee, paid] of paidInBatch(history)) {
      const key = [payGroup, period, payee].join('\u0000');
      payments.set(key, [...(payments.get(key) ?? []), ...paid]);
    }
  }
  return ({ payee, period, currency }) => {
    const payGroup = payGroupId({ frequency: period.frequency, currency });
    const first = firstPaid.get(payGroup);
    if (first === undefined || period.from < first) return null;
    return payments.get([payGroup, period.id, payee].join('\u0000')) ?? [];
  };
}

function paidInBatch({ batch, ...told }: PayoutHistory): ReadonlyMap<string, readonly StatementPayment[]> {
  const paid = new Map<string, StatementPayment[]>();
  const payees = new Set(batch.items.map(({ payee }) => payee));
  const sent = new Map<string, bigint>();
  for (const { payee, status, date, amount } of latestPayments(paymentsOf(told))) {
    if (status !== 'paid' || !payees.has(payee)) continue;
    // In the currency of the statements: each payment is what it adds to what all up to it were.
    const before = sent.get(payee) ?? 0n;
    sent.set(payee, before + amount);
    const added = planPartOf(batch, payee, before + amount) - planPartOf(batch, payee, before);
    paid.set(payee, [...(paid.get(payee) ?? []), { month: monthOf(date), amount: added }]);
  }
  return paid;
}
