import type { PayeeScope } from '../../access/scope.js';
import { segmentsOf } from '../../engine/credits/segment.js';
import { DealStreams } from '../../engine/events/deal-events.js';
import { compareText, indexRecords, type RecordIndex } from '../../engine/record-index.js';
import { withTerritories } from '../../engine/territories/with-territories.js';
import { dealExceptions } from '../../ledger/reconcile/deal-exceptions.js';
import type { ExceptionKind, ReconciliationException } from '../../ledger/reconcile/exception.js';
import { PaidOnDeals } from '../../ledger/reconcile/paid-on-deals.js';
import type { PayeeResults } from '../../ledger/reconcile/payee-results.js';
import { paymentExceptions } from '../../ledger/reconcile/payment-exceptions.js';
import { awaitedCash, unreleasedCash } from '../../ledger/reconcile/unreleased.js';
import { formatMinorUnits } from '../../money/minor-units.js';
import { EMPTY_RECORD_SET, type RecordSet } from '../../records/record-set.js';
import type { Executor } from '../../store/executor.js';
import { readRecordSet } from '../../store/read-record-set.js';
import { partsOf, Reconciliation } from './reconciliation.js';
import { traceResults } from './trace-payables.js';

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
  const now = await Reconciliation.open(executor, scope, 'now');
  if (posted === null || now === null) return;
  const isAsked = ({ kind }: ReconciliationException) => kinds === undefined || kinds.has(kind);
  const credited = new Set<string>();
  for await (const results of posted.results()) {
    for (const { lines } of results.statements) {
      for (const { deal, deals } of lines)
        for (const each of [deal, ...deals]) if (each !== null) credited.add(each);
    }
    for (const found of await ofPayee(posted, now, results, days))
      if (isAsked(found)) yield documentOf(found);
  }
  if (!scope.all) return;
  const organization = await readRecordSet(executor, { asOfChange: now.asOfChange, payees: [] });
  const people = indexRecords(organization);
  for await (const { ids, streams } of now.allDeals()) {
    const terms = {
      streams: withPeople(streams, organization, now),
      through: now.through,
      isCredited: (deal: string) => credited.has(deal),
      isOnPlan: onPlans(now, people),
    };
    for (const id of ids) {
      const deal = streams.index.deals.get(id);
      if (deal === undefined) continue;
      for (const found of dealExceptions(deal, terms)) if (isAsked(found)) yield documentOf(found);
    }
  }
}

async function ofPayee(
  posted: Reconciliation,
  now: Reconciliation,
  results: PayeeResults,
  days: number,
): Promise<readonly ReconciliationException[]> {
  const { payee } = results;
  const { through, planOf } = posted;
  const paid = new PaidOnDeals();
  for await (const part of traceResults(posted, results)) paid.add(part);
  const paidOn = groupedByDeal(paid.all());
  const awaited = groupedByDeal(awaitedCash(results));
  const found: ReconciliationException[] = [];
  const ids = [...new Set([...paidOn.keys(), ...awaited.keys()])].sort(compareText);
  for (const part of partsOf(ids)) {
    const streams = await now.deals(part);
    const known = now.asOfChange === posted.asOfChange ? streams : await posted.deals(part);
    for (const id of part) {
      const deal = streams.index.deals.get(id);
      if (deal === undefined) continue;
      const own = paidOn.get(id) ?? [];
      for (const each of own) {
        found.push(...paymentExceptions(each, { payee, deal, streams, known, through, days }));
      }
      const released = new Set(own.flatMap(({ receipts }) => [...receipts.keys()]));
      for (const each of awaited.get(id) ?? []) {
        const unreleased = unreleasedCash(each, { payee, streams, planOf, through, released });
        if (unreleased !== null) found.push(unreleased);
      }
    }
  }
  return found;
}

function groupedByDeal<Each extends { readonly deal: string }>(
  all: readonly Each[],
): ReadonlyMap<string, readonly Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of all) {
    const known = groups.get(each.deal);
    if (known === undefined) groups.set(each.deal, [each]);
    else known.push(each);
  }
  return groups;
}

/** With the shares that territories give, which depend on who is where. */
function withPeople(streams: DealStreams, organization: RecordSet, { book }: Reconciliation): DealStreams {
  const { company, territories } = book;
  if (territories === null) return streams;
  const { index } = streams;
  const people = indexRecords({ ...EMPTY_RECORD_SET, ...organization });
  const whole: RecordIndex = {
    ...index,
    payees: people.payees,
    teams: people.teams,
    memberships: people.memberships,
    membershipsByPayee: people.membershipsByPayee,
    membershipsByTeam: people.membershipsByTeam,
    assignmentsByPayee: people.assignmentsByPayee,
    fxRates: people.fxRates,
  };
  return new DealStreams(withTerritories(whole, territories, company), company, streams.through);
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
