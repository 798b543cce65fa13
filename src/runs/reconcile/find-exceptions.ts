import type { PayeeScope } from '../../access/scope.js';
import { segmentsOf } from '../../engine/credits/segment.js';
import { DealStreams } from '../../engine/events/deal-events.js';
import { indexRecords, type RecordIndex } from '../../engine/record-index.js';
import { withTerritories } from '../../engine/territories/with-territories.js';
import { dealExceptions } from '../../ledger/reconcile/deal-exceptions.js';
import type { ExceptionKind, ReconciliationException } from '../../ledger/reconcile/exception.js';
import type { PayeeResults } from '../../ledger/reconcile/payee-results.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { readChangedInputs } from '../../store/changed-inputs.js';
import type { Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { PayeeExceptions } from './payee-exceptions.js';
import { Reconciliation } from './reconciliation.js';

/** Which exceptions are looked for. */
export interface ExceptionQuery {
  /** After so many days an invoice that is due is open too long. */
  readonly days: number;
  /** Only these; all when left out. */
  readonly kinds?: ReadonlySet<ExceptionKind>;
}

/** An exception as JSON; the amount is decimal text. */
export type ExceptionDocument = Omit<ReconciliationException, 'amount'> & { readonly amount: string };

/**
 * What somebody in finance should look at, one after the other: first by payee, what was paid and should perhaps
 * not stand and what cash should have released; then by deal, who is credited. What was posted is held against the
 * records as they are now, so that cash and refunds that came in since the last run are found. Nothing before the
 * first run; what is wrong with deals only where the scope shows everybody.
 *
 * @example
 * for await (const found of findExceptions(db, scope, { days: 90 })) console.log(found.kind, found.deal);
 */
export async function* findExceptions(
  executor: Executor,
  scope: PayeeScope,
  { days, kinds }: ExceptionQuery,
): AsyncGenerator<ExceptionDocument> {
  const posted = await Reconciliation.open(executor, scope, 'ofRun');
  const latest = await Reconciliation.open(executor, scope, 'now');
  if (posted === null || latest === null) return;
  const range = { after: posted.asOfChange, through: latest.asOfChange };
  const changed = await executor.read((trx) => readChangedInputs(trx, range));
  const now = changed.length === 0 ? posted : latest;
  const isAsked = ({ kind }: ReconciliationException) => kinds === undefined || kinds.has(kind);
  const credited = new Set<string>();
  const payees = new PayeeExceptions({ posted, now, changed, days });
  for await (const found of payees.of(noting(posted.results(), credited))) {
    if (isAsked(found)) yield documentOf(found);
  }
  if (!scope.all) return;
  for await (const found of ofDeals(now, credited)) if (isAsked(found)) yield documentOf(found);
}

/** Notes the deals that a line of anybody is on as results go by. */
async function* noting(
  all: AsyncIterable<PayeeResults>,
  credited: Set<string>,
): AsyncGenerator<PayeeResults> {
  for await (const results of all) {
    for (const { lines } of results.statements) {
      for (const { deal, deals } of lines) {
        if (deal !== null) credited.add(deal);
        for (const each of deals) credited.add(each);
      }
    }
    yield results;
  }
}

async function* ofDeals(
  now: Reconciliation,
  credited: ReadonlySet<string>,
): AsyncGenerator<ReconciliationException> {
  const { executor, asOfChange, company, through } = now;
  const organization = await readRecordSet(executor, { asOfChange, payees: [] });
  const people = indexRecords(organization);
  const isCredited = (deal: string) => credited.has(deal);
  const isOnPlan = onPlans(now, people);
  for await (const { ids, index } of now.allShares()) {
    const streams = new DealStreams(withPeople(index, people, now), company, through);
    for (const id of ids) {
      const deal = index.deals.get(id);
      if (deal === undefined) continue;
      yield* dealExceptions(deal, { streams, through, isCredited, isOnPlan });
    }
  }
}

/** With the shares that territories give, which depend on who is where. */
function withPeople(index: RecordIndex, people: RecordIndex, { book }: Reconciliation): RecordIndex {
  const { company, territories } = book;
  if (territories === null) return index;
  const { payees, teams, teamParents, memberships, membershipsByPayee, membershipsByTeam } = people;
  const { assignmentsByPayee, fxRates } = people;
  const organization = { payees, teams, teamParents, memberships, membershipsByPayee, membershipsByTeam };
  return withTerritories({ ...index, ...organization, assignmentsByPayee, fxRates }, territories, company);
}

/** Tells who is on a plan on a day, each payee's plans worked out once. */
function onPlans({ book, through }: Reconciliation, people: RecordIndex) {
  const known = new Map<string, readonly { readonly from: string; readonly creditedTo: string }[]>();
  return (payee: string, day: string): boolean => {
    const segments = known.get(payee) ?? segmentsOf(payee, book.plans, people, through).segments;
    known.set(payee, segments);
    return segments.some(({ from, creditedTo }) => from <= day && day < creditedTo);
  };
}

function documentOf(found: ReconciliationException): ExceptionDocument {
  return { ...found, amount: formatMinorUnits(found.amount, found.currency) };
}
