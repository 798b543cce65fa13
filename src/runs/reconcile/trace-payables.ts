import type { DealStreams } from '../../engine/events/deal-events.js';
import type { PostedStatement } from '../../ledger/posted-statement.js';
import { dealsToTrace } from '../../ledger/reconcile/deals-to-trace.js';
import type { PayeeResults } from '../../ledger/reconcile/payee-results.js';
import { tracePayee } from '../../ledger/reconcile/trace-payee.js';
import { TraceTotals } from '../../ledger/reconcile/trace-totals.js';
import { CAUSES, type TracedPart } from '../../ledger/reconcile/traced-part.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { payableEnds } from './payable-ends.js';
import { partsOf, type Reconciliation } from './reconciliation.js';
import type { SharedDeals } from './shared-deals.js';

/** A part of what became payable as JSON: the amount is decimal text. */
export type PartDocument = Omit<TracedPart, 'amount'> & {
  readonly amount: string;
  /** What paid the statement that the part is on: a payout, or the statement itself until it is paid. */
  readonly paidBy: string;
};

/**
 * A traced part as JSON.
 *
 * @example
 * partDocument(reconciliation, part).amount // '4000.00'
 */
export function partDocument(reconciliation: Reconciliation, part: TracedPart): PartDocument {
  const amount = formatMinorUnits(part.amount, part.currency);
  return { ...part, amount, paidBy: reconciliation.paidBy(part) };
}

/** What of a payee is traced, and how. */
interface TraceOptions {
  /** Which deals, and whether what belongs to none (`null`); all unless said otherwise. */
  readonly chosen?: (deal: string | null) => boolean;
  /** Where deals come from, as they were after a change; they are read unless said otherwise. */
  readonly deals?: Pick<SharedDeals, 'deals'>;
}

/**
 * Traces all that became payable to a payee, so many deals at a time.
 *
 * @example
 * for await (const part of traceResults(reconciliation, results)) console.log(part.receipt, part.amount);
 */
export async function* traceResults(
  reconciliation: Reconciliation,
  results: PayeeResults,
  { chosen = () => true, deals = reconciliation }: TraceOptions = {},
): AsyncGenerator<TracedPart> {
  const { planOf, through } = reconciliation;
  const needed = dealsToTrace(results).filter(chosen);
  const others = new Set(needed);
  const parts = needed.length === 0 ? [[]] : partsOf(needed);
  const payableTo = await payableEnds(reconciliation, results);
  for (const [place, ids] of parts.entries()) {
    const streamsOf = await streamsOfStatements(reconciliation, results, { ids, deals });
    const ofPart = new Set(ids);
    // What needs no cash to be known comes with the first part.
    const isAsked = (deal: string | null) =>
      deal !== null && others.has(deal) ? ofPart.has(deal) : place === 0 && chosen(deal);
    yield* tracePayee(results, { streamsOf, planOf, payableTo, through, chosen: isAsked });
  }
}

/** The deals as they were known when each statement was posted: closed ones may have been posted from others. */
async function streamsOfStatements(
  reconciliation: Reconciliation,
  results: PayeeResults,
  { ids, deals }: { readonly ids: readonly string[]; readonly deals: Pick<SharedDeals, 'deals'> },
): Promise<(statement: PostedStatement) => DealStreams> {
  const changes = new Set([
    reconciliation.run.change,
    ...results.statements.map((each) => reconciliation.changeOf(each)),
  ]);
  const part = new Set(ids);
  const byChange = new Map<number, DealStreams>();
  for (const change of changes) {
    const asked = dealsToTrace(results, (statement) => reconciliation.changeOf(statement) === change);
    const own = asked.filter((deal) => part.has(deal));
    byChange.set(change, await deals.deals(own, change));
  }
  return (statement) => {
    const streams = byChange.get(reconciliation.changeOf(statement));
    if (streams === undefined) throw new Error('A statement was posted from no change.');
    return streams;
  };
}

/** What became payable in a period and currency by what made it so, as JSON; amounts are decimal text. */
export interface TraceTotalDocument {
  readonly period: string;
  readonly currency: string;
  readonly payable: string;
  readonly causes: Readonly<Record<string, string>>;
  readonly unexplained: string;
}

/**
 * Traces all that became payable to everybody whom the scope shows, and sums it by period and cause.
 *
 * @param take hears of every part, one payee after the other
 *
 * @example
 * const totals = await traceEverything(reconciliation, (part) => rows.push(part));
 */
export async function traceEverything(
  reconciliation: Reconciliation,
  take: (part: TracedPart) => void = () => {},
): Promise<readonly TraceTotalDocument[]> {
  const totals = new TraceTotals();
  for await (const results of reconciliation.results()) {
    for (const statement of results.statements) totals.addStatement(statement);
    for await (const part of traceResults(reconciliation, results)) {
      totals.addPart(part);
      take(part);
    }
  }
  return totals.rows().map(({ payable, causes, unexplained, ...row }) => {
    const money = (minor: bigint) => formatMinorUnits(minor, row.currency);
    return {
      ...row,
      payable: money(payable),
      causes: Object.fromEntries(CAUSES.map((cause) => [cause, money(causes[cause])])),
      unexplained: money(unexplained),
    };
  });
}
