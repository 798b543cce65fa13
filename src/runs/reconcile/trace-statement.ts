import type { PayeeScope } from '../../access/scope.js';
import { compareText } from '../../engine/record-index.js';
import type { PostedStatement } from '../../ledger/posted-statement.js';
import { type DealCash, dealCash } from '../../ledger/reconcile/deal-cash.js';
import { TraceTotals } from '../../ledger/reconcile/trace-totals.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Executor } from '../../store/executor.js';
import { partsOf, Reconciliation } from './reconciliation.js';
import { type PartDocument, partDocument, traceResults } from './trace-payables.js';

/** A statement traced to the customer's cash, as JSON; amounts are decimal text. */
export interface StatementTrace {
  readonly payee: string;
  readonly period: string;
  readonly currency: string;
  /** What became payable on it, which the parts sum to. */
  readonly payable: string;
  readonly paid: string;
  readonly paidBy: string;
  readonly parts: readonly PartDocument[];
  /** What no line, release or document explains. */
  readonly unexplained: string;
  /** What was invoiced for the deals of the parts and paid by whom, as of the end of the statement. */
  readonly deals: readonly DealCash[];
}

/**
 * Traces what became payable on the statements of a payee in a period to bookings, revenue and receipts, one trace
 * for each currency; none where there is no such statement or the scope does not show it.
 *
 * @example
 * const [trace] = await traceStatements(db, scope, 'ada', '2026-03');
 */
export async function traceStatements(
  executor: Executor,
  scope: PayeeScope,
  payee: string,
  period: string,
): Promise<readonly StatementTrace[]> {
  const reconciliation = await Reconciliation.open(executor, scope, 'ofRun');
  if (reconciliation === null) return [];
  await reconciliation.withPayouts();
  return tracedStatements(reconciliation, payee, (statement) => statement.period.id === period);
}

/**
 * Traces some statements of a payee, of those that the scope shows, each by itself; the payouts are to be read before.
 *
 * @example
 * await tracedStatements(reconciliation, 'ada', ({ period }) => period.id === '2026-03')
 */
export async function tracedStatements(
  reconciliation: Reconciliation,
  payee: string,
  isAsked: (statement: PostedStatement) => boolean,
): Promise<readonly StatementTrace[]> {
  const results = await reconciliation.resultsOf(payee);
  const asked = results === null ? [] : reconciliation.shownOf(results).filter(isAsked);
  if (results === null || asked.length === 0) return [];
  const keys = new Set(asked.map(({ period, currency }) => keyOf({ period: period.id, currency })));
  const parts: PartDocument[] = [];
  const totals = new TraceTotals();
  for (const statement of asked) totals.addStatement(statement);
  for await (const part of traceResults(reconciliation, results)) {
    if (!keys.has(keyOf(part))) continue;
    parts.push(partDocument(reconciliation, part));
    totals.addPart(part);
  }
  const unexplained = new Map(totals.rows().map((row) => [keyOf(row), row.unexplained]));
  const traces: StatementTrace[] = [];
  for (const { currency, totals: figures, period } of asked) {
    const key = keyOf({ period: period.id, currency });
    const own = parts.filter((part) => keyOf(part) === key);
    traces.push({
      payee,
      period: period.id,
      currency,
      payable: formatMinorUnits(figures.payable, currency),
      paid: formatMinorUnits(figures.paid, currency),
      paidBy: reconciliation.paidBy({ payee, period: period.id, currency }),
      parts: own,
      unexplained: formatMinorUnits(unexplained.get(key) ?? 0n, currency),
      deals: await cashOfDeals(reconciliation, own, period.to),
    });
  }
  return traces;
}

function keyOf({ period, currency }: { readonly period: string; readonly currency: string }): string {
  return `${period} ${currency}`;
}

/**
 * What was invoiced for the deals of traced parts, and paid by whom, before a day; in the order of the deals.
 *
 * @example
 * await cashOfDeals(reconciliation, parts, '2026-04-01')
 */
export async function cashOfDeals(
  reconciliation: Reconciliation,
  parts: readonly { readonly deal: string | null }[],
  day: string,
): Promise<readonly DealCash[]> {
  const ids = [...new Set(parts.flatMap(({ deal }) => (deal === null ? [] : [deal])))].sort(compareText);
  const found: DealCash[] = [];
  for (const part of partsOf(ids)) {
    const streams = await reconciliation.deals(part);
    for (const deal of streams.index.deals.values()) found.push(dealCash(deal, streams, day));
  }
  return found;
}
