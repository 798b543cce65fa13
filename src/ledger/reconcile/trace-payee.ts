import { type CivilDate, earlier } from '../../calendar/civil-date.js';
import type { DealStreams } from '../../engine/events/deal-events.js';
import { forfeitsHeld } from '../../engine/payables/forfeiture.js';
import type { Plan } from '../../engine/plan.js';
import type { Entitlement } from '../entitlement.js';
import { lineId } from '../line-id.js';
import type { PostedLine, PostedStatement } from '../posted-statement.js';
import { type PayableItem, PayableItems } from './payable-items.js';
import { linesWithEntitlement, type PayeeResults, releaseKey, statedAmount } from './payee-results.js';
import { type CausedAmount, type ReleaseMove, releasedBy } from './released-by.js';
import { causedBy, type PartCause, type TracedPart } from './traced-part.js';

/** What payables are traced with. */
export interface TraceContext {
  /** The deals that are traced, with their cash as it was known when a statement was posted. */
  readonly streamsOf: (statement: PostedStatement) => DealStreams;
  readonly planOf: (hash: string) => Plan;
  /** The first day on which nothing was released any more, as it was known when a statement was posted. */
  readonly payableTo: (statement: PostedStatement, entitlement: Entitlement) => CivilDate;
  /** The first day that was not known when the statements were posted. */
  readonly through: CivilDate;
  /** Which deals are traced, and whether what belongs to no deal is (`null`); all unless said otherwise. */
  readonly chosen?: (deal: string | null) => boolean;
}

/**
 * Traces what became payable on every statement of a payee to what made it so, statement by statement. The parts
 * of a statement sum to what became payable on it; what no line and no release tells is a part without a
 * component that is unexplained.
 *
 * @example
 * [...tracePayee(results, { streamsOf, planOf, payableTo, through })][0]
 * // { payee: 'ada', period: '2026-02', component: 'new-business', deal: 'D-1', cause: 'receipt', receipt: 'R-1', … }
 */
export function* tracePayee(results: PayeeResults, context: TraceContext): Generator<TracedPart> {
  const { chosen = () => true } = context;
  const items = new PayableItems(results);
  const released = new ReleasedSoFar();
  for (const statement of results.statements) {
    const found = items.of(statement);
    released.forfeit(results, statement);
    for (const item of found) {
      if (!chosen(item.deal)) continue;
      const caused =
        item.line === null
          ? released.causesOf(item, context)
          : causedByLine(item, context.streamsOf(statement));
      for (const each of caused) yield partOf(item, each);
    }
    const told = found.reduce((sum, { amount }) => sum + amount, 0n);
    const untold = statement.totals.payable - told;
    if (untold !== 0n && chosen(null)) yield untoldPart(statement, untold);
  }
}

/** What was released of each deal as statements went by, by what released it, and what was forfeited instead. */
class ReleasedSoFar {
  readonly #parts = new Map<string, CausedAmount[]>();
  readonly #forfeited = new Map<string, ForfeitedAmounts>();

  /** Takes what a statement forfeits of what was not released in time; it is earned as far as a release goes. */
  forfeit(results: PayeeResults, statement: PostedStatement): void {
    if (!statement.lines.some(({ kind }) => kind === 'forfeited')) return;
    for (const { line, entitlement } of linesWithEntitlement(results, statement)) {
      if (!entitlement.released || line.kind !== 'forfeited') continue;
      const key = releaseKey({ ...entitlement, deal: line.deal });
      const { held, late } = this.#forfeited.get(key) ?? NOTHING_FORFEITED;
      const after = forfeitsHeld(line)
        ? { held: held - line.amount, late }
        : { held, late: late - line.amount };
      this.#forfeited.set(key, after);
    }
  }

  causesOf(item: PayableItem, context: TraceContext): readonly CausedAmount[] {
    const { statement, entitlement, deal, amount } = item;
    const key = releaseKey({ ...entitlement, deal });
    const before = this.#parts.get(key) ?? [];
    const released = before.reduce((sum, each) => sum + each.amount, 0n);
    const payable = released + amount;
    const to = earlier(statement.period.to, context.through);
    const payableTo = context.payableTo(statement, entitlement);
    const held = heldOn(statement).get(key) ?? 0n;
    const forfeited = this.#forfeited.get(key) ?? NOTHING_FORFEITED;
    // What is held of who left, as cash went back, and that of which nothing is forfeited is released as ever.
    const isAsEver = held !== 0n || forfeited.held + forfeited.late === 0n;
    const move = isAsEver
      ? { amount, earned: payable + held + forfeited.held + forfeited.late, to, before }
      : { amount, earned: payable + forfeited.held, to: earlier(to, payableTo), before, isLeft: true };
    const caused = causedByRelease(item, move, context);
    this.#parts.set(key, [...before, ...caused]);
    return caused;
  }
}

/** What of a deal was forfeited that was not released in time, and what was earned too late. */
interface ForfeitedAmounts {
  readonly held: bigint;
  readonly late: bigint;
}

const NOTHING_FORFEITED: ForfeitedAmounts = Object.freeze({ held: 0n, late: 0n });

const HELD = new WeakMap<PostedStatement, ReadonlyMap<string, bigint>>();

function heldOn(statement: PostedStatement): ReadonlyMap<string, bigint> {
  const known = HELD.get(statement);
  if (known !== undefined) return known;
  const sums = new Map<string, bigint>();
  for (const each of statement.held) {
    const key = releaseKey(each);
    sums.set(key, (sums.get(key) ?? 0n) + statedAmount(each.amount, statement.currency));
  }
  HELD.set(statement, sums);
  return sums;
}

function causedByRelease(
  { statement, entitlement, deal: dealId, amount }: PayableItem,
  move: ReleaseMove,
  { streamsOf, planOf }: TraceContext,
): readonly CausedAmount[] {
  if (dealId === null) return [{ ...causedBy('time'), amount }];
  const plan = planOf(entitlement.planHash);
  const component = plan.components.find(({ id }) => id === entitlement.component);
  const streams = streamsOf(statement);
  const deal = streams.index.deals.get(dealId);
  if (deal === undefined || component === undefined) return [{ ...causedBy('unexplained'), amount }];
  return releasedBy(deal, move, { streams, plan, component });
}

function causedByLine(
  { entitlement, line, amount }: PayableItem,
  streams: DealStreams,
): readonly CausedAmount[] {
  if (line === null || amount === 0n) return [];
  if (line.deal === null || line.event === null) return [{ ...causedBy('window'), amount }];
  switch (entitlement.basis) {
    case 'booked':
      return [{ ...causedBy('booking'), amount }];
    case 'recognized':
      return [{ ...causedBy('revenue'), amount }];
    case 'collected':
      return [{ ...cashOfLine(line, line.deal, streams), amount }];
  }
}

/** The receipt and invoice of an event on the collected basis. */
function cashOfLine({ event }: PostedLine, dealId: string, streams: DealStreams): PartCause {
  const deal = streams.index.deals.get(dealId);
  if (deal === undefined) return causedBy('unexplained');
  for (const { line, cash, events } of streams.cash(deal)) {
    const { invoice } = line;
    const applied = cash.find(({ key }) => key === event);
    if (applied !== undefined) return { cause: 'receipt', receipt: applied.receipt, invoice };
    if (events.some(({ key }) => key === event)) return { cause: 'creditNote', receipt: null, invoice };
  }
  return causedBy('clawback');
}

function partOf({ statement, entitlement, deal, line }: PayableItem, caused: CausedAmount): TracedPart {
  const { payee, period, currency } = statement;
  const { cause, receipt, invoice, amount } = caused;
  return {
    payee,
    period: period.id,
    periodTo: period.to,
    currency,
    line: line === null ? null : lineId({ payee, period: period.id, number: line.number }),
    assignment: entitlement.assignment,
    component: entitlement.component,
    deal,
    cause,
    receipt,
    invoice,
    amount,
  };
}

function untoldPart({ payee, period, currency }: PostedStatement, amount: bigint): TracedPart {
  const nothing = { line: null, assignment: null, component: null, deal: null };
  const place = { payee, period: period.id, periodTo: period.to, currency };
  return { ...place, ...nothing, ...causedBy('unexplained'), amount };
}
