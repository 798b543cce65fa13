import type { PayeeScope } from '../../access/scope.js';
import { compareText } from '../../engine/record-index.js';
import type { DealCash } from '../../ledger/reconcile/deal-cash.js';
import type { TracedPart } from '../../ledger/reconcile/traced-part.js';
import type { Executor } from '../../store/executor.js';
import { payeesOfDeal } from '../payees-of-deal.js';
import { Reconciliation } from './reconciliation.js';
import { type PartDocument, partDocument, traceResults } from './trace-payables.js';
import { cashOfDeals } from './trace-statement.js';

/** A deal traced both ways, as JSON: what the customer was invoiced and paid, and what it made payable to whom. */
export interface DealTrace extends DealCash {
  readonly parts: readonly PartDocument[];
}

/**
 * Traces a deal: its invoices and receipts as of the last calculated day, and what became payable on it to whom and by
 * what. `null` where there is no such deal or no run, or where the scope does not show everybody.
 *
 * @example
 * const trace = await traceDeal(db, scope, 'D-1');
 */
export async function traceDeal(
  executor: Executor,
  scope: PayeeScope,
  deal: string,
): Promise<DealTrace | null> {
  const reconciliation = scope.all ? await Reconciliation.open(executor, scope, 'ofRun') : null;
  if (reconciliation === null) return null;
  await reconciliation.withPayouts();
  const [cash] = await cashOfDeals(reconciliation, [{ deal }], reconciliation.through);
  if (cash === undefined) return null;
  const parts = await tracedDeals(reconciliation, [deal]);
  return { ...cash, parts: parts.map((part) => partDocument(reconciliation, part)) };
}

/**
 * Everything that became payable on some deals, to whomever the scope shows.
 *
 * @example
 * const parts = await tracedDeals(reconciliation, ['D-1']);
 */
export async function tracedDeals(
  reconciliation: Reconciliation,
  deals: readonly string[],
): Promise<readonly TracedPart[]> {
  const { executor, run } = reconciliation;
  const payees = new Set<string>();
  for (const deal of deals) {
    for (const payee of await executor.read((trx) => payeesOfDeal(trx, run, deal))) payees.add(payee);
  }
  const parts: TracedPart[] = [];
  for (const payee of [...payees].sort(compareText)) {
    const results = await reconciliation.resultsOf(payee);
    if (results === null) continue;
    const chosen = (deal: string | null) => deal !== null && deals.includes(deal);
    for await (const part of traceResults(reconciliation, results, { chosen })) parts.push(part);
  }
  return parts;
}
