import type { PayeeScope } from '../../access/scope.js';
import type { Entitlement } from '../../ledger/entitlement.js';
import { lineId, readLineId } from '../../ledger/line-id.js';
import type { PostedLine } from '../../ledger/posted-statement.js';
import type { DealCash } from '../../ledger/reconcile/deal-cash.js';
import {
  linesWithEntitlement,
  type PayeeResults,
  releaseKey,
  statedAmount,
} from '../../ledger/reconcile/payee-results.js';
import type { TracedPart } from '../../ledger/reconcile/traced-part.js';
import type { StatementLine } from '../../ledger/statement.js';
import { statementLine } from '../../ledger/statement-line.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import type { Executor } from '../../store/executor.js';
import { Reconciliation } from './reconciliation.js';
import { type PartDocument, partDocument, traceResults } from './trace-payables.js';
import { cashOfDeals } from './trace-statement.js';

/** A line traced to what it was credited for and to the customer's cash, as JSON; amounts are decimal text. */
export interface LineTrace {
  readonly payee: string;
  readonly period: string;
  readonly currency: string;
  /** The line with the share of the deal that it credits, and what it earned. */
  readonly line: StatementLine;
  /** Whether what it earned waits for a release, together with all that the component earned on the deal. */
  readonly released: boolean;
  /**
   * What became payable by now: of the line, or, where it waits for a release, of the deal by the component, in all
   * periods.
   */
  readonly parts: readonly PartDocument[];
  /** What the parts sum to. */
  readonly payable: string;
  /** What is still held of the deal by the component. */
  readonly held: string;
  /** What of it nothing explains. */
  readonly unexplained: string;
  /** For a line of no deal: the lines that counted in its window by the same measure. */
  readonly countedIn: readonly {
    readonly line: string;
    readonly deal: string;
    readonly credited: string | null;
  }[];
  /** The deal's invoices and who paid them, as of the last calculated day. */
  readonly deals: readonly DealCash[];
}

/**
 * Traces a line: the credit it stems from, its deal, the deal's invoices and receipts, and what became payable of
 * it when, and by which receipt, in the periods that the scope shows. `null` where there is no such line or the scope does not show it.
 *
 * @example
 * const trace = await traceLine(db, scope, 'ada.2026-03.1');
 */
export async function traceLine(
  executor: Executor,
  scope: PayeeScope,
  id: string,
): Promise<LineTrace | null> {
  const named = readLineId(id);
  const reconciliation = await Reconciliation.open(executor, scope, 'ofRun');
  if (named === null || reconciliation === null) return null;
  await reconciliation.withPayouts();
  const results = await reconciliation.resultsOf(named.payee);
  if (results === null) return null;
  const shown = { ...results, statements: reconciliation.shownOf(results) };
  const found = findLine(shown, id);
  if (found === undefined) return null;
  const { line, entitlement } = found;
  const { currency } = entitlement;
  const parts: TracedPart[] = [];
  const periods = new Set(shown.statements.map(({ period }) => period.id));
  const chosen = (deal: string | null) => deal === line.deal;
  for await (const part of traceResults(reconciliation, results, { chosen })) {
    if (isOf(part, id, found) && periods.has(part.period)) parts.push(part);
  }
  const money = (minor: bigint) => formatMinorUnits(minor, currency);
  const unexplained = parts.filter(({ cause }) => cause === 'unexplained');
  return {
    payee: named.payee,
    period: named.period,
    currency,
    line: statementLine(line, entitlement, named.period),
    released: entitlement.released,
    parts: parts.map((part) => partDocument(reconciliation, part)),
    payable: money(sum(parts)),
    held: money(entitlement.released ? heldOf(shown, found) : 0n),
    unexplained: money(sum(unexplained)),
    countedIn: line.deal === null ? countedIn(shown, found) : [],
    deals: await cashOfDeals(reconciliation, [line], reconciliation.through),
  };
}

interface FoundLine {
  readonly line: PostedLine;
  readonly entitlement: Entitlement;
}

function findLine(results: PayeeResults, id: string): FoundLine | undefined {
  for (const statement of results.statements) {
    const found = linesWithEntitlement(results, statement).find(
      ({ line }) => idOf(results, statement.period.id, line) === id,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function idOf({ payee }: PayeeResults, period: string, { number }: PostedLine): string {
  return lineId({ payee, period, number });
}

function isOf(part: TracedPart, id: string, { line, entitlement }: FoundLine): boolean {
  if (!entitlement.released) return part.line === id;
  const { assignment, component } = entitlement;
  return (
    part.line === null &&
    part.assignment === assignment &&
    part.component === component &&
    part.deal === line.deal
  );
}

/** What is held at the end of the last statement of the pay group. */
function heldOf({ statements }: PayeeResults, { line, entitlement }: FoundLine): bigint {
  const { currency, frequency } = entitlement;
  const last = statements.findLast(
    (each) => each.currency === currency && each.period.frequency === frequency,
  );
  const key = releaseKey({ ...entitlement, deal: line.deal });
  return (last?.held ?? [])
    .filter((each) => releaseKey(each) === key)
    .reduce((total, { amount }) => total + statedAmount(amount, currency), 0n);
}

/** The lines of deals that counted in the window of a line by the same measure. */
function countedIn(results: PayeeResults, { line, entitlement }: FoundLine): LineTrace['countedIn'] {
  return results.statements.flatMap((statement) =>
    linesWithEntitlement(results, statement)
      .filter(
        (each) =>
          each.line.kind === 'credit' &&
          each.line.deal !== null &&
          each.line.windowFrom === line.windowFrom &&
          each.entitlement.assignment === entitlement.assignment &&
          each.entitlement.measure === entitlement.measure,
      )
      .map((each) => ({
        line: idOf(results, statement.period.id, each.line),
        deal: each.line.deal ?? '',
        credited: statementLine(each.line, each.entitlement, statement.period.id).credited,
      })),
  );
}

function sum(parts: readonly { readonly amount: bigint }[]): bigint {
  return parts.reduce((total, { amount }) => total + amount, 0n);
}
