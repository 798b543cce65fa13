import type { PayeeScope } from '../../access/scope.js';
import { groupedBy } from '../../ledger/grouped-by.js';
import type { Executor } from '../../store/executor.js';
import { readPayouts } from '../../store/payouts.js';
import { Reconciliation } from './reconciliation.js';
import { type StatementTrace, tracedStatements } from './trace-statement.js';

/** A batch of pay traced to the customers' cash, as JSON. */
export interface PayoutTrace {
  readonly batch: number;
  readonly payGroup: string;
  readonly period: string;
  /** Each statement that it pays, in the order of payees. */
  readonly statements: readonly StatementTrace[];
}

/**
 * Traces what a batch pays: each of its statements to bookings, revenue and receipts, as {@link tracedStatements}
 * does. `null` where there is no such batch or no run, or where the scope does not show everybody.
 *
 * @example
 * const trace = await tracePayout(db, scope, 7);
 */
export async function tracePayout(
  executor: Executor,
  scope: PayeeScope,
  batch: number,
): Promise<PayoutTrace | null> {
  const reconciliation = scope.all ? await Reconciliation.open(executor, scope, 'ofRun') : null;
  const [history] = await readPayouts(executor, scope, { batch });
  if (reconciliation === null || history === undefined) return null;
  await reconciliation.withPayouts();
  const { payGroup, period, items } = history.batch;
  const statements: StatementTrace[] = [];
  for (const [payee, own] of groupedBy(items, (item) => item.payee)) {
    const closings = new Set<number | null>(own.map(({ closing }) => closing));
    const traces = await tracedStatements(reconciliation, payee, (statement) =>
      closings.has(reconciliation.closingOf(statement)),
    );
    statements.push(...traces);
  }
  return { batch, payGroup, period, statements };
}
