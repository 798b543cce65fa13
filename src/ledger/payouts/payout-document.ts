import { formatMinorUnits } from '../../money/minor-units.js';
import { type PayoutBatch, payoutTotal, planTotal } from './payout-batch.js';
import { type PayoutHistory, paymentsOf, payoutState } from './payout-history.js';
import { reconcilePayout } from './reconcile-payout.js';
import { sentInPlanCurrency } from './sent-in-plan-currency.js';

/**
 * A batch as it is listed: what it pays and how far it has come, with amounts as decimal text.
 *
 * @example
 * payoutSummary(history) // { batch: 7, state: 'approved', items: 12, total: '31200.00', … }
 */
export function payoutSummary(history: PayoutHistory) {
  const { batch, decision } = history;
  const { number, payGroup, period, currency, payDate, maker, builtAt, items } = batch;
  const reconciled = reconcilePayout(items, paymentsOf(history));
  const paid = reconciled.reduce((sum, each) => sum + each.paid, 0n);
  return {
    batch: number,
    payGroup,
    period,
    currency,
    payDate,
    state: payoutState(history),
    items: items.length,
    total: formatMinorUnits(payoutTotal(items), currency),
    paid: formatMinorUnits(paid, currency),
    ...conversionOf(history),
    maker,
    builtAt,
    decidedBy: decision?.actor ?? null,
  };
}

/** What is paid of statements in another currency, with what payroll confirmed of it; nothing where there is no other. */
function conversionOf(history: PayoutHistory) {
  const { batch } = history;
  const { converted, items } = batch;
  if (converted === undefined) return {};
  const { planCurrency, ...at } = converted;
  const sent = sentInPlanCurrency(batch, paymentsOf(history));
  const paid = [...sent.values()].reduce((sum, each) => sum + each, 0n);
  return {
    converted: {
      planCurrency,
      total: formatMinorUnits(planTotal(items), planCurrency),
      paid: formatMinorUnits(paid, planCurrency),
      ...at,
    },
  };
}

/** What {@link payoutSummary} gives. */
export type PayoutSummary = ReturnType<typeof payoutSummary>;

/**
 * What was sent to payroll and what payroll paid, payee by payee, with amounts as decimal text.
 *
 * @example
 * reconciliationDocument(history).payees.filter(({ match }) => match !== 'settled')
 */
export function reconciliationDocument(history: PayoutHistory) {
  const { batch } = history;
  const money = (minor: bigint) => formatMinorUnits(minor, batch.currency);
  const payees = reconcilePayout(batch.items, paymentsOf(history)).map((each) => ({
    ...each,
    sent: money(each.sent),
    paid: money(each.paid),
    difference: money(each.difference),
    ...planPart(batch, each.payee),
    payments: each.payments.map((payment) => ({ ...payment, amount: money(payment.amount) })),
  }));
  return { ...payoutSummary(history), payees };
}

/** What a payee is paid of statements in another currency; nothing where there is no other. */
function planPart({ converted, items }: PayoutBatch, payee: string) {
  if (converted === undefined) return {};
  const { planCurrency, ...at } = converted;
  const own = planTotal(items.filter((item) => item.payee === payee));
  return { converted: { planCurrency, sent: formatMinorUnits(own, planCurrency), ...at } };
}

/** What {@link reconciliationDocument} gives. */
export type ReconciliationDocument = ReturnType<typeof reconciliationDocument>;

/**
 * A batch with all that became of it, with amounts as decimal text.
 *
 * @example
 * payoutDocument(history).payees[0]?.sent // '3000.00'
 */
export function payoutDocument(history: PayoutHistory) {
  const { batch, decision, withdrawal, exports, resends, confirmations } = history;
  return {
    ...reconciliationDocument(history),
    decision,
    withdrawal,
    exports,
    resends: resends.map(({ payments, ...resend }) => ({
      ...resend,
      payments: payments.length,
      total: formatMinorUnits(payoutTotal(payments), batch.currency),
    })),
    confirmations: confirmations.map(({ payments, ...confirmation }) => ({
      ...confirmation,
      payments: payments.length,
    })),
  };
}

/** What {@link payoutDocument} gives. */
export type PayoutDocument = ReturnType<typeof payoutDocument>;
