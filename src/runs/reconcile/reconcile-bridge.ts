import type { PayeeScope } from '../../access/scope.js';
import type { ClosedRange } from '../../calendar/date-range.js';
import { monthSpans, wholeSpan } from '../../ledger/reconcile/bridge.js';
import { BridgeBook, type BridgeRow, type UnexplainedSubject } from '../../ledger/reconcile/bridge-book.js';
import { dealCashSubjects, receiptSubject } from '../../ledger/reconcile/cash-subjects.js';
import { dealEarningSubjects, paySubjects } from '../../ledger/reconcile/earning-subjects.js';
import { invoiceSubjects } from '../../ledger/reconcile/invoice-subjects.js';
import { revenueSubject } from '../../ledger/reconcile/revenue-subject.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Executor } from '../../store/executor.js';
import { payeesOfDeal } from '../payees-of-deal.js';
import { Reconciliation } from './reconciliation.js';

/** What a bridge is asked for. */
export interface BridgeQuery {
  /** Months are told whole. */
  readonly range: ClosedRange;
  /** Month by month, or deal by deal over all months together. */
  readonly by: 'period' | 'deal';
  /** Only this deal. */
  readonly deal?: string | undefined;
}

/** Bridges as JSON; amounts are decimal text. */
export interface BridgeDocument {
  readonly from: string;
  /** The first day after the last month. */
  readonly to: string;
  readonly by: 'period' | 'deal';
  readonly deal: string | null;
  readonly rows: readonly BridgeRowDocument[];
  /** What is not explained, by what it stems from; empty where the unexplained of every row is zero. */
  readonly unexplained: readonly (Omit<UnexplainedSubject, 'amount'> & { readonly amount: string })[];
}

/** A row of a bridge as JSON. */
export type BridgeRowDocument = Omit<BridgeRow, 'amounts' | 'closing' | 'unexplained'> & {
  readonly amounts: Readonly<Record<string, string>>;
  readonly closing: string;
  readonly unexplained: string;
};

/**
 * Holds bookings against revenue, invoices against what became of them, cash against what it was used for, and
 * what was earned against what was paid; `null` before the first run. Deals, invoices and receipts are read as the
 * run knew them, and only where the scope shows everybody. By deal there is no bridge of pay, which is a payee's.
 *
 * @example
 * const range = { from: '2026-01-01', to: '2026-04-01' };
 * const bridge = await reconcileBridge(db, scope, { range, by: 'period' });
 */
export async function reconcileBridge(
  executor: Executor,
  scope: PayeeScope,
  { range, by, deal }: BridgeQuery,
): Promise<BridgeDocument | null> {
  const reconciliation = await Reconciliation.open(executor, scope, 'ofRun');
  if (reconciliation === null) return null;
  const spans = by === 'period' ? monthSpans(range) : [wholeSpan(range)];
  const book = new BridgeBook(spans, by === 'deal' || deal !== undefined);
  if (deal === undefined) await addEverything(reconciliation, book);
  else await addDeal(reconciliation, book, deal);
  const { from, to } = wholeSpan(range);
  return {
    from,
    to,
    by,
    deal: deal ?? null,
    rows: book.rows().map(rowDocument),
    unexplained: book
      .unexplained()
      .map((each) => ({ ...each, amount: formatMinorUnits(each.amount, each.currency) })),
  };
}

type Deals = Awaited<ReturnType<Reconciliation['deals']>>;

async function addEverything(reconciliation: Reconciliation, book: BridgeBook): Promise<void> {
  const { homeCurrency } = reconciliation.company;
  if (reconciliation.scope.all) {
    for await (const { ids, streams } of reconciliation.allDeals()) addDeals(book, ids, streams);
    for await (const index of reconciliation.allReceipts()) {
      for (const receipt of index.receipts.values()) book.add(receiptSubject(receipt, index, homeCurrency));
    }
  }
  const closingOf = reconciliation.closingOf.bind(reconciliation);
  for await (const results of reconciliation.results()) {
    const subjects = book.byDeal ? dealEarningSubjects(results) : paySubjects(results, closingOf);
    for (const subject of subjects) book.add(subject);
  }
}

function addDeals(book: BridgeBook, ids: readonly string[], streams: Deals): void {
  for (const id of ids) {
    const deal = streams.index.deals.get(id);
    if (deal === undefined) continue;
    const subjects = [
      revenueSubject(deal, streams),
      ...invoiceSubjects(deal, streams),
      ...dealCashSubjects(deal, streams),
    ];
    for (const subject of subjects) book.add(subject);
  }
}

async function addDeal(reconciliation: Reconciliation, book: BridgeBook, deal: string): Promise<void> {
  const { executor, run, scope } = reconciliation;
  if (scope.all) addDeals(book, [deal], await reconciliation.deals([deal]));
  for (const payee of await executor.read((trx) => payeesOfDeal(trx, run, deal))) {
    const results = await reconciliation.resultsOf(payee);
    if (results === null) continue;
    const subjects = dealEarningSubjects(results).filter((each) => each.deal === deal);
    for (const subject of subjects) book.add(subject);
  }
}

function rowDocument({ amounts, closing, unexplained, ...row }: BridgeRow): BridgeRowDocument {
  const money = (minor: bigint) => formatMinorUnits(minor, row.currency);
  return {
    ...row,
    amounts: Object.fromEntries(Object.entries(amounts).map(([term, minor]) => [term, money(minor)])),
    closing: money(closing),
    unexplained: money(unexplained),
  };
}
